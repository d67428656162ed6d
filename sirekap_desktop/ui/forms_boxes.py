"""The boxes of one number in the studio: where they stand, what repeats them, and new ones."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.models.form import Box, FieldPlace
from sirekap_desktop.ui.fields import CountField
from sirekap_desktop.ui.measures import MmField
from sirekap_desktop.ui.studio import Studio

MOST_BOXES = 8


class FormsBoxes(QWidget):
    """Numbers in mm for the first chosen number; what is typed is taken by a button."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        about = QLabel(
            self.tr(
                "Where the boxes of the chosen number stand, in mm from the upper left corner of"
                " the sheet. A box that was not found is added here."
            )
        )
        about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(about)
        column.addLayout(self._fields())
        column.addLayout(self._buttons())
        column.addWidget(self._heading(self.tr("What repeats it")))
        column.addLayout(self._repeats())
        column.addStretch(1)
        studio.changed.connect(self._show)
        studio.turned.connect(self._show)
        studio.chosen.connect(self._show)
        self._show()

    def reshape(self) -> None:
        """Put the chosen number where the fields say."""
        page, index = self._studio.number, self._studio.selection[0]
        box, count, gap = self._typed
        self._studio.do(lambda draft: edits.reshape(draft, page, index, box, count, gap))

    def add(self) -> None:
        """One number more where the fields say."""
        page = self._studio.number
        box, count, gap = self._typed
        if self._studio.do(lambda draft: edits.add(draft, page, box, count, gap)):
            boxes = edits.row_of_boxes(box, count, gap)
            places = self._studio.places
            self._studio.choose([i for i, place in enumerate(places) if place.boxes == boxes])

    def drop(self, part: str) -> None:
        """The chosen numbers are not repeated there."""
        page, chosen = self._studio.number, self._studio.selection

        def without(draft: Draft) -> Draft:
            for index in chosen:
                draft = edits.drop_part(draft, page, index, part)
            return draft

        self._studio.do(without)

    def set_words(self) -> None:
        """The chosen number is written in words where the fields of the words say."""
        page, index = self._studio.number, self._studio.selection[0]
        left, top, width, height = (field.value() for field in self.words)
        box = (left, top, width, height) if width and height else None
        self._studio.do(lambda draft: edits.set_words(draft, page, index, box))

    @property
    def _typed(self) -> tuple[Box, int, float]:
        box = (self.left.value(), self.top.value(), self.wide.value(), self.high.value())
        return box, self.count.value(), self.gap.value()

    def _fields(self) -> QFormLayout:
        self.left, self.top = MmField(0, 3000), MmField(0, 3000)
        self.wide, self.high = MmField(1, 200), MmField(1, 200)
        self.count = CountField(1, MOST_BOXES)
        self.gap = MmField(-50, 200)
        form = QFormLayout()
        form.setVerticalSpacing(4)
        form.setHorizontalSpacing(12)
        for words, field in (
            (self.tr("Left edge"), self.left),
            (self.tr("Upper edge"), self.top),
            (self.tr("Width of a box"), self.wide),
            (self.tr("Height of a box"), self.high),
            (self.tr("Number of boxes"), self.count),
            (self.tr("Gap between boxes"), self.gap),
        ):
            form.addRow(words, field)
            field.setAccessibleName(words)
        return form

    def _buttons(self) -> QHBoxLayout:
        self.change = QPushButton(self.tr("Change boxes"))
        self.change.clicked.connect(self.reshape)
        self.more = QPushButton(self.tr("Add new number"))
        self.more.clicked.connect(self.add)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.change)
        line.addWidget(self.more)
        line.addStretch(1)
        return line

    def _repeats(self) -> QVBoxLayout:
        self.parts: dict[str, QPushButton] = {}
        line = QHBoxLayout()
        line.setSpacing(8)
        for part, words in (
            ("bubbles", self.tr("No bubbles")),
            ("tally", self.tr("No strokes")),
            ("row_sums", self.tr("No row sums")),
        ):
            button = QPushButton(words)
            button.clicked.connect(partial(self.drop, part))
            self.parts[part] = button
            line.addWidget(button)
        line.addStretch(1)
        self.words = (MmField(0, 3000), MmField(0, 3000), MmField(0, 3000), MmField(0, 3000))
        form = QFormLayout()
        form.setVerticalSpacing(4)
        form.setHorizontalSpacing(12)
        for words, field in zip(
            (
                self.tr("Words, left edge"),
                self.tr("Words, upper edge"),
                self.tr("Words, width (0: none)"),
                self.tr("Words, height"),
            ),
            self.words,
            strict=True,
        ):
            form.addRow(words, field)
            field.setAccessibleName(words)
        self.word = QPushButton(self.tr("Change place of words"))
        self.word.clicked.connect(self.set_words)
        foot = QHBoxLayout()
        foot.addWidget(self.word)
        foot.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(line)
        column.addLayout(form)
        column.addLayout(foot)
        return column

    def _heading(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setProperty("role", "head")
        return label

    def _show(self) -> None:
        places, chosen = self._studio.places, self._studio.selection
        picked = [places[i] for i in chosen if i < len(places)]
        self.change.setEnabled(len(picked) == 1)
        self.word.setEnabled(len(picked) == 1)
        self.more.setEnabled(self._studio.page is not None)
        for part, button in self.parts.items():
            button.setEnabled(any(getattr(place, part) is not None for place in picked))
        if picked:
            self._fill(picked[0])

    def _fill(self, place: FieldPlace) -> None:
        x, y, w, h = place.boxes[0]
        gap = place.boxes[1][0] - x - w if len(place.boxes) > 1 else 0.0
        for field, value in (
            (self.left, x),
            (self.top, y),
            (self.wide, w),
            (self.high, h),
            (self.gap, gap),
        ):
            field.setValue(value)
        self.count.setValue(len(place.boxes))
        for field, value in zip(self.words, place.words or (0.0,) * 4, strict=True):
            field.setValue(value)
