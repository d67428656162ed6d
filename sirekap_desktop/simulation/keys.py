"""Signing keys for demonstration and tests: never for a real document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Authority:
    """Who vouches for signers; `anchor` is its certificate as `verify` takes it."""

    key: Key
    certificate: x509.Certificate

    @property
    def anchor(self) -> bytes:
        """The certificate in PEM."""
        return self.certificate.public_bytes(Encoding.PEM)


def make_key(bits: int = 256) -> Key:
    """A fresh private key: 256 gives the curve P-256, anything larger RSA of so many bits."""
    if bits == 256:
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def make_authority(name: str, start: datetime, *, days: int = 3650, bits: int = 256) -> Authority:
    """An issuer of its own making, valid for `days` from `start`."""
    key = make_key(bits)
    subject = _name(name)
    builder = (
        _builder(key, subject, subject, start, days)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(issues=True), critical=True)
    )
    return Authority(key, builder.sign(key, SHA256()))


def make_p12(
    name: str,
    password: str,
    start: datetime,
    *,
    issuer: Authority | None = None,
    days: int = 365,
    bits: int = 256,
    signs: bool = True,
) -> bytes:
    """A PKCS#12 file with a new key and certificate for `name`, self-signed without `issuer`.

    `signs` False leaves signing out of the certificate's uses.
    """
    key = make_key(bits)
    subject = _name(name)
    by = issuer.certificate.subject if issuer else subject
    builder = (
        _builder(key, subject, by, start, days)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=signs), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
    )
    certificate = builder.sign(issuer.key if issuer else key, SHA256())
    chain = [issuer.certificate] if issuer else None
    lock: KeySerializationEncryption = (
        BestAvailableEncryption(password.encode()) if password else NoEncryption()
    )
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, chain, lock)


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    key: Key, subject: x509.Name, issuer: x509.Name, start: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )


def _usage(*, signs: bool = False, issues: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=not (signs or issues),
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )
