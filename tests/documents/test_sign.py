from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from sirekap_desktop.documents.recap_pdf import recap_document
from sirekap_desktop.documents.sign import sign
from sirekap_desktop.documents.verify import verify
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.document import Verdict
from sirekap_desktop.simulation.keys import Authority, make_authority, make_p12
from tests.documents.samples import election, occasion, recap, template

NOW = datetime.now(UTC).replace(microsecond=0)
START = NOW - timedelta(days=30)
PASSWORD = "kata sandi rahasia"

Signer = Callable[..., bytes]


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    form = template()
    return recap_document(form, recap(form, election()), occasion())


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority("Otoritas Contoh", START)


def put(pdf: bytes, p12: bytes, password: str = PASSWORD, when: datetime = NOW) -> bytes:
    return sign(pdf, p12, password, when=when, reason="Menetapkan rekapitulasi")


def refusal(pdf: bytes, p12: bytes, password: str = PASSWORD, when: datetime = NOW) -> SirekapError:
    with pytest.raises(SirekapError) as caught:
        put(pdf, p12, password, when)
    return caught.value


@pytest.mark.parametrize("bits", [256, 2048])
def test_a_signature_names_its_signer_and_time(
    unsigned: bytes, authority: Authority, bits: int
) -> None:
    p12 = make_p12("Ketua Contoh", PASSWORD, START, issuer=authority, bits=bits)
    signed = put(unsigned, p12)
    assert signed.startswith(unsigned)
    verdict = verify(signed, [authority.anchor])
    assert (verdict.code, verdict.ok) == ("signed_valid", True)
    (signature,) = verdict.signatures
    assert signature.signer == "Ketua Contoh"
    assert signature.issuer == "Otoritas Contoh"
    assert signature.when == NOW
    assert signature.reason == "Menetapkan rekapitulasi"
    _, certificate, _ = pkcs12.load_key_and_certificates(p12, PASSWORD.encode())
    assert certificate is not None
    assert signature.fingerprint == certificate.fingerprint(SHA256()).hex()
    assert b"ETSI.CAdES.detached" in signed


def test_several_sign_one_after_another_and_all_stay_valid(
    unsigned: bytes, authority: Authority
) -> None:
    names = ["Ketua Contoh", "Anggota Satu", "Anggota Dua", "Saksi Satu"]
    pdf = unsigned
    for count, name in enumerate(names, start=1):
        pdf = put(pdf, make_p12(name, PASSWORD, START, issuer=authority))
        verdict = verify(pdf, [authority.anchor])
        assert verdict.code == "signed_valid"
        assert [one.signer for one in verdict.signatures] == names[:count]
        assert all(one.whole_file and one.intact for one in verdict.signatures)


def test_the_same_certificate_signs_only_once(unsigned: bytes) -> None:
    p12 = make_p12("Ketua Contoh", PASSWORD, START)
    error = refusal(put(unsigned, p12), p12)
    assert (error.code, error.facts) == ("already_signed", {"name": "Ketua Contoh"})


def test_a_wrong_password_is_told_from_a_damaged_file(unsigned: bytes) -> None:
    p12 = make_p12("Ketua Contoh", PASSWORD, START)
    assert refusal(unsigned, p12, "salah").code == "p12_wrong_password"
    assert refusal(unsigned, p12, "").code == "p12_wrong_password"
    for damaged in (b"", b"bukan kunci", p12[: len(p12) // 2], b"\x30\x80" + p12):
        assert refusal(unsigned, damaged).code == "p12_damaged"


def test_a_file_without_a_password_signs(unsigned: bytes) -> None:
    p12 = make_p12("Ketua Contoh", "", START)
    assert verify(put(unsigned, p12, "")).unchanged


def test_the_password_is_in_no_message_and_no_log(
    unsigned: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    p12 = make_p12("Ketua Contoh", PASSWORD, START)
    put(unsigned, p12)
    wrong = refusal(unsigned, p12, "salah ketik sandi")
    assert PASSWORD not in caplog.text
    assert "salah ketik" not in caplog.text + str(wrong) + str(wrong.__cause__)


def test_a_certificate_must_be_in_force_when_it_signs(unsigned: bytes) -> None:
    p12 = make_p12("Ketua Contoh", PASSWORD, START, days=10)
    assert refusal(unsigned, p12).code == "certificate_expired"
    early = refusal(unsigned, p12, when=START - timedelta(days=1))
    assert early.code == "certificate_not_yet_valid"
    assert verify(put(unsigned, p12, when=START + timedelta(days=5))).unchanged


def test_weak_keys_and_certificates_for_other_uses_are_refused(unsigned: bytes) -> None:
    weak = refusal(unsigned, make_p12("Ketua Contoh", PASSWORD, START, bits=1024))
    assert (weak.code, weak.facts) == ("key_too_weak", {"bits": 1024})
    other = make_p12("Ketua Contoh", PASSWORD, START, signs=False)
    assert refusal(unsigned, other).code == "certificate_not_for_signing"


def test_a_kind_of_key_that_nobody_signs_with_is_refused(unsigned: bytes) -> None:
    key = dsa.generate_private_key(2048)
    p12 = pkcs12.serialize_key_and_certificates(
        None, key, certificate_of(key), None, BestAvailableEncryption(PASSWORD.encode())
    )
    assert refusal(unsigned, p12).code == "key_too_weak"


def test_a_file_that_lacks_key_or_certificate_is_refused(unsigned: bytes) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    only_certificate = pkcs12.serialize_key_and_certificates(
        None, None, certificate_of(key), None, NoEncryption()
    )
    only_key = pkcs12.serialize_key_and_certificates(None, key, None, None, NoEncryption())
    assert refusal(unsigned, only_certificate, "").code == "p12_no_key"
    assert refusal(unsigned, only_key, "").code == "p12_no_certificate"


def test_a_certificate_without_stated_uses_may_sign(unsigned: bytes) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    p12 = pkcs12.serialize_key_and_certificates(
        None, key, certificate_of(key), None, BestAvailableEncryption(PASSWORD.encode())
    )
    assert verify(put(unsigned, p12)).code == "signed_valid_untrusted"


def test_what_is_not_intact_takes_no_signature(unsigned: bytes) -> None:
    first = make_p12("Ketua Contoh", PASSWORD, START)
    second = make_p12("Anggota Satu", PASSWORD, START)
    assert refusal(b"bukan dokumen", first).code == "document_not_intact"
    signed = put(unsigned, first)
    for spoiled in (signed + b"\n", signed[:-40], signed.replace(b"F4", b"F5", 1)):
        assert refusal(spoiled, second).code == "document_not_intact"


def test_verdicts_of_an_unsigned_document_hold_its_digest(unsigned: bytes) -> None:
    sums = recap(template(), election())
    assert verify(unsigned) == Verdict("unsigned", (), sums.digest)


def certificate_of(key: ec.EllipticCurvePrivateKey | dsa.DSAPrivateKey) -> x509.Certificate:
    """A self-signed certificate that says nothing about its uses."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ketua Contoh")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(NOW + timedelta(days=30))
        .sign(key, SHA256())
    )
