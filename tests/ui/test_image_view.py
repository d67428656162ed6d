from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sirekap_desktop.ui.image_view import Frame, ImageView

SCALE = 2.0
NOTHING = Qt.KeyboardModifier.NoModifier
FRAMES = {
    "atas": Frame((20.0, 20.0, 30.0, 10.0), "#18652c"),
    "bawah": Frame((250.0, 400.0, 30.0, 10.0), "#a81818"),
}


@pytest.fixture
def view(qtbot: QtBot) -> ImageView:
    made = ImageView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    picture = QPixmap(600, 900)
    picture.fill(Qt.GlobalColor.white)
    made.show_sheet(picture, SCALE)
    made.set_frames(FRAMES)
    return made


def middle_of(field: str) -> QPointF:
    x, y, width, height = FRAMES[field].box
    return QPointF((x + width / 2) * SCALE, (y + height / 2) * SCALE)


def click(view: ImageView, point: QPointF) -> None:
    here = view.mapFromScene(point)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NOTHING, here)


def test_choosing_a_field_brings_it_into_the_middle(view: ImageView) -> None:
    view.choose("bawah")
    seen = view.mapToScene(view.viewport().rect().center())
    assert (seen - middle_of("bawah")).manhattanLength() < 60
    assert view.current == "bawah"


def test_a_click_on_a_frame_chooses_its_field(view: ImageView) -> None:
    view.fit()
    heard: list[str] = []
    view.chosen.connect(heard.append)
    for field in FRAMES:
        click(view, middle_of(field))
    click(view, QPointF(300, 500))
    assert heard == ["atas", "bawah"]


def test_dragging_pans_and_chooses_nothing(view: ImageView) -> None:
    view.choose("bawah")
    heard: list[str] = []
    view.chosen.connect(heard.append)
    before = view.mapToScene(QPoint(0, 0))
    start = view.mapFromScene(middle_of("bawah"))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, NOTHING, start)
    QTest.mouseMove(view.viewport(), start + QPoint(40, 30))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, NOTHING, start + QPoint(40, 30))
    assert heard == []
    assert view.mapToScene(QPoint(0, 0)) != before


def test_zoom_by_hand_is_kept_when_another_field_is_chosen(view: ImageView) -> None:
    view.choose("atas")
    view.zoom(2)
    kept = view.transform().m11()
    view.choose("bawah")
    assert view.transform().m11() == pytest.approx(kept)
    view.fit()
    assert view.transform().m11() < kept


def test_zoom_has_limits(view: ImageView) -> None:
    view.zoom(100)
    assert view.transform().m11() == pytest.approx(8.0)
    view.zoom(-200)
    assert view.transform().m11() == pytest.approx(0.9 * 300 / 900, rel=0.05)


def test_a_number_comes_into_view_with_all_that_repeats_it(view: ImageView) -> None:
    whole = (20.0, 200.0, 240.0, 100.0)
    view.set_frames({"lebar": Frame((200.0, 210.0, 30.0, 10.0), "#18652c", whole)})
    view.choose("lebar")
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    x, y, width, height = (side * SCALE for side in whole)
    assert seen.contains(QPointF(x, y))
    assert seen.contains(QPointF(x + width, y + height))
    assert seen.width() < 1.2 * width


def test_the_keyboard_pans_by_quarters(view: ImageView) -> None:
    view.choose("atas")
    before = view.mapToScene(QPoint(0, 0))
    view.pan(1, 1)
    after = view.mapToScene(QPoint(0, 0))
    assert after.x() > before.x()
    assert after.y() > before.y()
    view.pan(-1, -1)
    assert (view.mapToScene(QPoint(0, 0)) - before).manhattanLength() < 2


def test_it_tells_what_a_hand_has_brought_into_the_middle(view: ImageView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.wandered.connect(heard.append)
    view.choose("bawah")
    view.fit()
    view.choose("atas")
    view.resize(420, 320)
    qtbot.wait(250)
    assert heard == []
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    qtbot.wait(250)
    assert heard == ["bawah"]
    view.choose("bawah", move=False)
    view.zoom(1)
    qtbot.wait(250)
    assert heard == ["bawah", "bawah"]


def test_the_current_number_counts_as_long_as_it_is_in_sight(view: ImageView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.wandered.connect(heard.append)
    view.choose("atas", move=False)
    view.fit()
    view.zoom(-0.2)
    qtbot.wait(250)
    assert heard == ["atas"]
