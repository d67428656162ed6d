"""What somebody sees who has just put the program on an empty laptop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from sirekap_desktop.ui.help_page import GuideDialog
from sirekap_desktop.workflow import guiding


class FirstSteps(QFrame):
    """The way from here to the signed document in four lines, and the whole guide behind them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        head = QLabel(self.tr("First steps"))
        head.setProperty("role", "head")
        steps = (
            self.tr("1.  Load the master data here: region, TPS, voters and candidates."),
            self.tr("2.  Import the C.HASIL sheets; confirm every number beside its picture."),
            self.tr("3.  In the plenary, read every TPS out, agree on it, and close it."),
            self.tr("4.  Make D.HASIL KECAMATAN, print it, have it checked, and sign it."),
        )
        self.more = QPushButton(self.tr("Read all eight steps…"))
        self.more.setProperty("role", "link")
        self.more.clicked.connect(lambda: GuideDialog(guiding.FIRST_STEPS, self).open())
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 16)
        column.setSpacing(4)
        column.addWidget(head)
        for step in steps:
            line = QLabel(step)
            line.setWordWrap(True)
            column.addWidget(line)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
