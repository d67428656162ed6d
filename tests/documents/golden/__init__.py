"""Small documents whose text is kept in this folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

from sirekap_desktop import paths
from sirekap_desktop.documents.codes_pdf import codes_document
from sirekap_desktop.documents.recap_pdf import recap_document
from sirekap_desktop.models.form_files import catalog
from tests.documents import ballots
from tests.documents.samples import EXPLAINED, FORM, election, occasion, pages_of, recap, template


def document() -> bytes:
    """Two desa, a simulation, one explanation."""
    form = template()
    sums = recap(form, election(simulation=True))
    return recap_document(form, sums, occasion(), [EXPLAINED])


def parties() -> bytes:
    """Six parties of four candidates: rows on two pages, witnesses in columns."""
    of = replace(election(contestants=ballots.parties(6, 4)), title="Pemilu Anggota DPR Tahun 2024")
    form = ballots.form_of(of, "DPR")
    return recap_document(form, recap(form, of), occasion())


def empty_column() -> bytes:
    """One pair for regent and deputy against the empty column."""
    title = "Pemilihan Bupati dan Wakil Bupati Tahun 2024"
    of = replace(election(contestants=ballots.single_pair()), title=title)
    form = ballots.form_of(of, "KWK-BUPATI")
    return recap_document(form, recap(form, of), occasion(), [EXPLAINED])


def codes() -> bytes:
    """The codes of the shipped form."""
    return codes_document(catalog()[FORM])


def digest_elsewhere(name: str) -> str:
    """The digest of a document of this folder, made in another place of the world."""
    elsewhere = {"TZ": "Asia/Jayapura", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    made = subprocess.run(
        [sys.executable, "-m", "tests.documents.golden", name],
        cwd=paths.resources().parent,
        env={**os.environ, **elsewhere},
        capture_output=True,
        check=True,
        text=True,
    )
    return made.stdout.strip()


def text(pdf: bytes) -> str:
    """What a document says, page by page."""
    return "\f\n".join(f"{page}\n" for page in pages_of(pdf))
