from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sirekap_desktop.ui.image_view import Frame, ImageView
from sirekap_desktop.ui.lens import Lens

NOTHING = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
FRAMES = {
    "atas": Frame((60.0, 60.0, 60.0, 18.0), "#18652c"),
    "bawah": Frame((150.0, 300.0, 60.0, 18.0), "#a81818"),
}


@pytest.fixture
def view(qtbot: QtBot) -> ImageView:
    made = ImageView()
    qtbot.addWidget(made)
    made.resize(560, 480)
    with qtbot.waitExposed(made):
        made.show()
    picture = QPixmap(600, 900)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.fillRect(300, 600, 120, 36, QColor("red"))
    painter.end()
    made.show_sheet(picture, 2.0)
    made.set_frames(FRAMES)
    return made


@pytest.fixture
def lens(view: ImageView) -> Lens:
    made = Lens(view)
    view.choose("bawah")
    made.set_on(True)
    return made


def seen(lens: Lens) -> QColor:
    """The colour in the middle of the glass."""
    return lens.grab().toImage().pixelColor(lens.width() // 2, lens.height() // 2)


def near(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() < 4


def test_by_keyboard_alone_it_shows_the_whole_current_number(view: ImageView, lens: Lens) -> None:
    frame = view.frame_of("bawah")
    assert frame is not None
    assert near(lens.middle, frame.center())
    assert seen(lens) == QColor("red")
    assert view.transform().m11() < lens.factor <= 3 * view.transform().m11()
    assert frame.width() * lens.factor < lens.width()
    view.choose("atas")
    frame = view.frame_of("atas")
    assert frame is not None
    assert near(lens.middle, frame.center())
    assert seen(lens) == QColor("white")


def test_it_follows_the_pointer_at_three_times_the_zoom(view: ImageView, lens: Lens) -> None:
    view.fit()
    for point in (QPoint(200, 300), QPoint(330, 60), QPoint(5, 5)):
        QTest.mouseMove(view.viewport(), point)
        QApplication.processEvents()
        assert near(lens.middle, view.mapToScene(point))
        assert lens.factor == pytest.approx(3 * view.transform().m11())
        inside = view.viewport().geometry()
        assert inside.contains(lens.geometry())


def test_another_number_takes_it_back_from_the_pointer(view: ImageView, lens: Lens) -> None:
    QTest.mouseMove(view.viewport(), QPoint(30, 30))
    QApplication.processEvents()
    view.choose("atas")
    frame = view.frame_of("atas")
    assert frame is not None
    assert near(lens.middle, frame.center())


def test_zoom_and_pan_go_on_below_it(view: ImageView, lens: Lens) -> None:
    point = QPoint(280, 240)
    QTest.mouseMove(view.viewport(), point)
    QApplication.processEvents()
    view.zoom(2)
    assert lens.factor == pytest.approx(3 * view.transform().m11())
    before = view.mapToScene(QPoint(0, 0))
    QTest.mousePress(view.viewport(), LEFT, NOTHING, point)
    QTest.mouseMove(view.viewport(), point + QPoint(40, 30))
    QTest.mouseRelease(view.viewport(), LEFT, NOTHING, point + QPoint(40, 30))
    QApplication.processEvents()
    assert view.mapToScene(QPoint(0, 0)) != before
    assert near(lens.middle, view.mapToScene(point + QPoint(40, 30)))


def test_a_click_goes_through_it(view: ImageView, lens: Lens) -> None:
    heard: list[str] = []
    view.chosen.connect(heard.append)
    frame = view.frame_of("bawah")
    assert frame is not None
    here = view.mapFromScene(frame.center())
    assert lens.geometry().contains(view.viewport().mapTo(view, here))
    assert view.childAt(view.viewport().mapTo(view, here)) is view.viewport()
    QTest.mouseClick(view.viewport(), LEFT, NOTHING, here)
    assert heard == ["bawah"]


def test_put_away_it_leaves_nothing_behind(view: ImageView, lens: Lens) -> None:
    lens.set_on(False)
    assert not lens.isVisible()
    assert not view.viewport().hasMouseTracking()
    middle = lens.middle
    view.choose("atas")
    assert lens.middle == middle
