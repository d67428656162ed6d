"""Signs a PDF with a certificate from a PKCS#12 file: PAdES, offline, one signer after another."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from sirekap_desktop.documents.verify import BROKEN, fingerprint, signer_name, verify
from sirekap_desktop.errors import SirekapError

_SMALLEST_RSA = 2048
_SMALLEST_CURVE = 256


def sign(pdf: bytes, p12: bytes, password: str, *, when: datetime, reason: str) -> bytes:
    """The PDF with one more signature appended; earlier signatures stay valid.

    Raises p12_wrong_password, p12_damaged, p12_unsupported, p12_no_key, p12_no_certificate,
    certificate_expired, certificate_not_yet_valid, certificate_not_for_signing, key_too_weak,
    already_signed, or document_not_intact when the file cannot carry a further signature.
    """
    _check_key_and_certificate(p12, password, when)
    signer = SimpleSigner.load_pkcs12_data(p12, [], _secret(p12, password))
    certificate = signer.signing_cert
    number = _next_number(pdf, certificate)
    name = signer_name(certificate)
    metadata = PdfSignatureMetadata(
        field_name=f"Tanda tangan {number}",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=name,
        reason=reason,
    )
    target = BytesIO()
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        _SignerAt(metadata, signer, when).sign_pdf(writer, output=target)
    except BROKEN as error:
        raise SirekapError("document_not_intact", verdict="not_a_pdf") from error
    return target.getvalue()


class _SignerAt(PdfSigner):
    """Writes the time that the desk's clock tells instead of the machine's."""

    def __init__(
        self, metadata: PdfSignatureMetadata, signer: SimpleSigner, when: datetime
    ) -> None:
        super().__init__(metadata, signer)
        self._when = when

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        """A session that lives at the given time."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._when
        return session


def _secret(p12: bytes, password: str) -> bytes | None:
    """The password as bytes; files without one come in two kinds, an empty one and none."""
    if password:
        return password.encode()
    try:
        pkcs12.load_key_and_certificates(p12, None)
    except ValueError:
        return b""
    return None


def _check_key_and_certificate(p12: bytes, password: str, when: datetime) -> None:
    try:
        asn1_pkcs12.Pfx.load(p12, strict=True)["auth_safe"].native  # noqa: B018 (reads it all)
    except (ValueError, TypeError) as error:
        raise SirekapError("p12_damaged") from error
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(p12, _secret(p12, password))
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


def _next_number(pdf: bytes, certificate: Certificate) -> int:
    """The number of the new signature; refuses a broken file and a second time by the same."""
    verdict = verify(pdf)
    if verdict.code != "unsigned" and not verdict.unchanged:
        raise SirekapError("document_not_intact", verdict=verdict.code)
    mark = fingerprint(certificate)
    if any(signature.fingerprint == mark for signature in verdict.signatures):
        raise SirekapError("already_signed", name=signer_name(certificate))
    return len(verdict.signatures) + 1
