"""An official document that was made, and its signed states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Document:
    """A D.HASIL that was made from a recap.

    `recap_digest` names the numbers it was made from; `pdf` is the SHA-256 of the unsigned file,
    `signed` those of its signed states in order, each stored under its hash.
    """

    id: int
    kind: str
    made_at: datetime
    made_by: str
    recap_digest: str
    pdf: str
    signed: tuple[str, ...] = ()

    @property
    def newest(self) -> str:
        """The hash of the state that carries the most signatures."""
        return self.signed[-1] if self.signed else self.pdf
