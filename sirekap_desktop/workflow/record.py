"""The head of the record, by which anybody can see that it moves on and is one chain."""

from __future__ import annotations

from sirekap_desktop.models.events import START
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow.desk import Desk


def head(desk: Desk) -> tuple[int, str]:
    """Number and digest of the newest event; 0 and the chain's start before the first one."""
    with desk.look() as unit:
        return head_in(unit)


def head_in(unit: Unit) -> tuple[int, str]:
    """The head of the record inside a transaction that is already open."""
    last = unit.events.last()
    return (0, START) if last is None else (last.seq, last.digest)
