from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from sirekap_desktop.ui import check_acts
from sirekap_desktop.ui.projection import Projection
from sirekap_desktop.ui.projection_paint import DARK, LIGHT, Colours, paint
from sirekap_desktop.ui.projection_scene import Bar, Scene, Told, empty_scene
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import correcting
from tests import desks
from tests.ui.conftest import settle

SIZES = [(1366, 768), (1920, 1080), (1024, 768), (1600, 1200), (640, 480)]


def drawn(scene: Scene, size: tuple[int, int], colours: Colours = DARK) -> QImage:
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(painter, *size, scene, colours, "12:34")
    painter.end()
    return image


@pytest.fixture
def projection(session: Session, qtbot: QtBot, bring: Callable[..., object]) -> Projection:
    bring()
    made = Projection(session)
    qtbot.addWidget(made)
    return made


def load(session: Session) -> check_acts.Loaded:
    return check_acts.load(session.desk, desks.FIRST, {})


def test_a_proposal_is_never_shown_to_the_hall(projection: Projection, session: Session) -> None:
    projection.show_tps(load(session), "")
    assert projection.scene.tps == "TPS 001"
    assert (projection.scene.big, projection.scene.others) == (None, ())


def test_the_number_just_confirmed_is_the_large_one(
    projection: Projection, session: Session
) -> None:
    for field in ("pemilih_dpt_l", "pemilih_dpt_p", "paslon_1"):
        correcting.confirm(session.desk, desks.FIRST, field, desks.GOOD[field], 0)
    projection.show_tps(load(session), "pemilih_dpt_p")
    big = projection.scene.big
    assert big is not None
    assert (big.value, big.old) == (130, None)
    assert [told.value for told in projection.scene.others] == [60, 120]


def test_a_corrected_number_stands_beside_the_one_it_replaced(
    projection: Projection, session: Session
) -> None:
    correcting.confirm(session.desk, desks.FIRST, "paslon_1", 60, 0)
    correcting.confirm(session.desk, desks.FIRST, "paslon_1", 61, 1, "Salah baca")
    projection.show_tps(load(session), "paslon_1")
    big = projection.scene.big
    assert big is not None
    assert (big.value, big.old) == (61, 60)


def test_totals_hold_closed_tps_only(projection: Projection, session: Session) -> None:
    for field, value in desks.GOOD.items():
        correcting.confirm(session.desk, desks.FIRST, field, value, 0)
    projection.look_again()
    settle(session.runner)
    assert [bar.votes for bar in projection.scene.bars] == [0, 0, 0]
    desks.close(session.desk, desks.FIRST)
    projection.look_again()
    settle(session.runner)
    assert [bar.votes for bar in projection.scene.bars] == [60, 90, 42]
    assert (projection.scene.closed, projection.scene.total) == (1, 3)


def full_scene() -> Scene:
    crop = QPixmap(240, 80)
    crop.fill(QColor("#ff00ff"))
    long = "Calon Bernama Panjang Sekali Sampai Tidak Muat, S.T., M.M. – Wakil Bernama Panjang"
    told = Told(long * 2, 999, 888, crop)
    return replace(
        empty_scene(desks.election()),
        desa="Kelurahan Bernama Sangat Panjang Sekali Sampai Penuh",
        tps="TPS 901",
        big=told,
        others=(told,) * 12,
        bars=tuple(Bar(n, long, 12_345_678 * n) for n in range(1, 6)),
    )


@pytest.mark.parametrize("colours", [DARK, LIGHT])
@pytest.mark.parametrize("size", SIZES)
def test_long_names_and_numbers_stay_inside(size: tuple[int, int], colours: Colours) -> None:
    image = drawn(full_scene(), size, colours)
    ground = QColor(colours.ground).rgb()
    width, height = size
    inside = range(int(height * 0.06), height)
    edges = [(x, y) for y in inside for x in (0, 1, width - 2, width - 1)]
    assert all(image.pixel(x, y) == ground for x, y in edges)


def test_the_crop_takes_45_percent_of_the_width() -> None:
    image = drawn(full_scene(), (1366, 768))
    row = 280
    magenta = [x for x in range(1366) if image.pixelColor(x, row) == QColor("#ff00ff")]
    assert magenta
    assert max(magenta) <= 0.45 * 1366
    assert max(magenta) - min(magenta) > 0.35 * 1366


def test_a_simulation_is_marked() -> None:
    scene = empty_scene(desks.election())
    assert drawn(scene, (1366, 768)).pixelColor(2, 2) != QColor(DARK.ground)
    real = replace(scene, simulation=False)
    assert drawn(real, (1366, 768)).pixelColor(2, 2) == QColor(DARK.ground)


def test_dark_and_light(projection: Projection, session: Session) -> None:
    projection.show()
    dark = projection.grab().toImage()
    projection.toggle_colours()
    light = projection.grab().toImage()
    assert dark.pixelColor(3, dark.height() // 2).name() == DARK.ground
    assert light.pixelColor(3, light.height() // 2).name() == LIGHT.ground
    settle(session.runner)
