"""The commands on a data folder, and on signed files."""

from __future__ import annotations

import os
from argparse import Namespace
from dataclasses import asdict, replace
from datetime import datetime
from getpass import getpass
from pathlib import Path

from sirekap_desktop import paths, pool, settings
from sirekap_desktop.app import House
from sirekap_desktop.cli_output import (
    DAMAGED,
    GOOD,
    REFUSED,
    Voice,
    file_name,
    recap_table,
    told_code,
    votes_value,
)
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.document import Document, Verdict
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.people import Committee, Occasion, Person, Role
from sirekap_desktop.models.recap import Recap
from sirekap_desktop.models.rules import Finding, Severity
from sirekap_desktop.workflow import accounts, importing, issuing, mastering
from sirekap_desktop.workflow.desk import Desk

PASSWORD_PLACE = "SIREKAP_P12_PASSWORD"
"""The variable of the environment that may hold the password of a certificate."""
PIN_PLACE = "SIREKAP_PIN"
SECOND_PIN_PLACE = "SIREKAP_PIN_KEDUA"
"""Those that may hold the PIN of who acts and of the second member."""


def import_(options: Namespace, voice: Voice) -> int:
    """Take master data, then pictures; 1 when a picture was refused."""
    house = House(options.data)
    forms = catalog(paths.forms(options.data))
    election = mastering.preview_master(options.master, forms) if options.master else None
    try:
        desk = seated(house, options)
        if election is not None:
            mastering.adopt(desk, election)
        report = importing.import_files(
            desk,
            options.files,
            voice.progress(),
            tps=options.tps,
            spread=pool.spread,
            make_reader=house.make_reader,
        )
    finally:
        house.close()
    value = {
        "taken": [
            {
                "file": sheet.name,
                "leaf": sheet.leaf,
                "page": sheet.reading.page,
                "tps": sheet.tps,
                "sha256": sheet.sha256,
            }
            for sheet in report.taken
        ],
        "refused": [
            {"file": one.name, "leaf": one.leaf, **told_code(one.code, one.facts)}
            for one in report.refused
        ],
        "known": list(report.known),
    }
    loose = sum(sheet.tps is None for sheet in report.taken)
    lines = [f"! {one.name}: {sentence(one.code, one.facts).text}" for one in report.refused]
    lines.append(
        f"{len(report.taken)} lembar diambil ({loose} belum tahu TPS-nya), "
        f"{len(report.refused)} ditolak, {len(report.known)} sudah ada."
    )
    voice.answer(value, "\n".join(lines))
    return REFUSED if report.refused else GOOD


def recap(options: Namespace, voice: Voice) -> int:
    """Tell the sums; 1 while a TPS is missing or a total is wrong."""
    house = House(options.data)
    try:
        desk = house.open_desk(person_of(options))
        sums, findings = issuing.recap(desk), issuing.recap_findings(desk)
    finally:
        house.close()
    lines = [recap_table(sums, desk.templates), "", f"Sidik angka: {sums.digest}"]
    lines += [f"! {finding.code}: {finding.title}. {finding.explanation}" for finding in findings]
    voice.answer(_recap_value(sums, findings), "\n".join(lines))
    wrong = any(finding.severity is Severity.ERROR for finding in findings)
    return REFUSED if wrong else GOOD


def issue(options: Namespace, voice: Voice) -> int:
    """Make D.HASIL of a complete recap and write it to a file."""
    house = House(options.data)
    try:
        desk = _with_second(seated(house, options), options)
        document = issuing.issue(desk, _occasion(options, desk))
        issuing.save_as(desk, document.id, options.out)
    finally:
        house.close()
    _tell_document(document, options.out, voice)
    return GOOD


def sign(options: Namespace, voice: Voice) -> int:
    """Sign the newest document of a data folder, or any PDF file."""
    p12 = file_bytes(options.p12)
    password = certificate_password(options.password_file)
    if options.file is not None:
        return _sign_file(options, voice, p12, password)
    house = House(options.data)
    try:
        desk = seated(house, options)
        number = options.document or _newest(desk)
        document = issuing.sign(desk, number, p12, password)
        issuing.save_as(desk, document.id, options.out)
    finally:
        house.close()
    _tell_document(document, options.out, voice)
    return GOOD


def verify(options: Namespace, voice: Voice) -> int:
    """Tell what a file says about its signatures; 3 when it is not as it was signed."""
    verdict = _verdict(file_bytes(options.file), [file_bytes(path) for path in options.trust])
    said = sentence(verdict.code, {})
    value = {
        "file": file_name(options.file),
        "ok": verdict.ok,
        "unchanged": verdict.unchanged,
        **told_code(verdict.code, {}),
        "digest": verdict.digest,
        "signatures": [
            {**asdict(one), "when": one.when.isoformat() if one.when else None}
            for one in verdict.signatures
        ],
    }
    lines = [said.text]
    lines += [
        f"  {one.signer}, {one.when:%d-%m-%Y %H:%M}: {'utuh' if one.intact else 'RUSAK'}, "
        f"sidik jari {one.fingerprint}"
        if one.when
        else f"  {one.signer}: {'utuh' if one.intact else 'RUSAK'}"
        for one in verdict.signatures
    ]
    lines += [f"Sidik angka: {verdict.digest}"] if verdict.digest else []
    voice.answer(value, "\n".join(lines))
    if not verdict.unchanged:
        return DAMAGED
    return REFUSED if options.trust and not verdict.ok else GOOD


def _sign_file(options: Namespace, voice: Voice, p12: bytes, password: str) -> int:
    from sirekap_desktop.documents.sign import sign as sign_pdf

    when = datetime.now().astimezone()
    signed = sign_pdf(file_bytes(options.file), p12, password, when=when, reason=options.reason)
    verdict = _verdict(signed, [])
    if not verdict.unchanged:
        raise SirekapError("signature_invalid", reason=verdict.code)
    write_file(options.out, signed)
    signers = [one.signer for one in verdict.signatures]
    voice.answer(
        {"file": file_name(options.out), "signers": signers},
        f"{file_name(options.out)} ditandatangani oleh: {', '.join(signers)}",
    )
    return GOOD


def _verdict(pdf: bytes, anchors: list[bytes]) -> Verdict:
    from sirekap_desktop.documents.verify import verify as verify_pdf

    return verify_pdf(pdf, anchors)


def _newest(desk: Desk) -> int:
    documents = issuing.documents(desk)
    if not documents:
        raise SirekapError("document_unknown", document="–")
    return documents[-1].document.id


def _tell_document(document: Document, out: Path, voice: Voice) -> None:
    value = {
        "document": document.id,
        "file": file_name(out),
        "pdf": document.newest,
        "recap": document.recap_digest,
        "signatures": len(document.signed),
    }
    text = f"Dokumen nomor {document.id} disimpan: {file_name(out)}"
    voice.answer(value, f"{text}\nSidik angka: {document.recap_digest}")


def person_of(options: Namespace) -> Person:
    """Whoever the words or the settings name."""
    kept = settings.load(options.data)
    role = options.role or kept.role
    known = role if role in set(Role) else Role.OPERATOR.value
    return Person(options.name or kept.name or "Baris perintah", Role(known))


def seated(house: House, options: Namespace) -> Desk:
    """The desk with the person who acts; where there are accounts, signed in with a PIN."""
    desk = house.open_desk(person_of(options))
    if not accounts.names(desk.store):
        return desk
    secret = _secret(PIN_PLACE, desk.person.name)
    return replace(desk, person=accounts.sign_in(desk, desk.person.name, secret))


def _with_second(desk: Desk, options: Namespace) -> Desk:
    """The same desk with the second member of the committee whom `--second` names."""
    if not options.second:
        return desk
    if not accounts.names(desk.store):
        return replace(desk, second=Person(options.second, Role.ANGGOTA))
    secret = _secret(SECOND_PIN_PLACE, options.second)
    return replace(desk, second=accounts.sign_in(desk, options.second, secret))


def _secret(place: str, name: str) -> str:
    kept = os.environ.get(place)
    return getpass(f"PIN {name}: ") if kept is None else kept


def _occasion(options: Namespace, desk: Desk) -> Occasion:
    members = (*options.member, *[""] * 4)[: max(4, len(options.member))]
    committee = Committee(options.chair, members, tuple(options.witness), options.supervisor)
    place = options.place or desk.election().kecamatan.name
    day = options.day or desk.clock().date()
    return Occasion(place, day, committee, options.objections, options.copies)


def certificate_password(file: Path | None) -> str:
    """The password from a file, the environment or the keyboard: never from the command line."""
    if file is not None:
        return file_bytes(file).decode("utf-8", "replace").removesuffix("\n").removesuffix("\r")
    kept = os.environ.get(PASSWORD_PLACE)
    return getpass("Kata sandi sertifikat: ") if kept is None else kept


def file_bytes(path: Path) -> bytes:
    """A whole file; raises `file_unreadable`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SirekapError("file_unreadable", name=file_name(path)) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises `file_unwritable`."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        raise SirekapError("file_unwritable", name=file_name(path)) from error


def _recap_value(sums: Recap, findings: tuple[Finding, ...]) -> dict[str, object]:
    return {
        "kecamatan": asdict(sums.election.kecamatan),
        "complete": not sums.missing,
        "digest": sums.digest,
        "missing": [tps.code for _, tps in sums.missing],
        "findings": [asdict(finding) for finding in findings],
        "desa": [
            {
                **asdict(part.desa.region),
                "tps": [
                    {
                        "code": column.tps.code,
                        "number": column.tps.number,
                        "numbers": None if column.values is None else dict(column.values),
                    }
                    for column in part.columns
                ],
                "total": dict(part.total),
            }
            for part in sums.desa
        ],
        "total": dict(sums.total),
        "contestants": [votes_value(one, sums.total) for one in sums.election.contestants],
    }
