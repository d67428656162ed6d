"""The first thing that is seen: who sits down at this desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.person_form import PersonForm


class StartPage(QWidget):
    """A card in the middle of the window."""

    given = Signal(object)
    """The `Person` who begins."""

    def __init__(self, last: Person | None = None) -> None:
        super().__init__()
        card = QFrame()
        card.setProperty("role", "panel")
        card.setFixedWidth(theme.px(480))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 24, 32, 24)
        inside.setSpacing(16)
        title = QLabel("Sirekap Desktop")
        title.setProperty("role", "title")
        about = QLabel(
            self.tr(
                "Reads the C.HASIL sheets, carries the district plenary, and makes D.HASIL"
                " KECAMATAN. No internet needed."
            )
        )
        about.setWordWrap(True)
        hint = QLabel(self.tr("Your name stands beside every number that you confirm."))
        hint.setProperty("role", "label")
        hint.setWordWrap(True)
        self.notice = NoticeBar()
        self.form = PersonForm(last)
        self.begin = QPushButton(self.tr("Begin work"))
        self.begin.setProperty("role", "primary")
        self.begin.setEnabled(last is not None)
        self.begin.clicked.connect(self._begin)
        self.form.name.textChanged.connect(lambda text: self.begin.setEnabled(bool(text.strip())))
        self.form.name.returnPressed.connect(self._begin)
        for widget in (title, about, self.form, hint, self.notice, self.begin):
            inside.addWidget(widget)
        column = QVBoxLayout(self)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(self.form.name)

    def refuse(self, error: SirekapError) -> None:
        """The data could not be opened."""
        self.setEnabled(True)
        self.notice.refuse(error)

    def _begin(self) -> None:
        if self.form.person.name:
            self.setEnabled(False)
            self.notice.hide()
            self.given.emit(self.form.person)
