"""A made-up kecamatan with its recap, and what a made PDF says."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from sirekap_desktop.documents.style import MARGIN, MM, PAGE, thousands
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.document import Explained
from sirekap_desktop.models.election import ChoiceKind, Contestant, Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.people import Committee, Occasion
from sirekap_desktop.models.recap import Recap, recap_of
from sirekap_desktop.models.region import Region, tps_code

FORM = "pemilu_2024/c_hasil_ppwp"
EXPLAINED = Explained(
    "Desa Contoh 1, TPS 002", ("R9",), "Satu surat suara terbawa pulang; disaksikan para saksi."
)


def template(of: Election | None = None) -> Template:
    """The shipped form for the contestants of an election, of the usual one if none is given."""
    return bind(catalog()[FORM], (of or election()).contestants)


def fields(form: Template) -> tuple[str, ...]:
    """The fields in the order of the rows."""
    return tuple(field for row in form.rows for field in row.fields)


def desa(number: int, name: str, tps: Sequence[int]) -> Desa:
    """A desa whose TPS bear these numbers."""
    code = f"99.01.01.2{number:03d}"
    return Desa(Region(code, name), tuple(Tps(tps_code(code, n), n, 140, 150) for n in tps))


def election(
    parts: Sequence[Desa] | None = None,
    contestants: Sequence[Contestant] | None = None,
    *,
    kecamatan: str = "Latihan",
    simulation: bool = False,
) -> Election:
    """An election in a kecamatan; two desa of three and two TPS unless told otherwise."""
    usual = (desa(1, "Contoh 1", (1, 2, 3)), desa(2, "Contoh 2", (1, 901)))
    pairs = (
        Contestant(ChoiceKind.PASLON, 1, "Calon Satu", "Wakil Satu"),
        Contestant(ChoiceKind.PASLON, 2, "Calon Dua", "Wakil Dua"),
        Contestant(ChoiceKind.PASLON, 3, "Calon Tiga", "Wakil Tiga"),
    )
    return Election(
        form=FORM,
        title="Pemilu Presiden dan Wakil Presiden Tahun 2024",
        day=date(2024, 2, 14),
        provinsi=Region("99", "Provinsi Contoh"),
        kabkota=Region("99.01", "Kabupaten Contoh"),
        kecamatan=Region("99.01.01", kecamatan),
        desa=tuple(usual if parts is None else parts),
        contestants=tuple(pairs if contestants is None else contestants),
        simulation=simulation,
    )


def recap(form: Template, of: Election, seed: int = 1) -> Recap:
    """A recap with figures from 0 to 999 that belong to nobody."""
    figures = random.Random(seed)
    order = fields(form)
    closed = {
        tps.code: {field: figures.randrange(1000) for field in order} for _, tps in of.every_tps()
    }
    return recap_of(of, order, closed)


def occasion(committee: Committee | None = None) -> Occasion:
    """The plenary of a Tuesday in February."""
    names = Committee(
        "Ketua Contoh",
        ("Anggota Satu", "Anggota Dua", "Anggota Tiga", "Anggota Empat"),
        ("Saksi Satu", "Saksi Dua", "Saksi Tiga"),
        "Pengawas Contoh",
    )
    return Occasion("Aula Latihan", date(2024, 2, 20), committee or names, copies=7)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page in the order in which it was drawn."""
    document = pdfium.PdfDocument(pdf)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(str(text.get_text_bounded()).replace("\r\n", "\n"))
        text.close()
        page.close()
    document.close()
    return texts


def letters_of(pdf: bytes, number: int) -> tuple[str, NDArray[np.float64]]:
    """The printed characters of a page (0…) with left, bottom, right, top in points."""
    document = pdfium.PdfDocument(pdf)
    page = document[number]
    text = page.get_textpage()
    seen, boxes = "", []
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter.strip():
            seen += letter
            boxes.append(text.get_charbox(index))
    text.close()
    page.close()
    document.close()
    return seen, np.array(boxes, dtype=np.float64)


def sizes_of(pdf: bytes) -> set[float]:
    """The sizes of type on all pages, in points."""
    document = pdfium.PdfDocument(pdf)
    sizes = set()
    for page in document:
        text = page.get_textpage()
        sizes |= {round(raw.FPDFText_GetFontSize(text, n), 2) for n in range(text.count_chars())}
        text.close()
        page.close()
    document.close()
    return sizes - {0.0, 1.0}


def columns_on(page: str) -> str:
    """The figures of a page as one line, in the order in which columns were drawn."""
    return " ".join(re.findall(r"(?<![\w.])[\d.]+(?![\w.])", page))


def column(values: Mapping[str, int], order: Iterable[str]) -> str:
    """The figures of a column from above to below, as `columns_on` tells them."""
    return " ".join(thousands(values[field]) for field in order)


def assert_nothing_collides(pdf: bytes, number: int) -> None:
    """All letters lie inside the margins, and none lies on another."""
    seen, boxes = letters_of(pdf, number)
    left, bottom, right, top = boxes.T
    assert left.min() >= (MARGIN - 0.2) * MM
    assert right.max() <= (PAGE[0] - MARGIN + 0.2) * MM
    assert bottom.min() >= (MARGIN - 0.2) * MM
    assert top.max() <= (PAGE[1] - MARGIN + 0.2) * MM
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    high = np.minimum(top[:, None], top) - np.maximum(bottom[:, None], bottom)
    shared = np.clip(wide, 0, None) * np.clip(high, 0, None)
    area = (right - left) * (top - bottom)
    smaller = np.minimum(area[:, None], area)
    collided = np.argwhere(np.triu(shared > 0.35 * smaller, k=1) & (smaller > 0.05))
    told = [(seen[a], seen[b], boxes[a].round(1).tolist()) for a, b in collided[:5]]
    assert not len(collided), f"page {number + 1}: {told}"
