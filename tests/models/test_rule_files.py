"""Rule files: what they may say, and how a bad one is refused."""

from __future__ import annotations

from typing import Any

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.formulas import formulas_of
from sirekap_desktop.models.rule_files import rules_of

FIELDS = ("masuk_l", "masuk_p", "masuk_j", "paslon_1", "paslon_2", "sah")
NAMES = {"masuk": "yang masuk", "paslon": "suara paslon", "sah": "suara sah"}
NAMES |= {"paslon_*": "jumlah suara semua paslon", "{choice}": "suara tiap paslon"}
GOOD: dict[str, Any] = {
    "code": "R3",
    "severity": "error",
    "says": ["sah = paslon_*"],
    "title": "t",
    "meaning": "m",
    "explanation": "e",
    "action": "a",
    "short": "s",
    "typist": "k",
    "basis": "b",
}


def test_a_formula_expands_over_columns_pairs_and_limits() -> None:
    assert [f.text for f in formulas_of("masuk_{x} <= {most}", FIELDS, {"most": 9})] == [
        "masuk_l <= 9",
        "masuk_p <= 9",
        "masuk_j <= 9",
    ]
    assert [f.fields for f in formulas_of("{choice} < sah", FIELDS, {})] == [
        ("paslon_1", "sah"),
        ("paslon_2", "sah"),
    ]
    assert len(formulas_of("{field} <= sah", FIELDS, {})) == len(FIELDS) - 1


@pytest.mark.parametrize(
    ("says", "values", "holds"),
    [
        ("sah = paslon_*", (0, 0, 0, 3, 4, 7), True),
        ("sah = paslon_*", (0, 0, 0, 3, 4, 8), False),
        ("masuk_j - masuk_l < sah + 1", (2, 0, 9, 0, 0, 7), True),
        ("masuk_j - masuk_l < sah", (2, 0, 9, 0, 0, 7), False),
        ("masuk_j - masuk_l <= sah", (2, 0, 9, 0, 0, 7), True),
        ("0 < sah", (0, 0, 0, 0, 0, 0), False),
    ],
)
def test_sums_differences_and_comparisons(says: str, values: tuple[int, ...], holds: bool) -> None:
    (formula,) = formulas_of(says, FIELDS, {})
    assert formula.holds(dict(zip(FIELDS, values, strict=True))) is holds


@pytest.mark.parametrize(
    "says",
    [
        "sah",
        "sah = ",
        "= sah",
        "sah = paslon_1 = paslon_2",
        "sah = paslon_1 * 2",
        "sah = paslon_9",
        "sah = __import__",
        "sah = paslon_1 paslon_2",
        "- sah = paslon_1",
        "sah = {nothing}",
        "sah > paslon_1",
        "sah = paslon_1 +",
        "",
    ],
)
def test_a_bad_formula_is_refused_by_name(says: str) -> None:
    with pytest.raises(SirekapError, match="rule_bad") as refusal:
        rules_of({"names": NAMES, "rule": [{**GOOD, "says": [says]}]}, FIELDS)
    assert refusal.value.facts["formula"] == says


@pytest.mark.parametrize(
    "changed",
    [
        {"severity": "grave"},
        {"says": []},
        {"check": "three_boxes"},
        {"colour": "red"},
        {"title": ""},
        {"typist": ""},
        {"meaning": ""},
        {"condition": "sah = semua"},
        {"says": [], "check": "three_boxes"},
        {"basis": ""},
    ],
)
def test_a_bad_rule_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(SirekapError, match="rule_bad"):
        rules_of({"names": NAMES, "rule": [{**GOOD, **changed}]}, FIELDS)


def test_a_field_without_a_name_is_refused() -> None:
    with pytest.raises(SirekapError, match="masuk_l"):
        rules_of({"names": {"sah": "suara sah"}, "rule": [GOOD]}, FIELDS)


def test_a_good_rule_knows_what_the_operator_calls_its_fields() -> None:
    (rule,) = rules_of({"names": NAMES, "rule": [GOOD]}, FIELDS)
    assert dict(rule.names)["paslon_2"] == "suara paslon 2"
    assert dict(rule.names)["masuk_l"] == "yang masuk L"
    assert dict(rule.names)["sah"] == "suara sah"


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("sah = paslon_*", "suara sah = jumlah suara semua paslon"),
        ("{choice} <= sah", "suara tiap paslon ≤ suara sah"),
        ("{field} <= sah", "setiap angka ≤ suara sah"),
        ("masuk_j <= {most}", "yang masuk J ≤ 9"),
        ("masuk_{x} < sah - 1", "yang masuk < suara sah - 1 (L, P, dan J masing-masing)"),
        ("paslon_2 = sah", "suara paslon 2 = suara sah"),
    ],
)
def test_a_formula_is_told_in_the_words_of_the_form(says: str, told: str) -> None:
    (rule,) = rules_of(
        {"names": NAMES, "rule": [{**GOOD, "says": [says], "limits": {"most": 9}}]}, FIELDS
    )
    assert rule.conditions == (told,)


def test_a_check_says_its_condition_with_its_limits() -> None:
    check = {"check": "reserve", "condition": "A < {percent} % dan {permille}"}
    bare = {key: value for key, value in GOOD.items() if key != "says"}
    entry = {**bare, **check, "limits": {"permille": 25}}
    (rule,) = rules_of({"names": NAMES, "rule": [entry]}, FIELDS)
    assert rule.conditions == ("A < 2,5 % dan 25",)
