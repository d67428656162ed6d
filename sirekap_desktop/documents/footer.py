"""The foot of every page and what identifies the document: page, digest, QR, simulation mark."""

from __future__ import annotations

from dataclasses import dataclass

import segno

from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.style import MARGIN, MM, PAGE, Face, fit_line, width_of
from sirekap_desktop.documents.wording import Wording

_QR = 18.0
_TOP = PAGE[1] - MARGIN - _QR
_MARK = "simulasi"
_CODE = "qr"


@dataclass(frozen=True)
class Footer:
    """What the foot says on each page; `name` is the document with its kecamatan."""

    model: str
    name: str
    region: str
    digest: str
    simulation: bool

    @property
    def qr_text(self) -> str:
        """Form, kecamatan code and digest, in capitals so that the symbol stays coarse."""
        return f"{self.model}:{self.region}:{self.digest}".upper()

    def prepare(self, paper: Paper, say: Wording) -> None:
        """Draw once what each page repeats."""
        canvas = paper.canvas
        canvas.beginForm(_CODE)
        _draw_qr(paper, self.qr_text)
        canvas.endForm()
        if self.simulation:
            canvas.beginForm(_MARK)
            _draw_mark(paper, say.text("footer", "simulation"))
            canvas.endForm()

    def draw_mark(self, paper: Paper) -> None:
        """The diagonal mark of a simulation, to be drawn before the page's own content."""
        if self.simulation:
            paper.canvas.doForm(_MARK)

    def draw(self, paper: Paper, say: Wording, page: int, pages: int) -> None:
        """The foot of page `page` of `pages`."""
        paper.canvas.doForm(_CODE)
        room = PAGE[0] - 2 * MARGIN - _QR - 5
        code = f"{say.text('footer', 'digest')} {groups(self.digest)}"
        number = say.text("footer", "page", page=page, pages=pages)
        name = fit_line([self.name], Face.REGULAR, 7.5, room)
        paper.lines([(MARGIN, _TOP, MARGIN + room, _TOP)])
        paper.text((MARGIN, _TOP + 5), self.name, Face.REGULAR, name)
        paper.text(
            (MARGIN, _TOP + 9.2), code, Face.REGULAR, fit_line([code], Face.REGULAR, 7.5, room)
        )
        paper.text((MARGIN, _TOP + 14.6), number, Face.BOLD, 8.5)
        note = say.text("footer", "note")
        left = MARGIN + width_of(number, Face.BOLD, 8.5) + 6
        size = fit_line([note], Face.REGULAR, 7, MARGIN + room - left)
        paper.text((MARGIN + room, _TOP + 14.6), note, Face.REGULAR, size, "right")


def groups(digest: str) -> str:
    """The digest in groups of four, as it is read aloud and compared."""
    return " ".join(digest[n : n + 4] for n in range(0, len(digest), 4))


def _draw_qr(paper: Paper, text: str) -> None:
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    side = _QR * MM / len(matrix)
    left, top = (PAGE[0] - MARGIN - _QR) * MM, (PAGE[1] - _TOP) * MM
    path = paper.canvas.beginPath()
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                path.rect(left + x * side, top - (y + 1) * side, run * side, side)
            x += run + 1
    paper.canvas.drawPath(path, stroke=0, fill=1)


def _draw_mark(paper: Paper, text: str) -> None:
    canvas = paper.canvas
    size = 100 * 230 / width_of(text, Face.BOLD, 100)
    canvas.saveState()
    canvas.setFillGray(0.91)
    canvas.translate(PAGE[0] / 2 * MM, PAGE[1] / 2 * MM)
    canvas.rotate(55)
    canvas.setFont(Face.BOLD.value, size)
    canvas.drawCentredString(0, -size * 0.33, text)
    canvas.restoreState()
