"""The sums, and the document that the committee signs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.document import Document, Verdict
from sirekap_desktop.models.people import Occasion
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.models.recap import Recap, recap_of
from sirekap_desktop.models.recap_checks import check_recap
from sirekap_desktop.models.rules import Finding, Severity
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow import noting
from sirekap_desktop.workflow.desk import Desk

RECAP = "d_hasil_kecamatan"

_VOIDING = frozenset({Act.CLOSE, Act.REOPEN, Act.EVENT})
"""The steps that a document tells of and that may come after it was made."""


@dataclass(frozen=True)
class DocumentView:
    """A document as it stands now; `outdated` once a TPS was opened again since.

    `verdict` is that of the newest signed state, None while nobody has signed.
    """

    document: Document
    outdated: bool
    verdict: Verdict | None


def recap(desk: Desk) -> Recap:
    """The sums over the closed TPS."""
    with desk.look() as unit:
        return _recap(desk, unit)


def recap_findings(desk: Desk) -> tuple[Finding, ...]:
    """What is wrong with the totals or missing from them."""
    return check_recap(desk.template, recap(desk))


def issue(desk: Desk, occasion: Occasion) -> Document:
    """Make the D.HASIL of the recap.

    Raises `recap_incomplete`, `recap_wrong`, `not_allowed` or `second_needed`.
    """
    from sirekap_desktop.documents.recap_pdf import recap_document

    desk.need(Act.ISSUE)
    with desk.look() as unit:
        sums = _recap(desk, unit)
        template = desk.template_of(sums.election)
        explained = noting.notes(sums.election, template, desk.minutes_in(unit), unit.tallies.all())
        decisions = _decisions(unit)
    if sums.missing:
        told = ", ".join(f"{desa.region.name} {tps.label}" for desa, tps in sums.missing)
        raise SirekapError("recap_incomplete", count=len(sums.missing), tps=told)
    findings = check_recap(template, sums)
    wrong = [finding.code for finding in findings if finding.severity is Severity.ERROR]
    if wrong:
        raise SirekapError("recap_wrong", codes=", ".join(dict.fromkeys(wrong)))
    pdf = desk.store.images.put(recap_document(template, sums, occasion, explained))
    with desk.unit() as unit:
        if _decisions(unit) != decisions:
            raise SirekapError("recap_changed")
        at = desk.clock()
        new = Document(0, RECAP, at, desk.person.name, sums.digest, pdf, decisions=decisions)
        document = unit.documents.add(new)
        unit.events.append(
            at,
            desk.person,
            "document_made",
            document=document.id,
            pdf=pdf,
            recap=sums.digest,
            second=desk.second.name if desk.second else None,
        )
    return document


def sign(desk: Desk, document_id: int, p12: bytes, password: str) -> Document:
    """Add a signature; it counts only after the stored file was verified again.

    Raises `document_outdated`, `document_changed` when another desk signed meanwhile,
    `signature_invalid`, or what `documents.sign` says about the certificate.
    """
    from sirekap_desktop.documents.sign import sign as sign_pdf
    from sirekap_desktop.documents.verify import verify

    desk.need(Act.SIGN)
    with desk.look() as unit:
        document = unit.documents.get(document_id)
        _need_current(unit, document)
    images = desk.store.images
    at = desk.clock()
    before = images.get(document.newest)
    sha256 = images.put(sign_pdf(before, p12, password, when=at, reason=_reason(desk)))
    verdict = verify(images.get(sha256))
    if not verdict.unchanged or len(verdict.signatures) != len(document.signed) + 1:
        raise SirekapError("signature_invalid", reason=verdict.code)
    with desk.unit() as unit:
        _need_current(unit, document)
        result = unit.documents.add_signed(document_id, document.newest, sha256)
        unit.events.append(at, desk.person, "document_signed", document=document_id, pdf=sha256)
    return result


def documents(desk: Desk) -> tuple[DocumentView, ...]:
    """Every document that was made, oldest first, with what its file says today."""
    with desk.look() as unit:
        made = unit.documents.all()
        decisions = _decisions(unit)
    return tuple(
        DocumentView(document, document.decisions != decisions, _verdict(desk, document))
        for document in made
    )


def standing(desk: Desk) -> int:
    """How many documents hold what is decided now, and would be void after a reopening."""
    with desk.look() as unit:
        decisions = _decisions(unit)
        return sum(document.decisions == decisions for document in unit.documents.all())


def pdf_of(desk: Desk, document_id: int) -> bytes:
    """The newest state of a document; raises `document_unknown` or `picture_damaged`."""
    with desk.look() as unit:
        document = unit.documents.get(document_id)
    return desk.store.images.get(document.newest)


def save_as(desk: Desk, document_id: int, target: Path) -> None:
    """Write the newest state to a file; raises `file_unwritable`."""
    write_file(target, pdf_of(desk, document_id))


def write_file(target: Path, data: bytes) -> None:
    """Write a file wholly or not at all; raises `file_unwritable`."""
    unfinished = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(target)
    except OSError as error:
        facts = {"name": target.name, "reason": error.strerror or ""}
        raise SirekapError("file_unwritable", **facts) from error
    finally:
        unfinished.unlink(missing_ok=True)


def verify_file(data: bytes) -> Verdict:
    """What a PDF says about its signatures, for anybody."""
    from sirekap_desktop.documents.verify import verify

    return verify(data)


def _recap(desk: Desk, unit: Unit) -> Recap:
    election = desk.election_in(unit)
    template = desk.template_of(election)
    courses = desk.minutes_in(unit).courses
    closed = {tps for tps, course in courses.items() if course.reached is Reached.SELESAI}
    tallies = unit.tallies.all()
    numbers = {tps: tallies[tps].values for tps in closed}
    return recap_of(election, template.fields, numbers)


def _decisions(unit: Unit) -> int:
    """Closed numbers change only behind a reopening, so this counts every state of the recap."""
    return unit.steps.count_of(_VOIDING)


def current_in(unit: Unit) -> Document | None:
    """The newest document, unless the numbers behind it were decided anew since."""
    made = unit.documents.all()
    return made[-1] if made and made[-1].decisions == _decisions(unit) else None


def _need_current(unit: Unit, document: Document) -> None:
    if _decisions(unit) != document.decisions:
        raise SirekapError("document_outdated", document=document.id)


def _reason(desk: Desk) -> str:
    return f"Rekapitulasi Kecamatan {desk.election().kecamatan.name}"


def _verdict(desk: Desk, document: Document) -> Verdict | None:
    if not document.signed:
        return None
    try:
        return verify_file(desk.store.images.get(document.newest))
    except SirekapError as lost:
        return Verdict(lost.code)
