"""Checks of one TPS against the rules of its form: findings that explain themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from sirekap_desktop.models.breaches import Breach, Case, Dpt, breaches_of, figure, name_of
from sirekap_desktop.models.form import Rule, Template
from sirekap_desktop.models.formulas import Formula
from sirekap_desktop.models.tally import LARGEST

Values = Mapping[str, int]


class Severity(StrEnum):
    """An error, an error unless it is explained, or a remark; gravest first."""

    ERROR = "error"
    EXPLAIN = "explain"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """A rule that numbers do not satisfy.

    `explanation` and `action` tell it in full to the chair, `short` and `typist` to the one who
    types. `numbers` are the figures involved by field; `provisional` while one of them is
    unconfirmed. `says` is the formula that fails, None where no single one does; `condition` is
    what the rule asks, in words. `repair` is the one field whose value alone would mend it.
    """

    code: str
    severity: Severity
    fields: tuple[str, ...]
    numbers: tuple[tuple[str, int], ...]
    title: str
    explanation: str
    action: str
    short: str
    typist: str
    basis: str
    formula: str
    provisional: bool = False
    condition: str = ""
    says: Formula | None = None
    repair: tuple[str, int] | None = None


def check_tps(
    template: Template,
    values: Values,
    dpt: Dpt,
    unconfirmed: AbstractSet[str] = frozenset(),
    beside: Mapping[str, Values] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """Every finding on the numbers of one TPS; rules that miss a number are left out.

    `dpt` is the master list's L and P, `beside` the voters that the other contests of this TPS
    tell, by title. Errors come first, each kind in the order of the paper.
    What only repeats an error that is shown (`quiet` rules, `_vanishes`) is left out.
    """
    repairs = _repairs(template.rules, values)
    mended = {**values, **dict(repairs.values())}
    found: list[tuple[Rule, Formula | None, Finding]] = []
    for rule in template.rules:
        for formula, breach in breaches_of(Case(rule, values, dpt, beside)):
            finding = replace(finding_of(rule, breach, values, unconfirmed), says=formula)
            if formula in repairs:
                offer = _offer(rule, values, *repairs[formula])
                told = f"{finding.explanation} {offer}"
                finding = replace(finding, explanation=told, repair=repairs[formula])
            found.append((rule, formula, finding))
    wrong = {field for _, _, f in found if f.severity is Severity.ERROR for field in f.fields}
    changed = {field for field in values if mended[field] != values[field]}
    kept = (
        finding
        for rule, formula, finding in found
        if not (rule.quiet and wrong.intersection(finding.fields))
        if not _vanishes(finding, formula, changed, mended)
    )
    return in_order(template, kept)


def finding_of(
    rule: Rule, breach: Breach, values: Values, unconfirmed: AbstractSet[str] = frozenset()
) -> Finding:
    """The finding that a rule makes of a breach."""
    return Finding(
        code=rule.code,
        severity=Severity(rule.severity),
        fields=breach.fields,
        numbers=tuple((field, values[field]) for field in breach.fields),
        title=rule.title,
        explanation=rule.explanation.format_map(breach.facts),
        action=rule.action.format_map(breach.facts),
        short=rule.short.format_map(breach.facts),
        typist=rule.typist.format_map(breach.facts),
        basis=rule.basis if rule.basis_checked else f"{rule.basis} (perlu dikonfirmasi)",
        formula=breach.formula,
        provisional=not unconfirmed.isdisjoint(breach.fields),
        condition="; ".join(rule.conditions),
    )


def in_order(template: Template, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors first, then explanations and warnings, each in the order of the paper."""
    place = {field: index for index, field in enumerate(template.fields)}
    rank = {severity: index for index, severity in enumerate(Severity)}

    def key(finding: Finding) -> tuple[int, int]:
        return rank[finding.severity], min((place[f] for f in finding.fields), default=-1)

    return tuple(sorted(findings, key=key))


def _vanishes(
    finding: Finding, formula: Formula | None, changed: AbstractSet[str], mended: Values
) -> bool:
    """What is to be explained only if the number that the sums call wrong were right."""
    if finding.severity is not Severity.EXPLAIN or formula is None:
        return False
    return not changed.isdisjoint(finding.fields) and formula.holds(mended)


def _offer(rule: Rule, values: Values, field: str, value: int) -> str:
    facts = {"name": name_of(rule, field), "value": figure(value), "now": figure(values[field])}
    return rule.repair.format_map(facts)


def _repairs(rules: Sequence[Rule], values: Values) -> dict[Formula | None, tuple[str, int]]:
    """For failing equations: the field and value that alone would make all of them true.

    Only where the sums leave no choice: two or more equations fail and share one such field.
    """
    says = [formula for rule in rules if rule.repair for formula in rule.says]
    known = [formula for formula in says if values.keys() >= set(formula.fields)]
    repairs: dict[Formula | None, tuple[str, int]] = {}
    for group in _connected([formula for formula in known if not formula.holds(values)]):
        options = {
            (field, value)
            for field in set.intersection(*(set(formula.fields) for formula in group))
            for value in [group[0].repaired(field, values)]
            if value is not None and 0 <= value <= LARGEST
            if all(f.holds({**values, field: value}) for f in known if field in f.fields)
        }
        if len(group) > 1 and len(options) == 1:
            repairs |= dict.fromkeys(group, options.pop())
    return repairs


def _connected(formulas: Iterable[Formula]) -> list[list[Formula]]:
    """The formulas in groups that share no field with each other."""
    groups: list[list[Formula]] = []
    for formula in formulas:
        touching = [g for g in groups if any(set(f.fields) & set(formula.fields) for f in g)]
        groups = [group for group in groups if group not in touching]
        groups.append([formula, *(f for group in touching for f in group)])
    return groups
