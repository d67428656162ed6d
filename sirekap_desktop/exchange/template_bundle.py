"""A form as one signed file: how KPU kab/kota hands a template to its PPKs.

A ZIP with the files of the form, a manifest with the SHA-256 of each, and a detached CMS signature
over the manifest. Nothing is unpacked that the manifest does not name and the signature not cover.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import logging
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms
from asn1crypto.x509 import Certificate
from pyhanko.sign import SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from sirekap_desktop.certificates import (
    anchor,
    check_signer,
    doubt,
    fingerprint,
    issuer_name,
    secret,
    signer_name,
)
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.document import FormBundle, SignatureVerdict
from sirekap_desktop.models.draft_files import FILES

SUFFIX = ".templat"
KIND, VERSION = "sirekap-templat", 1
MANIFEST, SIGNATURE = "manifest.json", "manifest.p7s"
LARGEST = 4_000_000
"""Bytes of the whole file, and of each file in it once it is unpacked."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, OSError, RecursionError)
"""What reading a damaged or hostile signature raises inside pyHanko and asn1crypto."""

for _library in ("pyhanko", "pyhanko_certvalidator"):
    # A bad signature is a refusal here, not news for a log.
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)


def pack(
    form: str, model: str, files: Mapping[str, str], p12: bytes, password: str, when: datetime
) -> bytes:
    """The signed file of a form; raises as `certificates.check_signer`."""
    check_signer(p12, password, when)
    contents = {name: text.encode() for name, text in sorted(files.items())}
    manifest = {
        "kind": KIND,
        "version": VERSION,
        "form": form,
        "model": model,
        "made": when.isoformat(timespec="seconds"),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()},
    }
    told = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    signer = SimpleSigner.load_pkcs12_data(p12, [], secret(p12, password))
    attributes = PdfCMSSignedAttributes(signing_time=when)
    signed = asyncio.run(
        signer.async_sign_general_data(told, "sha256", signed_attr_settings=attributes)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {MANIFEST: told, SIGNATURE: signed.dump(), **contents}.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpack(data: bytes, anchors: Sequence[bytes] = ()) -> FormBundle:
    """The form of a signed file; `anchors` are certificates whose word is taken.

    A signer whose issuer is not known is told in the signature, and a person decides. Raises
    `bundle_unknown`, `bundle_unsigned`, `bundle_changed` and `anchor_damaged`.
    """
    roots = [anchor(one) for one in anchors]
    parts = _parts(data)
    if MANIFEST not in parts:
        raise SirekapError("bundle_unknown")
    if SIGNATURE not in parts:
        raise SirekapError("bundle_unsigned")
    signature = _judge(parts[MANIFEST], parts[SIGNATURE], roots)
    manifest = _manifest(parts[MANIFEST])
    named: Mapping[str, str] = manifest["files"]
    inside = parts.keys() - {MANIFEST, SIGNATURE}
    if inside != named.keys() or not inside <= set(FILES):
        raise SirekapError("bundle_changed", signer=signature.signer)
    if any(hashlib.sha256(parts[name]).hexdigest() != named[name] for name in named):
        raise SirekapError("bundle_changed", signer=signature.signer)
    try:
        files = {name: parts[name].decode() for name in named}
    except UnicodeDecodeError as error:
        raise SirekapError("bundle_unknown") from error
    return FormBundle(str(manifest["form"]), str(manifest["model"]), files, signature)


def _parts(data: bytes) -> dict[str, bytes]:
    """Every file of the ZIP, none larger than LARGEST."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            fits = len(data) <= LARGEST and all(entry.file_size <= LARGEST for entry in entries)
            if not fits or len(entries) > len(FILES) + 2:
                raise SirekapError("bundle_unknown")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, *_BROKEN) as error:
        raise SirekapError("bundle_unknown") from error


def _manifest(data: bytes) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(data)
        known = (manifest["kind"], manifest["version"]) == (KIND, VERSION)
        digests = dict(manifest["files"])
        named = all(isinstance(value, str) for value in digests.values())
        if known and named and "form" in manifest and "model" in manifest:
            return manifest
    except _BROKEN as error:
        raise SirekapError("bundle_unknown") from error
    raise SirekapError("bundle_unknown")


def _judge(told: bytes, signature: bytes, roots: Sequence[Certificate]) -> SignatureVerdict:
    """Who signed the manifest; raises `bundle_unsigned` or `bundle_changed` when nobody did."""
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False)
    try:
        content = cms.ContentInfo.load(signature, strict=True)
        status = asyncio.run(
            async_validate_detached_cms(
                told, content["content"], context, key_usage_settings=_USAGE
            )
        )
        certificate = status.signing_cert
    except (*_BROKEN, SignatureValidationError) as error:
        raise SirekapError("bundle_unsigned") from error
    if not (status.intact and status.valid):
        raise SirekapError("bundle_changed", signer=signer_name(certificate))
    return SignatureVerdict(
        signer=signer_name(certificate),
        when=status.signer_reported_dt,
        intact=True,
        whole_file=True,
        trusted=status.trusted,
        bottom_line=status.bottom_line,
        fingerprint=fingerprint(certificate),
        issuer=issuer_name(certificate),
        why="" if status.trusted else doubt(certificate, datetime.now(UTC)),
    )
