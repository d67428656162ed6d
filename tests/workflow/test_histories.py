from __future__ import annotations

from dataclasses import replace

from sirekap_desktop.models.people import Role
from sirekap_desktop.workflow import correcting, histories, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks


def test_each_entry_has_the_role_that_its_writer_had_then(desk: Desk) -> None:
    operator = replace(desk, person=desks.OPERATOR)
    promoted = replace(desk, person=replace(desks.OPERATOR, role=Role.KETUA))
    correcting.confirm(operator, desks.FIRST, "paslon_1", 60, 0)
    correcting.confirm(desk, desks.FIRST, "paslon_2", 90, 0)
    correcting.confirm(desk, desks.SECOND, "paslon_1", 1, 0)
    correcting.confirm(promoted, desks.FIRST, "paslon_1", 61, 1, "Salah ketik")
    steps = histories.history(desk, desks.FIRST, "paslon_1")
    assert [(s.entry.value, s.entry.who, s.role) for s in steps] == [
        (60, "Operator Satu", Role.OPERATOR),
        (61, "Operator Satu", Role.KETUA),
    ]


def test_a_number_that_nobody_touched_has_no_history(desk: Desk) -> None:
    assert histories.history(desk, desks.FIRST, "paslon_3") == ()


def test_what_was_taken_back_stays_in_the_history(desk: Desk) -> None:
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, 0)
    correcting.undo(desk, desks.FIRST)
    (first, second) = histories.history(desk, desks.FIRST, "paslon_1")
    assert not first.entry.withdrawn
    assert (second.entry.withdrawn, second.entry.undoes, second.role) == (True, 0, Role.KETUA)


def test_the_history_is_that_of_the_contest_on_the_desk(desk: Desk) -> None:
    number = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    beside = replace(desk, contest=number, person=desks.OPERATOR)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, 0)
    correcting.confirm(beside, desks.FIRST, "paslon_1", 7, 0)
    (step,) = histories.history(beside, desks.FIRST, "paslon_1")
    assert (step.entry.value, step.entry.who, step.role) == (7, "Operator Satu", Role.OPERATOR)
