"""The look of every official document: paper, type, lines and figures. Lengths are in mm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from sirekap_desktop import paths
from sirekap_desktop.models.words import words

MM = 72 / 25.4
"""Points in a millimetre."""

PAGE = (215.0, 330.0)
"""F4, the size of Indonesian official paper."""

MARGIN = 15.0
WIDTH = PAGE[0] - 2 * MARGIN
BODY_BOTTOM = 247.0
"""Above this line stands what a page is for, below it signatures and footer."""

HAIRLINE = 0.3 / MM
LEADING = 1.22 / MM
"""Height of a line of text, in mm per point of its size."""

ASCENT = 0.66 / MM
"""Height of a capital letter, in mm per point."""

_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


class Face(StrEnum):
    """A face of the bundled family, by the name it has inside the PDF."""

    REGULAR = "SourceSans3-Regular"
    BOLD = "SourceSans3-Bold"
    ITALIC = "SourceSans3-Italic"


def register_faces() -> None:
    """Make the bundled faces known to ReportLab; a second call does nothing."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for face in Face:
        if face.value not in known:
            file = paths.resources() / "fonts" / f"{face.value}.ttf"
            pdfmetrics.registerFont(TTFont(face.value, str(file)))
    pdfmetrics.registerFontFamily(
        Face.REGULAR.value,
        normal=Face.REGULAR.value,
        bold=Face.BOLD.value,
        italic=Face.ITALIC.value,
        boldItalic=Face.BOLD.value,
    )


def thousands(number: int) -> str:
    """The figure with a point after each three digits: 1.234.567."""
    return f"{number:,}".replace(",", ".")


def date_in_words(day: date) -> dict[str, str]:
    """Weekday, day, month and year as a berita acara spells them, whatever the locale."""
    return {
        "hari": _WEEKDAYS[day.weekday()],
        "tanggal": words(day.day),
        "bulan": _MONTHS[day.month - 1],
        "tahun": words(day.year),
    }


def width_of(text: str, face: Face, size: float) -> float:
    """The printed width of a line in mm; `size` is in points."""
    return _width_of_one_point(text, face) * size


@lru_cache(maxsize=20_000)
def _width_of_one_point(text: str, face: Face) -> float:
    return float(pdfmetrics.stringWidth(text, face.value, 1)) / MM


def split(text: str) -> list[str]:
    """The words of a text; a no-break space does not part words."""
    return [word for word in re.split(r"[ \t\r\n]+", text) if word] or [""]


def wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    """Break a text into lines no wider than `width`; a word that is too long is cut up."""
    lines: list[str] = []
    line = ""
    for word in _pieces(split(text), face, size, width):
        longer = f"{line} {word}" if line else word
        if width_of(longer, face, size) <= width:
            line = longer
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def fit(text: str, face: Face, size: float, width: float, height: float) -> tuple[float, list[str]]:
    """The largest size up to `size` at which the wrapped text stays inside, and its lines."""
    while True:
        lines = wrap(text, face, size, width)
        whole = width_of(max(split(text), key=len), face, size) <= width
        if len(lines) * size * LEADING <= height and (whole or size < 5):
            return size, lines
        size *= 0.95


def fit_line(texts: Iterable[str], face: Face, size: float, width: float) -> float:
    """The largest size up to `size` at which each text fits on one line of `width`."""
    widest = max((width_of(text, face, size) for text in texts), default=0.0)
    return size if widest <= width else size * width / widest


def _pieces(parts: list[str], face: Face, size: float, width: float) -> Iterator[str]:
    for word in parts:
        if width_of(word, face, size) <= width:
            yield word
            continue
        piece, used = "", 0.0
        for letter in word:
            wide = width_of(letter, face, size)
            if piece and used + wide > width:
                yield piece
                piece, used = "", 0.0
            piece += letter
            used += wide
        yield piece
