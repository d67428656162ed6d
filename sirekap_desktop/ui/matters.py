"""What is open at a TPS in the plenary, and the one thing that comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.models.minutes import Correction, Difference, Objection
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.ui.plenary_words import DISPUTED, objector

if TYPE_CHECKING:
    from sirekap_desktop.workflow.docket import Docket
    from sirekap_desktop.workflow.overview import TpsLine


class Way(StrEnum):
    """Where a button of the course leads that is no act of the plenary itself."""

    CHECK = "check"
    PHOTO = "photo"
    NEXT = "next"
    RECAP = "recap"


Subject = Difference | Objection | Correction | str | None


@dataclass(frozen=True)
class Ask:
    """What a button asks for: an act or a way, and what it is about.

    The subject is the difference, objection or correction; a finding's code; a TPS or desa.
    """

    what: Act | Way
    subject: Subject = None


@dataclass(frozen=True)
class Matter:
    """Something open: how it looks, what it is, and what can be done about it."""

    look: str
    words: str
    ways: tuple[tuple[str, Ask], ...]


def matters_of(docket: Docket, name: Callable[[str], str]) -> tuple[Matter, ...]:
    """What keeps the TPS from being closed, and pictures that are still missing.

    `name` calls a field by its wording.
    """
    view, tr = docket.view, QCoreApplication.translate
    found: list[Matter] = []
    if view.unconfirmed:
        words = tr("matter", "{count} numbers are not confirmed").format(count=view.unconfirmed)
        way = (tr("matter", "Check this TPS"), Ask(Way.CHECK))
        found.append(Matter(Stage.PERIKSA, words, (way,)))
    found += [_difference(one, name) for one in view.course.open_differences]
    found += [_objection(one) for one in view.open_objections]
    for code, title in {finding.code: finding.title for finding in view.unexplained}.items():
        way = (tr("matter", "Explain…"), Ask(Act.EXPLAIN, code))
        found.append(Matter(Stage.SALAH, f"{code}: {title}", (way,)))
    if view.course.reached is not Reached.SELESAI:
        found += [
            _photo(one, name)
            for one in view.course.corrections
            if docket.exhibits[one.id].after is None
        ]
    return tuple(found)


def next_of(docket: Docket, lines: Sequence[TpsLine]) -> Ask | None:
    """The one thing to do next; None while the plenary is not open and nothing is known.

    `lines` are all TPS: behind a closed one comes the next that waits in its desa.
    """
    view, reached = docket.view, docket.view.course.reached
    if view.sitting in (Sitting.BELUM, Sitting.DISKORS):
        return None
    if reached is Reached.SELESAI:
        return _behind(docket, lines)
    if view.sitting is Sitting.DITUTUP:
        return None
    if reached is Reached.MENUNGGU:
        return Ask(Act.PRESENT)
    if view.unconfirmed:
        return Ask(Way.CHECK)
    if reached is Reached.DIBACAKAN:
        return Ask(Act.COMPARE)
    for difference in view.course.open_differences:
        return Ask(Act.SETTLE, difference)
    for objection in view.open_objections:
        return Ask(Act.ANSWER, objection)
    for finding in view.unexplained:
        return Ask(Act.EXPLAIN, finding.code)
    return Ask(Act.AGREE if reached is Reached.DICOCOKKAN else Act.CLOSE)


def waiting_behind(docket: Docket, lines: Sequence[TpsLine]) -> TpsLine | None:
    """The next TPS that is not closed: of the same desa, else of the panel, else any.

    Behind the last one it starts over at the top; None when every TPS is closed.
    """
    mine = docket.view.tps.code
    codes = [line.tps.code for line in lines]
    here = codes.index(mine) if mine in codes else -1
    around = [*lines[here + 1 :], *lines[: here + 1]]
    left = [
        line for line in around if line.reached is not Reached.SELESAI and line.tps.code != mine
    ]
    home, panels = docket.view.desa.region.code, docket.minutes.panels

    def far(line: TpsLine) -> int:
        desa = line.desa.region.code
        if desa == home:
            return 0
        ours = home in panels and desa in panels and panels[home].number == panels[desa].number
        return 1 if ours else 2

    return min(left, key=far, default=None)


def _behind(docket: Docket, lines: Sequence[TpsLine]) -> Ask | None:
    if not lines:
        return None
    line = waiting_behind(docket, lines)
    desa = docket.view.desa.region.code
    if line is not None and line.desa.region.code == desa:
        return Ask(Way.NEXT, line.tps.code)
    return Ask(Way.RECAP, desa)


def _difference(one: Difference, name: Callable[[str], str]) -> Matter:
    tr = QCoreApplication.translate
    words = tr("matter", "{party} · {field}: copy {theirs}, C.HASIL {ours}").format(
        party=one.party, field=name(one.field), theirs=one.theirs, ours=one.ours
    )
    correct = tr("matter", "Correct to {number}…").format(number=one.theirs)
    return Matter(
        DISPUTED,
        words,
        (
            (correct, Ask(Act.CORRECT, one)),
            (tr("matter", "The figure stays…"), Ask(Act.SETTLE, one)),
        ),
    )


def _objection(one: Objection) -> Matter:
    tr = QCoreApplication.translate
    words = tr("matter", "Objection of {by}: {words}").format(
        by=objector(one.by, one.of), words=one.words
    )
    return Matter(DISPUTED, words, ((tr("matter", "Answer…"), Ask(Act.ANSWER, one)),))


def _photo(one: Correction, name: Callable[[str], str]) -> Matter:
    tr = QCoreApplication.translate
    words = tr("matter", "{field}: {old} → {new}, no picture of the corrected sheet yet").format(
        field=name(one.field), old=one.old, new=one.new
    )
    return Matter(Stage.DIKOREKSI, words, ((tr("matter", "Picture after…"), Ask(Way.PHOTO, one)),))
