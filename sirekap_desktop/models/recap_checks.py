"""Checks of the recap: every total adds up, every TPS is there once (R18, R19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sirekap_desktop.models.breaches import (
    Breach,
    Values,
    broken,
    figure,
    formula_facts,
    name_of,
    some,
)
from sirekap_desktop.models.election import Desa, Tps
from sirekap_desktop.models.form import Rule, Template
from sirekap_desktop.models.formulas import Formula
from sirekap_desktop.models.recap import Recap
from sirekap_desktop.models.rules import Finding, finding_of, in_order


@dataclass(frozen=True)
class RecapCase:
    """A rule and the recap that it is asked of."""

    template: Template
    rule: Rule
    recap: Recap


Breaches = list[tuple[Formula | None, Breach, Values]]
"""Where a rule fails: the formula, if there is one, and the total whose numbers it tells of."""


def check_recap(template: Template, recap: Recap) -> tuple[Finding, ...]:
    """Every finding on the totals and on the list of TPS; errors come first.

    A total that fails a rule because a closed TPS fails it asks for an explanation only: that
    TPS was closed with the chair's words, and the recap has to carry its numbers as they are.
    """
    found: list[Finding] = []
    for rule in template.rules:
        if rule.check in RECAP_CHECKS:
            breaches = RECAP_CHECKS[rule.check](RecapCase(template, rule, recap))
            found += [
                replace(finding_of(rule, breach, values), says=formula)
                for formula, breach, values in breaches
            ]
    return in_order(template, found)


def _totals(recap: Recap) -> list[tuple[str, Values, list[tuple[str, Values]]]]:
    """Every total with its place and with the named parts that it sums."""
    totals: list[tuple[str, Values, list[tuple[str, Values]]]] = []
    for part in recap.desa:
        columns = [
            (f"{c.tps.label} {part.desa.region.name}", c.values)
            for c in part.columns
            if c.values is not None
        ]
        totals.append((_place(part.desa), part.total, columns))
    all_desa: list[tuple[str, Values]] = [(_place(p.desa), p.total) for p in recap.desa]
    totals.append((f"Kecamatan {recap.election.kecamatan.name}", recap.total, all_desa))
    return totals


def _place(desa: Desa) -> str:
    name = desa.region.name
    return name if name.startswith(desa.kind) else f"{desa.kind} {name}"


def _totals_add_up(case: RecapCase) -> Breaches:
    """A total is the sum of its parts, field by field."""
    breaches: Breaches = []
    for where, total, parts in _totals(case.recap):
        sums = {field: sum(values[field] for _, values in parts) for field in case.recap.fields}
        wrong = [field for field in case.recap.fields if total[field] != sums[field]]
        if wrong:
            told = ", ".join(
                f"{name_of(case.rule, f)} {figure(total[f])}, seharusnya {figure(sums[f])}"
                for f in wrong
            )
            facts = {"where": where, "list": told}
            breaches.append((None, Breach(tuple(wrong), facts, told), total))
    return breaches


def _totals_follow_rules(case: RecapCase) -> Breaches:
    """A total satisfies the sums of the form, or names the parts that do not."""
    breaches: Breaches = []
    for where, total, parts in _totals(case.recap):
        for asked in case.template.rules:
            for formula in broken(asked, total) if asked.on_totals else []:
                facts = formula_facts(asked, formula, total)
                facts |= {"where": where, "rule": asked.code, "title": asked.title}
                facts["list"] = _origin(formula, parts)
                breach = Breach(formula.fields, facts, facts["formula"])
                breaches.append((formula, breach, total))
    return breaches


def _origin(formula: Formula, parts: Sequence[tuple[str, Values]]) -> str:
    gaps = [(name, left - right) for name, v in parts for left, right in [formula.sides(v)]]
    return some([f"{name} ({gap:+d})" for name, gap in gaps if gap])


def _tps_missing(case: RecapCase) -> Breaches:
    """A recap is complete when every TPS is closed."""
    missing = case.recap.missing
    if not missing:
        return []
    total = sum(len(part.columns) for part in case.recap.desa)
    return [_about_tps(missing, {"count": figure(len(missing)), "total": figure(total)})]


def _tps_twice(case: RecapCase) -> Breaches:
    """No TPS stands in the recap more than once."""
    every = [(part.desa, column.tps) for part in case.recap.desa for column in part.columns]
    times = Counter(tps.code for _, tps in every)
    twice = {tps.code: (desa, tps) for desa, tps in every if times[tps.code] > 1}
    return [_about_tps(list(twice.values()), {})] if twice else []


def _about_tps(
    named: Sequence[tuple[Desa, Tps]], facts: dict[str, str]
) -> tuple[None, Breach, Values]:
    told = some([f"{tps.label} {desa.region.name}" for desa, tps in named])
    return None, Breach((), {**facts, "list": told}, told), {}


RECAP_CHECKS: Mapping[str, Callable[[RecapCase], Breaches]] = {
    "totals_add_up": _totals_add_up,
    "totals_follow_rules": _totals_follow_rules,
    "tps_missing": _tps_missing,
    "tps_twice": _tps_twice,
}
"""The checks on a recap, by their name in the rule file."""
