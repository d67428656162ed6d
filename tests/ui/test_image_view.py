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
