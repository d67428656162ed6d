"""Running text and small tables that flow over pages: the berita acara and the notes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.style import HAIRLINE, MARGIN, MM, PAGE, WIDTH, Face

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}
_PAD = 1.2 * MM

Group = Sequence[Flowable]
"""What belongs together on a page."""


def prose(text: str, *, size: float = 9.5, indent: float = 0, bullet: str = "") -> Flowable:
    """A paragraph; `text` may hold <b> and <i>, so facts inside it must be `safe`."""
    style = ParagraphStyle(
        "prose",
        fontName=Face.REGULAR.value,
        fontSize=size,
        leading=size * 1.28,
        alignment=TA_JUSTIFY,
        leftIndent=indent * MM,
        bulletIndent=max(0.0, indent - 5) * MM,
        bulletFontName=Face.REGULAR.value,
        bulletFontSize=size,
    )
    return Paragraph(text, style, bulletText=bullet or None)


def safe(text: str) -> str:
    """A name or sentence from outside as plain text inside `prose` and `grid`."""
    return escape(" ".join(text.split()), quote=False)


def gap(height: float) -> Flowable:
    """Empty space in mm."""
    return Spacer(1, height * MM)


def grid(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    aligns: Sequence[str],
    *,
    bold_from: int | None = None,
    size: float = 8.5,
    top: bool = False,
) -> Flowable:
    """A ruled table whose head repeats on each page; rows from `bold_from` on are bold.

    Cells are centred in height, or begin at the `top` of their row. A page break parts the bold
    rows neither from each other nor from the row above them.
    """
    table = [[_cell(text, "center", Face.BOLD, size - 1) for text in head]]
    for index, row in enumerate(rows):
        face = Face.BOLD if bold_from is not None and index >= bold_from else Face.REGULAR
        table.append(
            [_cell(text, align, face, size) for text, align in zip(row, aligns, strict=True)]
        )
    style = [
        ("FONTNAME", (0, 0), (-1, -1), Face.REGULAR.value),
        ("GRID", (0, 0), (-1, -1), HAIRLINE * MM, (0, 0, 0)),
        ("VALIGN", (0, 0), (-1, -1), "TOP" if top else "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 0.8 * MM),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2 * MM),
    ]
    if bold_from is not None:
        style.append(("NOSPLIT", (0, max(1, bold_from)), (-1, -1)))
    return Table(
        table,
        colWidths=[width * MM for width in widths],
        style=style,
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
    )


def _cell(text: str, align: str, face: Face, size: float) -> Paragraph:
    style = ParagraphStyle(
        "cell",
        fontName=face.value,
        fontSize=size,
        leading=size * 1.2,
        alignment=_ALIGN[align],
    )
    return Paragraph(text, style)


def paginate(story: Sequence[Group], first: float, later: float) -> list[list[Flowable]]:
    """Fill pages with the story; the body of the first is `first` mm high, of others `later`.

    What is grouped stays on one page, unless no page is high enough; one item alone may break.
    """
    pages: list[list[Flowable]] = [[]]
    room = first * MM
    for group in story:
        needed = sum(_height(item, later * MM) for item in group)
        if len(group) > 1 and pages[-1] and room < needed <= later * MM:
            pages.append([])
            room = later * MM
        waiting = list(group)
        while waiting:
            item = waiting.pop(0)
            if _height(item, room) <= room:
                pages[-1].append(item)
                room -= _height(item, room)
                continue
            parts = item.split(WIDTH * MM, room)
            if len(parts) > 1:
                pages[-1].append(parts[0])
            waiting[:0] = parts[1:] or [item]
            pages.append([])
            room = later * MM
    return pages


def _height(item: Flowable, room: float) -> float:
    _, height = item.wrap(WIDTH * MM, room)
    return float(height)


def draw_flow(paper: Paper, items: Sequence[Flowable], top: float) -> None:
    """Draw the items of one page below `top` mm."""
    y = (PAGE[1] - top) * MM
    for item in items:
        y -= _height(item, y)
        item.drawOn(paper.canvas, MARGIN * MM, y)
