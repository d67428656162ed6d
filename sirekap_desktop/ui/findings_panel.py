"""The findings of a TPS: all of them, the words of the one that is looked at, and its sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.rules import Finding
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.data_label import DataLabel
from sirekap_desktop.ui.finding_words import LOOKS, Offer, kind_word, told
from sirekap_desktop.ui.sum_dialog import SumDialog

_ROWS = 3
"""So many findings are seen without scrolling."""
_LEAST = 60
"""Pixels of height for the words, at 100 %."""
_EDGE, _GAP = 12, 4


class FindingsPanel(QWidget):
    """Lists findings with code and short text; choosing one tells it for the person's role."""

    opened = Signal(object)
    """The `Finding` that is looked at, None when none is any more."""
    gone_to = Signal(object)
    """The `Finding` whose fields the operator wants to go to."""
    offered = Signal(str, int)
    """A field and the value that the person wants to take for it: to be typed, not confirmed."""
    grown = Signal()
    """The panel needs another height than before."""

    def __init__(self, template: Template, election: Election) -> None:
        super().__init__()
        self._names = dict(template.rules[0].names)
        self._findings: tuple[Finding, ...] = ()
        self._offers: Mapping[Finding, Sequence[Offer]] = {}
        self._unconfirmed: AbstractSet[str] = frozenset()
        self._in_full = True
        self.sum = SumDialog(template, election, self)
        self._head = QLabel(self.tr("No findings"))
        self._head.setProperty("role", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 2 * _GAP, _EDGE, 2 * _GAP)
        column.setSpacing(_GAP)
        column.addWidget(self._head)
        column.addWidget(self._all())
        column.addWidget(self._one(), 1)
        self._bar = self._acts()
        column.addWidget(self._bar)
        self._tell()

    def show_findings(
        self,
        findings: tuple[Finding, ...],
        *,
        full: bool,
        unconfirmed: AbstractSet[str] = frozenset(),
        offers: Mapping[Finding, Sequence[Offer]] = MappingProxyType({}),
    ) -> None:
        """Show these findings, in `full` to those who decide; the chosen one stays chosen.

        `offers` are values that would mend a finding, to be typed by a person.
        """
        before = self.chosen
        same = [i for i, f in enumerate(findings) if before and key(f) == key(before)]
        self._findings, self._in_full = findings, full
        self._unconfirmed, self._offers = unconfirmed, offers
        self.list.blockSignals(True)
        self.list.clear()
        for finding in findings:
            self.list.addItem(_item(finding))
        self.list.setCurrentRow(same[0] if same else -1)
        self.list.blockSignals(False)
        self._head.setText(
            self.tr("Findings ({count})").format(count=len(findings))
            if findings
            else self.tr("No findings")
        )
        self._tell()
        if before is not None and not same:
            self.opened.emit(None)

    @property
    def chosen(self) -> Finding | None:
        """The finding that is looked at."""
        row = self.list.currentRow()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    @property
    def needed(self) -> int:
        """The height at which nothing has to be scrolled."""
        inside = self.contentsRect().width() - 2 * _EDGE
        parts = [self._head.sizeHint().height()]
        if self._findings:
            parts.append(self.list.height())
        if self.chosen is not None:
            parts += [self._words.heightForWidth(inside), self._bar.sizeHint().height()]
        return sum(parts) + _GAP * (len(parts) + 4)

    @property
    def words(self) -> str:
        """What is told of the chosen finding."""
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words need more height where there is less width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.grown.emit()

    def choose_next(self) -> Finding | None:
        """Choose the finding below, starting over at the top; None when there is none."""
        if self._findings:
            self.list.setCurrentRow((self.list.currentRow() + 1) % len(self._findings))
        return self.chosen

    def show_sum(self) -> bool:
        """Show how the chosen finding, or else the first, comes about; False without any."""
        finding = self.chosen or self.choose_next()
        if finding is None:
            return False
        self.sum.show_finding(finding, self._unconfirmed)
        self.sum.show()
        self.sum.activateWindow()
        return True

    def use_offer(self) -> bool:
        """Offer what would mend the chosen finding; False when nothing is known.

        Where there are several, the cursor goes to their buttons: a person chooses.
        """
        if self.chosen is None:
            self.choose_next()
        if len(self.uses) == 1:
            self.uses[0].click()
        elif self.uses:
            self.uses[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self.uses)

    def _all(self) -> QWidget:
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Findings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(theme.square(16))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self._head.setBuddy(self.list)
        return self.list

    def _one(self) -> QWidget:
        self._words = QLabel()
        self._words.setProperty("role", "paper")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._room = QScrollArea()
        self._room.setProperty("role", "paper")
        self._room.setWidget(self._words)
        self._room.setWidgetResizable(True)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setMinimumHeight(theme.px(_LEAST))
        return self._room

    def _acts(self) -> QWidget:
        self.show_it = QPushButton(self.tr("Show sum (F7)"))
        self.show_it.clicked.connect(self.show_sum)
        self.uses: list[QPushButton] = []
        self._told_of: list[QLabel] = []
        bar = QWidget()
        self._grid = QGridLayout(bar)
        self._grid.setContentsMargins(0, _GAP, 0, 0)
        self._grid.setSpacing(2 * _GAP)
        self._grid.addWidget(self.show_it, 0, 0)
        self._grid.setColumnStretch(2, 1)
        return bar

    def _go(self) -> None:
        if self.chosen is not None:
            self.gone_to.emit(self.chosen)

    def _choose(self, row: int) -> None:
        self._tell()
        if row >= 0:
            self.opened.emit(self.chosen)

    def _tell(self) -> None:
        finding = self.chosen
        rows = min(_ROWS, len(self._findings)) * max(0, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(rows + 2 * self.list.frameWidth())
        self.list.setVisible(bool(self._findings))
        self._room.setVisible(finding is not None)
        self._bar.setVisible(finding is not None)
        if finding is None:
            self._words.clear()
            self._show_offers(())
            self.sum.close()
        else:
            self._words.setText(told(finding, full=self._in_full))
            self._room.verticalScrollBar().setValue(0)
            self._show_offers(self._offers.get(finding, ()))
            if self.sum.isVisible():
                self.sum.show_finding(finding, self._unconfirmed)
        self.grown.emit()

    def _show_offers(self, known: Sequence[Offer]) -> None:
        for old in (*self.uses, *self._told_of):
            old.hide()
            self._grid.removeWidget(old)
            old.deleteLater()
        self.uses, self._told_of = [], []
        before = self.show_it
        for row, (field, value) in enumerate(known):
            button, what = self._use(field, value)
            self._grid.addWidget(button, row, 1)
            self._grid.addWidget(what, row, 2)
            button.show()
            QWidget.setTabOrder(before, button)
            self.uses.append(button)
            self._told_of.append(what)
            before = button

    def _use(self, field: str, value: int) -> tuple[QPushButton, QLabel]:
        text = f"{self._names[field]} = {value}"
        what = DataLabel(text, Qt.TextElideMode.ElideMiddle)
        made = QPushButton(self.tr("Use proposal (F5)"))
        made.setAccessibleName(self.tr("Use proposal: {what}").format(what=text))
        made.clicked.connect(lambda: self.offered.emit(field, value))
        return made, what


def key(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """What makes two findings the same one at two moments."""
    return finding.code, finding.fields


def _item(finding: Finding) -> QListWidgetItem:
    look = theme.look(LOOKS[finding.severity])
    item = QListWidgetItem(icons.icon(look.icon, look.ink), f"{finding.code}  {finding.short}")
    item.setForeground(QColor(look.ink))
    item.setToolTip(f"{finding.title} ({kind_word(finding.severity)})")
    return item
