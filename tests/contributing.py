"""What CONTRIBUTING.md tells of the code, made from the code: `python -m tests.contributing`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from sirekap_desktop.messages import words
from sirekap_desktop.models.people import Role
from sirekap_desktop.models.permits import MAY, SECOND, Act
from sirekap_desktop.models.proceedings import SITTING_MOVES, TPS_MOVES, Reached, Sitting

BOOK = Path(__file__).resolve().parent.parent / "CONTRIBUTING.md"


def permits() -> str:
    """The table of roles and acts, in the operator's words."""
    roles = [words()["role"][role] for role in Role]
    rows = [["act", "what it is", *roles, "second person"], ["---"] * (len(roles) + 3)]
    for act in Act:
        marks = ["✓" if role in MAY[act] else "–" for role in Role]
        second = " or ".join(words()["role"][role] for role in Role if role in SECOND.get(act, ()))
        rows.append([f"`{act.value}`", words()["act"][act.value], *marks, second or "–"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def machine() -> str:
    """The sitting and a TPS in it as diagrams."""
    return "\n\n".join(
        (_diagram(SITTING_MOVES, Sitting.BELUM), _diagram(TPS_MOVES, Reached.MENUNGGU))
    )


def told(name: str) -> str:
    """What stands in the book between its marks."""
    found = _between(name).search(BOOK.read_text("utf-8"))
    assert found is not None, f"no marks for {name}"
    return found[2].strip()


State = TypeVar("State", bound=StrEnum)


def _diagram(moves: Mapping[tuple[Act, State], State], first: State) -> str:
    acts: dict[tuple[State, State], list[str]] = {}
    for (act, now), after in moves.items():
        acts.setdefault((now, after), []).append(act.value)
    lines = [
        f"    {now.name} --> {after.name}: {', '.join(of)}" for (now, after), of in acts.items()
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {first.name}", *lines, "```"])


def _between(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {name} -->\n)(.*?)(\n<!-- /{name} -->)", re.DOTALL)


def _written(part: str, found: re.Match[str]) -> str:
    return f"{found[1]}{part}{found[3]}"


PARTS: Mapping[str, Callable[[], str]] = {"permits": permits, "machine": machine}


def main() -> None:
    """Write every part into the book anew."""
    text = BOOK.read_text("utf-8")
    for name, made in PARTS.items():
        text = _between(name).sub(partial(_written, made()), text)
    BOOK.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
