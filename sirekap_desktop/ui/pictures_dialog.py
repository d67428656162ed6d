"""The sheet before a correction and after it, side by side: both are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Correction
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Sheet
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.image_view import Frame, ImageView
from sirekap_desktop.ui.plenary_words import day_and_time
from sirekap_desktop.workflow import checking
from sirekap_desktop.workflow.docket import Exhibit

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk

_WIDTH, _HEIGHT = 1080, 620


@dataclass(frozen=True)
class Pictures:
    """The two sheets with their pictures; None where there is none."""

    before: tuple[Sheet, QImage] | None
    after: tuple[Sheet, QImage] | None


def fetch(desk: Desk, exhibit: Exhibit) -> Pictures:
    """Read both pictures from the disk; raises `picture_missing` or `picture_damaged`."""
    return Pictures(_fetch(desk, exhibit.before), _fetch(desk, exhibit.after))


def _fetch(desk: Desk, sheet: Sheet | None) -> tuple[Sheet, QImage] | None:
    if sheet is None:
        return None
    return sheet, QImage.fromData(checking.sheet_image(desk, sheet))


class PicturesDialog(QDialog):
    """Left the sheet with the old figure, right the one that shows what was struck and written."""

    def __init__(
        self,
        template: Template,
        correction: Correction,
        name: str,
        pictures: Pictures,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._template = template
        self._correction = correction
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Pictures before and after"))
        self.resize(
            min(theme.px(_WIDTH), parent.window().width() - 24),
            min(theme.px(_HEIGHT), parent.window().height() - 24),
        )
        head = QLabel(f"{name}: {correction.old} → {correction.new}")
        head.setProperty("role", "head")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        self.views: list[ImageView] = []
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addLayout(self._side(self.tr("Before"), pictures.before), 1)
        sides.addLayout(self._side(self.tr("After"), pictures.after), 1)
        box = QDialogButtonBox()
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setProperty("role", "primary")
        box.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(head)
        column.addLayout(sides, 1)
        column.addWidget(box)
        close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the number into view once the size is known."""
        super().showEvent(event)
        for view in self.views:
            view.choose(self._correction.field)

    def _side(self, title: str, picture: tuple[Sheet, QImage] | None) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        if picture is None:
            words = QLabel(title)
            none = QLabel(self.tr("There is no picture."))
            none.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown: QWidget = none
        else:
            sheet, image = picture
            told = f"{title}: {sheet.name} · {day_and_time(sheet.received_at)}"
            words = QLabel(f"{told} · {sheet.received_by}")
            shown = self._view(title, sheet, image)
        words.setProperty("role", "label")
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(words)
        column.addWidget(shown, 1)
        return column

    def _view(self, title: str, sheet: Sheet, image: QImage) -> ImageView:
        view = ImageView()
        view.setAccessibleName(title)
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        view.show_sheet(QPixmap.fromImage(image), sheet.scale)
        field = self._correction.field
        read = {reading.field: reading.box for reading in sheet.reading.readings}
        box = read.get(field, self._template.page_of(field)[1].extent)
        view.set_frames({field: Frame(box, theme.PRINTED.looks[Stage.DIKOREKSI].ink)})
        self.views.append(view)
        return view
