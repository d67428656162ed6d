"""Whether a signed PDF is what was signed, by whom: the judgement is pyHanko's, offline."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from sirekap_desktop.certificates import anchor, doubt, fingerprint, issuer_name, signer_name
from sirekap_desktop.models.document import DIGEST_KEY, SignatureVerdict, Verdict

BROKEN = (PdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OSError)
"""What reading a damaged or hostile file raises inside pyHanko and asn1crypto."""

_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)

_TRACE = b"/ByteRange"
"""Stands in every file that was signed, even when the rest of it is lost."""

for _library in ("pyhanko", "pyhanko_certvalidator"):
    # A bad signature is a verdict here, not news for a log.
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)


def verify(pdf: bytes, anchors: Sequence[bytes] = ()) -> Verdict:
    """The verdict on a file; `anchors` are certificates (PEM or DER) whose word is taken.

    Never raises for a bad file; raises `anchor_damaged` for an unreadable anchor.
    """
    roots = [anchor(data) for data in anchors]
    if b"%PDF-" not in pdf[:1024]:
        return Verdict("not_a_pdf")
    try:
        reader = PdfFileReader(BytesIO(pdf))
        if reader.encrypted:
            return Verdict("encrypted")
        signatures = reader.embedded_signatures
        found = tuple(_judge(pdf, signature, roots) for signature in signatures)
    except BROKEN:
        return Verdict("signature_broken" if _TRACE in pdf else "not_a_pdf")
    if not signatures:
        return Verdict("signature_broken" if _TRACE in pdf else "unsigned", (), _digest_of(pdf))
    complete = signatures[-1].coverage is SignatureCoverageLevel.ENTIRE_FILE
    first = pdf[: _signed_until(signatures[0])]
    return Verdict(_code(found, complete), found, _digest_of(first))


def _code(found: Sequence[SignatureVerdict], complete: bool) -> str:
    if not all(signature.intact for signature in found):
        return "signature_broken"
    if not complete or not all(signature.whole_file for signature in found):
        return "changed_after_signing"
    trusted = all(signature.bottom_line for signature in found)
    return "signed_valid" if trusted else "signed_valid_untrusted"


def _judge(
    pdf: bytes, signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]
) -> SignatureVerdict:
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False)
    status = validate_pdf_signature(signature, context, key_usage_settings=_USAGE)
    certificate = signature.signer_cert
    covered = status.coverage in (
        SignatureCoverageLevel.ENTIRE_FILE,
        SignatureCoverageLevel.ENTIRE_REVISION,
    )
    only_signed = status.modification_level in (
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    )
    return SignatureVerdict(
        signer=signer_name(certificate),
        when=status.signer_reported_dt,
        intact=status.intact and status.valid and _is_plain(pdf, signature),
        whole_file=covered and only_signed and bool(status.docmdp_ok),
        trusted=status.trusted,
        bottom_line=status.bottom_line,
        fingerprint=fingerprint(certificate),
        issuer=issuer_name(certificate),
        reason=str(signature.sig_object.get("/Reason", "")),
        why="" if status.trusted else doubt(certificate, datetime.now(UTC)),
    )


def _is_plain(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the one stretch that no signature covers holds the signature and else zeros."""
    _, left, right, _ = (int(number) for number in signature.byte_range)
    stretch = pdf[left:right]
    content = signature.pkcs7_content
    used = cms.ContentInfo.load(content).dump()
    written = b"<" + used.ljust(len(content), b"\0").hex().encode() + b">"
    return stretch in (written, written.upper())


def _signed_until(signature: EmbeddedPdfSignature) -> int:
    _, _, start, length = (int(number) for number in signature.byte_range)
    return start + length


def _digest_of(pdf: bytes) -> str:
    """The recap's digest in the keywords, or nothing."""
    try:
        keywords = str(PdfFileReader(BytesIO(pdf)).trailer["/Info"]["/Keywords"])
    except BROKEN:
        return ""
    _, found, digest = keywords.partition(DIGEST_KEY)
    return digest.split()[0] if found and digest.split() else ""
