"""The rules of the recap by their codes."""

from __future__ import annotations

from dataclasses import replace

from sirekap_desktop.models.recap import DesaRecap, Recap, recap_of
from sirekap_desktop.models.recap_checks import check_recap
from sirekap_desktop.models.rules import Severity
from tests.models.numbers import kecamatan, numbers, template


def recap(**changed: dict[str, int] | None) -> Recap:
    """Two desa with two TPS each; `changed` replaces or leaves out a TPS by its code's end."""
    election = kecamatan()
    closed = {}
    for _, tps in election.every_tps():
        values = changed.get("t" + tps.code[-4:], numbers())
        if values is not None:
            closed[tps.code] = values
    return recap_of(election, template().fields, closed)


def test_a_whole_recap_has_no_finding() -> None:
    assert check_recap(template(), recap()) == ()


def test_R18_totals_are_the_sums_of_their_parts() -> None:  # noqa: N802
    whole = recap()
    first = whole.desa[0]
    wrong = DesaRecap(first.desa, first.columns, {**first.total, "paslon_1": 1})
    found = check_recap(template(), replace(whole, desa=(wrong, whole.desa[1])))
    errors = [f for f in found if f.code == "R18" and f.severity is Severity.ERROR]
    assert [f.fields for f in errors] == [("paslon_1",), ("paslon_1",)]
    assert "suara paslon 1 1, seharusnya 180" in errors[0].explanation
    assert "suara paslon 1 360, seharusnya 181" in errors[1].explanation


def test_R18_a_total_that_fails_a_rule_names_the_tps_it_comes_from() -> None:  # noqa: N802
    found = check_recap(template(), recap(t2001=None, t1002=numbers(suara_tidak_sah=6)))
    told = [f for f in found if f.code == "R18"]
    assert [f.severity for f in told] == [Severity.EXPLAIN, Severity.EXPLAIN]
    assert "TPS 002 Desa Contoh 1 (-1)" in told[0].explanation
    assert "Desa Contoh 1 (-1)" in told[1].explanation
    assert told[0].fields == ("suara_total", "suara_sah", "suara_tidak_sah")
    assert told[0].says is not None
    assert told[0].says.text == "suara_total = suara_sah + suara_tidak_sah"
    assert told[0].typist


def test_R19_a_missing_tps_is_named() -> None:  # noqa: N802
    found = [f for f in check_recap(template(), recap(t1002=None)) if f.code == "R19"]
    (finding,) = found
    assert finding.severity is Severity.ERROR
    assert "1 dari 4 TPS" in finding.explanation
    assert "TPS 002 Desa Contoh 1" in finding.explanation


def test_R19_a_long_list_is_cut() -> None:  # noqa: N802
    election = kecamatan(tps_each=6)
    (finding,) = check_recap(template(), recap_of(election, template().fields, {}))
    assert "12 dari 12" in finding.explanation
    assert "dan 7 lainnya" in finding.explanation


def test_R19_a_tps_that_stands_twice_is_named() -> None:  # noqa: N802
    whole = recap()
    first = whole.desa[0]
    columns = (*first.columns, first.columns[0])
    total = {field: first.total[field] + numbers()[field] for field in first.total}
    part = replace(first, columns=columns, total=total)
    everything = {field: whole.total[field] + numbers()[field] for field in whole.total}
    found = check_recap(template(), replace(whole, desa=(part, whole.desa[1]), total=everything))
    (finding,) = found
    assert finding.code == "R19"
    assert "TPS 001 Desa Contoh 1" in finding.explanation
