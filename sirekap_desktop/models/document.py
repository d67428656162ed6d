"""An official document that was made, and its signed states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

DIGEST_KEY = "sirekap-digest:"
"""Stands before the recap's digest in the keywords of a PDF."""


@dataclass(frozen=True)
class Explained:
    """A TPS that was closed with an explanation; `place` reads e.g. `Desa Contoh, TPS 003`."""

    place: str
    codes: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Document:
    """A D.HASIL that was made from a recap.

    `recap_digest` names the numbers it was made from, `decisions` counts the closings and
    reopenings of TPS that stood behind them; `pdf` is the SHA-256 of the unsigned file,
    `signed` those of its signed states in order, each stored under its hash.
    """

    id: int
    kind: str
    made_at: datetime
    made_by: str
    recap_digest: str
    pdf: str
    signed: tuple[str, ...] = ()
    decisions: int = 0

    @property
    def newest(self) -> str:
        """The hash of the state that carries the most signatures."""
        return self.signed[-1] if self.signed else self.pdf


@dataclass(frozen=True)
class SignatureVerdict:
    """What is known of one signature in a PDF.

    `intact`: the signed bytes are unchanged; `whole_file`: nothing was added behind it but further
    signatures; `trusted`: its certificate leads to a known issuer and is in force. `why` says what
    stands against trust: `unknown_issuer`, `expired`, `not_for_signing` or nothing.
    `fingerprint` is the SHA-256 of the certificate.
    """

    signer: str
    when: datetime | None
    intact: bool
    whole_file: bool
    trusted: bool
    bottom_line: bool
    fingerprint: str
    issuer: str = ""
    reason: str = ""
    why: str = ""


@dataclass(frozen=True)
class FormBundle:
    """A form that came as one signed file: its files by name, and who has signed for them."""

    form: str
    model: str
    files: Mapping[str, str]
    signature: SignatureVerdict


@dataclass(frozen=True)
class Verdict:
    """Whether a PDF stands as it was signed; `code` names the sentence that says so.

    Codes: signed_valid, signed_valid_untrusted, unsigned, changed_after_signing, signature_broken,
    not_a_pdf, encrypted. `ok` only for signed_valid; `digest` is the recap's digest inside the file
    ("" when it holds none), to be compared with the printed one.
    """

    code: str
    signatures: tuple[SignatureVerdict, ...] = ()
    digest: str = ""

    @property
    def ok(self) -> bool:
        """Unchanged, and every signer's issuer is known."""
        return self.code == "signed_valid"

    @property
    def unchanged(self) -> bool:
        """Signed and not changed since, whoever the signers' issuers are."""
        return self.code in ("signed_valid", "signed_valid_untrusted")

    @property
    def changed_after(self) -> bool:
        """Something other than a signature was added after a signature."""
        return self.code == "changed_after_signing"
