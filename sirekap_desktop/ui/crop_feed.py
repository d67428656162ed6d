"""Pieces of paper for every number: at once from a few sheets, from many one after the other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from sirekap_desktop.models.form import Page, Template
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.ui.crops import cut, pieces
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.sheet_panel import Paper

Readings = Mapping[str, Reading | None]


class CropFeed(QObject):
    """Cuts the digits of all numbers; another `begin` ends the one before.

    Twenty sheets take a second to unpack: that is done beside the work, beginning with the sheet
    that is looked at, and of each sheet only the pieces are kept.
    """

    arrived = Signal(object)
    """The pieces of one sheet, a `dict` of pictures by field; empty ones where there is none."""

    def __init__(self, template: Template, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._template = template
        self._runner = runner
        self._turn = 0

    def begin(self, papers: Mapping[int, Paper], readings: Readings, first: str = "") -> None:
        """Give the pieces of these sheets, those of the page of `first` before the others."""
        self._turn += 1
        later: list[Page] = []
        start = self._template.page_of(first)[0].number if first else 0
        for page in sorted(self._template.pages, key=lambda page: page.number < start):
            paper = papers.get(page.number)
            if paper is None or paper.unpacked:
                self.arrived.emit(_pixmaps(_cut(paper, page, readings)))
            else:
                later.append(page)
        self._go_on(later, papers, readings, self._turn)

    def stop(self) -> None:
        """What is under way is of no interest any more."""
        self._turn += 1

    def _go_on(
        self, later: list[Page], papers: Mapping[int, Paper], readings: Readings, turn: int
    ) -> None:
        if not later or turn != self._turn:
            return
        page, *rest = later
        paper = papers[page.number]

        def arrive(found: Mapping[str, QImage]) -> None:
            if turn == self._turn:
                self.arrived.emit(_pixmaps(found))
                self._go_on(rest, papers, readings, turn)

        self._runner.start(lambda _: _cut(paper, page, readings), arrive)


def _cut(paper: Paper | None, page: Page, readings: Readings) -> dict[str, QImage]:
    image, scale = (paper.image, paper.scale) if paper is not None else (QImage(), 1.0)
    return {
        place.field: cut(image, scale, pieces(place, readings.get(place.field))[0].box)
        for place in page.places
    }


def _pixmaps(found: Mapping[str, QImage]) -> dict[str, QPixmap]:
    return {field: QPixmap.fromImage(image) for field, image in found.items()}
