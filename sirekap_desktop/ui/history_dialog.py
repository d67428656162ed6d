"""The history of one number: who wrote what, when, instead of what, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.tally import Entry
from sirekap_desktop.ui import naming, theme
from sirekap_desktop.ui.crops import CropLabel
from sirekap_desktop.ui.dialogs import fit
from sirekap_desktop.ui.field_words import value_word
from sirekap_desktop.ui.language import role_word
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import Cell, CellTable
from sirekap_desktop.workflow import histories
from sirekap_desktop.workflow.histories import Step

_WIDTH, _SIDE, _CROP = 760, 24, 56
_HIGHEST = 300
"""Pixels of height that the entries may take before they scroll."""
_WHY, _REASON = 5, 260
"""The column of the reasons, and its width: long ones are wrapped."""


class HistoryDialog(QDialog):
    """Every entry of a number, oldest first, below its piece of paper."""

    def __init__(
        self, name: str, now: str, paper: QPixmap, steps: Sequence[Step], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("History of this number"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 16, _SIDE, 16)
        column.setSpacing(12)
        column.addLayout(self._head(name, now, paper))
        if steps:
            column.addWidget(self._entries(steps, parent.window().width() - 4 * _SIDE))
        else:
            column.addWidget(QLabel(self.tr("Nobody has confirmed this number yet.")))
        box = QDialogButtonBox()
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setProperty("role", "primary")
        close.setDefault(True)
        box.accepted.connect(self.accept)
        column.addWidget(box)
        fit(self, _WIDTH)
        close.setFocus()

    def _head(self, name: str, now: str, paper: QPixmap) -> QHBoxLayout:
        title = QLabel(name)
        title.setProperty("role", "head")
        state = QLabel(now)
        for label in (title, state):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title)
        words.addWidget(state)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 3)
        if not paper.isNull():
            crop = CropLabel(
                self.tr("Paper: {field}").format(field=name),
                _CROP,
                side=Qt.AlignmentFlag.AlignRight,
            )
            crop.set_picture(paper)
            line.addWidget(crop, 1)
        return line

    def _entries(self, steps: Sequence[Step], room: int) -> CellTable:
        heads = (
            self.tr("No."),
            self.tr("When"),
            self.tr("Who"),
            self.tr("From"),
            self.tr("To"),
            self.tr("Why"),
            self.tr("Machine's proposal"),
        )
        table = CellTable(self.tr("History of this number"), heads)
        table.cells.show_rows(rows_of(steps))
        table.resizeColumnsToContents()
        table.setColumnWidth(_WHY, theme.px(_REASON))
        table.resizeRowsToContents()
        sides = table.horizontalHeader()
        table.setMinimumWidth(min(room, sides.length() + theme.px(_SIDE)))
        sides.setStretchLastSection(True)
        length = min(theme.px(_HIGHEST), table.verticalHeader().length())
        table.setFixedHeight(sides.sizeHint().height() + length + 4)
        return table


def show_history(
    session: Session, tps: str, field: str, now: str, paper: QPixmap, parent: QWidget
) -> None:
    """Look up every entry of a number and show them; `now` says how it stands."""
    name = naming.field_label(session.template, field)
    desk = session.desk
    session.runner.start(
        lambda _: histories.history(desk, tps, field),
        lambda steps: HistoryDialog(name, now, paper, steps, parent).open(),
    )


def rows_of(steps: Sequence[Step]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of the table; the last one counts and stands in bold."""
    rows = []
    before = "–"
    for number, step in enumerate(steps, start=1):
        entry, value = step.entry, value_word(step.entry)
        who = entry.who if step.role is None else f"{entry.who} · {role_word(step.role)}"
        rows.append(
            (
                Cell(str(number), right=True),
                Cell(f"{entry.at.astimezone():%d-%m-%Y %H:%M:%S}"),
                Cell(who),
                Cell(before, right=True),
                Cell(value, right=True, bold=number == len(steps)),
                Cell(_reason(entry)),
                Cell("–" if entry.proposed is None else str(entry.proposed), right=True),
            )
        )
        before = value
    return tuple(rows)


def _reason(entry: Entry) -> str:
    if entry.undoes is None:
        return entry.why or "–"
    tr = QCoreApplication.translate
    taken = tr("history", "takes back no. {number}").format(number=entry.undoes + 1)
    return ": ".join(filter(None, (taken, entry.why)))
