from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.minutes import Course
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.rules import Severity
from sirekap_desktop.workflow import checking, correcting, hearing, importing, overview
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from tests import desks

Take = Callable[..., ImportReport]


def three_pages(numbers: Mapping[str, int] = desks.GOOD, **marks: object) -> dict[str, bytes]:
    return {f"{n}.jpg": desks.picture(n, numbers, **marks) for n in (1, 2, 3)}


def confirm_all(desk: Desk, tps: str, numbers: Mapping[str, int] = desks.GOOD) -> None:
    for field, value in numbers.items():
        correcting.confirm(desk, tps, field, value, seen=0)


def stage(desk: Desk) -> Stage:
    (line,) = [line for line in overview.overview(desk) if line.tps.code == desks.FIRST]
    assert line.stage is checking.look(desk, desks.FIRST).stage
    return line.stage


def wrong(**numbers: int) -> dict[str, int]:
    return {**desks.GOOD, **numbers}


def test_a_tps_without_anything(desk: Desk) -> None:
    view = checking.look(desk, desks.FIRST)
    assert view.stage is Stage.KOSONG
    assert (view.sheets, view.findings, view.course, view.unconfirmed) == ({}, (), Course(), 28)
    assert tuple(view.fields) == desk.template.fields
    assert all(field.shown is None and field.doubtful for field in view.fields.values())


def test_the_way_of_a_tps_that_was_read_well(desk: Desk, take: Take) -> None:
    assert stage(desk) is Stage.KOSONG
    take(three_pages(), tps=desks.FIRST)
    assert stage(desk) is Stage.TERBACA
    numbers = dict(desks.GOOD)
    correcting.confirm(desk, desks.FIRST, "suara_total", numbers.pop("suara_total"), seen=0)
    assert stage(desk) is Stage.PERIKSA
    confirm_all(desk, desks.FIRST, numbers)
    assert stage(desk) is Stage.SESUAI
    desks.close(desk, desks.FIRST)
    assert stage(desk) is Stage.SELESAI
    hearing.reopen(desk, desks.FIRST, "keberatan saksi")
    assert stage(desk) is Stage.SESUAI


def test_a_missing_page_has_to_be_looked_at(desk: Desk, take: Take) -> None:
    take({"1.jpg": desks.picture(1)}, tps=desks.FIRST)
    assert stage(desk) is Stage.PERIKSA


def test_a_doubtful_reading_has_to_be_looked_at(desk: Desk, take: Take) -> None:
    take(three_pages(unsure=["paslon_1"]), tps=desks.FIRST)
    assert stage(desk) is Stage.PERIKSA
    view = checking.look(desk, desks.FIRST)
    assert [f.field for f in view.fields.values() if f.doubtful] == ["paslon_1"]
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    assert not checking.look(desk, desks.FIRST).fields["paslon_1"].doubtful


def test_an_error_in_what_was_read_has_to_be_looked_at(desk: Desk, take: Take) -> None:
    take(three_pages(wrong(suara_total=199)), tps=desks.FIRST)
    assert stage(desk) is Stage.PERIKSA
    findings = checking.look(desk, desks.FIRST).findings
    assert "R4" in {finding.code for finding in findings}
    assert all(finding.provisional for finding in findings)


def test_a_wrong_sum_puts_even_sure_readings_in_doubt(desk: Desk, take: Take) -> None:
    take(three_pages(wrong(suara_total=199)), tps=desks.FIRST)
    fields = checking.look(desk, desks.FIRST).fields
    assert {"suara_sah", "suara_tidak_sah", "suara_total"} <= {
        view.field for view in fields.values() if view.doubtful
    }
    assert not fields["pemilih_dpt_l"].doubtful
    correcting.confirm(desk, desks.FIRST, "suara_total", desks.GOOD["suara_total"], seen=0)
    assert not any(view.doubtful for view in checking.look(desk, desks.FIRST).fields.values())


def test_a_correction_is_seen(desk: Desk, take: Take) -> None:
    take(three_pages(wrong(paslon_1=80)), tps=desks.FIRST)
    confirm_all(desk, desks.FIRST, desks.GOOD)
    assert stage(desk) is Stage.DIKOREKSI
    view = checking.look(desk, desks.FIRST).fields["paslon_1"]
    assert view.reading is not None
    assert view.entry is not None
    assert (view.shown, view.reading.value, view.entry.proposed, view.seen) == (60, 80, 80, 1)


def test_a_confirmed_error_is_not_provisional(desk: Desk) -> None:
    confirm_all(desk, desks.FIRST, wrong(suara_total=199))
    assert stage(desk) is Stage.SALAH
    (finding,) = [f for f in checking.look(desk, desks.FIRST).findings if f.code == "R4"]
    assert (finding.severity, finding.provisional) == (Severity.ERROR, False)
    assert dict(finding.numbers)["suara_total"] == 199


def test_the_history_of_a_number(desk: Desk) -> None:
    first = correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    second = correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why="paraf saksi")
    view = checking.look(desk, desks.FIRST).fields["paslon_1"]
    assert view.history == (first, second)
    assert (view.entry, view.seen, view.shown) == (second, 2, 61)


def test_a_closed_tps_is_not_changed(desk: Desk, take: Take) -> None:
    (sheet,) = take({"2.jpg": desks.picture(2)}, tps=desks.FIRST).taken
    (loose,) = take({"x.jpg": desks.picture(2, mark="x")}).taken
    confirm_all(desk, desks.FIRST, desks.GOOD)
    desks.close(desk, desks.FIRST)
    refused: list[Callable[[], object]] = [
        lambda: correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why="saksi"),
        lambda: importing.assign(desk, sheet.id, None),
        lambda: importing.assign(desk, sheet.id, desks.SECOND),
        lambda: importing.assign(desk, loose.id, desks.FIRST),
        lambda: correcting.undo(desk, desks.FIRST),
        lambda: hearing.explain(desk, desks.FIRST, "R4", "saksi"),
        lambda: take({"y.jpg": desks.picture(2, mark="y")}, tps=desks.FIRST),
    ]
    for act in refused:
        with pytest.raises(SirekapError, match=r"tps_closed\(tps='001 Contoh'\)"):
            act()
    (late,) = take({"Contoh TPS 1.jpg": desks.picture(2, mark="z")}).taken
    assert late.tps is None, "kept, but not laid to a closed TPS"
    hearing.reopen(desk, desks.FIRST, "keberatan saksi")
    correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why="saksi")


def test_an_unknown_tps(desk: Desk) -> None:
    with pytest.raises(SirekapError, match="tps_unknown"):
        checking.look(desk, "1101012001999")


def test_numbers_of_a_misplaced_sheet_count_no_more_once_it_is_moved(
    desk: Desk, take: Take
) -> None:
    take(three_pages(unsure=["paslon_1"]), tps=desks.FIRST)
    confirm_all(desk, desks.FIRST, desks.GOOD)
    for sheet in checking.sheets(desk):
        importing.assign(desk, sheet.id, desks.SECOND)
    view = checking.look(desk, desks.FIRST)
    assert view.unconfirmed == len(view.fields)
    assert view.stage is Stage.PERIKSA
    with pytest.raises(SirekapError, match="fields_unconfirmed"):
        desks.close(desk, desks.FIRST)
    hearing.postpone(desk, desks.FIRST, "lembar tertukar")
    seen = view.fields["paslon_1"].seen
    with pytest.raises(SirekapError, match="reason_needed"):
        correcting.confirm(desk, desks.FIRST, "paslon_1", 7, seen)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 7, seen, "lembar tertukar")
    again = checking.look(desk, desks.FIRST)
    assert again.unconfirmed == len(view.fields) - 1
    assert [entry.value for entry in again.fields["paslon_1"].history][-1] == 7


def test_a_new_picture_that_tells_another_number_asks_for_another_look(
    desk: Desk, take: Take
) -> None:
    take(three_pages(), tps=desks.FIRST)
    confirm_all(desk, desks.FIRST, desks.GOOD)
    take({"baru.jpg": desks.picture(3, wrong(suara_total=199), mark="baru")}, tps=desks.FIRST)
    fields = checking.look(desk, desks.FIRST).fields
    assert [name for name, view in fields.items() if view.entry is None] == ["suara_total"]
    assert fields["suara_total"].doubtful
    good = desks.GOOD["suara_total"]
    correcting.confirm(desk, desks.FIRST, "suara_total", good, fields["suara_total"].seen)
    assert checking.look(desk, desks.FIRST).unconfirmed == 0


def test_a_number_typed_before_its_sheet_came_stands_when_the_sheet_agrees(
    desk: Desk, take: Take
) -> None:
    confirm_all(desk, desks.FIRST, desks.GOOD)
    take(three_pages(), tps=desks.FIRST)
    assert checking.look(desk, desks.FIRST).unconfirmed == 0
