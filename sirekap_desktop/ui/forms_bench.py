"""The workbench of the studio: the blank sheet left, everything about it right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.forms_boxes import FormsBoxes
from sirekap_desktop.ui.forms_numbers import FormsNumbers
from sirekap_desktop.ui.forms_rules import FormsRules
from sirekap_desktop.ui.forms_sheet import FormsSheet
from sirekap_desktop.ui.forms_troubles import FormsTroubles
from sirekap_desktop.ui.forms_view import FormsView
from sirekap_desktop.ui.room import Room
from sirekap_desktop.ui.studio import Studio


class FormsBench(QWidget):
    """Shows one form; the last tab counts what is still wrong with it."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self.view = FormsView(studio)
        self.numbers = FormsNumbers(studio)
        self.boxes = FormsBoxes(studio)
        self.sheet = FormsSheet(studio)
        self.rules = FormsRules(studio)
        self.troubles = FormsTroubles(studio)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of the form"))
        for widget, word in (
            (self.numbers, self.tr("Numbers")),
            (self.boxes, self.tr("Boxes")),
            (self.sheet, self.tr("Sheet")),
            (self.rules, self.tr("Rules")),
            (self.troubles, ""),
        ):
            self.tabs.addTab(Room(widget), word)
        self.tabs.setMinimumWidth(theme.px(460))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.view, 3)
        line.addWidget(self.tabs, 2)
        studio.changed.connect(self._count)
        self._count()

    def begin(self) -> None:
        """Start with the numbers of the first sheet."""
        self.tabs.setCurrentIndex(0)
        self.take_cursor()

    def take_cursor(self) -> None:
        """Put the cursor into the list of numbers."""
        self.numbers.table.setFocus()

    def show_troubles(self) -> None:
        """Show what is still wrong."""
        self.tabs.setCurrentIndex(self.tabs.count() - 1)

    def bind_keys(self, screen: QWidget) -> None:
        """The keys of every part, wherever the cursor is in a screen."""
        self.numbers.bind_keys(screen)
        self.view.bind_keys(screen)

    def _count(self) -> None:
        count = len(self._studio.troubles)
        words = self.tr("To mend ({count})").format(count=count)
        told = words if count else self.tr("Nothing to mend")
        self.tabs.setTabText(self.tabs.count() - 1, told)
