"""The rules of a draft: those of every form, a choice of them, or one's own sums beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.models.form import Row
from sirekap_desktop.models.formulas import kind_of
from sirekap_desktop.models.known_fields import outline_of, own_rule
from sirekap_desktop.models.rule_files import rules_of

WORD = re.compile(r"<(\w+)>")
"""A word of the law in the text of a rule."""
OWN = "R1{number:02}"
"""Codes of own rules: R101, R102 and so on."""


@dataclass(frozen=True)
class Offer:
    """A rule that a form may have: its place in the list, whether it is chosen, why it cannot."""

    index: int
    code: str
    title: str
    says: tuple[str, ...]
    chosen: bool
    problem: str = ""
    """What of the rule the form does not have, empty when it fits."""


def offers(draft: Draft) -> tuple[Offer, ...]:
    """Every rule that the draft knows, in the order of its file."""
    law = {**draft.rules_law, **_frame(draft)}
    known = _known(draft)
    chosen = known if draft.own is None else list(draft.own["rule"])
    words = {**law.get("terms", {}), **law.get("kinds", {}).get(kind_of(draft.fields), {})}
    found = []
    for index, rule in enumerate(known):
        problem, applies = _fit(rule, law, draft.fields)
        if problem or applies:
            says = rule.get("says", ()) or (rule.get("condition", ""),)
            title = WORD.sub(lambda match: str(words.get(match[1], match[1])), rule["title"])
            found.append(Offer(index, rule["code"], title, tuple(says), rule in chosen, problem))
    return tuple(found)


def of_every_form(draft: Draft) -> Draft:
    """With the rules that every form has."""
    return replace(draft, own=None)


def fitting(draft: Draft) -> Draft:
    """With all known rules whose numbers the form has; those of every form when all fit."""
    wanted = {offer.index for offer in offers(draft) if not offer.problem}
    return choose(draft, wanted)


def choose(draft: Draft, indexes: Collection[int]) -> Draft:
    """With these rules of `offers` and no others."""
    known = _known(draft)
    told = {offer.index for offer in offers(draft)}
    kept = [rule for i, rule in enumerate(known) if i in indexes or i not in told]
    frame = _frame(draft)
    if kept == list(draft.law.get("rule", ())) and frame["names"] == draft.law.get("names"):
        return of_every_form(draft)
    return replace(draft, own={**frame, "rule": kept})


def add_rule(draft: Draft, says: str, title: str, basis: str) -> Draft:
    """With a sum of one's own; raises `rule_bad` when it names no field of the form."""
    rules = [rule for i, rule in enumerate(_known(draft)) if i in _chosen(draft)]
    number = 1 + sum(rule["code"].startswith("R1") and len(rule["code"]) == 4 for rule in rules)
    rule = {
        "code": OWN.format(number=number),
        "says": [says.strip()],
        "title": title.strip(),
        "basis": basis.strip(),
        **own_rule(),
    }
    added = replace(draft, own={**_frame(draft), "rule": [*rules, rule]})
    if problem := problem_of(rule, added.rules_law, draft.fields):
        raise SirekapError("rule_bad", formula=says, part=problem)
    return added


def problem_of(rule: Mapping[str, Any], law: Mapping[str, Any], fields: Sequence[str]) -> str:
    """What of a rule a form with these fields does not have; empty when nothing is amiss."""
    return _fit(rule, law, fields)[0]


def _fit(
    rule: Mapping[str, Any], law: Mapping[str, Any], fields: Sequence[str]
) -> tuple[str, bool]:
    """What of a rule is missing, and whether it is about a form with these fields at all."""
    facts = {"model": "-", "lembar_suara": "-"}
    try:
        return "", bool(rules_of({**law, "rule": [rule]}, fields, facts))
    except SirekapError as error:
        return str(error.facts["part"]), True


def _known(draft: Draft) -> list[Mapping[str, Any]]:
    """The rules of every form, then the draft's own ones that are not among them."""
    shared = list(draft.law.get("rule", ()))
    own = list(draft.own["rule"]) if draft.own is not None else []
    return [*shared, *(rule for rule in own if rule not in shared)]


def _chosen(draft: Draft) -> set[int]:
    chosen = {offer.index for offer in offers(draft) if offer.chosen}
    told = {offer.index for offer in offers(draft)}
    return chosen | {i for i in range(len(_known(draft))) if i not in told}


def _frame(draft: Draft) -> dict[str, Any]:
    """Names and kinds for an own rule file; a row that no rule speaks of yet is named by itself."""
    law = draft.rules_law
    names = dict(law.get("names", {}))
    for row in outline_of(draft.fields, draft.form.outline):
        for field in row.fields:
            if not _is_named(field, names):
                names[field] = _said(row, field)
    return {"kinds": law.get("kinds", {}), "names": names}


def _is_named(field: str, names: Mapping[str, str]) -> bool:
    return field in names or field.rpartition("_")[0] in names


def _said(row: Row, field: str) -> str:
    column = f" {field[-1].upper()}" if len(row.fields) > 1 else ""
    return f"{row.label.lower()}{column}"
