"""A TPS before the room: read out, compared, corrected, objected to, agreed, closed, reopened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sirekap_desktop.models.minutes import Course, Outcome, Step
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.workflow import (
    checking,
    convening,
    correcting,
    hearing,
    importing,
    issuing,
)
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from tests import desks
from tests.refusals import refused

TPS = desks.FIRST
Take = Callable[..., ImportReport]


@pytest.fixture
def hall(desk: Desk) -> Desk:
    """The chair in an open plenary; the numbers of one TPS are confirmed."""
    desks.confirm(desk, TPS)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    return desk


@pytest.fixture
def compared(hall: Desk) -> Desk:
    """The same with the TPS read out and compared."""
    hearing.present(hall, TPS)
    hearing.compare(hall, TPS, ["Saksi 1", "Panwaslu"])
    return hall


def course(desk: Desk) -> Course:
    return checking.look(desk, TPS).course


def correct(desk: Desk, value: int, seen: int = 1, field: str = "paslon_1") -> Step:
    return hearing.correct(desk, TPS, field, value, seen, "dihitung ulang", ["Ketua Satu", " "])


def test_the_whole_way_stands_in_the_record(compared: Desk) -> None:
    hearing.agree(compared, TPS)
    hearing.close(compared, TPS)
    hearing.reopen(compared, TPS, "keberatan saksi")
    found = course(compared)
    assert (found.reached, found.times_reopened) == (Reached.MENUNGGU, 1)
    assert [(s.act, s.who, s.role, s.contest) for s in found.steps] == [
        (act, "Ketua Satu", "ketua", 1)
        for act in (Act.PRESENT, Act.COMPARE, Act.AGREE, Act.CLOSE, Act.REOPEN)
    ]
    assert found.steps[1].facts == {"parties": ["Saksi 1", "Panwaslu"]}
    assert found.steps[-1].words == "keberatan saksi"
    with compared.look() as unit:
        kinds = [event.kind for event in unit.events.all()[-5:]]
    assert kinds == [f"plenary_{step.act}" for step in found.steps]


def test_the_chain_of_events_tells_the_facts_of_a_step(compared: Desk) -> None:
    correct(compared, 61)
    with compared.look() as unit:
        event = unit.events.all()[-1]
    assert event.kind == "plenary_correct"
    assert dict(event.facts) == {
        "contest": 1,
        "tps": TPS,
        "words": "dihitung ulang",
        "second": None,
        "field": "paslon_1",
        "old": 60,
        "new": 61,
        "paraf": "['Ketua Satu']",
        "before": None,
    }


def test_a_tps_without_pictures_and_numbers_may_be_read_out_but_not_compared(hall: Desk) -> None:
    hearing.present(hall, desks.SECOND)
    with refused(hall.store, "fields_unconfirmed"):
        hearing.compare(hall, desks.SECOND)
    with refused(hall.store, "fields_unconfirmed"):
        hearing.differ(hall, desks.SECOND, "Saksi 1", "paslon_1", 61)
    with refused(hall.store, "fields_unconfirmed"):
        hearing.correct(hall, desks.SECOND, "paslon_1", 61, 0, "salah", ["Ketua"])
    desks.confirm(hall, desks.SECOND)
    hearing.compare(hall, desks.SECOND)


def test_a_number_that_was_taken_back_before_cannot_be_struck(desk: Desk) -> None:
    desks.confirm(desk, TPS)
    correcting.undo(desk, TPS)
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    hearing.present(desk, TPS)
    with refused(desk.store, "fields_unconfirmed"):
        correct(desk, 200, seen=2, field="suara_total")
    correcting.confirm(desk, TPS, "suara_total", 196, seen=2)


def test_a_difference_is_settled_by_a_person_with_a_reason(compared: Desk) -> None:
    number = hearing.differ(compared, TPS, " Saksi 1 ", "paslon_1", 61).id
    (difference,) = course(compared).open_differences
    assert (difference.party, difference.ours, difference.theirs) == ("Saksi 1", 60, 61)
    for act in (hearing.agree, hearing.close):
        code = "differences_open" if act is hearing.agree else "tps_not_there"
        with refused(compared.store, code):
            act(compared, TPS)
    with refused(compared.store, "reason_needed"):
        hearing.settle(compared, TPS, number, " ")
    with refused(compared.store, "difference_unknown"):
        hearing.settle(compared, TPS, number + 1, "salinan salah tulis")
    hearing.settle(compared, TPS, number, "salinan salah tulis")
    with refused(compared.store, "difference_unknown"):
        hearing.settle(compared, TPS, number, "salinan salah tulis")
    hearing.agree(compared, TPS)


@pytest.mark.parametrize(
    ("party", "field", "theirs", "code"),
    [
        ("Saksi 1", "paslon_1", 60, "difference_none"),
        ("Saksi 1", "paslon_1", 1000, "number_out_of_range"),
        ("Saksi 1", "paslon_1", -1, "number_out_of_range"),
        ("Saksi 1", "paslon_9", 61, "field_unknown"),
        (" ", "paslon_1", 61, "party_needed"),
    ],
)
def test_what_is_no_difference(
    compared: Desk, party: str, field: str, theirs: int, code: str
) -> None:
    with refused(compared.store, code):
        hearing.differ(compared, TPS, party, field, theirs)


def test_a_difference_of_another_tps_is_not_settled_here(compared: Desk) -> None:
    desks.confirm(compared, desks.SECOND)
    hearing.present(compared, desks.SECOND)
    number = hearing.differ(compared, desks.SECOND, "Saksi 1", "paslon_1", 61).id
    with refused(compared.store, "difference_unknown"):
        hearing.settle(compared, TPS, number, "salinan salah tulis")


def test_a_correction_keeps_old_and_new_reason_and_paraf(compared: Desk) -> None:
    correct(compared, 61)
    (correction,) = course(compared).corrections
    assert (correction.old, correction.new, correction.words, correction.paraf) == (
        60,
        61,
        "dihitung ulang",
        ("Ketua Satu",),
    )
    view = checking.look(compared, TPS).fields["paslon_1"]
    assert [entry.value for entry in view.history] == [60, 61]
    assert view.history[-1].why == "dihitung ulang"


def test_a_correction_names_the_sheet_on_which_the_old_figure_stands(
    hall: Desk, take: Take
) -> None:
    (before,) = take({"2.jpg": desks.picture(2)}, tps=TPS).taken
    hearing.present(hall, TPS)
    correct(hall, 61)
    told = {**desks.GOOD, "paslon_1": 61}
    (after,) = take({"2b.jpg": desks.picture(2, told, mark="b")}, tps=TPS).taken
    assert [one.before for one in course(hall).corrections] == [before.id]
    view = checking.look(hall, TPS)
    assert view.sheets[2].id == after.id
    assert view.fields["paslon_1"].shown == 61
    assert view.unconfirmed == 0
    assert len(checking.sheets(hall)) == 2, "both pictures stay"


@pytest.mark.parametrize(
    ("field", "value", "seen", "why", "paraf", "code"),
    [
        ("paslon_1", 61, 1, " ", ["Ketua"], "reason_needed"),
        ("paslon_1", 61, 1, "salah", [" "], "paraf_needed"),
        ("paslon_1", 61, 1, "salah", [], "paraf_needed"),
        ("paslon_1", 60, 1, "salah", ["Ketua"], "correction_same"),
        ("paslon_1", 61, 0, "salah", ["Ketua"], "stale_entry"),
        ("paslon_1", 1000, 1, "salah", ["Ketua"], "number_out_of_range"),
        ("paslon_9", 61, 1, "salah", ["Ketua"], "field_unknown"),
    ],
)
def test_what_is_no_correction(
    compared: Desk, field: str, value: int, seen: int, why: str, paraf: list[str], code: str
) -> None:
    with refused(compared.store, code):
        hearing.correct(compared, TPS, field, value, seen, why, paraf)


def test_a_correction_settles_the_difference_and_one_back_opens_it(compared: Desk) -> None:
    hearing.differ(compared, TPS, "Saksi 1", "paslon_1", 61)
    correct(compared, 61)
    assert course(compared).open_differences == ()
    correct(compared, 60, seen=2)
    with refused(compared.store, "differences_open"):
        hearing.agree(compared, TPS)


def test_a_figure_that_a_new_picture_puts_in_doubt_is_struck_before_the_room(
    compared: Desk, take: Take
) -> None:
    told = {**desks.GOOD, "paslon_1": 61}
    take({"2b.jpg": desks.picture(2, told)}, tps=TPS)
    with refused(compared.store, "fields_unconfirmed"):
        hearing.agree(compared, TPS)
    with refused(compared.store, "correct_in_plenary"):
        correcting.confirm(compared, TPS, "paslon_1", 61, seen=1, why="foto baru")
    correct(compared, 61)
    (correction,) = course(compared).corrections
    assert (correction.old, correction.new) == (60, 61)
    assert checking.look(compared, TPS).unconfirmed == 0


def test_a_sheet_taken_away_in_the_plenary_opens_no_back_door(desk: Desk, take: Take) -> None:
    sheets = take({f"{n}.jpg": desks.picture(n) for n in (1, 2, 3)}, tps=TPS).taken
    desks.confirm(desk, TPS)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    for act in (hearing.present, hearing.compare, hearing.agree):
        act(desk, TPS)
    importing.assign(desk, sheets[1].id, None)
    with refused(desk.store, "fields_unconfirmed"):
        hearing.close(desk, TPS)
    with refused(desk.store, "correct_in_plenary"):
        correcting.confirm(desk, TPS, "paslon_1", 61, seen=1, why="salah")
    for field in ("paslon_1", "paslon_2", "paslon_3"):
        correcting.confirm(desk, TPS, field, desks.GOOD[field], seen=1)
    hearing.close(desk, TPS)
    assert issuing.recap(desk).total["paslon_1"] == 60


def test_a_correction_after_the_agreement_asks_the_room_again(compared: Desk) -> None:
    hearing.agree(compared, TPS)
    correct(compared, 61)
    assert course(compared).reached is Reached.DICOCOKKAN
    with refused(compared.store, "tps_not_there"):
        hearing.close(compared, TPS)


def test_an_objection_after_the_agreement_asks_the_room_again(compared: Desk) -> None:
    hearing.agree(compared, TPS)
    number = hearing.object_to(compared, TPS, "Ani Saksi", "1", "salah hitung").id
    with refused(compared.store, "objections_open"):
        hearing.agree(compared, TPS)
    for words, code in ((" ", "reason_needed"), ("benar", "objection_unknown")):
        one = number if code == "reason_needed" else number + 1
        with refused(compared.store, code):
            hearing.answer(compared, TPS, one, words, "", Outcome.DITERUSKAN)
    hearing.answer(compared, TPS, number, "dicatat", " setuju ", Outcome.DITERUSKAN)
    with refused(compared.store, "objection_unknown"):
        hearing.answer(compared, TPS, number, "dicatat", "", Outcome.DITERIMA)
    (objection,) = checking.look(compared, TPS).objections
    assert (objection.by, objection.of, objection.words) == ("Ani Saksi", "1", "salah hitung")
    assert (objection.answer, objection.opinion, objection.outcome, objection.answered_by) == (
        "dicatat",
        "setuju",
        Outcome.DITERUSKAN,
        "Ketua Satu",
    )
    hearing.agree(compared, TPS)
    hearing.close(compared, TPS)


@pytest.mark.parametrize(("by", "what"), [("", "salah"), ("Ani Saksi", " ")])
def test_an_objection_has_a_name_and_words(compared: Desk, by: str, what: str) -> None:
    with refused(compared.store, "reason_needed"):
        hearing.object_to(compared, TPS, by, "1", what)


def test_what_is_open_when_a_tps_is_postponed_is_still_open_afterwards(compared: Desk) -> None:
    difference = hearing.differ(compared, TPS, "Saksi 1", "paslon_1", 61).id
    objection = hearing.object_to(compared, TPS, "Ani Saksi", "1", "salah hitung").id
    with refused(compared.store, "reason_needed"):
        hearing.postpone(compared, TPS, " ")
    hearing.postpone(compared, TPS, "menunggu saksi")
    assert checking.look(compared, TPS).disputed
    with refused(compared.store, "tps_not_there"):
        hearing.settle(compared, TPS, difference, "salinan salah")
    with refused(compared.store, "tps_not_there"):
        hearing.answer(compared, TPS, objection, "benar", "", Outcome.DITERIMA)
    hearing.present(compared, TPS)
    hearing.compare(compared, TPS)
    with refused(compared.store, "differences_open"):
        hearing.agree(compared, TPS)
    hearing.settle(compared, TPS, difference, "salinan salah")
    with refused(compared.store, "objections_open"):
        hearing.agree(compared, TPS)
    hearing.answer(compared, TPS, objection, "benar", "", Outcome.DITERIMA)
    hearing.agree(compared, TPS)


def test_a_reopened_tps_is_heard_from_the_beginning(compared: Desk) -> None:
    number = hearing.differ(compared, TPS, "Saksi 1", "paslon_1", 61).id
    hearing.settle(compared, TPS, number, "salinan salah")
    hearing.agree(compared, TPS)
    hearing.close(compared, TPS)
    hearing.reopen(compared, TPS, "keberatan saksi")
    assert issuing.recap(compared).missing[0][1].code == TPS
    for act in (hearing.compare, hearing.agree, hearing.close):
        with refused(compared.store, "tps_not_there"):
            act(compared, TPS)
    for act in (hearing.present, hearing.compare, hearing.agree, hearing.close):
        act(compared, TPS)
    assert course(compared).open_differences == ()


def wrong(desk: Desk) -> None:
    """Numbers that break R4 and what follows from it, on a second TPS."""
    desks.confirm(desk, desks.SECOND, suara_total=199)
    hearing.present(desk, desks.SECOND)
    hearing.compare(desk, desks.SECOND)


def test_a_wrong_sum_is_explained_or_mended(hall: Desk) -> None:
    wrong(hall)
    with refused(hall.store, "explanation_needed"):
        hearing.agree(hall, desks.SECOND)
    with refused(hall.store, "reason_needed"):
        hearing.explain(hall, desks.SECOND, "R4", " ")
    with refused(hall.store, "finding_unknown"):
        hearing.explain(hall, desks.SECOND, "R3", "salah tulis di kertas")
    for code in dict.fromkeys(f.code for f in checking.look(hall, desks.SECOND).unexplained):
        hearing.explain(hall, desks.SECOND, code, "salah tulis di kertas")
    hearing.agree(hall, desks.SECOND)
    closing = hearing.close(hall, desks.SECOND)
    codes = closing.facts["codes"]
    assert isinstance(codes, list)
    assert "R4" in codes


def test_an_explanation_is_for_its_numbers_alone(hall: Desk) -> None:
    wrong(hall)
    for code in dict.fromkeys(f.code for f in checking.look(hall, desks.SECOND).unexplained):
        hearing.explain(hall, desks.SECOND, code, "salah tulis di kertas")
    hearing.correct(hall, desks.SECOND, "suara_total", 198, 1, "masih salah", ["Ketua Satu"])
    with refused(hall.store, "explanation_needed"):
        hearing.agree(hall, desks.SECOND)
    hearing.correct(hall, desks.SECOND, "suara_total", 199, 2, "seperti semula", ["Ketua Satu"])
    hearing.agree(hall, desks.SECOND)


def test_an_explanation_needs_no_sitting(desk: Desk) -> None:
    desks.confirm(desk, TPS, suara_total=199)
    member = replace(desk, person=desks.ANGGOTA)
    step = hearing.explain(member, TPS, "R4", " salah tulis ")
    assert (step.who, step.words, step.tps) == ("Anggota Satu", "salah tulis", TPS)
    view = checking.look(desk, TPS)
    (finding,) = [f for f in view.findings if f.code == "R4"]
    told = view.explanation_of(finding)
    assert told is not None
    assert told.words == "salah tulis"
    assert finding not in view.unexplained


def test_a_member_decides_in_the_own_panel_alone(compared: Desk) -> None:
    convening.assign_panel(compared, desks.CONTOH, 1, "Anggota Dua")
    member = replace(compared, person=desks.ANGGOTA)
    difference = hearing.differ(member, TPS, "Saksi 1", "paslon_1", 61).id
    objection = hearing.object_to(member, TPS, "Ani Saksi", "1", "salah").id
    acts: list[Callable[[Desk], object]] = [
        lambda desk: hearing.settle(desk, TPS, difference, "salah tulis"),
        lambda desk: hearing.answer(desk, TPS, objection, "benar", "", Outcome.DITERIMA),
        lambda desk: correct(desk, 62),
        lambda desk: hearing.agree(desk, TPS),
        lambda desk: hearing.close(desk, TPS),
    ]
    for act in acts[:-1]:
        with refused(compared.store, "other_panel"):
            act(member)
    with refused(compared.store, "other_panel"):
        hearing.postpone(member, TPS, "menunggu")
    leader = replace(compared, person=replace(desks.ANGGOTA, name="Anggota Dua"))
    for act in acts:
        for code in dict.fromkeys(f.code for f in checking.look(leader, TPS).unexplained):
            hearing.explain(leader, TPS, code, "salah tulis di kertas")
        act(leader)
    hearing.reopen(compared, TPS, "keberatan")


def test_no_leader_means_every_member(compared: Desk) -> None:
    convening.assign_panel(compared, desks.CONTOH, 1, "")
    hearing.agree(replace(compared, person=desks.ANGGOTA), TPS)


@pytest.mark.parametrize("close_it", [False, True])
def test_nothing_goes_on_while_the_sitting_is_put_off(compared: Desk, close_it: bool) -> None:
    hearing.agree(compared, TPS)
    convening.adjourn(compared, "magrib")
    with refused(compared.store, "sitting_not_open"):
        hearing.close(compared, TPS)
    with refused(compared.store, "sitting_not_open"):
        correct(compared, 61)
    convening.resume(compared, "lanjut")
    if close_it:
        hearing.close(compared, TPS)
    else:
        hearing.postpone(compared, TPS, "menunggu saksi")
