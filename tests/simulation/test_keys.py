from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from sirekap_desktop.simulation.keys import make_authority, make_p12

START = datetime(2024, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize("bits", [256, 2048])
def test_a_key_opens_with_its_password_and_may_sign(bits: int) -> None:
    p12 = make_p12("Ketua Contoh", "rahasia", START, bits=bits)
    key, certificate, _ = pkcs12.load_key_and_certificates(p12, b"rahasia")
    assert certificate is not None
    assert isinstance(key, ec.EllipticCurvePrivateKey if bits == 256 else rsa.RSAPrivateKey)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert certificate.not_valid_before_utc == START
    with pytest.raises(ValueError, match="password"):
        pkcs12.load_key_and_certificates(p12, b"salah")


def test_an_issued_certificate_bears_its_issuer() -> None:
    authority = make_authority("Otoritas Contoh", START)
    p12 = make_p12("Ketua Contoh", "rahasia", START, issuer=authority, days=10)
    _, certificate, chain = pkcs12.load_key_and_certificates(p12, b"rahasia")
    assert certificate is not None
    certificate.verify_directly_issued_by(authority.certificate)
    assert [one.subject for one in chain] == [authority.certificate.subject]
    assert certificate.not_valid_after_utc == START + timedelta(days=10)
    assert x509.load_pem_x509_certificate(authority.anchor) == authority.certificate
