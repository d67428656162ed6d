from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sirekap_desktop.documents import sign as signing
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.document import Document, Explained
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.models.people import Committee, Occasion
from sirekap_desktop.models.recap import Recap
from sirekap_desktop.models.rules import Finding, Severity
from sirekap_desktop.workflow import convening, correcting, hearing, issuing, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.p12 import PASSWORD, p12_of
from tests.refusals import refused

OCCASION = Occasion("Balai Kecamatan Contoh", date(2029, 2, 16), Committee("Ketua Satu"))
EVERY = (desks.FIRST, desks.SECOND, desks.OTHER)


def close(desk: Desk, tps: str, explanation: str = "", **changed: int) -> None:
    desks.confirm(desk, tps, **changed)
    desks.close(desk, tps, explanation)


@pytest.fixture
def closed(desk: Desk) -> Desk:
    """Every TPS closed; two of the committee at the desk."""
    for tps in EVERY:
        close(desk, tps)
    return desks.paired(desk)


def test_the_recap_sums_closed_tps_alone(desk: Desk) -> None:
    close(desk, desks.FIRST)
    close(desk, desks.OTHER)
    correcting.confirm(desk, desks.SECOND, "paslon_1", 500, seen=0)
    recap = issuing.recap(desk)
    assert (recap.total["paslon_1"], recap.desa[0].total["paslon_1"]) == (120, 60)
    assert [tps.code for _, tps in recap.missing] == [desks.SECOND]
    assert "R19" in {finding.code for finding in issuing.recap_findings(desk)}


def test_nothing_is_issued_while_a_tps_is_missing(desk: Desk) -> None:
    close(desk, desks.FIRST)
    with pytest.raises(SirekapError, match="recap_incomplete") as refused:
        issuing.issue(desks.paired(desk), OCCASION)
    assert refused.value.facts == {"count": 2, "tps": "Contoh TPS 002, Contoh Barat TPS 001"}
    assert issuing.documents(desk) == ()


def test_nothing_is_issued_from_wrong_totals(closed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = Finding("R18", Severity.ERROR, (), (), "", "", "", "", "", "", "")
    monkeypatch.setattr(issuing, "check_recap", lambda *_: (bad, bad))
    with pytest.raises(SirekapError, match="recap_wrong") as refused:
        issuing.issue(closed, OCCASION)
    assert refused.value.facts == {"codes": "R18"}


def test_a_document_is_made_signed_and_saved(closed: Desk, tmp_path: Path) -> None:
    made = issuing.issue(closed, OCCASION)
    assert issuing.pdf_of(closed, made.id)[:5] == b"%PDF-"
    (view,) = issuing.documents(closed)
    assert (view.document, view.outdated, view.verdict) == (made, False, None)
    assert made.recap_digest == issuing.recap(closed).digest

    once = issuing.sign(closed, made.id, p12_of("Ketua Satu"), PASSWORD)
    twice = issuing.sign(closed, made.id, p12_of("Anggota Satu"), PASSWORD)
    assert twice.signed[:1] == once.signed
    (view,) = issuing.documents(closed)
    assert view.verdict is not None
    assert [s.signer for s in view.verdict.signatures] == ["Ketua Satu", "Anggota Satu"]
    assert view.verdict.unchanged
    assert view.verdict.digest == made.recap_digest

    target = tmp_path / "D.HASIL.pdf"
    target.write_bytes(b"old")
    issuing.save_as(closed, made.id, target)
    assert issuing.verify_file(target.read_bytes()) == view.verdict
    assert sorted(file.name for file in tmp_path.iterdir()) == ["D.HASIL.pdf", "data"]


def test_a_wrong_password_signs_nothing(closed: Desk) -> None:
    made = issuing.issue(closed, OCCASION)
    with pytest.raises(SirekapError, match="p12_wrong_password"):
        issuing.sign(closed, made.id, p12_of("Ketua Satu"), "salah")
    assert [view.document for view in issuing.documents(closed)] == [made]


def test_a_signature_that_does_not_hold_is_not_counted(
    closed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = issuing.issue(closed, OCCASION)
    once = issuing.sign(closed, made.id, p12_of("Ketua Satu"), PASSWORD)
    really = signing.sign
    for broken in (
        lambda pdf, _signed: pdf,
        lambda _pdf, signed: signed.replace(b"(Rekapitulasi", b"(REKAPITULASI"),
    ):
        monkeypatch.setattr(
            signing,
            "sign",
            lambda pdf, *a, broken=broken, **m: broken(pdf, really(pdf, *a, **m)),
        )
        with pytest.raises(SirekapError, match="signature_invalid"):
            issuing.sign(closed, made.id, p12_of("Anggota Satu"), PASSWORD)
    assert [view.document for view in issuing.documents(closed)] == [once]


def test_a_reopened_tps_makes_its_documents_outdated_for_good(closed: Desk) -> None:
    old = issuing.issue(closed, OCCASION)
    hearing.reopen(closed, desks.FIRST, "keberatan saksi")
    assert [view.outdated for view in issuing.documents(closed)] == [True]
    desks.close(closed, desks.FIRST)
    with pytest.raises(SirekapError, match="document_outdated"):
        issuing.sign(closed, old.id, p12_of("Ketua Satu"), PASSWORD)
    issuing.issue(closed, OCCASION)
    assert [view.outdated for view in issuing.documents(closed)] == [True, False]


def test_an_event_after_the_document_makes_it_outdated(closed: Desk) -> None:
    made = issuing.issue(closed, OCCASION)
    convening.note_event(closed, "saksi menolak tanda tangan", desks.FIRST)
    assert [view.outdated for view in issuing.documents(closed)] == [True]
    with refused(closed.store, "document_outdated"):
        issuing.sign(closed, made.id, p12_of("Ketua Satu"), PASSWORD)
    issuing.issue(closed, OCCASION)
    convening.note_event(closed, "listrik padam")
    assert [view.outdated for view in issuing.documents(closed)] == [True, True]


def test_what_the_document_does_not_tell_of_leaves_it_standing(closed: Desk) -> None:
    issuing.issue(closed, OCCASION)
    number = convening.register(closed, Kind.PPS, "Cici", "Contoh").id
    convening.attend(closed, number, here=True)
    convening.assign_panel(closed, desks.CONTOH, 1, "")
    convening.adjourn(closed, "magrib")
    convening.resume(closed, "lanjut")
    convening.end(closed, "selesai")
    assert [view.outdated for view in issuing.documents(closed)] == [False]


def test_a_document_knows_nothing_of_another_contest(closed: Desk) -> None:
    issuing.issue(closed, OCCASION)
    other = mastering.add_contest(closed, replace(desks.election(), title="Pemilu lain"))
    beside = replace(closed, contest=other)
    close(beside, desks.FIRST)
    convening.note_event(beside, "kotak tidak tersegel", desks.FIRST)
    assert [view.outdated for view in issuing.documents(closed)] == [False]
    assert issuing.documents(beside) == ()
    with refused(closed.store, "document_unknown"):
        issuing.sign(beside, 1, p12_of("Ketua Satu"), PASSWORD)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Explained]:
    """The notes that a document was made with."""
    told: list[Explained] = []

    def recap_document(
        _template: Template, _recap: Recap, _occasion: Occasion, explained: Sequence[Explained]
    ) -> bytes:
        told.extend(explained)
        return b"%PDF-"

    monkeypatch.setattr("sirekap_desktop.documents.recap_pdf.recap_document", recap_document)
    return told


def test_explanations_and_who_gave_them_stand_in_the_document(
    desk: Desk, told: list[Explained]
) -> None:
    close(desk, desks.FIRST, "salah tulis di kertas", suara_total=199)
    close(desk, desks.SECOND)
    close(desk, desks.OTHER)
    issuing.issue(desks.paired(desk), OCCASION)
    assert {note.place for note in told} == {"Desa Contoh, TPS 001"}
    assert {note.text for note in told} == {"salah tulis di kertas (Ketua Satu)"}
    assert ("R4",) in [note.codes for note in told]


def test_every_correction_stands_in_the_document(desk: Desk, told: list[Explained]) -> None:
    right = desks.GOOD["suara_total"]
    correcting.confirm(desk, desks.FIRST, "suara_total", right + 10, 0)
    correcting.confirm(desk, desks.FIRST, "suara_total", right, 1, "dihitung ulang")
    for field, value in desks.GOOD.items():
        if field != "suara_total":
            correcting.confirm(desk, desks.FIRST, field, value, 0)
    desks.close(desk, desks.FIRST)
    close(desk, desks.SECOND)
    close(desk, desks.OTHER)
    issuing.issue(desks.paired(desk), OCCASION)
    (note,) = told
    assert note.codes == ("koreksi",)
    assert f"{right + 10} menjadi {right}" in note.text
    assert note.text.endswith("dihitung ulang")


def test_a_recap_that_changes_while_the_document_is_made(
    closed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recap_document(*_args: object) -> bytes:
        hearing.reopen(closed, desks.FIRST, "keberatan saksi")
        return b"%PDF-"

    monkeypatch.setattr("sirekap_desktop.documents.recap_pdf.recap_document", recap_document)
    with pytest.raises(SirekapError, match="recap_changed"):
        issuing.issue(closed, OCCASION)
    assert issuing.documents(closed) == ()


def test_two_desks_sign_at_once(closed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = issuing.issue(closed, OCCASION)
    really = signing.sign
    other: list[Document] = []

    def meanwhile(pdf: bytes, p12: bytes, password: str, **more: object) -> bytes:
        monkeypatch.setattr(signing, "sign", really)
        other.append(issuing.sign(closed, made.id, p12_of("Anggota Satu"), PASSWORD))
        return really(pdf, p12, password, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(signing, "sign", meanwhile)
    with pytest.raises(SirekapError, match="document_changed"):
        issuing.sign(closed, made.id, p12_of("Ketua Satu"), PASSWORD)
    assert [view.document for view in issuing.documents(closed)] == other


def test_a_target_that_cannot_be_written(closed: Desk, tmp_path: Path) -> None:
    made = issuing.issue(closed, OCCASION)
    with pytest.raises(SirekapError, match="file_unwritable"):
        issuing.save_as(closed, made.id, tmp_path / "tidak" / "ada.pdf")


def test_a_lost_file_does_not_hide_the_other_documents(closed: Desk) -> None:
    lost = issuing.issue(closed, OCCASION)
    other = issuing.issue(closed, replace(OCCASION, place="Aula"))
    for made in (lost, other):
        issuing.sign(closed, made.id, p12_of("Ketua Satu"), PASSWORD)
    closed.store.images.path(issuing.documents(closed)[0].document.newest).unlink()
    codes = [view.verdict and view.verdict.code for view in issuing.documents(closed)]
    assert codes == ["picture_missing", "signed_valid_untrusted"]
    with pytest.raises(SirekapError, match="picture_missing"):
        issuing.pdf_of(closed, lost.id)


def test_an_unknown_document(closed: Desk) -> None:
    with pytest.raises(SirekapError, match="document_unknown"):
        issuing.pdf_of(replace(closed, person=desks.OPERATOR), 7)
