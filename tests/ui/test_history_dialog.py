from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.people import Role
from sirekap_desktop.models.tally import Entry
from sirekap_desktop.ui.history_dialog import HistoryDialog, rows_of
from sirekap_desktop.ui.tables import CellTable
from sirekap_desktop.workflow.histories import Step
from tests import desks

START = datetime(2029, 2, 15, 1, 0, tzinfo=UTC)


def step(number: int, value: int, why: str = "", **other: Any) -> Step:
    entry = Entry(
        tps=desks.FIRST,
        field="paslon_1",
        value=value,
        who="Ketua Satu",
        at=START + timedelta(seconds=number),
        why=why,
        seen=number,
        proposed=60,
    )
    return Step(replace(entry, **other), Role.KETUA)


def texts(*steps: Step) -> list[list[str]]:
    return [[cell.text for cell in row][2:] for row in rows_of(steps)]


def test_each_entry_tells_who_what_instead_of_what_and_why() -> None:
    told = texts(step(0, 60), step(1, 61, "Salah ketik", who="Operator Satu", proposed=None))
    assert told == [
        ["Ketua Satu · ketua", "–", "60", "–", "60"],
        ["Operator Satu · ketua", "60", "61", "Salah ketik", "–"],
    ]


def test_a_number_that_was_taken_back_is_said_to_be() -> None:
    told = texts(step(0, 60), step(1, 60, undoes=0, withdrawn=True), step(2, 62))
    assert [row[1:4] for row in told] == [
        ["–", "60", "–"],
        ["60", "dibatalkan", "membatalkan no. 1"],
        ["dibatalkan", "62", "–"],
    ]


def test_a_correction_that_was_taken_back_leaves_the_number_before() -> None:
    told = texts(step(0, 60), step(1, 61, "Salah baca"), step(2, 60, undoes=1))
    assert told[2][1:4] == ["61", "60", "membatalkan no. 2"]


def test_an_unknown_role_is_left_out_and_only_the_last_entry_counts() -> None:
    rows = rows_of((step(0, 60), replace(step(1, 61), role=None)))
    assert rows[1][2].text == "Ketua Satu"
    assert [row[4].bold for row in rows] == [False, True]


def test_a_long_history_stays_on_the_screen(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    why = "Dicocokkan dengan salinan saksi dan Panwaslu di depan rapat pleno. " * 3
    steps = [step(n, n, why, who="Nama Yang Panjang Sekali, S.H., M.M.") for n in range(20)]
    dialog = HistoryDialog("1 Calon Satu", "sesuai", QPixmap(200, 60), steps, parent)
    dialog.show()
    table = dialog.findChild(CellTable)
    assert table is not None
    assert (dialog.width(), dialog.height()) <= (1024, 640)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.verticalScrollBar().maximum() > 0
    dialog.close()


def test_a_number_without_entries_says_so(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = HistoryDialog("1 Calon Satu", "terbaca", QPixmap(), (), parent)
    dialog.show()
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Angka ini belum dikonfirmasi siapa pun." in shown
    assert dialog.findChild(CellTable) is None
    dialog.close()
