"""Every rule by its code, satisfied and violated (domain.md, section 3)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sirekap_desktop.models.breaches import CHECKS
from sirekap_desktop.models.recap_checks import RECAP_CHECKS
from sirekap_desktop.models.rules import Finding, Severity, check_tps
from tests.models.numbers import DPT, numbers, template


def findings(
    values: Mapping[str, int],
    dpt: tuple[int, int] | None = DPT,
    unconfirmed: frozenset[str] = frozenset(),
    beside: Mapping[str, Mapping[str, int]] | None = None,
) -> tuple[Finding, ...]:
    return check_tps(template(), values, dpt, unconfirmed, beside or {})


def only(code: str, **changed: int) -> list[Finding]:
    return [finding for finding in findings(numbers(**changed)) if finding.code == code]


def codes(**changed: int) -> list[str]:
    return [finding.code for finding in findings(numbers(**changed))]


def test_numbers_that_satisfy_every_rule_have_no_finding() -> None:
    assert findings(numbers()) == ()


def test_every_rule_tells_a_whole_story() -> None:
    for rule in template().rules:
        told = (rule.title, rule.meaning, rule.explanation, rule.action, rule.short, rule.typist)
        assert all((*told, rule.basis, *rule.conditions)), rule.code
        assert rule.conditions, rule.code
    named = {rule.check for rule in template().rules if rule.check}
    of_pictures = {"sources_agree", "sheets_missing", "sheets_twice"}
    assert named == CHECKS.keys() | RECAP_CHECKS.keys() | of_pictures


def test_every_code_of_this_issue_is_there() -> None:
    expected = {f"R{n}" for n in (*range(1, 6), *range(7, 21))}
    assert {rule.code for rule in template().rules} == expected


@pytest.mark.parametrize("column", ["l", "p", "j"])
def test_R1_users_are_the_sum_of_their_three_kinds(column: str) -> None:  # noqa: N802
    fields = [f"pengguna_{kind}_{column}" for kind in ("total", "dpt", "dptb", "non_dpt")]
    right = numbers()
    changed = {fields[0]: right[fields[0]] + 7}
    (finding,) = only("R1", **changed)
    assert finding.severity is Severity.ERROR
    assert set(finding.fields) == set(fields)
    assert dict(finding.numbers) == {**{f: right[f] for f in fields}, **changed}
    assert "Selisih 7" in finding.explanation
    assert f"{right[fields[1]]} + {right[fields[2]]} + {right[fields[3]]}" in finding.explanation


@pytest.mark.parametrize(
    "row",
    [
        "pemilih_dpt",
        "pengguna_dpt",
        "pengguna_dptb",
        "pengguna_non_dpt",
        "pengguna_total",
        "disabilitas",
    ],
)
def test_R2_j_is_l_and_p(row: str) -> None:  # noqa: N802
    field = f"{row}_j"
    (finding,) = only("R2", **{field: numbers()[field] + 1})
    assert set(finding.fields) == {f"{row}_l", f"{row}_p", field}
    assert "Selisih 1" in finding.explanation


def test_R3_valid_votes_are_those_of_all_pairs() -> None:  # noqa: N802
    (finding,) = only("R3", paslon_2=80)
    assert finding.fields == ("suara_sah", "paslon_1", "paslon_2", "paslon_3")
    assert "90 + 80 + 40 = 210" in finding.explanation


def test_R4_total_is_valid_and_invalid() -> None:  # noqa: N802
    (finding,) = only("R4", suara_tidak_sah=6)
    assert finding.fields == ("suara_total", "suara_sah", "suara_tidak_sah")
    assert "215 + 6 = 221" in finding.explanation


def test_R5_received_ballots_are_all_accounted_for() -> None:  # noqa: N802
    (finding,) = only("R5", surat_suara_tidak_digunakan=30)
    assert len(finding.fields) == 4
    assert "220 + 2 + 30 = 252" in finding.explanation


def test_R8_users_are_the_used_ballots() -> None:  # noqa: N802
    (finding,) = only("R8", surat_suara_digunakan=219)
    assert finding.severity is Severity.EXPLAIN
    assert finding.fields == ("pengguna_total_j", "surat_suara_digunakan")


def test_R9_used_ballots_are_the_votes() -> None:  # noqa: N802
    (finding,) = only("R9", surat_suara_digunakan=219)
    assert finding.severity is Severity.EXPLAIN
    assert finding.fields == ("surat_suara_digunakan", "suara_total")


def test_R10_users_are_the_votes() -> None:  # noqa: N802
    (finding,) = only("R10", suara_total=221, suara_tidak_sah=6)
    assert finding.severity is Severity.EXPLAIN
    assert finding.fields == ("pengguna_total_j", "suara_total")


@pytest.mark.parametrize("column", ["l", "p", "j"])
def test_R11_no_more_users_than_voters(column: str) -> None:  # noqa: N802
    voters = numbers()[f"pemilih_dpt_{column}"]
    assert not only("R11", **{f"pengguna_dpt_{column}": voters})
    (finding,) = only("R11", **{f"pengguna_dpt_{column}": voters + 1})
    assert finding.severity is Severity.ERROR
    assert finding.fields == (f"pengguna_dpt_{column}", f"pemilih_dpt_{column}")


def test_R12_a_tps_holds_300_voters() -> None:  # noqa: N802
    assert not only("R12", pemilih_dpt_j=300, surat_suara_diterima=306)
    (finding,) = only("R12", pemilih_dpt_j=301, surat_suara_diterima=308)
    assert finding.fields == ("pemilih_dpt_j",)
    assert "301" in finding.explanation
    assert "300" in finding.explanation


def test_R12_no_number_is_above_the_received_ballots() -> None:  # noqa: N802
    (finding,) = only("R12", disabilitas_l=300, paslon_1=299)
    assert set(finding.fields) == {"disabilitas_l", "paslon_1", "surat_suara_diterima"}
    assert "pemilih disabilitas L 300" in finding.explanation
    assert "suara paslon 1 299" in finding.explanation


def test_R13_no_pair_has_more_than_all_votes() -> None:  # noqa: N802
    assert not only("R13", paslon_1=220)
    (finding,) = only("R13", paslon_1=221, paslon_2=230)
    assert set(finding.fields) == {"paslon_1", "paslon_2", "suara_total"}


@pytest.mark.parametrize("field", ["suara_total", "suara_sah"])
def test_R13_no_more_votes_than_ballots(field: str) -> None:  # noqa: N802
    assert not only("R13", **{field: 255})
    (finding,) = only("R13", **{field: 256})
    assert finding.fields == (field, "surat_suara_diterima")


def test_R13_no_more_users_than_usable_ballots() -> None:  # noqa: N802
    assert not only("R13", surat_suara_dikembalikan=35)
    (finding,) = only("R13", surat_suara_dikembalikan=36)
    assert set(finding.fields) == {
        "pengguna_total_j",
        "surat_suara_diterima",
        "surat_suara_dikembalikan",
    }


@pytest.mark.parametrize("column", ["l", "p", "j"])
def test_R14_no_more_disabled_voters_than_users(column: str) -> None:  # noqa: N802
    users = numbers()[f"pengguna_total_{column}"]
    assert not only("R14", **{f"disabilitas_{column}": users})
    (finding,) = only("R14", **{f"disabilitas_{column}": users + 1})
    assert finding.severity is Severity.ERROR


def test_R15_received_ballots_are_voters_and_two_percent_rounded_up() -> None:  # noqa: N802
    bare = {"pemilih_dpt_j": 251, "surat_suara_diterima": 257}
    assert not findings(bare)
    assert [f.code for f in findings({**bare, "surat_suara_diterima": 256})] == ["R15"]
    right = numbers(surat_suara_diterima=256, surat_suara_tidak_digunakan=34)
    (finding,) = [f for f in findings(right) if f.code == "R15"]
    assert finding.severity is Severity.WARNING
    assert "250" in finding.explanation
    assert "255" in finding.explanation


def titles(values: Mapping[str, int]) -> list[str]:
    return [finding.title for finding in findings(values) if finding.code == "R16"]


def test_R16_many_dpk() -> None:  # noqa: N802
    rows = {"pengguna_non_dpt_l": 20, "pengguna_non_dpt_p": 6, "pengguna_non_dpt_j": 26}
    users = {"pengguna_dpt_l": 84, "pengguna_dpt_p": 105, "pengguna_dpt_j": 189}
    assert titles(numbers(**rows, **users)) == ["Pengguna DPK luar biasa banyak"]
    rows |= {"pengguna_non_dpt_l": 19, "pengguna_non_dpt_j": 25}
    users |= {"pengguna_dpt_l": 85, "pengguna_dpt_j": 190}
    assert titles(numbers(**rows, **users)) == []


def test_R16_more_voters_than_ballots() -> None:  # noqa: N802
    fields = ("pengguna_dpt_j", "pengguna_dptb_j", "pengguna_non_dpt_j", "surat_suara_diterima")
    values = dict(zip(fields, (200, 30, 25, 254), strict=True))
    assert titles(values) == ["Pemilih lebih banyak daripada surat suara"]
    assert titles({**values, "surat_suara_diterima": 255}) == []


def test_R16_no_vote_at_all() -> None:  # noqa: N802
    none = dict.fromkeys(("paslon_1", "suara_sah", "suara_tidak_sah", "suara_total"), 0)
    assert titles(none) == ["Tidak ada suara sama sekali"]


def test_R16_everybody_came() -> None:  # noqa: N802
    values = {"pengguna_dpt_j": 250, "pemilih_dpt_j": 250}
    assert titles(values) == ["Semua pemilih DPT hadir"]
    assert titles({**values, "pengguna_dpt_j": 249}) == []
    assert titles(dict.fromkeys(values, 0)) == []


def test_R16_a_pair_with_nothing_or_everything() -> None:  # noqa: N802
    values = {"paslon_1": 215, "paslon_2": 0, "paslon_3": 0, "suara_sah": 215}
    (finding,) = findings(values)
    assert finding.title == "Paslon dengan 0 % atau 100 % suara"
    assert set(finding.fields) == values.keys()
    assert titles({**values, "paslon_1": 213, "paslon_2": 1, "paslon_3": 1}) == []


def test_R16_many_invalid_votes() -> None:  # noqa: N802
    assert titles({"suara_tidak_sah": 3, "suara_total": 100}) == ["Suara tidak sah banyak"]
    assert titles({"suara_tidak_sah": 3, "suara_total": 101}) == []


@pytest.mark.parametrize("value", [-1, 1000])
def test_R17_a_number_fits_three_boxes(value: int) -> None:  # noqa: N802
    (finding,) = [f for f in findings({"disabilitas_l": value}) if f.code == "R17"]
    assert finding.fields == ("disabilitas_l",)
    assert not findings({"disabilitas_l": 999})


def test_R20_voters_are_those_of_the_master_list() -> None:  # noqa: N802
    assert findings(numbers(), dpt=None) == ()
    (finding,) = findings(numbers(), dpt=(121, 130))
    assert (finding.code, finding.severity) == ("R20", Severity.WARNING)
    assert finding.fields == ("pemilih_dpt_l",)
    assert "120" in finding.explanation
    assert "121" in finding.explanation


def test_R20_voters_are_those_of_the_other_contests() -> None:  # noqa: N802
    same = {"pemilih_dpt_l": 120, "pemilih_dpt_p": 130}
    assert findings(numbers(), beside={"Pemilu DPD": same, "Pemilu DPR": {}}) == ()
    others = {"Pemilu DPD": {**same, "pemilih_dpt_p": 129}, "Pemilu DPR": {"pemilih_dpt_l": 21}}
    (finding,) = findings(numbers(), beside=others)
    assert (finding.code, finding.severity) == ("R20", Severity.WARNING)
    assert finding.fields == ("pemilih_dpt_p", "pemilih_dpt_l")
    assert "Pemilih DPT P 130 di sini, 129 di Pemilu DPD" in finding.explanation
    assert "emilih DPT L 120 di sini, 21 di Pemilu DPR" in finding.explanation


def test_rules_without_their_numbers_are_left_out() -> None:
    assert findings({}) == ()
    page_3 = {"suara_sah": 215, "suara_tidak_sah": 5, "suara_total": 221}
    assert [finding.code for finding in findings(page_3)] == ["R4"]


def test_a_number_not_confirmed_makes_a_finding_provisional() -> None:
    values = numbers(suara_tidak_sah=6)
    (finding,) = findings(values, unconfirmed=frozenset({"suara_sah"}))
    assert finding.provisional
    (finding,) = findings(values, unconfirmed=frozenset({"paslon_1"}))
    assert not finding.provisional


def test_errors_come_first_and_in_the_order_of_the_paper() -> None:
    found = findings(numbers(suara_total=200, pemilih_dpt_l=119, surat_suara_digunakan=219))
    assert [finding.severity for finding in found] == sorted(
        (finding.severity for finding in found), key=list(Severity).index
    )
    assert [f.code for f in found if f.severity is Severity.ERROR] == ["R2", "R5", "R4"]


def test_an_unconfirmed_basis_says_so() -> None:
    (finding,) = only("R4", suara_tidak_sah=6)
    assert finding.basis.endswith("(perlu dikonfirmasi)")
    (finding,) = findings({"paslon_1": 1000})
    assert "dikonfirmasi" not in finding.basis


@pytest.mark.parametrize("row", ["pengguna_dpt", "pengguna_dptb", "pengguna_non_dpt"])
@pytest.mark.parametrize("column", ["l", "p", "j"])
def test_the_one_wrong_cell_of_the_matrix_is_offered_and_not_applied(row: str, column: str) -> None:
    field = f"{row}_{column}"
    right = numbers()[field]
    found = [f for f in findings(numbers(**{field: right + 9})) if f.code in ("R1", "R2")]
    assert [f.code for f in found] == ["R1", "R2"] or [f.code for f in found] == ["R2", "R1"]
    for finding in found:
        assert f"seharusnya {right} (tertulis {right + 9})" in finding.explanation
        assert dict(finding.numbers)[field] == right + 9


def test_the_offer_is_a_value_and_the_formula_is_told() -> None:
    r3, r4 = findings(numbers(suara_sah=219))
    assert r3.repair == r4.repair == ("suara_sah", 215)
    assert r3.says is not None
    assert r3.says.sides(numbers(suara_sah=219)) == (219, 215)
    assert r4.says is not None
    assert r4.says.fields == ("suara_total", "suara_sah", "suara_tidak_sah")
    alone, *_ = findings(numbers(pemilih_dpt_j=251))
    assert (alone.code, alone.repair) == ("R2", None)


def test_one_formula_that_fails_among_many_is_told() -> None:
    one, several = only("R12", disabilitas_l=300), only("R12", disabilitas_l=300, paslon_1=299)
    assert one[0].says is not None
    assert one[0].says.text == "disabilitas_l <= surat_suara_diterima"
    assert several[0].says is None
    assert several[0].condition == "setiap angka ≤ surat suara diterima"


@pytest.mark.parametrize("kind", ["error", "explain"])
def test_the_typist_is_never_told_to_mend_the_paper(kind: str) -> None:
    """Who types compares with the picture; a figure that stands so on the paper stays."""
    of_sheets = [r for r in template().rules if r.severity == kind and r.says]
    assert of_sheets
    for rule in of_sheets:
        assert "di gambar" in rule.typist, rule.code
        assert "jangan diubah: konfirmasi dan beri tahu ketua" in rule.typist, rule.code


def test_the_typist_is_told_where_to_look() -> None:
    (finding,) = only("R11", pengguna_dpt_l=121, pengguna_total_l=127)
    assert finding.typist.startswith("Lihat kedua angka kolom L (laki-laki) di gambar lembar 1.")
    (finding,) = only("R2", disabilitas_j=4)
    assert "baris pemilih disabilitas di gambar" in finding.typist


def test_the_typist_is_sent_to_the_sheet_where_the_numbers_stand() -> None:
    pages = {place.field: page.number for page in template().pages for place in page.places}
    for rule in template().rules:
        named = {int(n) for n in re.findall(r"lembar (\d)", rule.typist)}
        fields = {field for formula in rule.says for field in formula.fields}
        if named and fields:
            assert named == {pages[field] for field in fields}, rule.code


def test_no_cell_is_offered_when_the_sums_leave_a_choice() -> None:
    alone = findings(numbers(pemilih_dpt_j=251))
    two = findings(numbers(pengguna_dpt_l=90, pengguna_dptb_p=9))
    assert not any("seharusnya" in finding.explanation for finding in (*alone, *two))
    assert len([f for f in two if f.code in ("R1", "R2")]) == 4


def test_valid_votes_that_fail_both_sums_are_offered() -> None:
    (r3, r4) = findings(numbers(suara_sah=219))
    assert "suara sah seharusnya 215 (tertulis 219)" in r3.explanation
    assert "suara sah seharusnya 215 (tertulis 219)" in r4.explanation


def test_what_the_offered_number_would_settle_is_not_told_again() -> None:
    assert codes(pengguna_total_j=229) == ["R1", "R2"]
    votes = {"paslon_1": 91, "suara_sah": 216, "suara_total": 221}
    assert codes(pengguna_total_j=229, **votes) == ["R1", "R2", "R10", "R9"]


def test_a_remark_on_a_number_in_an_error_waits() -> None:
    assert "R15" in codes(surat_suara_diterima=256, surat_suara_tidak_digunakan=34)
    assert "R15" not in codes(surat_suara_diterima=256)


SIREKAP = Path(__file__).parents[3] / "shared" / "sirekap_tps"


@pytest.mark.skipif(not SIREKAP.is_dir(), reason="../shared/sirekap_tps is not here")
def test_real_records_of_2024_fail_as_often_as_was_measured() -> None:
    """About four of five complete records satisfy R1 to R4 and R10 to R12."""
    asked = {"R1", "R2", "R3", "R4", "R10", "R11", "R12"}
    good = []
    for file in sorted(SIREKAP.glob("*.json")):
        values = _record(file)
        found = {finding.code for finding in findings(values, dpt=None)}
        if len(values) == 21:
            assert (not found & asked) == _is_sound(values), file.name
            good.append(not found & asked)
    assert len(good) > 200
    assert 0.78 < sum(good) / len(good) < 0.84


def _record(file: Path) -> dict[str, int]:
    record = json.loads(file.read_text())
    votes = {f"paslon_{n}": (record["chart"] or {}).get(str(100024 + n)) for n in (1, 2, 3)}
    numbers_ = {**(record["administrasi"] or {}), **votes}
    return {field: value for field, value in numbers_.items() if value is not None}


def _is_sound(v: Mapping[str, int]) -> bool:
    users = ("pengguna_dpt", "pengguna_dptb", "pengguna_non_dpt")
    rows = (*users, "pengguna_total", "pemilih_dpt")
    return (
        all(v[f"pengguna_total_{x}"] == sum(v[f"{u}_{x}"] for u in users) for x in "lpj")
        and all(v[f"{row}_j"] == v[f"{row}_l"] + v[f"{row}_p"] for row in rows)
        and v["suara_sah"] == v["paslon_1"] + v["paslon_2"] + v["paslon_3"]
        and v["suara_total"] == v["suara_sah"] + v["suara_tidak_sah"]
        and v["pengguna_total_j"] == v["suara_total"]
        and all(v[f"pengguna_dpt_{x}"] <= v[f"pemilih_dpt_{x}"] for x in "lpj")
        and v["pemilih_dpt_j"] <= 300
    )
