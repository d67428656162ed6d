"""What is wrong in a file of master data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MasterProblem:
    """One fault: the sheet ("" in a CSV), the line (0 for the whole file), the column, the reason.

    `file` is named where several make the data together. `code` names the sentence in
    `resources/messages.toml`; `facts` fill its blanks.
    """

    sheet: str
    line: int
    column: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)
    file: str = ""

    @property
    def place(self) -> str:
        """Where to look, in the operator's words."""
        parts = [f"berkas {self.file}" if self.file else ""]
        parts += [f"lembar {self.sheet}" if self.sheet else ""]
        whole = "" if self.file else "seluruh berkas"
        parts += [f"baris {self.line}" if self.line else whole]
        parts += [f"kolom {self.column}" if self.column else ""]
        return ", ".join(part for part in parts if part)
