"""Rules from their file: what the law asks of a form, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.conditions import condition_of
from sirekap_desktop.models.form import Rule
from sirekap_desktop.models.formulas import formulas_of, kind_of

SEVERITIES = ("error", "explain", "warning")
_TEXTS = ("title", "meaning", "explanation", "action", "short", "typist", "basis")
_FLAGS = ("on_totals", "together", "quiet", "basis_checked")
_KEYS = {"code", "severity", "kinds", "says", "check", "condition", "repair", "limits"}
_WORD = re.compile(r"<(\w+)>")
_NUMBER = re.compile(r"\d+")


def rules_of(
    law: Mapping[str, Any], fields: Sequence[str], facts: Mapping[str, str] | None = None
) -> tuple[Rule, ...]:
    """The rules that a law has for a form with these fields; raises `rule_bad`.

    `law` is what `models.form_files` read; `facts` are words that the form itself gives. A rule
    whose sums name no number of the form is left out, but for a form that waits for its parties.
    """
    kind = kind_of(fields)
    told = {**law.get("terms", {}), **law.get("kinds", {}).get(kind, {}), **(facts or {})}
    table = _worded({"names": law["names"], "rule": law["rule"]}, told)
    spoken = table["names"]
    names = {field: _name(field, spoken) for field in fields}
    unknown_parties = "partai" in fields
    rules = []
    for entry in table["rule"]:
        if kind not in entry.get("kinds", (kind,)):
            continue
        limits = _limits(entry, law.get("limits", {}))
        rule = _rule(entry, fields, names, limits)
        if rule.says or rule.check or unknown_parties:
            rules.append(replace(rule, conditions=_conditions(entry, spoken, limits)))
    return tuple(rules)


def _worded(value: Any, told: Mapping[str, str]) -> Any:
    """The same table with each `<word>` replaced; raises `rule_bad` for a word nobody gave."""
    if isinstance(value, Mapping):
        return {_worded(key, told): _worded(one, told) for key, one in value.items()}
    if isinstance(value, list):
        return [_worded(one, told) for one in value]
    if not isinstance(value, str):
        return value
    try:
        return _WORD.sub(lambda match: told[match[1]], value)
    except KeyError as error:
        raise SirekapError("rule_bad", formula=value, part=f"<{error.args[0]}>") from error


def _limits(entry: Mapping[str, Any], known: Mapping[str, int]) -> dict[str, int]:
    """The limits of a rule; one that is a text is the name of a limit of the law."""
    limits: dict[str, int] = {}
    for name, limit in entry.get("limits", {}).items():
        if isinstance(limit, str) and limit not in known:
            raise SirekapError("rule_bad", formula=str(entry.get("code", "?")), part=limit)
        limits[name] = known[limit] if isinstance(limit, str) else limit
    return limits


def _name(field: str, names: Mapping[str, str]) -> str:
    stem, _, last = field.rpartition("_")
    if field in names:
        return names[field]
    if (shape := _NUMBER.sub("#", field)) in names:
        return names[shape].format(*_NUMBER.findall(field))
    if stem in names:
        return f"{names[stem]} {last.upper()}"
    raise SirekapError("rule_bad", formula="[names]", part=field)


def _conditions(
    entry: Mapping[str, Any], spoken: Mapping[str, str], limits: Mapping[str, int]
) -> tuple[str, ...]:
    if "condition" not in entry:
        try:
            return tuple(condition_of(says, spoken, limits) for says in entry["says"])
        except KeyError as error:
            part = str(error.args[0])
            raise SirekapError("rule_bad", formula="[names]", part=part) from error
    percent = f"{limits.get('permille', 0) / 10:g}".replace(".", ",")
    return (entry["condition"].format(percent=percent, **limits),)


def _rule(
    entry: Mapping[str, Any],
    fields: Sequence[str],
    names: Mapping[str, str],
    limits: Mapping[str, int],
) -> Rule:
    code = str(entry.get("code", "?"))
    for key in entry:
        if key not in {*_KEYS, *_TEXTS, *_FLAGS}:
            raise SirekapError("rule_bad", formula=code, part=key)
    for key in _TEXTS:
        if not entry.get(key):
            raise SirekapError("rule_bad", formula=code, part=key)
    if entry.get("severity") not in SEVERITIES:
        raise SirekapError("rule_bad", formula=code, part="severity")
    if bool(entry.get("says")) == bool(entry.get("check")):
        raise SirekapError("rule_bad", formula=code, part="says / check")
    if bool(entry.get("check")) != bool(entry.get("condition")):
        raise SirekapError("rule_bad", formula=code, part="condition")
    says = [
        formula for text in entry.get("says", ()) for formula in formulas_of(text, fields, limits)
    ]
    return Rule(
        code=code,
        severity=entry["severity"],
        title=entry["title"],
        meaning=entry["meaning"],
        explanation=entry["explanation"],
        action=entry["action"],
        short=entry["short"],
        typist=entry["typist"],
        basis=entry["basis"],
        says=tuple(says),
        check=entry.get("check", ""),
        repair=entry.get("repair", ""),
        on_totals=entry.get("on_totals", False),
        together=entry.get("together", False),
        quiet=entry.get("quiet", False),
        basis_checked=entry.get("basis_checked", False),
        limits=tuple(limits.items()),
        names=tuple(names.items()),
    )
