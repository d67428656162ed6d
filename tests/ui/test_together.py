from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.ui.form_panel import FormPanel
from sirekap_desktop.ui.sheet_panel import SheetPanel
from sirekap_desktop.ui.together import Together
from tests import desks
from tests.ui.papers import TEMPLATE, papers, readings

NOTHING = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Pair:
    """Sheets and form of a TPS side by side, as Periksa has them."""

    room: QWidget
    sheet: SheetPanel
    form: FormPanel
    together: Together
    reached: list[str] = field(default_factory=list)

    def rest(self, qtbot: QtBot) -> None:
        """Until a hand's movement has been answered."""
        qtbot.wait(250)

    def in_sight(self, name: str) -> bool:
        return not self.form.fields[name].visibleRegion().isEmpty()

    @property
    def focused(self) -> str:
        return next((n for n, e in self.form.fields.items() if e.hasFocus()), "")

    @property
    def seen(self) -> QPointF:
        view = self.sheet.view
        return view.mapToScene(view.viewport().rect().center())


@pytest.fixture
def pair(qtbot: QtBot) -> Pair:
    room = QWidget()
    qtbot.addWidget(room)
    sheet, form = SheetPanel(TEMPLATE, desks.election()), FormPanel(TEMPLATE, desks.election())
    line = QHBoxLayout(room)
    line.addWidget(sheet)
    line.addWidget(form)
    room.resize(1100, 500)
    made = Pair(room, sheet, form, Together(TEMPLATE, sheet, form))
    form.reached.connect(sheet.go_to)
    form.reached.connect(made.reached.append)
    sheet.show_papers(papers(1, 2, 3), readings())
    with qtbot.waitActive(room):
        room.show()
    form.go_to("pemilih_dpt_l")
    made.reached.clear()
    return made


def drag(pair: Pair, by: QPoint) -> None:
    viewport = pair.sheet.view.viewport()
    start = viewport.rect().center()
    QTest.mousePress(viewport, LEFT, NOTHING, start)
    QTest.mouseMove(viewport, start + by)
    QTest.mouseRelease(viewport, LEFT, NOTHING, start + by)


def test_dragging_the_sheet_scrolls_the_form_and_keeps_the_cursor(pair: Pair, qtbot: QtBot) -> None:
    assert not pair.in_sight("disabilitas_j")
    for _ in range(5):
        drag(pair, QPoint(-40, -150))
    stayed = pair.seen
    pair.rest(qtbot)
    assert pair.in_sight("disabilitas_j")
    assert pair.focused == "pemilih_dpt_l"
    assert pair.sheet.view.current == "pemilih_dpt_l"
    assert pair.reached == []
    assert pair.seen == stayed


def test_the_wheel_does_the_same_when_the_number_has_gone_out_of_sight(
    pair: Pair, qtbot: QtBot
) -> None:
    view = pair.sheet.view
    for _ in range(5):
        drag(pair, QPoint(-40, -150))
    pair.rest(qtbot)
    pair.form.verticalScrollBar().setValue(0)
    point = QPointF(view.viewport().rect().center())
    turned = QWheelEvent(
        point,
        view.viewport().mapToGlobal(point),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        NOTHING,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turned)
    pair.rest(qtbot)
    assert pair.form.verticalScrollBar().value() > 0
    assert pair.reached == []


def test_while_the_number_stays_in_sight_the_form_stays_with_it(pair: Pair, qtbot: QtBot) -> None:
    view = pair.sheet.view
    view.zoom(-3)
    view.pan(0, 1)
    frame = view.frame_of("pemilih_dpt_l")
    assert frame is not None
    assert view.mapToScene(view.viewport().rect()).boundingRect().intersects(frame)
    assert (pair.seen - frame.center()).manhattanLength() > 100
    pair.rest(qtbot)
    assert pair.in_sight("pemilih_dpt_l")
    assert pair.form.verticalScrollBar().value() == 0


def test_moving_the_cursor_moves_the_sheet_once_and_the_form_not_again(
    pair: Pair, qtbot: QtBot
) -> None:
    wandered: list[str] = []
    pair.sheet.view.wandered.connect(wandered.append)
    for name in ("disabilitas_p", "paslon_2", "suara_total", "pemilih_dpt_p"):
        pair.form.go_to(name)
        assert pair.sheet.view.current == name
        pair.rest(qtbot)
    assert wandered == []
    assert pair.reached == ["disabilitas_p", "paslon_2", "suara_total", "pemilih_dpt_p"]


@pytest.mark.parametrize(("page", "first"), [(2, "paslon_1"), (3, "suara_sah")])
def test_turning_the_page_scrolls_to_its_section(
    pair: Pair, qtbot: QtBot, page: int, first: str
) -> None:
    tabs = pair.sheet.pages.tabs
    QTest.mouseClick(tabs, LEFT, NOTHING, tabs.tabRect(page - 1).center())
    pair.rest(qtbot)
    assert pair.in_sight(first)
    assert tabs.currentIndex() == page - 1
    assert pair.focused == "pemilih_dpt_l"
    assert pair.reached == []
    QTest.mouseClick(tabs, LEFT, NOTHING, tabs.tabRect(0).center())
    pair.rest(qtbot)
    assert pair.in_sight("pemilih_dpt_l")


def test_choosing_a_page_moves_the_cursor_to_what_waits_there(pair: Pair) -> None:
    pair.together.go_to_page(2, {"suara_sah", "paslon_3"})
    assert (pair.focused, pair.sheet.view.current) == ("paslon_3", "paslon_3")
    pair.together.go_to_page(3, set())
    assert pair.focused == "suara_sah"
    assert pair.sheet.pages.index == 2


def test_choosing_the_page_of_the_cursor_brings_the_paper_back(pair: Pair) -> None:
    pair.sheet.pages.turn_to(2)
    pair.together.go_to_page(1, set(TEMPLATE.fields))
    assert pair.focused == "pemilih_dpt_l"
    assert pair.sheet.pages.index == 0
    assert pair.sheet.view.framed[0] == "pemilih_dpt_l"


def test_a_click_on_the_paper_moves_the_cursor(pair: Pair) -> None:
    view = pair.sheet.view
    frame = view.frame_of("pengguna_dpt_l")
    assert frame is not None
    QTest.mouseClick(view.viewport(), LEFT, NOTHING, view.mapFromScene(frame.center()))
    assert pair.focused == "pengguna_dpt_l"
    assert pair.reached == ["pengguna_dpt_l"]
