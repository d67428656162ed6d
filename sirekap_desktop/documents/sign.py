"""Signs a PDF with a certificate from a PKCS#12 file: PAdES, offline, one signer after another."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from sirekap_desktop.certificates import check_signer, fingerprint, secret, signer_name
from sirekap_desktop.documents.verify import BROKEN, verify
from sirekap_desktop.errors import SirekapError


def sign(pdf: bytes, p12: bytes, password: str, *, when: datetime, reason: str) -> bytes:
    """The PDF with one more signature appended; earlier signatures stay valid.

    Raises p12_wrong_password, p12_damaged, p12_unsupported, p12_no_key, p12_no_certificate,
    certificate_expired, certificate_not_yet_valid, certificate_not_for_signing, key_too_weak,
    already_signed, or document_not_intact when the file cannot carry a further signature.
    """
    check_signer(p12, password, when)
    signer = SimpleSigner.load_pkcs12_data(p12, [], secret(p12, password))
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


def _next_number(pdf: bytes, certificate: Certificate) -> int:
    """The number of the new signature; refuses a broken file and a second time by the same."""
    verdict = verify(pdf)
    if verdict.code != "unsigned" and not verdict.unchanged:
        raise SirekapError("document_not_intact", verdict=verdict.code)
    mark = fingerprint(certificate)
    if any(signature.fingerprint == mark for signature in verdict.signatures):
        raise SirekapError("already_signed", name=signer_name(certificate))
    return len(verdict.signatures) + 1
