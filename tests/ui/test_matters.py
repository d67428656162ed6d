"""What is open at a TPS, and the one thing that comes next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.minutes import Difference, Objection, Outcome
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.ui.matters import Ask, Way, matters_of, next_of, waiting_behind
from sirekap_desktop.ui.plenary_words import DISPUTED
from sirekap_desktop.ui.station_line import arrivals
from sirekap_desktop.workflow import convening, docket, hearing, importing, overview
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.plenary import picture

Bring = Callable[..., object]


@pytest.fixture
def room(desk: Desk, bring: Bring) -> Desk:
    """The first TPS is checked and waits in an open plenary."""
    bring()
    desks.confirm(desk, desks.FIRST)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    return desk


def what(desk: Desk, tps: str = desks.FIRST) -> Ask | None:
    return next_of(docket.look(desk, tps), overview.overview(desk))


def open_matters(desk: Desk) -> list[tuple[str, str]]:
    found = matters_of(docket.look(desk, desks.FIRST), lambda field: field)
    return [(one.look, one.words) for one in found]


def test_from_waiting_to_the_sums(room: Desk) -> None:
    for act, done in (
        (Act.PRESENT, hearing.present),
        (Act.COMPARE, hearing.compare),
        (Act.AGREE, hearing.agree),
        (Act.CLOSE, hearing.close),
    ):
        assert what(room) == Ask(act)
        done(room, desks.FIRST)
    assert what(room) == Ask(Way.NEXT, desks.SECOND)
    desks.confirm(room, desks.SECOND)
    desks.close(room, desks.SECOND)
    assert what(room) == Ask(Way.RECAP, desks.CONTOH)
    assert what(room, desks.SECOND) == Ask(Way.RECAP, desks.CONTOH)


def test_nothing_comes_next_while_the_room_does_not_sit(room: Desk) -> None:
    convening.adjourn(room, "istirahat")
    assert what(room) is None


def test_open_numbers_come_first_once_it_is_read_out(room: Desk) -> None:
    assert what(room, desks.SECOND) == Ask(Act.PRESENT)
    hearing.present(room, desks.SECOND)
    assert what(room, desks.SECOND) == Ask(Way.CHECK)


def test_differences_then_objections_then_findings(room: Desk) -> None:
    hearing.present(room, desks.FIRST)
    hearing.compare(room, desks.FIRST)
    hearing.differ(room, desks.FIRST, "Saksi 01", "paslon_2", 91)
    hearing.object_to(room, desks.FIRST, "Saksi Satu", "Saksi 01", "kurang satu")
    hearing.correct(room, desks.FIRST, "paslon_1", 61, 1, "salah tulis", ["Ketua Satu"])
    codes = [finding.code for finding in docket.look(room, desks.FIRST).view.unexplained]
    assert open_matters(room)[:2] == [
        (DISPUTED, "Saksi 01 · paslon_2: salinan 91, C.HASIL 90"),
        (DISPUTED, "Keberatan Saksi Satu (Saksi 01): kurang satu"),
    ]
    assert open_matters(room)[-1] == (
        "dikoreksi",
        "paslon_1: 60 → 61, foto sesudah koreksi belum ada",
    )
    first = what(room)
    assert first is not None
    assert isinstance(first.subject, Difference)
    hearing.settle(room, desks.FIRST, first.subject.id, "salinan salah")
    second = what(room)
    assert second is not None
    assert isinstance(second.subject, Objection)
    hearing.answer(room, desks.FIRST, second.subject.id, "benar", "", Outcome.DITERIMA)
    assert what(room) == Ask(Act.EXPLAIN, codes[0])
    for code in codes:
        hearing.explain(room, desks.FIRST, code, "sudah dihitung")
    assert what(room) == Ask(Act.AGREE)


def test_a_missing_picture_is_told_but_keeps_nobody(room: Desk, tmp_path: Path) -> None:
    hearing.present(room, desks.FIRST)
    hearing.correct(room, desks.FIRST, "suara_tidak_sah", 5, 1, "salah tulis", ["Ketua Satu"])
    assert [look for look, _ in open_matters(room)].count("dikoreksi") == 1
    template = room.template
    importing.import_files(
        room,
        [picture(tmp_path, "sesudah.jpg", 3, suara_tidak_sah=5)],
        Progress(),
        tps=desks.FIRST,
        make_reader=lambda _: desks.FakeReader(template),
    )
    assert "dikoreksi" not in [look for look, _ in open_matters(room)]


def test_behind_the_last_tps_of_a_desa_comes_one_of_the_same_panel(room: Desk) -> None:
    lines = overview.overview(room)
    found = docket.look(room, desks.OTHER)
    behind = waiting_behind(found, lines)
    assert behind is not None
    assert behind.tps.code == desks.FIRST
    assert next_of(found, ()) == Ask(Act.PRESENT)


def test_stations_stand_until_the_course_goes_back_behind_them(room: Desk) -> None:
    hearing.present(room, desks.FIRST)
    hearing.compare(room, desks.FIRST)
    hearing.agree(room, desks.FIRST)
    course = docket.look(room, desks.FIRST).view.course
    before = arrivals(course)
    assert list(before) == [Reached.DIBACAKAN, Reached.DICOCOKKAN, Reached.DISEPAKATI]
    hearing.object_to(room, desks.FIRST, "Saksi Satu", "Saksi 01", "kurang satu")
    after = arrivals(docket.look(room, desks.FIRST).view.course)
    assert list(after) == [Reached.DIBACAKAN, Reached.DICOCOKKAN]
    assert after[Reached.DICOCOKKAN] == before[Reached.DICOCOKKAN]
    hearing.postpone(room, desks.FIRST, "menunggu saksi")
    assert arrivals(docket.look(room, desks.FIRST).view.course) == {}
