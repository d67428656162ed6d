from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pypdf import PdfReader, PdfWriter

from sirekap_desktop.documents.recap_pdf import recap_document
from sirekap_desktop.documents.sign import sign
from sirekap_desktop.documents.verify import verify
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.simulation.keys import Authority, make_authority, make_p12
from tests.documents.samples import election, occasion, recap, template

NOW = datetime.now(UTC).replace(microsecond=0)
START = NOW - timedelta(days=30)


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    form = template()
    return recap_document(form, recap(form, election()), occasion())


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority("Otoritas Contoh", START)


@pytest.fixture(scope="module")
def signed(unsigned: bytes, authority: Authority) -> bytes:
    pdf = unsigned
    for name in ("Ketua Contoh", "Anggota Satu"):
        p12 = make_p12(name, "sandi", START, issuer=authority)
        pdf = sign(pdf, p12, "sandi", when=NOW, reason="Menetapkan rekapitulasi")
    return pdf


def revise(pdf: bytes, *, content: bool) -> bytes:
    """Append a revision: another first page, or only another entry in the catalogue."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if content:
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 99 99 re f"))
        writer.update_container(page)
    else:
        writer.root["/PageLayout"] = generic.NameObject("/SinglePage")
        writer.update_root()  # type: ignore[no-untyped-call]
    target = BytesIO()
    writer.write(target)  # type: ignore[no-untyped-call]
    return target.getvalue()


def test_an_unknown_issuer_is_said_plainly(signed: bytes, authority: Authority) -> None:
    verdict = verify(signed)
    assert (verdict.code, verdict.ok, verdict.unchanged) == ("signed_valid_untrusted", False, True)
    for signature in verdict.signatures:
        assert (signature.intact, signature.trusted, signature.why) == (
            True,
            False,
            "unknown_issuer",
        )
        assert not signature.bottom_line
    known = verify(signed, [authority.anchor])
    assert known.code == "signed_valid"
    assert [signature.why for signature in known.signatures] == ["", ""]


def test_another_authority_of_the_same_name_is_not_believed(signed: bytes) -> None:
    impostor = make_authority("Otoritas Contoh", START)
    assert verify(signed, [impostor.anchor]).code == "signed_valid_untrusted"


def test_one_unknown_signer_among_known_ones_is_enough(signed: bytes, authority: Authority) -> None:
    alone = make_p12("Saksi Satu", "sandi", START)
    verdict = verify(
        sign(signed, alone, "sandi", when=NOW, reason="Menyaksikan"), [authority.anchor]
    )
    assert verdict.code == "signed_valid_untrusted"
    assert [signature.trusted for signature in verdict.signatures] == [True, True, False]


def test_an_expired_certificate_is_not_trusted(unsigned: bytes, authority: Authority) -> None:
    p12 = make_p12("Ketua Contoh", "sandi", START, issuer=authority, days=10)
    pdf = sign(unsigned, p12, "sandi", when=START + timedelta(days=5), reason="Menetapkan")
    verdict = verify(pdf, [authority.anchor])
    assert verdict.code == "signed_valid_untrusted"
    assert verdict.signatures[0].why == "expired"


def test_the_digest_is_read_back_from_what_was_signed(signed: bytes) -> None:
    assert verify(signed).digest == recap(template(), election()).digest


def test_a_changed_byte_is_caught_wherever_a_signature_reaches(signed: bytes) -> None:
    open_from = signed.rindex(b"/Contents <")
    open_to = signed.index(b">", open_from)
    chance = random.Random(5)
    places = [chance.randrange(len(signed)) for _ in range(60)]
    for place in [0, *(p for p in places if not open_from <= p <= open_to), len(signed) - 1]:
        spoiled = bytearray(signed)
        spoiled[place] ^= 1 << chance.randrange(8)
        assert not verify(bytes(spoiled)).unchanged, place


def test_a_changed_figure_breaks_the_first_signature(signed: bytes, unsigned: bytes) -> None:
    place = unsigned.index(b"stream\n") + 40
    spoiled = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    verdict = verify(spoiled)
    assert verdict.code == "signature_broken"
    assert not any(signature.intact for signature in verdict.signatures)


def test_the_room_behind_a_signature_must_be_empty(signed: bytes) -> None:
    place = signed.rindex(b"0" * 200) + 100
    for filler in (b"1", b" "):
        spoiled = signed[:place] + filler + signed[place + 1 :]
        assert verify(spoiled).code == "signature_broken"


@pytest.mark.parametrize("content", [True, False])
def test_a_revision_behind_the_signatures_is_caught(signed: bytes, content: bool) -> None:
    verdict = verify(revise(signed, content=content))
    assert verdict.code == "changed_after_signing"
    assert verdict.changed_after


def test_a_revision_hidden_below_a_later_signature_is_caught(
    signed: bytes, authority: Authority
) -> None:
    late = make_p12("Saksi Satu", "sandi", START, issuer=authority)
    signer = SimpleSigner.load_pkcs12_data(late, [], b"sandi")
    revised = IncrementalPdfFileWriter(BytesIO(revise(signed, content=True)))
    pdf = sign_pdf(revised, PdfSignatureMetadata(field_name="Palsu"), signer).getvalue()
    verdict = verify(pdf, [authority.anchor])
    assert verdict.code == "changed_after_signing"
    assert [signature.whole_file for signature in verdict.signatures] == [False, False, True]


def test_something_added_at_the_end_is_caught(signed: bytes) -> None:
    assert verify(signed + b"\n% catatan\n").code == "changed_after_signing"


def test_a_truncated_file_is_never_valid(signed: bytes, unsigned: bytes) -> None:
    chance = random.Random(3)
    ends = [chance.randrange(len(signed)) for _ in range(40)]
    for end in [0, 4, 100, len(unsigned) + 5, len(signed) - 1, len(signed) - 9, *ends]:
        assert not verify(signed[:end]).unchanged, end


def test_a_file_that_is_no_pdf_is_said_to_be_none() -> None:
    for data in (b"", b"halo", b"%PDF-1.7\nrusak", b"\x89PNG" * 50):
        assert verify(data).code == "not_a_pdf"


def test_an_encrypted_file_is_said_to_be_encrypted(unsigned: bytes) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(unsigned)))
    writer.encrypt("sandi", algorithm="AES-256")
    target = BytesIO()
    writer.write(target)
    assert verify(target.getvalue()).code == "encrypted"


def test_an_unsigned_file_of_somebody_else_has_no_digest() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    target = BytesIO()
    writer.write(target)
    verdict = verify(target.getvalue())
    assert (verdict.code, verdict.digest) == ("unsigned", "")


def test_an_anchor_that_is_no_certificate_is_refused(signed: bytes) -> None:
    for bad in (b"", b"halo", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(SirekapError) as caught:
            verify(signed, [bad])
        assert caught.value.code == "anchor_damaged"
