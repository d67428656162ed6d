"""One look at a whole sheet before its sure numbers are confirmed together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Page, Row, Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, naming, theme
from sirekap_desktop.ui.crop_strip import piece_word
from sirekap_desktop.ui.crops import CropLabel
from sirekap_desktop.ui.dresses import Look
from sirekap_desktop.ui.language import stage_word
from sirekap_desktop.ui.row_groups import is_party_total, row_words

_LEAST, _LARGE, _COPIES = 28, 44, 56
"""Pixels of height that a number's digits get at least, over its copies, and each copy."""
_NUMBER_POINTS, _LARGE_POINTS = 16.0, 24.0
_CHIP = 58
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_BESIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_SHARES: Final = {"words": 23, "tally": 23, "bubbles": 7}
"""How the width is shared among what repeats a number."""

Cut = Callable[[str], Mapping[str, QPixmap]]
"""The pieces of paper of a field by their kind, digits first."""


@dataclass(frozen=True)
class Offer:
    """A number as it would go into the record: `joins` when it is confirmed with the others."""

    number: int | None
    stage: Stage
    joins: bool


class LookBoard(QFrame):
    """Every number of a sheet beside its piece of paper, all at once, in the paper's order.

    A sheet that is fitted into the panel is too small to compare anything on it, and labels on an
    enlarged one show a few numbers at a time. What a witness would trust is the handwriting as
    large as the figure and right beside it, row by row as on the wall, nothing left out and
    nothing to scroll to: so the eye goes through all of them once. What is not sure stands in its
    place too, with a question mark, and is not confirmed. Where the text is so large that the
    board has to scroll after all, it is read to its end before anything can be confirmed.
    """

    agreed = Signal()
    """The button was pressed; it counts once there is nothing left to `read_on`."""
    left = Signal()
    chosen = Signal(str)
    """A number that somebody pointed at."""

    def __init__(self, template: Template, election: Election) -> None:
        super().__init__()
        self._template = template
        self._election = election
        self._count = 0
        self.setProperty("role", "foot")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setAccessibleName(self.tr("Numbers beside the paper"))
        bar = self._room.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self._tell())
        bar.rangeChanged.connect(lambda _, __: self._tell())
        column.addWidget(self._room, 1)

    def show_page(self, page: Page, offers: Mapping[str, Offer], cut: Cut) -> None:
        """Lay out the numbers of a page."""
        count = sum(offer.joins for offer in offers.values())
        others = sum(not offer.joins for offer in offers.values())
        self._told.setText(
            self.tr("{count} numbers are confirmed together, {others} are not included.").format(
                count=count, others=others
            )
        )
        self._count = count
        body = QFrame()
        body.setProperty("role", "paper")
        grid = QGridLayout(body)
        grid.setContentsMargins(12, 0, 12, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        here = {place.field for place in page.places}
        for row in self._template.rows:
            if here.issuperset(row.fields):
                self._add_row(grid, row, offers, cut)
        self._room.setWidget(body)
        self._tell()

    def read_on(self) -> bool:
        """Scroll on to what was not seen yet; False when the end is on the screen."""
        bar = self._room.verticalScrollBar()
        more = bar.value() < bar.maximum()
        bar.setValue(bar.value() + bar.pageStep() * 3 // 4)
        return more

    def _tell(self) -> None:
        bar = self._room.verticalScrollBar()
        more = bar.value() < bar.maximum()
        confirm = self.tr("Confirm {count} numbers (F8)").format(count=self._count)
        self.yes.setText(self.tr("Read on (F8)") if more else confirm)
        self.yes.setEnabled(more or self._count > 0)

    def _head(self) -> QHBoxLayout:
        words = QLabel(self.tr("Compare each number with the paper."))
        words.setProperty("role", "code")
        words.setWordWrap(True)
        self._told = QLabel()
        self._told.setProperty("role", "label")
        self._told.setWordWrap(True)
        self.yes = QPushButton()
        self.yes.clicked.connect(self.agreed)
        back = QPushButton(self.tr("Back (Esc)"))
        back.clicked.connect(self.left)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(words)
        told.addWidget(self._told)
        line = QHBoxLayout()
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(8)
        line.addLayout(told, 1)
        line.addWidget(self.yes)
        line.addWidget(back)
        return line

    def _add_row(self, grid: QGridLayout, row: Row, offers: Mapping[str, Offer], cut: Cut) -> None:
        top = grid.rowCount()
        hairline = QFrame()
        hairline.setProperty("role", "line")
        hairline.setFixedHeight(1)
        grid.addWidget(hairline, top, 0, 1, 3)
        label = QLabel(row_words(row))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "strong" if is_party_total(row) else "label")
        label.setWordWrap(True)
        cells = {f: dict(cut(f)) for f in row.fields if f in offers}
        copied = any(len(pictures) > 1 for pictures in cells.values())
        first = 0 if len(row.fields) > 1 else 1 if copied else 2
        grid.addWidget(label, top + 1, 0, 1, first or 3, Qt.AlignmentFlag.AlignVCenter)
        below = top + (1 if first else 2)
        grid.setRowStretch(below, 2)
        for column, (field, pictures) in enumerate(cells.items(), start=first):
            name = naming.field_label(self._template, field)
            head = "" if first else naming.column_word(field)
            digits = pictures.pop("digits", QPixmap())
            cell = _Cell(field, name, head, digits, offers[field], large=copied)
            cell.chosen.connect(self.chosen)
            grid.addWidget(cell, below, column, 1, 2 if copied else 1)
            if pictures:
                grid.addLayout(_copies(pictures, name), below + 1, 0, 1, 3)
                grid.setRowStretch(below + 1, 3)


class _Cell(QWidget):
    """The digits as they were written, and right beside them the number."""

    chosen = Signal(str)

    def __init__(
        self, field: str, name: str, head: str, digits: QPixmap, offer: Offer, *, large: bool
    ) -> None:
        super().__init__()
        self._field = field
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 1, 0, 1)
        line.setSpacing(4)
        if head:
            column = QLabel(head)
            column.setProperty("role", "label")
            line.addWidget(column)
        crop = CropLabel(name, _LARGE if large else _LEAST, grows=True, side=_BESIDE)
        crop.set_picture(digits)
        line.addWidget(crop, 1)
        line.addWidget(_chip(offer, name, _LARGE_POINTS if large else _NUMBER_POINTS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to the number."""
        event.accept()
        self.chosen.emit(self._field)


def _chip(offer: Offer, name: str, points: float) -> QWidget:
    """The number on its ground; one that is not confirmed now says so."""
    look = theme.look(offer.stage)
    ink, ground = (
        (theme.worn().on_accent, theme.worn().accent) if offer.joins else (look.ink, look.ground)
    )
    chip = QFrame()
    chip.setObjectName("chip")
    chip.setStyleSheet(
        f"#chip {{ background: {ground}; border-radius: 3px; }} #chip QLabel {{ color: {ink}; }}"
    )
    chip.setMinimumWidth(theme.px(_CHIP))
    chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(chip)
    column.setContentsMargins(4, 0, 6, 0)
    column.setSpacing(0)
    number = "–" if offer.number is None else str(offer.number)
    doubt = "?" if offer.stage is Stage.PERIKSA else ""
    figure = QLabel(f"{number}{doubt}")
    figure.setFont(theme.font(points, bold=True))
    figure.setAlignment(_BESIDE)
    told = [f"{name}: {number}"]
    column.addWidget(figure, 1)
    if not offer.joins:
        note = _note(offer)
        column.addLayout(_noted(note, look))
        told.append(note)
    chip.setAccessibleName(", ".join(told))
    chip.setToolTip(", ".join(told))
    return chip


def _note(offer: Offer) -> str:
    """Why a number is not confirmed now: it is already, or somebody has to look closely."""
    if offer.stage in (Stage.KOSONG, Stage.TERBACA, Stage.PERIKSA):
        return QCoreApplication.translate("look", "not included")
    return stage_word(offer.stage)


def _noted(note: str, look: Look) -> QHBoxLayout:
    mark = QLabel()
    mark.setPixmap(icons.pixmap(look.icon, look.ink, 12, 2.0))
    words = QLabel(note)
    words.setFont(theme.font(theme.LABEL_POINTS - 1.5))
    line = QHBoxLayout()
    line.setSpacing(2)
    line.addStretch(1)
    line.addWidget(mark)
    line.addWidget(words)
    return line


def _copies(pictures: Mapping[str, QPixmap], name: str) -> QHBoxLayout:
    """What repeats a number, below it."""
    line = QHBoxLayout()
    line.setSpacing(12)
    for kind, share in _SHARES.items():
        if kind in pictures:
            crop = CropLabel(f"{piece_word(kind)}: {name}", _COPIES, grows=True, side=_LEFT)
            crop.set_picture(pictures[kind])
            line.addWidget(crop, share)
    return line
