"""Certificates and the keys that belong to them: whether they may sign, and whose word is taken."""

from __future__ import annotations

import hashlib
from datetime import datetime

from asn1crypto import pem
from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from sirekap_desktop.errors import SirekapError

_SMALLEST_RSA = 2048
_SMALLEST_CURVE = 256


def secret(p12: bytes, password: str) -> bytes | None:
    """The password as bytes; files without one come in two kinds, an empty one and none."""
    if password:
        return password.encode()
    try:
        pkcs12.load_key_and_certificates(p12, None)
    except ValueError:
        return b""
    return None


def check_signer(p12: bytes, password: str, when: datetime) -> None:
    """Whether somebody may sign with this file at that time.

    Raises p12_wrong_password, p12_damaged, p12_unsupported, p12_no_key, p12_no_certificate,
    certificate_expired, certificate_not_yet_valid, certificate_not_for_signing or key_too_weak.
    """
    try:
        asn1_pkcs12.Pfx.load(p12, strict=True)["auth_safe"].native  # noqa: B018 (reads it all)
    except (ValueError, TypeError) as error:
        raise SirekapError("p12_damaged") from error
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(p12, secret(p12, password))
    except UnsupportedAlgorithm as error:
        raise SirekapError("p12_unsupported") from error
    except ValueError as error:
        raise SirekapError("p12_wrong_password") from error
    if key is None:
        raise SirekapError("p12_no_key")
    if certificate is None:
        raise SirekapError("p12_no_certificate")
    _check_strength(key)
    _check_certificate(certificate, when)


def anchor(data: bytes) -> Certificate:
    """A certificate (PEM or DER) whose word is taken; raises `anchor_damaged`."""
    try:
        if pem.detect(data):
            _, _, data = pem.unarmor(data)
        certificate = Certificate.load(data, strict=True)
        fingerprint(certificate)
    except (ValueError, TypeError) as error:
        raise SirekapError("anchor_damaged") from error
    return certificate


def signer_name(certificate: Certificate) -> str:
    """The common name, or the whole subject of a certificate that has none."""
    return _named(certificate.subject)


def issuer_name(certificate: Certificate) -> str:
    """The same of whoever vouches for it."""
    return _named(certificate.issuer)


def fingerprint(certificate: Certificate) -> str:
    """SHA-256 over the certificate, in hexadecimal."""
    return hashlib.sha256(certificate.dump()).hexdigest()


def doubt(certificate: Certificate, now: datetime) -> str:
    """What stands against a certificate that is not trusted, as a code."""
    if not certificate.not_valid_before <= now <= certificate.not_valid_after:
        return "expired"
    usage = certificate.key_usage_value
    if usage is not None and not {"non_repudiation", "digital_signature"} & usage.native:
        return "not_for_signing"
    return "unknown_issuer"


def _named(name: object) -> str:
    native = getattr(name, "native", {})
    return str(native.get("common_name") or getattr(name, "human_friendly", ""))


def _check_strength(key: object) -> None:
    match key:
        case rsa.RSAPrivateKey():
            enough = key.key_size >= _SMALLEST_RSA
        case ec.EllipticCurvePrivateKey():
            enough = key.curve.key_size >= _SMALLEST_CURVE
        case ed25519.Ed25519PrivateKey() | ed448.Ed448PrivateKey():
            enough = True
        case _:
            enough = False
    if not enough:
        raise SirekapError("key_too_weak", bits=getattr(key, "key_size", 0))


def _check_certificate(certificate: x509.Certificate, when: datetime) -> None:
    if when > certificate.not_valid_after_utc:
        raise SirekapError("certificate_expired", until=certificate.not_valid_after_utc.date())
    if when < certificate.not_valid_before_utc:
        raise SirekapError(
            "certificate_not_yet_valid", since=certificate.not_valid_before_utc.date()
        )
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise SirekapError("certificate_not_for_signing")
