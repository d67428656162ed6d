"""The kecamatan that the benchmark builds is one that the program could have written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.desk.kecamatan import MIDDAY, Shape, build
from benchmarks.desk.rows import OPERATOR
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.plenary import Place
from sirekap_desktop.models.proceedings import Sitting
from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import checking, correcting, overview
from sirekap_desktop.workflow.desk import Desk

SHAPE = Shape(desa=4, tps=5, ballots=("ppwp", "dpd"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("kecamatan")
    build(folder, SHAPE, {1: {page: [b"flat %d" % page] for page in (1, 2, 3)}})
    store = Store.open(folder)
    yield Desk(store, OPERATOR, catalog(), lambda: datetime.now().astimezone())
    store.close()


def test_every_tps_is_where_it_was_dealt(desk: Desk) -> None:
    for contest in (1, 2):
        board = overview.board(replace(desk, contest=contest))
        assert Counter(line.place for line in board.lines) == Counter(MIDDAY)
        assert board.sitting is Sitting.BERJALAN
        assert board.pace.numbers > 0
    assert [line.closed for line in board.contests] == [6, 6]
    assert len({line.contest.title for line in board.contests}) == 2


def test_the_chain_of_events_holds(desk: Desk) -> None:
    with desk.look() as unit:
        assert unit.events.first_break() is None
        assert len(unit.events.all()) > 500


def test_work_goes_on_with_it(desk: Desk) -> None:
    line = next(one for one in overview.overview(desk) if one.place is Place.TERBACA)
    view = checking.look(desk, line.tps.code)
    assert set(view.sheets) == {1, 2, 3}
    assert checking.sheet_image(desk, view.sheets[2]) == b"flat 2"
    name, field = next((n, f) for n, f in view.fields.items() if f.entry is None)
    value = 0 if field.shown is None else field.shown
    correcting.confirm(desk, line.tps.code, name, value, field.seen)
    again = checking.look(desk, line.tps.code)
    assert again.unconfirmed == view.unconfirmed - 1


def test_other_places_can_be_dealt(tmp_path: Path) -> None:
    build(tmp_path, Shape(1, 3, ("ppwp",), (Place.KOSONG,), sitting=False))
    store = Store.open(tmp_path)
    board = overview.board(Desk(store, OPERATOR, catalog(), lambda: datetime.now().astimezone()))
    store.close()
    assert {line.place for line in board.lines} == {Place.KOSONG}
    assert (board.sitting, board.pace.numbers) == (Sitting.BELUM, 0)
