"""The findings of a TPS: all of them, and the full words of the one that is looked at."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.rules import Finding, Severity
from sirekap_desktop.ui import icons, theme

LOOKS: Mapping[Severity, Stage] = {
    Severity.ERROR: Stage.SALAH,
    Severity.EXPLAIN: Stage.SALAH,
    Severity.WARNING: Stage.PERIKSA,
}


class FindingsPanel(QWidget):
    """Lists findings with code and short text; choosing one tells it in full."""

    opened = Signal(object)
    """The `Finding` that is looked at, None when none is any more."""
    gone_to = Signal(object)
    """The `Finding` whose fields the operator wants to go to."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        self._head = QLabel()
        self._head.setProperty("role", "section")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Findings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(theme.square(16))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._head.setBuddy(self.list)
        self._full = QLabel()
        self._full.setWordWrap(True)
        self._full.setTextFormat(Qt.TextFormat.RichText)
        self._full.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._full.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._room = QScrollArea()
        self._room.setWidget(self._full)
        self._room.setWidgetResizable(True)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._head)
        self._room.setProperty("role", "paper")
        self._full.setProperty("role", "paper")
        column.addWidget(self.list, 2)
        column.addWidget(self._room, 5)
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self._findings: tuple[Finding, ...] = ()
        self.show_findings(())

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these findings; the chosen one stays chosen while it stands."""
        before = self.chosen
        same = [i for i, f in enumerate(findings) if before and key(f) == key(before)]
        self.list.blockSignals(True)
        self.list.clear()
        self._findings = findings
        for finding in findings:
            look = theme.look(LOOKS[finding.severity])
            item = QListWidgetItem(
                icons.icon(look.icon, look.ink), f"{finding.code}  {finding.short}"
            )
            item.setForeground(QColor(look.ink))
            item.setToolTip(finding.title)
            self.list.addItem(item)
        self.list.setCurrentRow(same[0] if same else -1)
        self.list.blockSignals(False)
        self._head.setText(
            self.tr("Findings ({count})").format(count=len(findings))
            if findings
            else self.tr("No findings")
        )
        self.list.setVisible(bool(findings))
        self._tell()
        if before is not None and not same:
            self.opened.emit(None)

    @property
    def chosen(self) -> Finding | None:
        """The finding that is looked at."""
        row = self.list.currentRow()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def choose_next(self) -> Finding | None:
        """Choose the finding below, starting over at the top; None when there is none."""
        if self._findings:
            self.list.setCurrentRow((self.list.currentRow() + 1) % len(self._findings))
        return self.chosen

    def _go(self) -> None:
        if self.chosen is not None:
            self.gone_to.emit(self.chosen)

    def _choose(self, row: int) -> None:
        self._tell()
        if row >= 0:
            self.opened.emit(self.chosen)

    def _tell(self) -> None:
        finding = self.chosen
        self._room.setVisible(finding is not None)
        if finding is None:
            self._full.clear()
            return
        parts = [
            f"<b>{plain(finding.title)}</b>",
            f"<b>{plain(finding.formula)}</b>" if finding.formula else "",
            plain(finding.explanation),
            plain(finding.action),
            plain(self.tr("Some of these numbers are not confirmed yet."))
            if finding.provisional
            else "",
            f"<span style='color:{theme.worn().muted}'>{plain(finding.basis)}</span>",
        ]
        self._full.setText("<br>".join(filter(None, parts)))


def key(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """What makes two findings the same one at two moments."""
    return finding.code, finding.fields


def plain(text: str) -> str:
    """Text for a rich label, with nothing that a file could smuggle in as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
