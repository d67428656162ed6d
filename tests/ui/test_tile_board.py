"""The tiles: how they wrap, what the keys do, and what a reader of the screen hears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.election import Desa, Tps
from sirekap_desktop.models.plenary import Place, Stage
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.models.region import Region, tps_code
from sirekap_desktop.ui.tile_board import TileBoard
from sirekap_desktop.ui.tile_model import Row, rows_of
from sirekap_desktop.workflow.lines import TpsLine

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def kecamatan(*sizes: int) -> list[TpsLine]:
    """So many TPS in each desa; every third is closed."""
    lines = []
    for number, size in enumerate(sizes, start=1):
        code = f"11.01.01.20{number:02d}"
        stations = tuple(Tps(tps_code(code, n), n, 120, 130) for n in range(1, size + 1))
        desa = Desa(Region(code, f"Contoh {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number - 1]}"), stations)
        for tps in stations:
            place = Place.SELESAI if tps.number % 3 == 0 else Place.TERBACA
            lines.append(
                TpsLine(
                    desa,
                    tps,
                    Stage.TERBACA,
                    place,
                    Reached.MENUNGGU,
                    frozenset({1, 2, 3}),
                    unconfirmed=28,
                    doubtful=2,
                    doubts=("paslon_1", "paslon_2"),
                    findings=1,
                )
            )
    return lines


def code(desa: int, number: int) -> str:
    return tps_code(f"11.01.01.20{desa:02d}", number)


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., TileBoard]:
    def made(*sizes: int, width: int = 1230, height: int = 480) -> TileBoard:
        board = TileBoard()
        qtbot.addWidget(board)
        board.resize(width, height)
        board.show_lines(kecamatan(*sizes))
        with qtbot.waitExposed(board):
            board.show()
        board.setFocus()
        QApplication.processEvents()
        return board

    return made


def rows(board: TileBoard) -> list[Row]:
    return [board.tiles.row(number) for number in range(board.tiles.rowCount())]


def press(board: TileBoard, *keys: Key, modifier: Qt.KeyboardModifier | None = None) -> str:
    for key in keys:
        QTest.keyClick(board, key, modifier or Qt.KeyboardModifier.NoModifier)
    return board.current


def test_lines_wrap_desa_by_desa_and_count_what_is_closed() -> None:
    made = rows_of(kecamatan(5, 2), None, 3)
    assert [(row.desa, row.first, len(row.tiles)) for row in made] == [
        ("Contoh A", True, 3),
        ("Contoh A", False, 2),
        ("Contoh B", True, 2),
    ]
    assert [(row.closed, row.total) for row in made] == [(1, 5), (1, 5), (0, 2)]


def test_narrowed_lines_close_up_and_leave_out_empty_desa() -> None:
    made = rows_of(kecamatan(5, 2, 4), {code(1, 2), code(1, 5), code(3, 1)}, 3)
    assert [[tile.tps.number for tile in row.tiles] for row in made] == [[2, 5], [1]]
    assert [(row.closed, row.total) for row in made] == [(1, 5), (1, 4)]


@pytest.mark.parametrize("sizes", [(15,) * 20, (60,) * 5, (300,)])
def test_300_tps_fit_the_smallest_screen(
    make: Callable[..., TileBoard], sizes: tuple[int, ...]
) -> None:
    board = make(*sizes, width=1230, height=500)
    assert sum(len(row.tiles) for row in rows(board)) == 300
    assert not board.verticalScrollBar().maximum()
    assert not board.horizontalScrollBar().maximum()
    assert min(board.columnWidth(n) for n in range(board.tiles.width)) >= 50


def test_long_lines_break_at_even_numbers(make: Callable[..., TileBoard]) -> None:
    board = make(60, 60)
    assert board.tiles.width % 5 == 0
    assert [row.tiles[0].tps.number for row in rows(board)[:3]] == [1, 21, 41]


def test_arrows_walk_through_every_tile_and_stop_at_the_ends(
    make: Callable[..., TileBoard],
) -> None:
    board = make(3, 2, width=400)
    assert board.current == code(1, 1), "whoever comes with the tab key stands on the first tile"
    walked = [press(board, Key.Key_Right) for _ in range(5)]
    assert walked == [code(1, 2), code(1, 3), code(2, 1), code(2, 2), code(2, 2)]
    assert press(board, Key.Key_Left, Key.Key_Left) == code(1, 3)
    assert press(board, Key.Key_Down) == code(2, 2), "nearest below"
    assert press(board, Key.Key_Down) == code(2, 2)
    assert press(board, Key.Key_Up) == code(1, 2)


def test_home_and_end_are_those_of_the_desa_and_with_ctrl_of_all(
    make: Callable[..., TileBoard],
) -> None:
    board = make(60, 60, 7)
    board.go_to(code(2, 33))
    assert press(board, Key.Key_End) == code(2, 60)
    assert press(board, Key.Key_Home) == code(2, 1)
    assert press(board, Key.Key_End, modifier=CTRL) == code(3, 7)
    assert press(board, Key.Key_Home, modifier=CTRL) == code(1, 1)
    assert press(board, Key.Key_PageDown) == code(2, 1)
    assert press(board, Key.Key_PageDown, Key.Key_PageDown) == code(3, 7)
    assert press(board, Key.Key_PageUp) == code(2, 1)


def test_a_typed_number_goes_there_first_in_the_same_desa(make: Callable[..., TileBoard]) -> None:
    board = make(20, 20, 30)
    board.go_to(code(2, 3))
    assert press(board, Key.Key_1) == code(2, 1)
    assert press(board, Key.Key_4) == code(2, 14)
    board._since.invalidate()
    board._typed = ""
    assert press(board, Key.Key_2) == code(2, 2)
    assert press(board, Key.Key_5) == code(3, 25), "only there"
    board._typed = ""
    QTest.keyClicks(board, "contoh b")
    assert board.current == code(2, 1)


def test_a_number_typed_later_begins_anew(make: Callable[..., TileBoard]) -> None:
    board = make(20)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.keyboardInputInterval()
    app.setKeyboardInputInterval(1)
    try:
        press(board, Key.Key_1)
        QTest.qWait(20)
        assert press(board, Key.Key_4) == code(1, 4)
    finally:
        app.setKeyboardInputInterval(before)


def test_enter_and_a_click_open(make: Callable[..., TileBoard]) -> None:
    board = make(5)
    opened: list[str] = []
    checked: list[str] = []
    heard: list[str] = []
    board.opened.connect(opened.append)
    board.check_wanted.connect(checked.append)
    board.hearing_wanted.connect(heard.append)
    board.go_to(code(1, 2))
    press(board, Key.Key_Return)
    press(board, Key.Key_Enter, modifier=SHIFT)
    press(board, Key.Key_Return, modifier=CTRL)
    assert (opened, checked, heard) == ([code(1, 2)], [code(1, 2)], [code(1, 2)])
    at = board.visualRect(board.tiles.index_of(code(1, 4))).center()
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [code(1, 2), code(1, 4)]
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(900, 470))
    assert len(opened) == 2


def test_the_menu_names_both_ways(make: Callable[..., TileBoard]) -> None:
    board = make(5)
    line = board.tiles.line(board.tiles.index_of(code(1, 2)))
    assert line is not None
    heard: list[str] = []
    checked: list[str] = []
    board.hearing_wanted.connect(heard.append)
    board.check_wanted.connect(checked.append)
    check, hear = board.menu_of(line).actions()
    assert check.text() == "Periksa TPS 002 Contoh A"
    check.trigger()
    hear.trigger()
    assert (checked, heard) == ([code(1, 2)], [code(1, 2)])


def test_the_menu_key_asks_for_the_tile_with_the_cursor(
    make: Callable[..., TileBoard], monkeypatch: pytest.MonkeyPatch
) -> None:
    board = make(5)
    asked: list[str] = []

    class Menu:
        def popup(self, _: QPoint) -> None:
            asked.append(board.current)

    monkeypatch.setattr(board, "menu_of", lambda _: Menu())
    board.go_to(code(1, 3))
    reasons = QContextMenuEvent.Reason
    tile = board.visualRect(board.tiles.index_of(code(1, 1))).center()
    for reason, at in (
        (reasons.Keyboard, QPoint(0, 0)),
        (reasons.Mouse, tile),
        (reasons.Mouse, QPoint(900, 470)),
    ):
        board.contextMenuEvent(QContextMenuEvent(reason, at, at))
    assert asked == [code(1, 3), code(1, 1)]


def test_the_cursor_stays_on_its_tps(make: Callable[..., TileBoard]) -> None:
    board = make(60, 60)
    board.go_to(code(2, 7))
    resets: list[None] = []
    board.tiles.modelReset.connect(lambda: resets.append(None))
    changed = [
        replace(line, place=Place.SESUAI) if line.tps.number == 7 else line
        for line in kecamatan(60, 60)
    ]
    board.show_lines(changed)
    assert (board.current, resets) == (code(2, 7), []), "no tile moved"
    board.resize(700, 400)
    QApplication.processEvents()
    assert (board.current, len(resets)) == (code(2, 7), 1)
    board.show_lines(changed, {code(1, 1), code(2, 7)})
    assert board.current == code(2, 7)
    board.show_lines(changed, {code(1, 1)})
    assert board.current == ""


def test_every_tile_can_be_heard(make: Callable[..., TileBoard]) -> None:
    board = make(2)
    index = board.tiles.index_of(code(1, 2))
    told = "TPS 002 Contoh A: terbaca · 28 angka belum dikonfirmasi · 2 meragukan · 1 temuan"
    assert board.tiles.data(index, Qt.ItemDataRole.AccessibleTextRole) == told
    assert board.tiles.data(index, Qt.ItemDataRole.ToolTipRole) == told
    table = QAccessible.queryAccessibleInterface(board)
    assert table is not None
    names = [
        cell.text(QAccessible.Text.Name)
        for number in range(table.childCount())
        for cell in [table.child(number)]
        if cell is not None
    ]
    assert told in names
    assert "Contoh A: 0 dari 2 TPS ditutup" in names
    assert "Contoh A" in names


def test_tiles_are_drawn_in_the_colour_of_their_place(make: Callable[..., TileBoard]) -> None:
    board = make(3)
    image = board.viewport().grab().toImage()
    grounds = {
        image.pixelColor(
            board.visualRect(board.tiles.index_of(code(1, n))).topLeft() + QPoint(6, 6)
        ).name()
        for n in (1, 2, 3)
    }
    assert grounds == {"#e6edf5", "#d8ecde"}
