"""Who may do what: the table is whole, and the house's book tells it as it is."""

from __future__ import annotations

import pytest

from sirekap_desktop.messages import words
from sirekap_desktop.models.people import Role
from sirekap_desktop.models.permits import MAY, SECOND, Act, may
from sirekap_desktop.models.proceedings import Reached, Sitting
from tests import contributing


def test_every_act_has_its_roles() -> None:
    assert set(MAY) == set(Act)
    assert all(roles for roles in MAY.values())


def test_an_observer_does_nothing() -> None:
    assert not any(may(Role.PENGAMAT, act) for act in Act)


def test_what_the_chair_alone_does() -> None:
    alone = {act for act in Act if MAY[act] == {Role.KETUA}}
    assert alone == {
        Act.ACCOUNTS,
        Act.TEMPLATE,
        Act.SECOND_RULE,
        Act.PANEL,
        Act.OPEN,
        Act.ADJOURN,
        Act.RESUME,
        Act.END,
        Act.REOPEN,
    }


def test_what_an_operator_may_never_decide() -> None:
    assert {act for act in Act if not may(Role.OPERATOR, act)} >= {
        Act.CORRECT,
        Act.SETTLE,
        Act.ANSWER,
        Act.AGREE,
        Act.CLOSE,
        Act.REOPEN,
        Act.EXPLAIN,
        Act.DECIDE,
        Act.ISSUE,
        Act.SIGN,
    }


@pytest.mark.parametrize("act", SECOND)
def test_the_second_is_of_the_committee(act: Act) -> None:
    assert SECOND[act] <= {Role.KETUA, Role.ANGGOTA}


def test_every_act_role_and_state_has_its_word() -> None:
    assert set(words()["act"]) == {act.value for act in Act}
    assert set(words()["role"]) == {role.value for role in Role}
    assert set(words()["now"]) == {one.value for states in (Sitting, Reached) for one in states}


def test_the_book_of_the_house_tells_this_table() -> None:
    assert contributing.told("permits") == contributing.permits()
