"""What is looked up in the background before the screens of a contest are built."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.workflow import overview
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.overview import Board


@dataclass(frozen=True)
class Opened:
    """A desk at a contest with all that the first screen needs; `work` is None without master
    data."""

    desk: Desk
    work: Work | None


@dataclass(frozen=True)
class Work:
    """A contest with its form, and where it stands."""

    election: Election
    template: Template
    board: Board


def opened(desk: Desk, contest: int | None) -> Opened:
    """The desk at that contest, or at the first one where there is none of that number."""
    numbers = [line.contest.id for line in overview.contests(desk)]
    if not numbers:
        return Opened(desk, None)
    desk = replace(desk, contest=contest if contest in numbers else numbers[0])
    return Opened(desk, Work(desk.election(), desk.template, overview.board(desk)))
