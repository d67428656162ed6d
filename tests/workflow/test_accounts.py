"""Who may sign in: hashes, waiting, the last chair, and no secret anywhere."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import extract_parameters

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import accounts
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.refusals import refused

pytestmark = pytest.mark.usefixtures("cheap_pins")
real_hasher = accounts._hasher

SECRET = "rahasia-71"
WRONG = "salah-71"
KETUA = desks.KETUA.name


@pytest.fixture
def begun(desk: Desk) -> Desk:
    """The chair with an account; nobody else has one."""
    assert accounts.begin(desk, f" {KETUA} ", Role.KETUA, SECRET) == desks.KETUA
    return desk


def codes_of(desk: Desk, name: str, secret: str) -> str:
    try:
        accounts.sign_in(desk, name, secret)
    except SirekapError as refusal:
        return refusal.code
    return "in"


def test_a_new_folder_has_nobody(desk: Desk) -> None:
    assert accounts.names(desk.store) == ()
    with pytest.raises(SirekapError, match="secret_wrong"):
        accounts.sign_in(desk, KETUA, SECRET)


def test_an_account_is_kept_as_an_argon2_hash(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "_hasher", real_hasher)
    (account,) = accounts.accounts(begun)
    assert (account.name, account.role, account.active, account.who) == (
        KETUA,
        Role.KETUA,
        True,
        KETUA,
    )
    assert account.secret.startswith("$argon2id$")
    assert SECRET not in account.secret
    accounts.put(begun, "Ani", Role.OPERATOR, SECRET)
    first, second = (one.secret for one in accounts.accounts(begun))
    assert first != second, "the same secret twice gives two hashes"
    cost = extract_parameters(second)
    assert (cost.memory_cost >= 19 * 1024, cost.time_cost >= 2) == (True, True)
    assert accounts.sign_in(begun, "Ani", SECRET).name == "Ani"


def test_who_knows_the_secret_is_let_in(begun: Desk) -> None:
    accounts.put(begun, " Ani ", Role.OPERATOR, "1234")
    assert accounts.names(begun.store) == ((KETUA, Role.KETUA), ("Ani", Role.OPERATOR))
    stranger = replace(begun, person=Person("Siapa", Role.PENGAMAT))
    assert accounts.sign_in(stranger, "Ani", "1234") == Person("Ani", Role.OPERATOR)
    with begun.look() as unit:
        event = unit.events.all()[-1]
    assert (event.kind, event.who, event.role) == ("signed_in", "Ani", "operator")


@pytest.mark.parametrize("name", [KETUA, KETUA.lower(), "Orang Lain", ""])
def test_who_does_not_know_it_is_not(begun: Desk, name: str) -> None:
    with pytest.raises(SirekapError, match="secret_wrong"):
        accounts.sign_in(begun, name, WRONG)
    with begun.look() as unit:
        event = unit.events.all()[-1]
        assert unit.events.first_break() is None
    assert (event.kind, event.facts["name"]) == ("sign_in_failed", name)


def test_many_wrong_tries_make_that_name_wait(begun: Desk) -> None:
    accounts.put(begun, "Ani", Role.OPERATOR, SECRET)
    told = [codes_of(begun, KETUA, WRONG) for _ in range(5)]
    assert told == ["secret_wrong"] * 5
    with refused(begun.store, "too_many_tries"):
        accounts.sign_in(begun, KETUA, SECRET)
    assert codes_of(begun, "Ani", SECRET) == "in", "nobody else waits"


def test_the_wait_ends_and_names_the_hour(begun: Desk) -> None:
    start = begun.clock()
    for second in range(5):
        at = start + timedelta(seconds=second)
        assert codes_of(at_time(begun, at), KETUA, WRONG) == "secret_wrong"
    late = start + accounts.WAIT - timedelta(seconds=1)
    with pytest.raises(SirekapError, match="too_many_tries") as waiting:
        accounts.sign_in(at_time(begun, late), KETUA, SECRET)
    until = (start + accounts.WAIT).astimezone()
    assert waiting.value.facts["until"] == f"{until:%H:%M}"
    free = start + accounts.WAIT + timedelta(seconds=1)
    assert codes_of(at_time(begun, free), KETUA, SECRET) == "in"


def at_time(desk: Desk, at: datetime) -> Desk:
    return replace(desk, clock=lambda: at)


def test_a_right_try_forgets_the_wrong_ones(begun: Desk) -> None:
    for _ in range(3):
        told = [codes_of(begun, KETUA, secret) for secret in (WRONG,) * 4 + (SECRET,)]
        assert told == ["secret_wrong"] * 4 + ["in"]


def test_the_first_account_is_made_once(begun: Desk) -> None:
    with refused(begun.store, "accounts_exist"):
        accounts.begin(begun, "Ani", Role.KETUA, SECRET)


@pytest.mark.parametrize(
    ("name", "role", "secret", "code"),
    [
        ("Ani", Role.ANGGOTA, SECRET, "begin_role"),
        ("Ani", Role.PENGAMAT, SECRET, "begin_role"),
        (" ", Role.KETUA, SECRET, "name_needed"),
        ("Ani", Role.KETUA, "123", "secret_short"),
    ],
)
def test_what_is_no_first_account(
    desk: Desk, name: str, role: Role, secret: str, code: str
) -> None:
    with refused(desk.store, code):
        accounts.begin(desk, name, role, secret)


def test_two_desks_begin_at_once_and_one_is_first(open_store: Callable[[], Store]) -> None:
    two = [desks.desk_of(open_store(), catalog()) for _ in range(2)]

    def begin(number: int) -> str:
        try:
            accounts.begin(two[number], f"Ketua {number}", Role.KETUA, SECRET)
        except SirekapError as refusal:
            return refusal.code
        return "begun"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(begin, range(2))) == ["accounts_exist", "begun"]
    assert len(accounts.names(two[0].store)) == 1


def test_in_an_empty_folder_only_the_first_account_can_be_made(desk: Desk) -> None:
    with refused(desk.store, "not_allowed"):
        accounts.put(replace(desk, person=desks.OPERATOR), "Ani", Role.KETUA, SECRET)
    with refused(desk.store, "account_unknown"):
        accounts.switch(desk, "Ani", active=False)


@pytest.fixture
def chairless(desk: Desk) -> Desk:
    """An operator made the folder; no chair has an account yet."""
    operator = replace(desk, person=desks.OPERATOR)
    accounts.begin(operator, desks.OPERATOR.name, Role.OPERATOR, SECRET)
    return operator


def test_who_made_the_folder_manages_it_until_there_is_a_chair(chairless: Desk) -> None:
    accounts.put(chairless, "Pengamat Satu", Role.PENGAMAT, SECRET)
    observer = replace(chairless, person=desks.PENGAMAT)
    with refused(chairless.store, "not_allowed"):
        accounts.put(observer, "Pengamat Satu", Role.KETUA, SECRET)
    with refused(chairless.store, "not_allowed"):
        accounts.switch(observer, "Operator Satu", active=False)
    accounts.put(chairless, KETUA, Role.KETUA, SECRET)
    with refused(chairless.store, "not_allowed"):
        accounts.put(chairless, "Ani", Role.OPERATOR, SECRET)
    accounts.switch(replace(chairless, person=desks.KETUA), "Operator Satu", active=False)


def test_somebody_can_always_manage_accounts(chairless: Desk) -> None:
    with refused(chairless.store, "last_chair"):
        accounts.switch(chairless, "Operator Satu", active=False)
    accounts.put(chairless, "Operator Satu", Role.OPERATOR, "rahasia-baru")
    accounts.put(chairless, "Operator Satu", Role.KETUA, SECRET)
    assert accounts.names(chairless.store) == (("Operator Satu", Role.KETUA),)


def test_the_last_chair_stays(begun: Desk) -> None:
    with refused(begun.store, "last_chair"):
        accounts.switch(begun, KETUA, active=False)
    with refused(begun.store, "last_chair"):
        accounts.put(begun, KETUA, Role.ANGGOTA, SECRET)
    accounts.put(begun, KETUA, Role.KETUA, "rahasia-lain")
    accounts.put(begun, "Ketua Dua", Role.KETUA, SECRET)
    accounts.switch(begun, KETUA, active=False)
    second = replace(begun, person=Person("Ketua Dua", Role.KETUA))
    with refused(begun.store, "last_chair"):
        accounts.switch(second, "Ketua Dua", active=False)


def test_who_was_switched_off_is_not_let_in(begun: Desk) -> None:
    accounts.put(begun, "Ani", Role.OPERATOR, SECRET)
    accounts.switch(begun, "Ani", active=False)
    assert accounts.names(begun.store) == ((KETUA, Role.KETUA),)
    with pytest.raises(SirekapError, match="secret_wrong"):
        accounts.sign_in(begun, "Ani", SECRET)
    accounts.switch(begun, "Ani", active=True)
    assert accounts.sign_in(begun, "Ani", SECRET).name == "Ani"
    with refused(begun.store, "account_unknown"):
        accounts.switch(begun, "Budi", active=False)


def test_a_secret_is_changed_by_who_knows_the_old_one(begun: Desk) -> None:
    with refused(begun.store, "secret_wrong"):
        accounts.change_secret(begun, WRONG, "rahasia-baru")
    with refused(begun.store, "secret_short"):
        accounts.change_secret(begun, SECRET, "123")
    accounts.change_secret(begun, SECRET, "rahasia-baru")
    assert codes_of(begun, KETUA, SECRET) == "secret_wrong"
    assert codes_of(begun, KETUA, "rahasia-baru") == "in"


def test_nobody_switches_themselves_on_again(begun: Desk) -> None:
    accounts.put(begun, "Ani", Role.OPERATOR, SECRET)
    accounts.switch(begun, "Ani", active=False)
    ani = replace(begun, person=Person("Ani", Role.OPERATOR))
    with refused(begun.store, "account_off"):
        accounts.change_secret(ani, SECRET, "rahasia-baru")


def test_no_secret_is_told_anywhere(
    begun: Desk, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    accounts.put(begun, "Ani", Role.OPERATOR, "rahasia-72")
    for secret in (SECRET, WRONG):
        codes_of(begun, KETUA, secret)
    with pytest.raises(SirekapError) as refusal:
        accounts.change_secret(begun, WRONG, "rahasia-73")
    accounts.change_secret(begun, SECRET, "rahasia-74")
    with begun.look() as unit:
        events = json.dumps([dict(event.facts) for event in unit.events.all()])
        kept = [account.secret for account in unit.accounts.all()]
    whole = [events, caplog.text, str(refusal.value), *kept]
    whole += [file.read_bytes().decode("latin-1") for file in tmp_path.rglob("*.db*")]
    for secret in (SECRET, WRONG, "rahasia-72", "rahasia-73", "rahasia-74"):
        assert not [text for text in whole if secret in text]
    assert not any(hashed in events for hashed in kept)
