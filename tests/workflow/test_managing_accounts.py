"""Who makes and changes accounts; signing in itself is tested beside the screens that do it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.workflow import accounts
from sirekap_desktop.workflow.desk import Desk
from tests import desks

real_hasher = accounts._hasher
pytestmark = pytest.mark.usefixtures("cheap_pins")


def at(desk: Desk, person: Person) -> Desk:
    return replace(desk, person=person)


@pytest.fixture
def committee(empty_desk: Desk) -> Desk:
    """The chair at a folder with an account for each role."""
    accounts.begin(empty_desk, desks.KETUA.name, Role.KETUA, "1111")
    for person in (desks.ANGGOTA, desks.OPERATOR, desks.PENGAMAT):
        accounts.put(empty_desk, person.name, person.role, "2222")
    return empty_desk


def test_only_the_chair_makes_accounts(committee: Desk) -> None:
    for person in (desks.ANGGOTA, desks.OPERATOR, desks.PENGAMAT):
        desk = at(committee, person)
        assert not accounts.manages(desk)
        with pytest.raises(SirekapError, match="not_allowed"):
            accounts.add(desk, "Orang Baru", Role.KETUA, "3333")
        with pytest.raises(SirekapError, match="not_allowed"):
            accounts.put(desk, person.name, Role.KETUA)
        with pytest.raises(SirekapError, match="not_allowed"):
            accounts.switch(desk, desks.KETUA.name, active=False)
    assert accounts.manages(committee)
    accounts.add(committee, "Orang Baru", Role.OPERATOR, "3333")
    assert ("Orang Baru", Role.OPERATOR) in accounts.names(committee.store)


def test_before_there_is_a_chair_only_the_maker_of_the_folder_makes_accounts(
    empty_desk: Desk,
) -> None:
    maker = at(empty_desk, desks.OPERATOR)
    accounts.begin(maker, desks.OPERATOR.name, Role.OPERATOR, "1111")
    accounts.add(maker, desks.PENGAMAT.name, Role.PENGAMAT, "2222")
    with pytest.raises(SirekapError, match="not_allowed"):
        accounts.put(at(empty_desk, desks.PENGAMAT), desks.PENGAMAT.name, Role.KETUA)
    accounts.add(maker, desks.KETUA.name, Role.KETUA, "3333")
    assert not accounts.manages(maker)


def test_a_new_role_without_a_new_pin_keeps_the_pin(committee: Desk) -> None:
    accounts.put(committee, desks.OPERATOR.name, Role.ANGGOTA)
    person = accounts.sign_in(committee, desks.OPERATOR.name, "2222")
    assert person == Person(desks.OPERATOR.name, Role.ANGGOTA)


def test_somebody_new_needs_a_pin(committee: Desk) -> None:
    with pytest.raises(SirekapError, match="secret_short"):
        accounts.put(committee, "Orang Baru", Role.OPERATOR)
    with pytest.raises(SirekapError, match="secret_short"):
        accounts.change_secret(committee, "1111", "")


def test_whoever_may_not_sign_in_stays_out_with_a_new_role_or_pin(committee: Desk) -> None:
    accounts.switch(committee, desks.OPERATOR.name, active=False)
    accounts.put(committee, desks.OPERATOR.name, Role.ANGGOTA, "4444")
    with pytest.raises(SirekapError, match="secret_wrong"):
        accounts.sign_in(committee, desks.OPERATOR.name, "4444")


def test_two_people_never_have_the_same_name(committee: Desk) -> None:
    with pytest.raises(SirekapError, match="account_known"):
        accounts.add(committee, f" {desks.OPERATOR.name.upper()} ", Role.ANGGOTA, "4444")
    assert accounts.sign_in(committee, desks.OPERATOR.name, "2222") == desks.OPERATOR


def test_one_chair_always_remains(committee: Desk) -> None:
    with pytest.raises(SirekapError, match="last_chair"):
        accounts.switch(committee, desks.KETUA.name, active=False)
    with pytest.raises(SirekapError, match="last_chair"):
        accounts.put(committee, desks.KETUA.name, Role.ANGGOTA)
    accounts.add(committee, "Ketua Dua", Role.KETUA, "5555")
    accounts.switch(committee, desks.KETUA.name, active=False)
    assert desks.KETUA.name not in dict(accounts.names(committee.store))


def test_the_hash_is_expensive_for_a_thief() -> None:
    kept = real_hasher().hash("1234")
    assert kept.startswith("$argon2id$")
    assert "1234" not in kept
