"""Who may do what: one table, asked by every act and told in CONTRIBUTING.md."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sirekap_desktop.models.people import Role


class Act(StrEnum):
    """Everything that changes the record; looking is free to everybody."""

    ACCOUNTS = "accounts"
    MASTER = "master"
    TEMPLATE = "template"
    IMPORT = "import"
    CONFIRM = "confirm"
    SECOND = "second"
    DECIDE = "decide"
    EXPLAIN = "explain"
    SECOND_RULE = "second_rule"
    REGISTER = "register"
    ATTEND = "attend"
    PANEL = "panel"
    OPEN = "open"
    ADJOURN = "adjourn"
    RESUME = "resume"
    END = "end"
    EVENT = "event"
    PRESENT = "present"
    COMPARE = "compare"
    DIFFER = "differ"
    SETTLE = "settle"
    CORRECT = "correct"
    OBJECT = "object"
    ANSWER = "answer"
    AGREE = "agree"
    CLOSE = "close"
    POSTPONE = "postpone"
    REOPEN = "reopen"
    ISSUE = "issue"
    SIGN = "sign"


_CHAIR = frozenset({Role.KETUA})
_COMMITTEE = frozenset({Role.KETUA, Role.ANGGOTA})
_DESK = frozenset({Role.KETUA, Role.ANGGOTA, Role.OPERATOR})

MAY: Mapping[Act, frozenset[Role]] = {
    Act.ACCOUNTS: _CHAIR,
    Act.MASTER: _DESK,
    Act.TEMPLATE: _CHAIR,
    Act.IMPORT: _DESK,
    Act.CONFIRM: _DESK,
    Act.SECOND: _DESK,
    Act.DECIDE: _COMMITTEE,
    Act.EXPLAIN: _COMMITTEE,
    Act.SECOND_RULE: _CHAIR,
    Act.REGISTER: _DESK,
    Act.ATTEND: _DESK,
    Act.PANEL: _CHAIR,
    Act.OPEN: _CHAIR,
    Act.ADJOURN: _CHAIR,
    Act.RESUME: _CHAIR,
    Act.END: _CHAIR,
    Act.EVENT: _DESK,
    Act.PRESENT: _DESK,
    Act.COMPARE: _DESK,
    Act.DIFFER: _DESK,
    Act.SETTLE: _COMMITTEE,
    Act.CORRECT: _COMMITTEE,
    Act.OBJECT: _DESK,
    Act.ANSWER: _COMMITTEE,
    Act.AGREE: _COMMITTEE,
    Act.CLOSE: _COMMITTEE,
    Act.POSTPONE: _COMMITTEE,
    Act.REOPEN: _CHAIR,
    Act.ISSUE: _COMMITTEE,
    Act.SIGN: _COMMITTEE,
}
"""The roles that may do each act; an observer may do none."""

SECOND: Mapping[Act, frozenset[Role]] = {
    Act.END: frozenset({Role.ANGGOTA}),
    Act.ISSUE: _COMMITTEE,
}
"""Acts that one person never does alone, and who may be the second: the committee decides as a
body, so a berita acara needs another of its members beside the one who acts."""


def may(role: Role, act: Act) -> bool:
    """Whether this role may do it."""
    return role in MAY[act]
