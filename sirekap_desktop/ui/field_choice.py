"""Chooses one of the entered numbers of a TPS by its wording, and types another figure for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from sirekap_desktop.ui import theme

if TYPE_CHECKING:
    from sirekap_desktop.workflow.checking import TpsView

_LONGEST = 76
"""So many letters of a number's name are shown; the tool tip has all of them."""


class FieldChoice(QComboBox):
    """The entered numbers in the order of the paper; typing finds one by any part of its name."""

    def __init__(self, view: TpsView, name: Callable[[str], str], field: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for code, there in view.fields.items():
            if there.last is not None:
                self.addItem(_short(name(code)), code)
                self.setItemData(self.count() - 1, name(code), Qt.ItemDataRole.ToolTipRole)
        self.setMaxVisibleItems(14)
        finder = QCompleter([self.itemText(n) for n in range(self.count())], self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(finder)
        self.go_to(field)

    @property
    def field(self) -> str:
        """The chosen field, "" while what is typed names none."""
        place = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(place)) if place >= 0 else ""

    def go_to(self, field: str) -> None:
        """Choose a field, or the first one."""
        self.setCurrentIndex(max(0, self.findData(field)))

    def go_on(self) -> None:
        """Choose the next one."""
        self.setCurrentIndex(min(self.currentIndex() + 1, self.count() - 1))


def _short(name: str) -> str:
    """Two candidates with all their titles would make a dialog wider than the screen."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


class FigureEdit(QLineEdit):
    """Up to three digits, large."""

    def __init__(self) -> None:
        super().__init__()
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,3}"), self))
        self.setFont(theme.font(theme.ENTRY_POINTS, bold=True))
        self.setMaximumWidth(theme.px(120))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    @property
    def value(self) -> int | None:
        """The number, None while nothing is typed."""
        return int(self.text()) if self.text() else None
