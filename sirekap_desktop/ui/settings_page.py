"""The screen Pengaturan: how the program looks and behaves on this laptop."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import application, theme
from sirekap_desktop.ui.contests_section import ContestsSection
from sirekap_desktop.ui.fields import CountField
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.session import Session

LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))
"""Each by its own name, so that whoever got lost finds home."""
_STEP = 5
_PATIENCE = 700
"""Milliseconds after the last key on the slider until the size is taken."""


class SettingsPage(QWidget):
    """Cards of settings; each is taken at once, there is nothing to save."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        title = QLabel(self.tr("Settings"))
        title.setProperty("role", "title")
        about = QLabel(
            self.tr("Display and locking hold on this laptop only, for whoever sits here.")
        )
        about.setWordWrap(True)
        self.notice = NoticeBar()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        inside = QWidget()
        inside.setMaximumWidth(theme.px(760))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (title, about, self.notice):
            column.addWidget(widget)
        column.addLayout(self._cards)
        column.addStretch(1)
        around = QHBoxLayout(self)
        around.setContentsMargins(24, 16, 24, 16)
        around.addWidget(inside, 1)
        around.addStretch(0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PATIENCE)
        self._later.timeout.connect(self._take_size)
        self.contests = ContestsSection(session)
        self.add_section(self.tr("Display"), self._display())
        self.add_section(self.tr("Locking"), self._locking())
        self.add_section(self.tr("Elections"), self.contests)

    def add_section(self, title: str, inside: QLayout) -> None:
        """One more card below the others."""
        card = QFrame()
        card.setProperty("role", "panel")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        head = QLabel(title)
        head.setProperty("role", "head")
        column.addWidget(head)
        column.addLayout(inside)
        self._cards.addWidget(card)

    @property
    def spot(self) -> str:
        """The name of the setting with the cursor, "" for none."""
        now = self.focusWidget()
        return now.objectName() if now is not None else ""

    def take_cursor(self, name: str = "") -> None:
        """Begin at the first setting, or go on at another."""
        found = self.findChild(QWidget, name) if name else self.dress
        if isinstance(found, QWidget):
            found.setFocus()

    def wait(self) -> None:
        """Say that the look has to wait."""
        self.notice.say(
            self.tr(
                "The new look comes when the work in hand has ended and every number that was typed"
                " in Check is confirmed."
            ),
            Stage.PERIKSA,
        )

    def _display(self) -> QLayout:
        chosen = self._session.settings
        self.dress = QComboBox()
        self.dress.setObjectName("dress")
        for name, word in (
            ("", self.tr("as the system")),
            ("light", self.tr("light")),
            ("dark", self.tr("dark")),
            ("contrast", self.tr("high contrast")),
        ):
            self.dress.addItem(word, name)
        self.dress.setCurrentIndex(max(0, self.dress.findData(chosen.dress)))
        self.dress.activated.connect(self._take_dress)
        self.language = QComboBox()
        self.language.setObjectName("language")
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(chosen.language)))
        self.language.activated.connect(self._take_language)
        form = _form()
        form.addRow(self.tr("&Colours"), self.dress)
        self._size_label = QLabel(self.tr("Size of the &text"))
        form.addRow(self._size_label, self._sizes())
        form.addRow(self.tr("&Language"), self.language)
        return form

    def _sizes(self) -> QLayout:
        chosen = self._session.settings
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self.text_size.setObjectName("size")
        self.text_size.setRange(application.SMALLEST // _STEP, application.LARGEST // _STEP)
        self.text_size.setPageStep(25 // _STEP)
        self.text_size.setValue(round(application.text_size_of(chosen) / _STEP))
        self.text_size.setAccessibleName(self.tr("Size of the text in percent"))
        self._size_label.setBuddy(self.text_size)
        self._percent = QLabel()
        self._sample = QLabel(self.tr("TPS 014 · 1.234 valid votes · as the paper has it"))
        self._sample.setWordWrap(True)
        self.of_system = QCheckBox(
            self.tr("as the system ({percent} %)").format(percent=application.system_text_size())
        )
        self.of_system.setObjectName("of_system")
        self.of_system.setChecked(not chosen.text_size)
        self.of_system.toggled.connect(self._follow_system)
        self.text_size.setEnabled(not self.of_system.isChecked())
        self.text_size.valueChanged.connect(self._show_size)
        self.text_size.sliderReleased.connect(self._take_size)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.text_size, 1)
        line.addWidget(self._percent)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.of_system)
        column.addLayout(line)
        column.addWidget(self._sample)
        self._show_size()
        self._later.stop()
        return column

    def _locking(self) -> QLayout:
        self.lock = CountField(1, 120)
        self.lock.setObjectName("lock")
        self.lock.setSuffix(self.tr(" minutes"))
        self.lock.setValue(self._session.settings.idle_minutes)
        self.lock.editingFinished.connect(self._take_lock)
        form = _form()
        form.addRow(self.tr("Lock the desk after &idle"), self.lock)
        return form

    def _take_dress(self) -> None:
        self._session.choose(dress=self.dress.currentData())

    def _take_language(self) -> None:
        self._session.choose(language=self.language.currentData())

    @property
    def _wanted(self) -> int:
        return self.text_size.value() * _STEP

    def _show_size(self) -> None:
        self._percent.setText(f"{self._wanted} %")
        sample = theme.font(theme.BASE_POINTS)
        sample.setPixelSize(theme.letters(theme.BASE_POINTS, self._wanted / 100))
        self._sample.setFont(sample)
        if not self.text_size.isSliderDown():
            self._later.start()

    def _take_size(self) -> None:
        self._later.stop()
        if self.text_size.isEnabled() and str(self._wanted) != self._session.settings.text_size:
            self._session.choose(text_size=str(self._wanted))

    def _follow_system(self, follow: bool) -> None:
        self.text_size.setEnabled(not follow)
        if follow:
            self.text_size.setValue(round(application.system_text_size() / _STEP))
        self._later.stop()
        self._session.choose(text_size="" if follow else str(self._wanted))

    def _take_lock(self) -> None:
        minutes = str(self.lock.value())
        if minutes != self._session.settings.lock_minutes:
            self._session.choose(lock_minutes=minutes)


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(12)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form
