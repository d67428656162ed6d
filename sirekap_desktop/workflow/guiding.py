"""What helps people at the desk: a short guide for each screen, and the codes on paper."""

from __future__ import annotations

from dataclasses import dataclass

from sirekap_desktop import paths
from sirekap_desktop.models.form import Template

FIRST_STEPS = "langkah_pertama"
_ORDER = (
    FIRST_STEPS,
    "beranda",
    "impor",
    "periksa",
    "entri_kedua",
    "pleno",
    "rekap",
    "dokumen",
    "proyeksi",
    "pengaturan",
    "formulir",
    "latihan",
    "laptop_rusak",
)


@dataclass(frozen=True)
class Guide:
    """A short text on one screen, in Markdown; `title` is its heading."""

    name: str
    title: str
    text: str


def guides() -> tuple[Guide, ...]:
    """Every guide, in the order of the work."""
    folder = paths.resources() / "help" / "layar"
    texts = ((name, (folder / f"{name}.md").read_text("utf-8")) for name in _ORDER)
    return tuple(Guide(name, text.partition("\n")[0].lstrip("# "), text) for name, text in texts)


def codes_sheet(template: Template) -> bytes:
    """The PDF of every finding that a form knows, to lie beside the keyboard."""
    from sirekap_desktop.documents.codes_pdf import codes_document

    return codes_document(template)
