"""Fields for millimetres."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDoubleSpinBox

from sirekap_desktop.ui import theme


class MmField(QDoubleSpinBox):
    """A length in mm to the tenth."""

    def __init__(self, least: float, most: float) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setDecimals(1)
        self.setSingleStep(0.5)
        self.setSuffix(" mm")
        self.lineEdit().setTextMargins(theme.px(4), 0, 0, 0)

    def sizeHint(self) -> QSize:
        """Room for the longest number and the margin."""
        return super().sizeHint() + QSize(theme.px(4), 0)
