"""A small document whose text is kept in this folder."""

from __future__ import annotations

from sirekap_desktop.documents.recap_pdf import recap_document
from tests.documents.samples import EXPLAINED, election, occasion, pages_of, recap, template


def document() -> bytes:
    """Two desa, a simulation, one explanation."""
    form = template()
    sums = recap(form, election(simulation=True))
    return recap_document(form, sums, occasion(), [EXPLAINED])


def text() -> str:
    """What the document says, page by page."""
    return "\f\n".join(f"{page}\n" for page in pages_of(document()))
