from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.workflow import checking, convening, correcting, hearing, importing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from tests import desks
from tests.refusals import refused

Take = Callable[..., ImportReport]


def test_a_confirmed_number_says_who_when_and_what_was_seen(desk: Desk) -> None:
    operator = replace(desk, person=desks.OPERATOR)
    entry = correcting.confirm(operator, desks.FIRST, "paslon_1", 60, seen=0)
    with desk.store.look() as unit:
        assert unit.tallies.get(desks.FIRST).entries == (entry,)
        event = unit.events.all()[-1]
    assert (entry.who, entry.why, entry.seen, entry.proposed) == ("Operator Satu", "", 0, None)
    assert (event.kind, event.who, event.at) == ("number_confirmed", "Operator Satu", entry.at)
    assert event.facts["value"] == 60


def test_another_number_needs_a_reason(desk: Desk) -> None:
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    for why in ("", "   "):
        with pytest.raises(SirekapError, match="reason_needed"):
            correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why=why)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why="paraf saksi")
    correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=2)
    with desk.store.look() as unit:
        last = unit.events.all()[-2]
    assert (last.kind, last.facts["before"], last.facts["why"]) == (
        "number_changed",
        60,
        "paraf saksi",
    )


@pytest.mark.parametrize(
    ("tps", "field", "value", "seen", "code"),
    [
        (desks.FIRST, "paslon_1", 1000, 0, "number_out_of_range"),
        (desks.FIRST, "paslon_1", -1, 0, "number_out_of_range"),
        (desks.FIRST, "paslon_1", 60, 1, "stale_entry"),
        (desks.FIRST, "paslon_9", 60, 0, "field_unknown"),
        ("1101012001999", "paslon_1", 60, 0, "tps_unknown"),
    ],
)
def test_what_is_refused(
    desk: Desk, tps: str, field: str, value: int, seen: int, code: str
) -> None:
    with pytest.raises(SirekapError, match=code):
        correcting.confirm(desk, tps, field, value, seen)
    with desk.store.look() as unit:
        assert unit.tallies.all() == {}
        assert len(unit.events.all()) == 1


def test_a_stale_screen_loses_even_with_the_same_number(desk: Desk) -> None:
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    with pytest.raises(SirekapError, match="stale_entry"):
        correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    assert checking.look(desk, desks.FIRST).fields["paslon_1"].seen == 1


def test_a_new_picture_in_the_plenary_opens_no_back_door(desk: Desk, take: Take) -> None:
    take({"3.jpg": desks.picture(3)}, tps=desks.FIRST)
    desks.confirm(desk, desks.FIRST)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, desks.FIRST)
    told = {**desks.GOOD, "suara_total": 199}
    take({"baru.jpg": desks.picture(3, told, mark="baru")}, tps=desks.FIRST)
    with pytest.raises(SirekapError, match="correct_in_plenary"):
        correcting.confirm(desk, desks.FIRST, "suara_total", 199, seen=1, why="foto baru")
    correcting.confirm(desk, desks.FIRST, "suara_total", desks.GOOD["suara_total"], seen=1)


def shown_of(desk: Desk, page: int) -> dict[str, tuple[int, int]]:
    """What a person sees of the sure numbers of a sheet."""
    sure = correcting.sure_of(checking.look(desk, desks.FIRST), page)
    return {name: (field.shown or 0, field.seen) for name, field in sure.items()}


def test_sure_numbers_of_a_sheet_are_confirmed_at_one_look(desk: Desk, take: Take) -> None:
    take({"2.jpg": desks.picture(2, unsure=["paslon_2"])}, tps=desks.FIRST)
    shown = shown_of(desk, 2)
    assert shown == {"paslon_1": (60, 0), "paslon_3": (42, 0)}
    entries = correcting.confirm_sure(desk, desks.FIRST, 2, shown)
    assert [(e.field, e.value, e.proposed) for e in entries] == [
        ("paslon_1", 60, 60),
        ("paslon_3", 42, 42),
    ]
    fields = checking.look(desk, desks.FIRST).fields
    assert [n for n in ("paslon_1", "paslon_2", "paslon_3") if fields[n].entry] == [
        "paslon_1",
        "paslon_3",
    ]
    assert shown_of(desk, 2) == {}
    assert correcting.confirm_sure(desk, desks.FIRST, 2, {}) == ()


@pytest.mark.parametrize(
    "other",
    [
        {"paslon_1": (61, 0)},
        {"paslon_1": (60, 1)},
        {"paslon_2": (90, 0)},
        {"suara_sah": (192, 0)},
        {"paslon_9": (0, 0)},
    ],
    ids=str,
)
def test_sure_numbers_are_confirmed_all_or_none(
    desk: Desk, take: Take, other: dict[str, tuple[int, int]]
) -> None:
    files = {"2.jpg": desks.picture(2, unsure=["paslon_2"]), "3.jpg": desks.picture(3)}
    take(files, tps=desks.FIRST)
    with refused(desk.store, "sheet_changed"):
        correcting.confirm_sure(desk, desks.FIRST, 2, {**shown_of(desk, 2), **other})


def test_a_sheet_that_was_replaced_meanwhile_is_not_confirmed(desk: Desk, take: Take) -> None:
    take({"2.jpg": desks.picture(2)}, tps=desks.FIRST)
    shown = shown_of(desk, 2)
    told = {**desks.GOOD, "paslon_1": 61}
    take({"baru.jpg": desks.picture(2, told, mark="baru")}, tps=desks.FIRST)
    with refused(desk.store, "sheet_changed"):
        correcting.confirm_sure(desk, desks.FIRST, 2, shown)


def test_a_number_that_somebody_entered_meanwhile_is_not_confirmed_twice(
    desk: Desk, take: Take
) -> None:
    take({"2.jpg": desks.picture(2)}, tps=desks.FIRST)
    shown = shown_of(desk, 2)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    with refused(desk.store, "sheet_changed"):
        correcting.confirm_sure(desk, desks.FIRST, 2, shown)


def test_numbers_in_a_wrong_sum_are_not_sure(desk: Desk, take: Take) -> None:
    told = {**desks.GOOD, "suara_total": 199}
    take({f"{n}.jpg": desks.picture(n, told) for n in (2, 3)}, tps=desks.FIRST)
    assert set(shown_of(desk, 3)) == set()
    assert set(shown_of(desk, 2)) == {"paslon_1", "paslon_2", "paslon_3"}


def test_the_last_own_entry_is_taken_back(desk: Desk) -> None:
    operator = replace(desk, person=desks.OPERATOR)
    correcting.confirm(operator, desks.FIRST, "paslon_1", 60, seen=0)
    correcting.confirm(desk, desks.FIRST, "paslon_2", 90, seen=0)
    correcting.confirm(operator, desks.FIRST, "paslon_1", 61, seen=1, why="salah ketik")
    entry = correcting.undo(operator, desks.FIRST)
    assert (entry.field, entry.value, entry.undoes, entry.withdrawn) == ("paslon_1", 60, 1, False)
    assert checking.look(desk, desks.FIRST).fields["paslon_1"].shown == 60
    entry = correcting.undo(operator, desks.FIRST)
    assert (entry.value, entry.undoes, entry.withdrawn) == (60, 0, True)
    view = checking.look(desk, desks.FIRST).fields["paslon_1"]
    assert (view.entry, view.seen) == (None, 4)
    with refused(desk.store, "nothing_to_undo"):
        correcting.undo(operator, desks.FIRST)
    with desk.store.look() as unit:
        told = unit.events.all()[-2:]
    assert [(e.kind, e.facts["value"], e.facts["before"]) for e in told] == [
        ("number_undone", 60, 61),
        ("number_undone", None, 60),
    ]


def test_a_number_that_was_taken_back_is_not_sure(desk: Desk, take: Take) -> None:
    take({"2.jpg": desks.picture(2)}, tps=desks.FIRST)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    correcting.undo(desk, desks.FIRST)
    assert "paslon_1" not in shown_of(desk, 2)
    assert checking.look(desk, desks.FIRST).fields["paslon_1"].doubtful


def test_what_was_read_out_is_never_taken_back_in_silence(desk: Desk) -> None:
    desks.confirm(desk, desks.FIRST)
    desks.close(desk, desks.FIRST)
    with refused(desk.store, "tps_closed"):
        correcting.undo(desk, desks.FIRST)
    hearing.reopen(desk, desks.FIRST, "keberatan saksi")
    with refused(desk.store, "correct_in_plenary"):
        correcting.undo(desk, desks.FIRST)
    with refused(desk.store, "reason_needed"):
        correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why="dihitung ulang")


def test_what_was_read_out_needs_a_reason_even_when_its_picture_is_gone(
    desk: Desk, take: Take
) -> None:
    sheets = take({f"{n}.jpg": desks.picture(n) for n in (1, 2, 3)}, tps=desks.FIRST).taken
    desks.confirm(desk, desks.FIRST)
    desks.close(desk, desks.FIRST)
    hearing.reopen(desk, desks.FIRST, "keberatan saksi")
    importing.assign(desk, sheets[1].id, None)
    view = checking.look(desk, desks.FIRST)
    assert (view.fields["paslon_1"].entry, view.firm("paslon_1")) == (None, 60)
    with refused(desk.store, "reason_needed"):
        correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why="lembar tertukar")


def test_a_number_gives_way_only_to_a_reason_once_it_is_firm(desk: Desk, take: Take) -> None:
    (sheet,) = take({"2.jpg": desks.picture(2)}, tps=desks.FIRST).taken
    assert checking.look(desk, desks.FIRST).firm("paslon_1") is None
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    assert checking.look(desk, desks.FIRST).firm("paslon_1") == 60
    importing.assign(desk, sheet.id, desks.SECOND)
    assert checking.look(desk, desks.FIRST).firm("paslon_1") is None, "of another TPS's paper"
    correcting.confirm(desk, desks.FIRST, "paslon_1", 7, seen=1)
    correcting.undo(desk, desks.FIRST)
    assert checking.look(desk, desks.FIRST).firm("paslon_1") is None


def test_what_the_room_has_corrected_changes_only_before_the_room(desk: Desk) -> None:
    desks.confirm(desk, desks.FIRST)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, desks.FIRST)
    hearing.correct(desk, desks.FIRST, "paslon_1", 61, 1, "dihitung ulang", ["Ketua Satu"])
    hearing.postpone(desk, desks.FIRST, "menunggu saksi")
    with refused(desk.store, "correct_in_plenary"):
        correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=2, why="salah")
    with refused(desk.store, "correct_in_plenary"):
        correcting.undo(desk, desks.FIRST)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=2)
    correcting.confirm(desk, desks.FIRST, "paslon_2", 89, seen=1, why="dihitung ulang")


@pytest.mark.parametrize("late", [hearing.present, hearing.compare, hearing.agree])
def test_what_is_under_way_changes_only_before_the_room(
    desk: Desk, late: Callable[[Desk, str], object]
) -> None:
    desks.confirm(desk, desks.FIRST)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    for act in (hearing.present, hearing.compare, hearing.agree):
        act(desk, desks.FIRST)
        if act is late:
            break
    with refused(desk.store, "correct_in_plenary"):
        correcting.confirm(desk, desks.FIRST, "paslon_1", 61, seen=1, why="salah baca")
    with refused(desk.store, "correct_in_plenary"):
        correcting.undo(desk, desks.FIRST)
