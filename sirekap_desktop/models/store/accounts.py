"""Accounts, append-only: the newest row of a name counts."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from sirekap_desktop.models.people import Account, Role
from sirekap_desktop.models.store import tables as t


class Accounts:
    """Who may sign in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account) -> None:
        """Keep an account, or a new state of one."""
        row = {
            "name": account.name,
            "role": account.role.value,
            "secret": account.secret,
            "active": account.active,
            "at": account.at,
            "who": account.who,
        }
        self._connection.execute(insert(t.account).values(row))

    def all(self) -> tuple[Account, ...]:
        """Every account as it stands, in the order in which the names came."""
        newest: dict[str, Account] = {}
        for row in self._connection.execute(select(t.account).order_by(t.account.c.id)):
            newest[row.name] = Account(
                row.name, Role(row.role), row.secret, row.active, row.at, row.who
            )
        return tuple(newest.values())

    def get(self, name: str) -> Account | None:
        """The account of that name, whether it may sign in or not."""
        return next((account for account in self.all() if account.name == name), None)
