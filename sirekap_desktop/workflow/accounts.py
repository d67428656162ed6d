"""Who may sit at the desk: accounts with a PIN or password, kept as argon2 hashes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Account, Person, Role
from sirekap_desktop.models.permits import Act, may
from sirekap_desktop.models.store import Store, Unit
from sirekap_desktop.workflow.desk import Desk

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 4
"""So many signs a PIN or password has at least."""
TRIES = 5
WAIT = timedelta(minutes=5)
"""After so many wrong tries a name waits until the oldest of them is so long ago."""


def accounts(desk: Desk) -> tuple[Account, ...]:
    """Every account, with those that may no longer sign in."""
    with desk.look() as unit:
        return unit.accounts.all()


def names(store: Store) -> tuple[tuple[str, Role], ...]:
    """Who may sign in, for the list on the first screen; empty in a new folder."""
    with store.look() as unit:
        return tuple((one.name, one.role) for one in unit.accounts.all() if one.active)


def sign_in(desk: Desk, name: str, secret: str) -> Person:
    """The person of that account; tried by whoever stands at the desk.

    Raises `secret_wrong`, or `too_many_tries` for some minutes after many wrong ones.
    """
    with desk.store.unit() as unit:
        account = unit.accounts.get(name)
        _need_patience(desk, unit, name)
        right = account is not None and account.active and _fits(account.secret, secret)
        kind = "signed_in" if right else "sign_in_failed"
        role = account.role if account is not None else desk.person.role
        unit.events.append(desk.clock(), Person(name, role), kind, name=name)
    if account is None or not right:
        raise SirekapError("secret_wrong", who=name)
    return account.person


def begin(desk: Desk, name: str, role: Role, secret: str) -> Person:
    """Make the first account of a new folder: it must be the chair's or an operator's.

    Raises `begin_role`, `accounts_exist` once there is one, `name_needed` or `secret_short`.
    """
    if role not in (Role.KETUA, Role.OPERATOR):
        raise SirekapError("begin_role", role=role)
    with desk.store.unit() as unit:
        if unit.accounts.all():
            raise SirekapError("accounts_exist")
        person = Person(name.strip(), role)
        _keep(desk, unit, person, _hashed(secret), active=True, who=person)
    return person


def add(desk: Desk, name: str, role: Role, secret: str) -> None:
    """Make an account for somebody new; raises `account_known` and what `put` raises."""
    with desk.unit() as unit:
        _need_manager(desk, unit)
        alike = name.strip().casefold()
        if any(one.name.casefold() == alike for one in unit.accounts.all()):
            raise SirekapError("account_known", who=name.strip())
        _put(desk, unit, Person(name.strip(), role), secret)


def put(desk: Desk, name: str, role: Role, secret: str = "") -> None:
    """Make an account, or give one a new role and a new secret; without one it keeps its own.

    Raises `not_allowed`, `name_needed`, `secret_short` or `last_chair`.
    """
    with desk.unit() as unit:
        _put(desk, unit, Person(name.strip(), role), secret)


def switch(desk: Desk, name: str, *, active: bool) -> None:
    """Let somebody sign in no longer, or again; raises `not_allowed`, `account_unknown` or
    `last_chair`."""
    with desk.unit() as unit:
        _need_manager(desk, unit)
        account = unit.accounts.get(name)
        if account is None:
            raise SirekapError("account_unknown", who=name)
        _need_a_chair(unit, name, account.role, active=active)
        kept = Account(name, account.role, account.secret, active, desk.clock(), desk.person.name)
        unit.accounts.add(kept)
        unit.events.append(kept.at, desk.person, "account_kept", name=name, active=active)


def change_secret(desk: Desk, old: str, new: str) -> None:
    """Give oneself a new PIN or password; raises `secret_wrong` or `secret_short`."""
    with desk.unit() as unit:
        account = unit.accounts.get(desk.person.name)
        if account is None or not _fits(account.secret, old):
            raise SirekapError("secret_wrong", who=desk.person.name)
        _keep(desk, unit, account.person, _hashed(new), active=True, who=desk.person)


def manages(desk: Desk) -> bool:
    """Whether the person at the desk may make and change accounts."""
    with desk.look() as unit:
        return _manages(desk, unit)


def _manages(desk: Desk, unit: Unit) -> bool:
    """The chair manages accounts; in a folder that has no chair yet, whoever made it."""
    every = unit.accounts.all()
    maker = every[0].person if every else None
    return may(desk.person.role, Act.ACCOUNTS) or (not _chairs(every) and desk.person == maker)


def _need_manager(desk: Desk, unit: Unit) -> None:
    if not _manages(desk, unit):
        raise SirekapError("not_allowed", role=desk.person.role, act=Act.ACCOUNTS)


def _need_a_chair(unit: Unit, name: str, role: Role, *, active: bool) -> None:
    """Somebody has to be able to open the plenary and to manage accounts."""
    kept = unit.accounts.all()
    chairs = _chairs(kept)
    managers = chairs or [account.name for account in kept[:1]]
    stays = active and (role is Role.KETUA or not chairs)
    if managers == [name] and not stays:
        raise SirekapError("last_chair", who=name)


def _chairs(kept: Iterable[Account]) -> list[str]:
    return [account.name for account in kept if account.active and account.role is Role.KETUA]


def _need_patience(desk: Desk, unit: Unit, name: str) -> None:
    since = desk.clock() - WAIT
    good = [e.seq for e in unit.events.of_kind("signed_in", since) if e.facts["name"] == name]
    failed = [
        event
        for event in unit.events.of_kind("sign_in_failed", since)
        if event.facts["name"] == name and event.seq > max(good, default=0)
    ]
    if len(failed) >= TRIES:
        until = failed[-TRIES].at + WAIT
        raise SirekapError("too_many_tries", who=name, until=f"{until.astimezone():%H:%M}")


def _put(desk: Desk, unit: Unit, person: Person, secret: str) -> None:
    _need_manager(desk, unit)
    _need_a_chair(unit, person.name, person.role, active=True)
    known = unit.accounts.get(person.name)
    kept = known.secret if known is not None and not secret else _hashed(secret)
    _keep(desk, unit, person, kept, active=known is None or known.active, who=desk.person)


def _keep(desk: Desk, unit: Unit, person: Person, kept: str, *, active: bool, who: Person) -> None:
    if not person.name:
        raise SirekapError("name_needed")
    account = Account(person.name, person.role, kept, active, desk.clock(), who.name)
    unit.accounts.add(account)
    unit.events.append(
        account.at, who, "account_kept", name=person.name, role=person.role.value, active=active
    )


def _hashed(secret: str) -> str:
    if len(secret) < SHORTEST:
        raise SirekapError("secret_short", least=SHORTEST)
    return _hasher().hash(secret)


def _fits(kept: str, secret: str) -> bool:
    from argon2.exceptions import VerifyMismatchError

    try:
        return _hasher().verify(kept, secret)
    except VerifyMismatchError:
        return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()
