"""Picture and numbers move together, in both directions and never in a circle."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from sirekap_desktop.models.form import Template
from sirekap_desktop.ui.form_panel import FormPanel
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.sheet_panel import SheetPanel


def bind_sheet(
    screen: QWidget, template: Template, sheet: SheetPanel, go_to_page: Callable[[int], None]
) -> None:
    """The keys for the picture: pan it, turn to a page, put away what lies over it."""
    move = QCoreApplication.translate("keys", "Move the picture")
    for key, right, down in (("Left", -1, 0), ("Right", 1, 0), ("Up", 0, -1), ("Down", 0, 1)):
        bind(screen, f"Alt+{key}", partial(sheet.view.pan, right, down), move)
    for page in template.pages[:9]:
        told = QCoreApplication.translate("keys", "Sheet {page}").format(page=page.number)
        bind(screen, f"Alt+{page.number}", partial(go_to_page, page.number), told)
    for keys, by, told in (
        ("Ctrl+PgUp", -1, QCoreApplication.translate("keys", "Sheet before")),
        ("Ctrl+PgDown", 1, QCoreApplication.translate("keys", "Next sheet")),
    ):
        bind(screen, keys, partial(_step, template, sheet, go_to_page, by), told)
    choose = QCoreApplication.translate("keys", "Choose a sheet, by party or number")
    bind(screen, "Ctrl+G", sheet.pages.open_list, choose)
    away = QCoreApplication.translate("keys", "Put magnifier or board away")
    escape = bind(screen, "Esc", sheet.uncover, away)
    escape.setEnabled(False)
    sheet.covered.connect(escape.setEnabled)


def _step(
    template: Template, sheet: SheetPanel, go_to_page: Callable[[int], None], by: int
) -> None:
    index = sheet.pages.index + by
    if 0 <= index < len(template.pages):
        go_to_page(template.pages[index].number)


class Together(QObject):
    """Ties the sheets of a TPS to its form.

    A click on the paper brings the cursor there. Where a hand moves the picture or turns the page,
    the form only scrolls: the cursor stays in its number, so that nothing is typed unseen into
    another one. The screen itself lets the picture follow the cursor.
    """

    def __init__(self, template: Template, sheet: SheetPanel, form: FormPanel) -> None:
        super().__init__(form)
        self._fields = {
            page.number: [place.field for place in page.places] for page in template.pages
        }
        self._sheet = sheet
        self._form = form
        form.zoomed.connect(sheet.view.zoom)
        sheet.chosen.connect(form.go_to)
        sheet.view.wandered.connect(form.reveal)
        sheet.turned.connect(self._turn)

    def go_to_page(self, page: int, waiting: Collection[str]) -> None:
        """Put the cursor into the first number of a page that waits, or else into its first."""
        fields = self._fields[page]
        self._form.go_to(next((field for field in fields if field in waiting), fields[0]))

    def _turn(self, page: int) -> None:
        if self._sheet.field in self._fields[page]:
            self._form.reveal(self._sheet.field)
        else:
            self._form.reveal_section(self._fields[page][0])
