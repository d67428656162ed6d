"""Formulas of the rules: sums and differences of fields, compared by `=`, `<=` or `<`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sirekap_desktop.errors import SirekapError

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "<=": operator.le,
    "<": operator.lt,
}
_FORMULA = re.compile(r"([^<=]+)(<=|<|=)([^<=]+)")
_TERM = re.compile(r"([+-]?)\s*(\d+|[A-Za-z][A-Za-z0-9_*]*)\s*")
_COLUMNS = ("l", "p", "j")
_ALL_CHOICES = "choice_*"
_ONE_PARTY = "partai_total"
_PEOPLE = "_calon_*"
_CHOICES = ("paslon_*", "partai_*_total", _ONE_PARTY, "calon_*")


@dataclass(frozen=True)
class Term:
    """One summand: a field, or a plain number when `field` is empty; `sign` is 1 or -1."""

    sign: int
    field: str
    number: int = 0

    def value(self, values: Mapping[str, int]) -> int:
        """The signed worth of this summand; raises KeyError for a field without a number."""
        return self.sign * (values[self.field] if self.field else self.number)


@dataclass(frozen=True)
class Formula:
    """A comparison of two sums; `text` is how the rule file says it."""

    text: str
    left: tuple[Term, ...]
    sign: str
    right: tuple[Term, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field involved, in the order of the text."""
        return tuple(dict.fromkeys(t.field for t in (*self.left, *self.right) if t.field))

    def sides(self, values: Mapping[str, int]) -> tuple[int, int]:
        """What the left and the right side come to."""
        return sum(t.value(values) for t in self.left), sum(t.value(values) for t in self.right)

    def holds(self, values: Mapping[str, int]) -> bool:
        """Whether the comparison is true; raises KeyError when a number is missing."""
        return _COMPARE[self.sign](*self.sides(values))

    def repaired(self, field: str, values: Mapping[str, int]) -> int | None:
        """The value of `field` that alone makes an equation true; None when there is none."""
        weight = sum(t.sign for t in self.left if t.field == field)
        weight -= sum(t.sign for t in self.right if t.field == field)
        left, right = self.sides(values)
        if self.sign != "=" or abs(weight) != 1:
            return None
        return values[field] - (left - right) * weight


def formulas_of(says: str, fields: Sequence[str], limits: Mapping[str, int]) -> tuple[Formula, ...]:
    """The formulas that one sentence of a rule file stands for; raises `rule_bad`.

    `{x}` stands for l, p and j; `{choice}`, `{partai}` and `{field}` for each line of the ballot,
    each party line and each number of the form, and `{name}` for a limit of the rule. A name with
    `*` adds up all fields that have a number there; `choice_*` all lines of the ballot, which a
    form that does not know its parties yet cannot add up. A party of the form may have nobody in
    `partai_3_calon_*`.
    """
    if _ALL_CHOICES in says and set(choice_fields(fields)) == {_ONE_PARTY}:
        return ()
    parties = matching("partai_*", fields)
    choices: dict[str, Sequence[str]] = {
        "x": _COLUMNS,
        "choice": choice_fields(fields),
        "partai": parties,
        "field": fields,
    }
    choices |= {name: [str(limit)] for name, limit in limits.items()}
    blanks = list(dict.fromkeys(re.findall(r"\{(\w*)\}", says)))
    if unknown := [blank for blank in blanks if blank not in choices]:
        raise SirekapError("rule_bad", formula=says, part="{" + unknown[0] + "}")
    texts = [
        says.format_map(dict(zip(blanks, chosen, strict=True)))
        for chosen in product(*(choices[blank] for blank in blanks))
    ]
    formulas = (_parse(text, says, fields) for text in texts)
    return tuple(f for f in formulas if [t.field for t in f.left] != [t.field for t in f.right])


def choice_fields(fields: Sequence[str]) -> tuple[str, ...]:
    """The fields that hold all votes of a line of the ballot: pairs, parties or candidates."""
    found = (matching(pattern, fields) for pattern in _CHOICES)
    return next((some for some in found if some), ())


def kind_of(fields: Sequence[str]) -> str:
    """What the lines of a form's ballot are: `paslon`, `calon` or `partai`; empty without any."""
    choices = choice_fields(fields)
    return choices[0].split("_")[0] if choices else ""


def matching(pattern: str, fields: Sequence[str]) -> tuple[str, ...]:
    """The fields that a name with `*` in place of numbers stands for."""
    shape = re.compile(re.escape(pattern).replace(r"\*", r"\d+"))
    return tuple(field for field in fields if shape.fullmatch(field))


def _parse(text: str, says: str, fields: Sequence[str]) -> Formula:
    match = _FORMULA.fullmatch(text)
    if match is None:
        raise SirekapError("rule_bad", formula=says, part=text)
    left, right = (_side(match[group], says, fields) for group in (1, 3))
    return Formula(" ".join(text.split()), left, match[2], right)


def _side(text: str, says: str, fields: Sequence[str]) -> tuple[Term, ...]:
    terms: list[Term] = []
    rest = text.strip()
    while rest:
        match = _TERM.match(rest)
        if match is None or bool(terms) != bool(match[1]):
            raise SirekapError("rule_bad", formula=says, part=rest)
        sign, name = (-1 if match[1] == "-" else 1), match[2]
        if name.isdigit():
            terms.append(Term(sign, "", int(name)))
        elif some := _named(name, fields):
            terms += [Term(sign, one) for one in some]
        elif not name.endswith(_PEOPLE) or name.removesuffix(_PEOPLE) not in fields:
            raise SirekapError("rule_bad", formula=says, part=name)
        rest = rest[match.end() :]
    if not terms:
        raise SirekapError("rule_bad", formula=says, part=text)
    return tuple(terms)


def _named(name: str, fields: Sequence[str]) -> Sequence[str]:
    """The fields that a name in a formula stands for; none when it names no field."""
    if name == _ALL_CHOICES:
        return choice_fields(fields)
    return matching(name, fields)
