"""F8: one look at a sheet, and a second press confirms what was read surely on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject

from sirekap_desktop.ui.field_states import offers_of
from sirekap_desktop.ui.sheet_panel import SheetPanel
from sirekap_desktop.workflow.checking import TpsView

Shown = Mapping[str, tuple[int, int]]
"""What stood before the person's eyes: value and count of entries by field."""


class OneLook(QObject):
    """Shows the board of a sheet first; nothing is confirmed that was not on it."""

    def __init__(
        self,
        sheet: SheetPanel,
        view: Callable[[], TpsView | None],
        confirm: Callable[[int, Shown], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._view = view
        self._confirm = confirm
        self._say = say
        sheet.board.agreed.connect(self.press)

    def press(self) -> None:
        """Look at the sheet that is open, or confirm what the board shows."""
        view = self._view()
        if view is None:
            return
        offered = self._sheet.offered
        if offered:
            page = next(view.fields[field].page for field in offered)
            shown = {field: (value, view.fields[field].seen) for field, value in offered.items()}
            self._confirm(page, shown)
            return
        self._sheet.look(offers_of(view))
        if not self._sheet.offered:
            self._sheet.look(None)
            self._say(
                QCoreApplication.translate(
                    "look", "No number of this sheet was read surely and waits for confirmation."
                )
            )
