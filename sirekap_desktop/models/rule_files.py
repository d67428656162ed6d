"""Rules from their file: what the law asks of a form, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.conditions import condition_of
from sirekap_desktop.models.form import Rule
from sirekap_desktop.models.formulas import formulas_of

SEVERITIES = ("error", "explain", "warning")
_TEXTS = ("title", "meaning", "explanation", "action", "short", "typist", "basis")
_FLAGS = ("on_totals", "together", "quiet", "basis_checked")
_KEYS = {"code", "severity", "says", "check", "condition", "repair", "limits", *_TEXTS, *_FLAGS}


def rules_of(table: Mapping[str, Any], fields: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of a `rules.toml` for a form with these fields; raises `rule_bad`."""
    spoken = table["names"]
    names = {field: _name(field, spoken) for field in fields}
    return tuple(
        replace(_rule(entry, fields, names), conditions=_conditions(entry, spoken))
        for entry in table["rule"]
    )


def _name(field: str, names: Mapping[str, str]) -> str:
    stem, _, last = field.rpartition("_")
    if field in names:
        return names[field]
    if stem in names:
        return f"{names[stem]} {last.upper()}"
    raise SirekapError("rule_bad", formula="[names]", part=field)


def _conditions(entry: Mapping[str, Any], spoken: Mapping[str, str]) -> tuple[str, ...]:
    limits = dict(entry.get("limits", {}))
    if "condition" not in entry:
        return tuple(condition_of(says, spoken, limits) for says in entry["says"])
    percent = f"{limits.get('permille', 0) / 10:g}".replace(".", ",")
    return (entry["condition"].format(percent=percent, **limits),)


def _rule(entry: Mapping[str, Any], fields: Sequence[str], names: Mapping[str, str]) -> Rule:
    code = str(entry.get("code", "?"))
    for key in entry:
        if key not in _KEYS:
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
    limits = dict(entry.get("limits", {}))
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
