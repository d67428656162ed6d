"""The chosen number as it stands on the paper: each way of writing it beside what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Reading, Source
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.crops import CropLabel, Piece, piece_of

_HEIGHT = 150
_CORNER = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_LOWER: Final = ("words", "row")
"""What stands below the digits; it may have the whole width when nothing stands beside them."""
_OWN: Final = 202
_BESIDE: Final = {"tally": (1, 226), "bubbles": (2, 84)}
"""What stands beside the digits: its column, and its share of the width against `_OWN` for them."""


def piece_word(kind: str) -> str:
    """What a way of writing a number is called."""
    tr = QCoreApplication.translate
    return {
        "digits": tr("piece", "Digits"),
        "bubbles": tr("piece", "Bubbles"),
        "words": tr("piece", "Words"),
        "tally": tr("piece", "Strokes"),
        "row_sums": tr("piece", "row sums"),
        "row": tr("piece", "Row on the sheet"),
    }[kind]


def heard(kind: str, sources: Mapping[str, Source]) -> str:
    """What was read there; a sum of rows as a sum, what could not be read in words."""
    source = sources.get(kind)
    if source is None or not source.text.strip():
        return QCoreApplication.translate("piece", "not read")
    if kind == "row_sums":
        rows = " + ".join(source.text.split())
        return rows if source.value is None else f"{rows} = {source.value}"
    return source.text


def disagrees(kind: str, reading: Reading | None) -> bool:
    """Whether this way of writing it was read as another number than the one proposed."""
    if reading is None or reading.value is None:
        return False
    told = [source.value for source in reading.sources if source.kind == kind]
    return any(value is not None and value != reading.value for value in told)


class _Part(QWidget):
    """One way of writing the number: its name, what was read, and the paper below."""

    def __init__(self, kind: str, parent: QWidget, *, blind: bool) -> None:
        super().__init__(parent)
        self._kind = kind
        self._blind = blind
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.head = QLabel()
        self.head.setProperty("role", "label")
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        name = self.tr("Magnified: {part}").format(part=piece_word(kind))
        self.crop = CropLabel(name, 24, grows=True, side=_CORNER)
        column.addWidget(self.head)
        column.addWidget(self.crop, 1)

    def show_piece(self, picture: QPixmap, reading: Reading | None) -> None:
        """Show the paper and what was read; ≠ stands where it is another number."""
        self.crop.set_picture(picture)
        sources = {} if reading is None else {s.kind: s for s in reading.sources}
        kinds = {"tally": ("tally", "row_sums"), "row": ()}.get(self._kind, (self._kind,))
        kinds = () if self._blind else kinds
        told = [f"{piece_word(kind)}: {heard(kind, sources)}" for kind in kinds]
        other = any(disagrees(kind, reading) for kind in kinds)
        text = " · ".join(told) or piece_word(self._kind)
        self.head.setText(f"≠ {text}" if other else text)
        self.head.setToolTip(self.head.text())
        ink = theme.look(Stage.SALAH).ink
        self.head.setStyleSheet(f"color: {ink}; font-weight: 600;" if other else "")
        self.crop.setAccessibleDescription(self.head.text())


class CropStrip(QWidget):
    """Digits, words, strokes and bubbles of the chosen number side by side.

    A number that is written once only stands large above its whole printed row, so that one
    sees which row it is. A `blind` strip shows the paper and says nothing of what was read.
    """

    def __init__(self, parent: QWidget | None = None, *, blind: bool = False) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.px(_HEIGHT))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 4, 12, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._parts = {
            kind: _Part(kind, self, blind=blind) for kind in ("digits", *_LOWER, *_BESIDE)
        }
        for kind, (column, _) in _BESIDE.items():
            self._grid.addWidget(self._parts[kind], 0, column, 2, 1)
        self._grid.addWidget(self._parts["digits"], 0, 0)
        self._grid.setColumnStretch(0, _OWN)
        self.show_field(QImage(), 1.0, (), None)

    def show_field(
        self, sheet: QImage, scale: float, found: Sequence[Piece], reading: Reading | None
    ) -> None:
        """Cut the number's pieces out of the sheet and say what was read from each."""
        there = {piece.kind: piece for piece in found} if not sheet.isNull() else {}
        for kind, part in self._parts.items():
            piece = there.get(kind)
            part.show_piece(piece_of(sheet, scale, piece) if piece else QPixmap(), reading)
            part.setVisible(piece is not None or kind == "digits")
        for kind, (column, share) in _BESIDE.items():
            self._grid.setColumnStretch(column, share if kind in there else 0)
        wide = 1 if any(kind in there for kind in _BESIDE) else 3
        for kind in _LOWER:
            self._grid.removeWidget(self._parts[kind])
            if kind in there:
                self._grid.addWidget(self._parts[kind], 1, 0, 1, wide)
        self._grid.setRowStretch(0, 5)
        self._grid.setRowStretch(1, 3 if "row" in there else 5 if "words" in there else 0)
