"""What the numbers of a form say about each other: who is sure, who is doubted, what would mend it.

A number is sure when no other value is likely, neither by its own sources nor because the sums
would then hold. The rules never change what was read: what they would change it to is a suggestion.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.reading import Reading, Status, Suggestion
from sirekap_desktop.models.rules import Severity
from sirekap_desktop.ocr.joint import FAR, Joint, Law

SURE: Final = 6.0
"""Nats between the value and all other answers: 400 to 1. On drawn validation pages no number was
wrong in silence from 4.0 on (3,500 numbers, and 8,400 with a weaker network)."""
OWN: Final = 1.0
"""What the sources of a number must say by themselves before sums may vouch for the rest."""
LENGTH: Final = 3.0
"""The same against numbers of more or fewer figures: where one hand's leading figures all look like
crosses, sums hold without them."""
BLANK: Final = "_"
"""An empty box in `Source.text`: a faint figure looks the same, and all are faint on one sheet."""
OFFERED: Final = 2.0
"""How clearly the sums must point to one value before it is suggested."""
PRICE: Final = {Severity.ERROR: 6.5, Severity.EXPLAIN: 5.4}
"""-ln(share of real sheets that break an equation / 20 ways to be off): 3 % and 9 % of 245."""
BOUND: Final = 5.0
"""The same for an upper limit."""
SOFT: Final = frozenset(("", "faint", "sum"))
"""Doubts that the whole form can settle; any other needs a person."""


def settle(readings: Sequence[Reading], template: Template) -> tuple[Reading, ...]:
    """The readings of one page, or of all pages of one TPS, with what they say of each other.

    What was read stays; status, reason and suggestion are decided anew, so that pages which were
    settled alone may be settled together later. Only a number that could not be read shows its
    suggestion as its value, to be checked.
    """
    readings = [_as_read(reading) for reading in readings]
    costs = {r.field: dict(r.candidates) for r in readings if r.candidates}
    laws = laws_of(template)
    joint = Joint(costs, laws)
    together = joint.together()
    margins = joint.margins(together, together)
    read = {r.field: r.value for r in readings if r.value is not None}
    settled = []
    for reading in readings:
        if reading.field in costs:
            likeliest = together[reading.field]
            mended = () if likeliest == reading.value else _mended(reading, laws, read, together)
            reading = _settled(reading, joint, likeliest, margins[reading.field], mended)
        settled.append(reading)
    return tuple(settled)


def _as_read(reading: Reading) -> Reading:
    """Without what an earlier settling lent to a number that could not be read."""
    lent = reading.suggestion is not None and reading.suggestion.value == reading.value
    return replace(reading, value=None, status=Status.UNREAD, suggestion=None) if lent else reading


def laws_of(template: Template) -> tuple[Law, ...]:
    """The rules of a form that speak of numbers on the paper, with the price of breaking them."""
    return tuple(
        Law(rule.code, formula, PRICE[Severity(rule.severity)] if formula.sign == "=" else BOUND)
        for rule in template.rules
        if rule.severity in PRICE
        for formula in rule.says
    )


def _settled(
    reading: Reading, joint: Joint, likeliest: int, margin: float, mended: tuple[str, ...]
) -> Reading:
    """One reading after the whole form was heard."""
    suggestion = None
    if likeliest != reading.value and mended and margin >= OFFERED:
        suggestion = Suggestion(likeliest, mended)
    if reading.value is None and suggestion is not None:
        return replace(reading, value=likeliest, status=Status.CHECK, suggestion=suggestion)
    if reading.why not in SOFT or reading.value is None:
        return replace(reading, suggestion=suggestion)
    own, length = _own_margins(joint, reading)
    needed = SURE if BLANK in reading.sources[0].text else OWN
    clear = own >= needed and length >= LENGTH
    if likeliest == reading.value and margin >= SURE and clear:
        return replace(reading, status=Status.SURE, why="", suggestion=None)
    why = "sum" if own >= SURE else "faint"
    return replace(reading, status=Status.CHECK, why=why, suggestion=suggestion)


def _own_margins(joint: Joint, reading: Reading) -> tuple[float, float]:
    """How far the value is ahead by its own sources: of all others, and of those of other length.

    Below 0 when it is behind.
    """
    value = reading.value if reading.value is not None else -1
    here = joint.cost(reading.field, value)
    behind = FAR if here is None else here
    others = [(v, math.exp(-cost)) for v, cost in joint.ranked(reading.field) if v != value]
    longer = sum(weight for v, weight in others if len(str(v)) != len(str(value)))
    every = sum(weight for _, weight in others)
    own, length = (min(FAR, -math.log(against or 1e-9)) for against in (every, longer))
    return own - behind, length - behind


def _mended(
    reading: Reading, laws: Sequence[Law], read: dict[str, int], together: dict[str, int]
) -> tuple[str, ...]:
    """The rules that fail as it was read and hold with the likeliest value of this field."""
    proposed = {**read, reading.field: together[reading.field]}
    mine = [law for law in laws if reading.field in law.formula.fields]
    known = [law for law in mine if proposed.keys() >= set(law.formula.fields)]
    if not all(law.formula.holds(proposed) for law in known if law.formula.sign == "="):
        proposed = {**read, **together}
    codes = (
        law.code
        for law in known
        if law.formula.holds(proposed)
        if reading.value is None or not law.formula.holds(read)
    )
    return tuple(dict.fromkeys(codes))
