"""Whoever works by keyboard alone always sees where the cursor is, in every dress."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import application, theme
from sirekap_desktop.ui.dresses import DRESSES
from sirekap_desktop.ui.fields import CountField, DayField, SearchField
from sirekap_desktop.ui.number_field import NumberField
from sirekap_desktop.ui.tables import Cell, CellTable


def button(role: str) -> QPushButton:
    made = QPushButton("Simpan koreksi")
    made.setProperty("role", role)
    return made


def rail() -> QToolButton:
    made = QToolButton()
    made.setText("Periksa")
    made.setProperty("role", "rail")
    return made


def tabs() -> QTabBar:
    made = QTabBar()
    for word in ("Lembar 1", "Lembar 2"):
        made.addTab(word)
    return made


def list_of_two() -> QListWidget:
    made = QListWidget()
    made.addItems(["satu", "dua"])
    made.setCurrentRow(0)
    return made


def tree() -> QTreeWidget:
    made = QTreeWidget()
    made.setCurrentItem(QTreeWidgetItem(made, ["satu"]))
    return made


def table() -> CellTable:
    made = CellTable("Tabel", ("A", "B"))
    made.cells.show_rows([(Cell("1", ground="#123456"), Cell("2")), (Cell("3"), Cell("4"))])
    made.setCurrentIndex(made.cells.index(1, 1))
    return made


def choice() -> QComboBox:
    made = QComboBox()
    made.addItems(["satu", "dua"])
    return made


def slider() -> QSlider:
    return QSlider(Qt.Orientation.Horizontal)


def page() -> QScrollArea:
    made = QScrollArea()
    made.setProperty("role", "desk")
    return made


KINDS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: button(""),
    "primary": lambda: button("primary"),
    "link": lambda: button("link"),
    "tool": QToolButton,
    "rail": rail,
    "check box": lambda: QCheckBox("Ada keberatan"),
    "radio": lambda: QRadioButton("Ya"),
    "line": QLineEdit,
    "search": lambda: SearchField("Cari", "Cari"),
    "number": lambda: NumberField("paslon_1", "Paslon 1"),
    "count": lambda: CountField(1, 99),
    "day": DayField,
    "words": QPlainTextEdit,
    "choice": choice,
    "slider": slider,
    "tabs": tabs,
    "list": list_of_two,
    "tree": tree,
    "table": table,
    "page": page,
}


@pytest.fixture(params=list(DRESSES), scope="module")
def dressed_in(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    application.dress(qapp, Settings(dress=request.param, text_size="100"))
    yield request.param
    application.dress(qapp)


@pytest.fixture
def show(dressed_in: str, qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Shows a widget in a window beside another one that has the focus."""
    assert theme.worn() is DRESSES[dressed_in]
    window = QWidget()

    def shown(widget: QWidget) -> QWidget:
        column = QVBoxLayout(window)
        other = QPushButton("lain")
        column.addWidget(other)
        column.addWidget(widget)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        other.setFocus()
        QApplication.processEvents()
        return widget

    return shown


def count(picture: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(
        picture.pixel(x, y) == wanted
        for x in range(picture.width())
        for y in range(picture.height())
    )


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_focus_is_a_thick_frame(kind: str, show: Callable[[QWidget], QWidget]) -> None:
    widget = show(KINDS[kind]())
    size = widget.size()
    colour = theme.worn().on_accent if kind == "primary" else theme.worn().accent
    before = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()
    QApplication.processEvents()
    after = widget.grab().toImage()
    around = 2 * (size.height() + size.width())
    if kind in ("tabs", "tool"):  # the frame is around a part
        around //= 2
    assert count(after, colour) - count(before, colour) > 1.3 * around
    assert widget.size() == size


def test_a_cell_keeps_its_ground(show: Callable[[QWidget], QWidget]) -> None:
    made = show(table())
    assert count(made.grab().toImage(), "#123456") > 500
