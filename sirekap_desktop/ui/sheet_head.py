"""The head of a sheet, where desa and TPS are written by hand, for the one who names its TPS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.reading import Sheet
from sirekap_desktop.ui.crops import CropLabel, cut
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import checking

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk

_HEIGHT = 112


class SheetHead(QFrame):
    """Shows the handwriting at the top of the sheet that is chosen in the table."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wanted: int | None = None
        self._name = QLabel()
        self._name.setProperty("role", "label")
        self._crop = CropLabel(self.tr("Head of the sheet"), _HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self._crop)
        self.hide()

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Load a sheet's head in the background; nothing for None."""
        self._wanted = sheet.id if sheet is not None else None
        self.setVisible(sheet is not None)
        if sheet is None:
            return
        self._name.setText(self.tr("Head of {name}").format(name=sheet.name))
        desk, template, wanted = self._session.desk, self._session.template, sheet
        self._session.runner.start(
            lambda _: _head_of(desk, template, wanted), lambda head: self._arrive(wanted.id, head)
        )

    def has_picture(self) -> bool:
        """Whether handwriting is to be seen."""
        return self._crop.has_picture()

    def _arrive(self, number: int, head: QImage) -> None:
        if number == self._wanted:
            self._crop.set_picture(QPixmap.fromImage(head))


def _head_of(desk: Desk, template: Template, sheet: Sheet) -> QImage:
    page = next((p for p in template.pages if p.number == sheet.reading.page), None)
    if page is None:
        return QImage()
    whole = QImage.fromData(checking.sheet_image(desk, sheet))
    return cut(whole, sheet.scale, page.head)
