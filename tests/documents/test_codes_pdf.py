from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from sirekap_desktop.documents.codes_pdf import codes_document
from sirekap_desktop.documents.style import MARGIN, MM, PAGE
from sirekap_desktop.models.form_files import catalog
from tests.documents import golden
from tests.documents.samples import FORM, letters_of, pages_of

FORM_OF_2024 = catalog()[FORM]
KWK_BUPATI = "pilkada_2024/c_hasil_kwk_bupati"


def squeezed(text: str) -> str:
    """Without spaces, so that a line may break anywhere."""
    return "".join(text.split())


@pytest.mark.parametrize(
    "name", [FORM, *(f"pemilu_2024/c_hasil_{x}" for x in ("dpd", "dpr")), KWK_BUPATI]
)
def test_every_code_is_told_whole(name: str) -> None:
    form = catalog()[name]
    told = squeezed("".join(pages_of(codes_document(form))))
    assert squeezed(f"MODEL {form.model}") in told
    for rule in form.rules:
        for text in (rule.code, rule.title, rule.meaning, rule.basis, *rule.conditions):
            assert squeezed(text) in told, rule.code
        for text in (rule.action, rule.typist):
            for part in text.replace("}", "{").split("{")[::2]:
                assert squeezed(part) in told, rule.code


def test_the_kind_of_each_code_is_a_word() -> None:
    kinds = {"error": "kesalahan", "explain": "harus dijelaskan", "warning": "peringatan"}
    for severity, word in kinds.items():
        rules = tuple(rule for rule in FORM_OF_2024.rules if rule.severity == severity)
        table = squeezed("".join(pages_of(codes_document(replace(FORM_OF_2024, rules=rules)))))
        assert table.count(squeezed(f"{rules[0].code} {word}")) == 1


def test_an_unconfirmed_basis_says_so() -> None:
    (rule,) = (rule for rule in FORM_OF_2024.rules if rule.code == "R17")
    for checked in (True, False):
        form = replace(FORM_OF_2024, rules=(replace(rule, basis_checked=checked),))
        told = "".join(pages_of(codes_document(form)))
        assert ("(perlu dikonfirmasi)" in told) is not checked


def test_a_case_leaves_blanks_and_no_markup() -> None:
    told = "".join(pages_of(golden.codes()))
    assert "kolom … dengan C.HASIL asli" in told
    assert not set("{}") & set(told)


def test_the_codes_speak_of_what_is_on_the_ballot() -> None:
    told = {
        name: " ".join("".join(pages_of(codes_document(catalog()[name]))).split())
        for name in ("pemilu_2024/c_hasil_dpr", "pemilu_2024/c_hasil_dpd", KWK_BUPATI)
    }
    for title in ("Jumlah suara partai tidak cocok", "jumlah suara semua partai"):
        assert title in told["pemilu_2024/c_hasil_dpr"]
    assert "jumlah suara calon" in told["pemilu_2024/c_hasil_dpd"]
    assert "DPPh" in told[KWK_BUPATI]
    for name, text in told.items():
        assert ("paslon" in text.lower()) is (name == KWK_BUPATI)


def test_pages_are_numbered_and_keep_the_margins() -> None:
    pages = pages_of(golden.codes())
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert "Arti dan yang harus dilakukan" in page
        _, boxes = letters_of(golden.codes(), number - 1)
        left, bottom, right, top = boxes.T / MM
        assert min(left.min(), bottom.min()) >= MARGIN
        assert right.max() <= PAGE[0] - MARGIN
        assert top.max() <= PAGE[1] - MARGIN


def test_the_same_rules_give_the_same_bytes_at_another_time_and_place() -> None:
    here = hashlib.sha256(golden.codes()).hexdigest()
    assert hashlib.sha256(golden.codes()).hexdigest() == here
    assert golden.digest_elsewhere("codes") == here


def test_the_sheet_reads_as_it_was_approved() -> None:
    """When the change is wanted: read the difference, then replace the golden file by it."""
    kept = Path(__file__).parent / "golden" / "kode_temuan.txt"
    assert golden.text(golden.codes()) == kept.read_text("utf-8")
