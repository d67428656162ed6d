"""Where numbers fail a rule, in the operator's words; and the checks that are not sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sirekap_desktop.models.form import Rule
from sirekap_desktop.models.formulas import Formula, Term, choice_fields

Values = Mapping[str, int]
Dpt = tuple[int, int] | None
"""L and P of the master list."""

VOTERS = ("pemilih_dpt_l", "pemilih_dpt_p")
"""The voters on the list, L and P: alike on the forms of all contests of a TPS."""
_COLUMNS = {"l": "L (laki-laki)", "p": "P (perempuan)", "j": "J (jumlah)"}
_LISTED = 5
"""So many things stand in a sentence before the rest is only counted."""
_SIGNS = {"=": "=", "<=": "≤", "<": "<"}


@dataclass(frozen=True)
class Breach:
    """Where a rule fails: the fields in the order of the rule, and what its texts tell."""

    fields: tuple[str, ...]
    facts: Mapping[str, str]
    formula: str


@dataclass(frozen=True)
class Case:
    """A rule and the numbers that it is asked of.

    `beside` are the voters that the other contests of the same TPS tell, by their titles.
    """

    rule: Rule
    values: Values
    dpt: Dpt
    beside: Mapping[str, Values] = field(default_factory=dict)

    def has(self, *fields: str) -> bool:
        """Whether all these numbers are known."""
        return self.values.keys() >= set(fields)

    def told(self, field: str) -> str:
        """A field with its number: `suara sah (228)`."""
        return f"{name_of(self.rule, field)} ({figure(self.values[field])})"

    def listed(self, fields: Iterable[str]) -> str:
        """Fields with their numbers as a list in a sentence."""
        return some([f"{name_of(self.rule, f)} {figure(self.values[f])}" for f in fields])


def name_of(rule: Rule, field: str) -> str:
    """What the operator calls a field."""
    return dict(rule.names)[field]


def figure(number: int) -> str:
    """A number with Indonesian dots between thousands."""
    return f"{number:,}".replace(",", ".")


def some(things: Sequence[str], comma: str = ", ") -> str:
    """A list in a sentence, cut where it gets long."""
    more = len(things) - _LISTED
    return comma.join(things[:_LISTED]) + (f"{comma}dan {more} lainnya" if more > 0 else "")


def broken(rule: Rule, values: Values) -> list[Formula]:
    """The formulas of a rule that have all their numbers and do not hold."""
    return [f for f in rule.says if values.keys() >= set(f.fields) and not f.holds(values)]


def breaches_of(case: Case) -> list[tuple[Formula | None, Breach]]:
    """Every breach of a rule, with its formula where one alone made it."""
    rule, values = case.rule, case.values
    if rule.check:
        check = CHECKS.get(rule.check)
        return [(None, breach) for breach in check(case)] if check else []
    failing = broken(rule, values)
    if not failing or not rule.together:
        return [(formula, formula_breach(rule, formula, values)) for formula in failing]
    facts = formula_facts(rule, failing[0], values)
    facts["list"] = case.listed(formula.fields[0] for formula in failing)
    fields = dict.fromkeys(field for formula in failing for field in formula.fields)
    text = some([formula_text(rule, formula, values) for formula in failing], "; ")
    alone = failing[0] if len(failing) == 1 else None
    return [(alone, Breach(tuple(fields), facts, text))]


def formula_breach(rule: Rule, formula: Formula, values: Values) -> Breach:
    """The breach of one formula."""
    facts = formula_facts(rule, formula, values)
    return Breach(formula.fields, facts, facts["formula"])


def formula_facts(rule: Rule, formula: Formula, values: Values) -> dict[str, str]:
    """What a formula comes to with these numbers, as texts that people read."""
    left, right = formula.sides(values)
    name = name_of(rule, formula.fields[0])
    suffixes = {field.rpartition("_")[2] for field in formula.fields}
    return {
        "left": figure(left),
        "right": figure(right),
        "difference": figure(abs(left - right)),
        "left_sum": _joined((t.sign, figure(abs(t.value(values)))) for t in formula.left),
        "sum": _joined((t.sign, figure(abs(t.value(values)))) for t in formula.right),
        "column": "/".join(_COLUMNS[s] for s in _COLUMNS if s in suffixes),
        "row": name.removesuffix(" J"),
        "name": name,
        "Name": name[:1].upper() + name[1:],
        "formula": formula_text(rule, formula, values),
    }


def formula_text(rule: Rule, formula: Formula, values: Values) -> str:
    """The formula in the operator's words, with the number behind each name."""

    def told(term: Term) -> str:
        number = figure(abs(term.value(values)))
        return f"{name_of(rule, term.field)} ({number})" if term.field else number

    def side(terms: Sequence[Term]) -> str:
        return _joined((term.sign, told(term)) for term in terms)

    return f"{side(formula.left)} {_SIGNS[formula.sign]} {side(formula.right)}"


def _joined(parts: Iterable[tuple[int, str]]) -> str:
    text = " ".join(f"{'-' if sign < 0 else '+'} {part}" for sign, part in parts)
    return text.removeprefix("+ ")


def _reserve(case: Case) -> list[Breach]:
    """Received ballots are the voters and a reserve, rounded up (R15)."""
    fields = ("surat_suara_diterima", "pemilih_dpt_j")
    if not case.has(*fields):
        return []
    received, voters = (case.values[field] for field in fields)
    reserve = -(-voters * case.rule.limit("permille") // 1000)
    if received == voters + reserve:
        return []
    facts = {
        "left": figure(received),
        "dpt": figure(voters),
        "reserve": figure(reserve),
        "right": figure(voters + reserve),
        "difference": figure(abs(received - voters - reserve)),
    }
    return [Breach(fields, facts, f"{case.told(fields[0])} = {case.told(fields[1])} + {reserve}")]


def _share(
    case: Case, fields: tuple[str, str], reached: Callable[[int, int], bool]
) -> list[Breach]:
    if not case.has(*fields):
        return []
    part, whole = (case.values[field] for field in fields)
    permille = case.rule.limit("permille")
    if not (whole > 0 and reached(part * 1000, whole * permille)):
        return []
    percent = f"{100 * part / whole:.1f}".replace(".", ",")
    limit = f"{permille / 10:g}".replace(".", ",")
    facts = {"count": figure(part), "percent": percent, "limit": limit, "total": figure(whole)}
    text = f"{case.told(fields[0])} < {limit} % × {case.told(fields[1])}"
    return [Breach(fields, facts, text)]


def _many_dpk(case: Case) -> list[Breach]:
    """Voters who came with an identity card only are few (R16)."""
    return _share(case, ("pengguna_non_dpt_j", "pemilih_dpt_j"), lambda a, b: a > b)


def _many_invalid(case: Case) -> list[Breach]:
    """Invalid votes are a small part (R16)."""
    return _share(case, ("suara_tidak_sah", "suara_total"), lambda a, b: a >= b)


def _full_turnout(case: Case) -> list[Breach]:
    """Somebody on the list always stays away (R16)."""
    fields = ("pengguna_dpt_j", "pemilih_dpt_j")
    if not case.has(*fields):
        return []
    came, voters = (case.values[field] for field in fields)
    if came != voters or voters == 0:
        return []
    facts = {"count": figure(came), "total": figure(voters)}
    return [Breach(fields, facts, f"{case.told(fields[0])} < {case.told(fields[1])}")]


def _lopsided(case: Case) -> list[Breach]:
    """A line of the ballot with no vote at all, or with every vote (R16)."""
    valid = case.values.get("suara_sah", 0)
    odd = [f for f in choice_fields(tuple(case.values)) if case.values[f] in (0, valid)]
    if not valid or not odd:
        return []
    facts = {"total": figure(valid), "list": case.listed(odd)}
    text = f"0 < {', '.join(case.told(field) for field in odd)} < {case.told('suara_sah')}"
    return [Breach((*odd, "suara_sah"), facts, text)]


def _three_boxes(case: Case) -> list[Breach]:
    """A number has three boxes (R17)."""
    largest = case.rule.limit("largest")
    outside = [field for field, value in case.values.items() if not 0 <= value <= largest]
    if not outside:
        return []
    facts = {"largest": figure(largest), "list": case.listed(outside)}
    return [Breach(tuple(outside), facts, f"0 ≤ {case.listed(outside)} ≤ {largest}")]


def _master_list(case: Case) -> list[Breach]:
    """The voters on the sheet are those of the master list (R20)."""
    listed = dict(zip(VOTERS, case.dpt or (), strict=False))
    differ = [field for field in listed if case.values.get(field, listed[field]) != listed[field]]
    if not differ:
        return []
    told = "; ".join(
        f"{case.listed([f])} di C.HASIL, {figure(listed[f])} di data induk" for f in differ
    )
    text = "; ".join(f"{case.told(field)} = {figure(listed[field])}" for field in differ)
    return [Breach(tuple(differ), {"list": told[:1].upper() + told[1:]}, text)]


def _other_contests(case: Case) -> list[Breach]:
    """The voters on the sheet are those of the other contests of the same TPS (R20)."""
    differ: dict[str, list[str]] = {}
    for title, values in case.beside.items():
        for voters in VOTERS:
            if case.has(voters) and values.get(voters, case.values[voters]) != case.values[voters]:
                told = f"{figure(values[voters])} di {title}"
                differ.setdefault(voters, []).append(told)
    if not differ:
        return []
    parts = [f"{case.listed([f])} di sini, {some(others)}" for f, others in differ.items()]
    text = "; ".join(f"{case.told(f)} = {some(others)}" for f, others in differ.items())
    told = "; ".join(parts)
    return [Breach(tuple(differ), {"list": told[:1].upper() + told[1:]}, text)]


CHECKS: Mapping[str, Callable[[Case], list[Breach]]] = {
    "reserve": _reserve,
    "many_dpk": _many_dpk,
    "full_turnout": _full_turnout,
    "lopsided": _lopsided,
    "many_invalid": _many_invalid,
    "three_boxes": _three_boxes,
    "master_list": _master_list,
    "other_contests": _other_contests,
}
"""The checks on one TPS that no formula can say, by their name in the rule file."""
