"""A sheet and its form in the studio: what names and places it, and how it is called."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.models.form import NO_TAG
from sirekap_desktop.ui.fields import CountField
from sirekap_desktop.ui.measures import MmField
from sirekap_desktop.ui.studio import Studio

MOST_TAGS = 5000


class FormsSheet(QWidget):
    """Everything about the sheet that is no number; taken over by one button."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(_heading(self.tr("This sheet")))
        column.addLayout(self._sheet())
        column.addWidget(_heading(self.tr("The form")))
        column.addLayout(self._form())
        column.addWidget(_heading(self.tr("Corner marks")))
        column.addLayout(self._marks())
        self.take = QPushButton(self.tr("Take over"))
        self.take.clicked.connect(self.take_over)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
        studio.changed.connect(self._show)
        studio.turned.connect(self._show)
        self._show()

    def take_over(self) -> None:
        """All that is typed here becomes one step."""
        self._studio.do(self._changed)

    def _changed(self, draft: Draft) -> Draft:
        page = self._studio.number
        if self._studio.page is not None:
            draft = edits.set_tag(draft, page, self.tag.value())
            draft = edits.set_code(draft, page, self.code.text())
            draft = edits.set_title(draft, page, self.title.text())
            draft = edits.set_repeat(draft, page, self.repeat.currentData())
        words = {name: line.text() for name, line in self.words.items()}
        draft = edits.describe(draft, **words)
        points = [(x.value(), y.value()) for x, y in self.corners]
        marks = points if any(value for point in points for value in point) else []
        return edits.set_marks(draft, marks, self.side.value() if marks else 0.0)

    def _sheet(self) -> QFormLayout:
        self.tag = CountField(NO_TAG, MOST_TAGS)
        self.tag.setSpecialValueText(self.tr("none"))
        self.code, self.title = QLineEdit(), QLineEdit()
        self.repeat = QComboBox()
        for kind, words in (
            ("", self.tr("once")),
            ("paslon", self.tr("for so many pairs as it has places")),
            ("calon", self.tr("for so many candidates as it has places")),
            ("partai", self.tr("for each party")),
        ):
            self.repeat.addItem(words, kind)
        return _rows(
            (self.tr("AprilTag, number"), self.tag),
            (self.tr("QR code, text"), self.code),
            (self.tr("Printed title"), self.title),
            (self.tr("Printed"), self.repeat),
        )

    def _form(self) -> QFormLayout:
        self.words = {name: QLineEdit() for name in ("form", "title", "model", "recap_model")}
        return _rows(
            (self.tr("Code of the form"), self.words["form"]),
            (self.tr("Election"), self.words["title"]),
            (self.tr("Model"), self.words["model"]),
            (self.tr("Model of the recap"), self.words["recap_model"]),
        )

    def _marks(self) -> QFormLayout:
        self.corners = [(MmField(0, 3000), MmField(0, 3000)) for _ in range(4)]
        self.side = MmField(0, 50)
        form = QFormLayout()
        form.setVerticalSpacing(4)
        form.setHorizontalSpacing(12)
        for words, (x, y) in zip(
            (
                self.tr("Upper left"),
                self.tr("Upper right"),
                self.tr("Lower left"),
                self.tr("Lower right"),
            ),
            self.corners,
            strict=True,
        ):
            line = QHBoxLayout()
            line.setSpacing(8)
            for field, axis in ((x, self.tr("from the left")), (y, self.tr("from above"))):
                field.setAccessibleName(f"{words}, {axis}")
                line.addWidget(field)
            line.addStretch(1)
            form.addRow(words, line)
        form.addRow(self.tr("Side of a square"), self.side)
        self.side.setAccessibleName(self.tr("Side of a square"))
        return form

    def _show(self) -> None:
        draft, page = self._studio.draft, self._studio.page
        self.setEnabled(draft is not None)
        if draft is None:
            return
        for name, line in self.words.items():
            line.setText(getattr(draft.form, name))
        marks = draft.form.marks or ((0.0, 0.0),) * 4
        for (x, y), mark in zip(self.corners, marks, strict=True):
            x.setValue(mark[0])
            y.setValue(mark[1])
        self.side.setValue(draft.form.mark_side)
        if page is not None:
            self.tag.setValue(page.tag)
            self.code.setText(page.code)
            self.title.setText(page.title)
            self.repeat.setCurrentIndex(max(0, self.repeat.findData(page.repeat)))


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "head")
    return label


def _rows(*rows: tuple[str, QWidget]) -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(4)
    form.setHorizontalSpacing(12)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for words, field in rows:
        form.addRow(words, field)
        field.setAccessibleName(words)
    return form
