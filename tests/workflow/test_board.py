from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sirekap_desktop.models.document import Document
from sirekap_desktop.models.plenary import Place, Stage
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.workflow import convening, correcting, hearing, mastering, overview
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from sirekap_desktop.workflow.overview import Advice, ContestLine, Next, TpsLine, advise, forecast
from tests import desks

Take = Callable[..., ImportReport]
NOW = datetime(2029, 2, 15, 12, 0, tzinfo=UTC)
MADE = Document(1, "d_hasil_kecamatan", NOW, "Ketua Satu", "d" * 64, "p" * 64)


def _lines(*places: Place | tuple[Place, Reached]) -> list[TpsLine]:
    stations = list(desks.election().every_tps())
    found = []
    for (desa, tps), place in zip(stations, places, strict=True):
        where, reached = place if isinstance(place, tuple) else (place, Reached.MENUNGGU)
        found.append(TpsLine(desa, tps, Stage.KOSONG, where, reached, frozenset(), 0, 0, (), 0))
    return found


HEARD = (Place.SESUAI, Reached.DICOCOKKAN)
AGREED = (Place.DIPUTUSKAN, Reached.DISEPAKATI)
DONE = (Place.SELESAI, Reached.SELESAI)
EMPTY, READ, GOOD, BAD = Place.KOSONG, Place.TERBACA, Place.SESUAI, Place.DIPERSOALKAN


@pytest.mark.parametrize(
    ("places", "sitting", "what", "count", "at"),
    [
        ((EMPTY, EMPTY, EMPTY), Sitting.BELUM, Next.IMPORT, 3, desks.FIRST),
        ((READ, EMPTY, READ), Sitting.BELUM, Next.CHECK, 2, desks.FIRST),
        ((GOOD, EMPTY, READ), Sitting.BELUM, Next.CHECK, 1, desks.OTHER),
        ((GOOD, EMPTY, GOOD), Sitting.BELUM, Next.OPEN, 2, desks.FIRST),
        ((GOOD, BAD, READ), Sitting.BELUM, Next.SETTLE, 1, desks.SECOND),
        ((GOOD, READ, HEARD), Sitting.BERJALAN, Next.GO_ON, 1, desks.OTHER),
        ((AGREED, BAD, GOOD), Sitting.BERJALAN, Next.GO_ON, 1, desks.FIRST),
        ((DONE, GOOD, READ), Sitting.BERJALAN, Next.PRESENT, 1, desks.SECOND),
        ((DONE, EMPTY, READ), Sitting.BERJALAN, Next.CHECK, 1, desks.OTHER),
        ((DONE, EMPTY, DONE), Sitting.BERJALAN, Next.IMPORT, 1, desks.SECOND),
        ((DONE, GOOD, HEARD), Sitting.DISKORS, Next.RESUME, 2, desks.SECOND),
        ((DONE, DONE, DONE), Sitting.BERJALAN, Next.ISSUE, 3, desks.FIRST),
    ],
)
def test_the_one_next_thing(
    places: tuple[Place, ...], sitting: Sitting, what: Next, count: int, at: str
) -> None:
    told = advise(_lines(*places), 0, sitting, None)
    assert (told.what, told.count, told.tps) == (what, count, at)


def test_sheets_without_tps_come_first() -> None:
    told = advise(_lines(READ, GOOD, EMPTY), 4, Sitting.BERJALAN, None)
    assert (told.what, told.count) == (Next.LAY, 4)


def test_when_all_is_closed_the_paper_is_what_is_left() -> None:
    closed = _lines(DONE, DONE, DONE)
    signed = replace(MADE, signed=("s" * 64,))
    told = [advise(closed, 0, Sitting.BERJALAN, paper).what for paper in (None, MADE, signed)]
    assert told == [Next.ISSUE, Next.SIGN, Next.DONE]


def test_an_election_without_tps_needs_pictures() -> None:
    assert advise([], 0, Sitting.BELUM, None) == Advice(Next.IMPORT)


def test_the_board_tells_of_every_contest(desk: Desk, take: Take) -> None:
    take({f"{n}.jpg": desks.picture(n) for n in (1, 2, 3)}, tps=desks.FIRST)
    take({"lepas.jpg": desks.picture(1, mark="lepas")})
    desks.confirm(desk, desks.FIRST)
    desks.close(desk, desks.FIRST)
    number = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    board = overview.board(desk)
    assert [line.place for line in board.lines] == [Place.SELESAI, Place.KOSONG, Place.KOSONG]
    assert (board.loose, board.sitting) == (1, Sitting.BERJALAN)
    assert (board.pace.numbers, board.pace.closed) == (28, 1)
    assert [(c.closed, c.total) for c in board.contests] == [(1, 3), (0, 3)]
    assert overview.contests(desk) == board.contests
    other = overview.board(replace(desk, contest=number))
    assert (other.loose, other.pace.numbers, other.pace.closed) == (0, 0, 0)
    assert other.sitting is Sitting.BERJALAN, "the room sits for every contest"


def test_a_tps_that_was_opened_again_is_not_counted_as_closed(desk: Desk) -> None:
    desks.confirm(desk, desks.FIRST)
    desks.close(desk, desks.FIRST)
    hearing.reopen(desk, desks.FIRST, "keberatan saksi")
    assert _closed(desk) == 0
    desks.close(desk, desks.FIRST)
    assert _closed(desk) == 1


def test_what_was_done_longer_ago_is_not_pace(desk: Desk) -> None:
    desks.confirm(desk, desks.FIRST)
    desks.close(desk, desks.FIRST)
    late = replace(desk, clock=lambda: datetime(2029, 2, 15, 5, 0, tzinfo=UTC))
    assert (overview.board(late).pace.numbers, overview.board(late).pace.closed) == (0, 0)


def test_the_end_of_checking_is_told_when_every_sheet_is_here(
    desk: Desk, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "LEAST_NUMBERS", 20)
    for tps in (desks.FIRST, desks.SECOND):
        take({f"{tps}{n}.jpg": desks.picture(n, mark=tps) for n in (1, 2, 3)}, tps=tps)
    desks.confirm(desk, desks.FIRST)
    later = replace(desk, clock=lambda: datetime(2029, 2, 15, 1, 40, tzinfo=UTC))
    assert overview.board(later).pace.checking_ends is None, "a TPS has no sheet yet"
    take({f"{n}.jpg": desks.picture(n, mark="lain") for n in (1, 2, 3)}, tps=desks.OTHER)
    pace = overview.board(later).pace
    assert pace.checking_ends is not None
    assert pace.checking_ends > later.clock() + timedelta(minutes=70)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    assert overview.board(later).pace.checking_ends is None, "the plenary is what goes on now"


@pytest.mark.parametrize(
    ("done", "minutes", "left", "ends"),
    [
        (12, 60, 24, 120),
        (6, 20, 6, 20),
        (5, 60, 10, None),
        (6, 19, 6, None),
        (6, 60, 49, None),
        (6, 60, 0, None),
        (0, 0, 10, None),
    ],
)
def test_an_end_is_told_only_when_it_can_be_known(
    done: int, minutes: int, left: int, ends: int | None
) -> None:
    first = NOW - timedelta(minutes=minutes) if done else None
    told = forecast(NOW, done, first, left, 6)
    assert told == (None if ends is None else NOW + timedelta(minutes=ends))


def test_undoing_is_work_too(desk: Desk) -> None:
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    correcting.undo(desk, desks.FIRST)
    assert overview.board(desk).pace.numbers == 2


def _closed(desk: Desk) -> int:
    (told,) = overview.contests(desk)
    assert isinstance(told, ContestLine)
    return told.closed
