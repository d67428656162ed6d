from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.number_field import NumberField


@pytest.fixture
def entry(qtbot: QtBot) -> NumberField:
    made = NumberField("paslon_1", "Calon Satu")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_proposal_is_never_the_fields_own_text(entry: NumberField) -> None:
    entry.show_state(Stage.TERBACA, None, 123)
    assert entry.text() == ""
    assert entry.typed is None
    assert entry.proposal == 123
    assert "usulan 123" in entry.accessibleDescription()


def test_a_proposal_of_nought_is_told(entry: NumberField) -> None:
    entry.show_state(Stage.TERBACA, None, 0)
    assert "usulan 0" in entry.accessibleDescription()


def test_a_proposal_looks_different_from_a_confirmed_number(entry: NumberField) -> None:
    entry.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    entry.clearFocus()
    entry.show_state(Stage.SESUAI, 123, 123)
    confirmed = entry.grab().toImage()
    assert entry.proposal is None
    entry.show_state(Stage.TERBACA, None, 123)
    proposed = entry.grab().toImage()
    entry.show_state(Stage.PERIKSA, None, None)
    unread = entry.grab().toImage()
    assert confirmed != proposed
    right = range(entry.width() // 2, entry.width() - 6)
    assert {unread.pixelColor(x, entry.height() // 2).name() for x in right} == {
        QColor("#fff0cc").name()
    }


def test_only_three_digits_can_be_typed(entry: NumberField) -> None:
    QTest.keyClicks(entry, "1a-2x345")
    assert entry.text() == "123"
    assert entry.typed == 123


def test_typing_over_a_confirmed_number_replaces_it(entry: NumberField) -> None:
    entry.show_state(Stage.SESUAI, 123, None)
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "45")
    assert (entry.text(), entry.confirmed) == ("45", 123)
    assert entry.typed == 45
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert entry.text() == "123"


def test_typed_digits_outlive_a_refresh_unless_the_record_moved(
    entry: NumberField,
) -> None:
    entry.show_state(Stage.TERBACA, None, 7)
    QTest.keyClicks(entry, "45")
    entry.show_state(Stage.TERBACA, None, 7, keep=True)
    assert entry.typed == 45
    entry.show_state(Stage.SESUAI, 9, 7, keep=True)
    assert entry.text() == "9"


def test_keys_go_to_the_page(entry: NumberField) -> None:
    heard: list[object] = []
    entry.entered.connect(heard.append)
    entry.walked.connect(lambda field, by: heard.append((field, by)))
    entry.zoomed.connect(heard.append)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Plus):
        QTest.keyClick(entry, key)
    QTest.keyClick(entry, Qt.Key.Key_Minus)
    assert heard == ["paslon_1", ("paslon_1", 1), ("paslon_1", -1), 1, -1]
