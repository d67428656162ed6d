"""What stands on the wall can be read from the last row, and nothing covers another thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication

from sirekap_desktop.settings import Settings
from sirekap_desktop.ui import application
from sirekap_desktop.ui import projection_scene as scenes
from sirekap_desktop.ui.charts import LEAST, Wall, fitted, letters
from sirekap_desktop.ui.projection_dress import DARK, LIGHT, Colours
from sirekap_desktop.ui.projection_parts import ranges
from sirekap_desktop.ui.projection_progress import percent
from tests.ui import walls

SIZES = [(1024, 768), (1366, 768), (1920, 1080), (1280, 1024), (640, 480)]
KINDS = walls.KINDS
MANY = [(2, 3), (3, 12), (8, 40), (8, 130)]
"""Candidates, and TPS of a desa."""


@pytest.fixture(params=["id", "en"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """Each language of the screens; the usual one comes back."""
    application.dress(qapp, Settings(language=request.param))
    yield
    application.dress(qapp)


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> walls.Spy:
    made = walls.Spy()
    monkeypatch.setattr(Wall, "line", lambda wall, *what: made.line(wall, *what))
    return made


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("many", MANY)
@pytest.mark.usefixtures("spoken")
def test_all_is_legible_and_nothing_overlaps(
    spy: walls.Spy, kind: str, many: tuple[int, int], size: tuple[int, int]
) -> None:
    walls.drawn(walls.scene(walls.bodies(*many)[kind]), size, DARK)
    width, height = size
    foot = height * 0.95
    for one in spy.lines:
        share = LEAST if one.ink.center().y() < foot else 2.0
        assert one.pixels >= height * share / 100, one
        assert one.ink.width() <= one.room.width() + 1, one
        assert one.ink.left() >= 0, one
        assert one.ink.right() <= width, one
        assert one.ink.top() >= height * 0.03, one
        assert one.ink.bottom() <= height, one
    for one, other in combinations(spy.lines, 2):
        shared = one.ink.intersected(other.ink)
        assert shared.width() < 2 or shared.height() < 2, (one, other)


@pytest.mark.parametrize("kind", ["first", "reading", "desa", "kecamatan"])
@pytest.mark.parametrize("size", SIZES)
def test_no_figure_is_ever_cut(spy: walls.Spy, kind: str, size: tuple[int, int]) -> None:
    body = walls.bodies(8, 12)[kind]
    walls.drawn(walls.scene(body), size, DARK)
    texts = [one.text for one in spy.lines]
    for n in range(1, 9):
        assert f"{123_456 * n:,}".replace(",", ".") in texts
        assert str(n) in texts
    if isinstance(body, scenes.KecamatanTotals):
        assert texts.count("987.648") == 1
        assert texts.count("98.764") == 8


@pytest.mark.parametrize("kind", ["first", "reading", "desa", "kecamatan"])
@pytest.mark.parametrize("candidates", [2, 3, 5, 8])
@pytest.mark.parametrize("size", SIZES)
def test_every_candidate_has_a_bar_in_the_same_measure(
    kind: str, candidates: int, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: dict[str, list[QRectF]] = {}

    def fill(wall: Wall, place: QRectF, colour: str) -> None:
        del wall
        filled.setdefault(colour, []).append(QRectF(place))

    monkeypatch.setattr(Wall, "fill", fill)
    walls.drawn(walls.scene(walls.bodies(candidates, 12)[kind]), size, DARK)
    tracks = filled[DARK.track]
    assert len(tracks) == candidates
    for n in range(candidates):
        [bar] = [one for one in filled[DARK.hue(n)] if one in tracks or one.width() != one.height()]
        track = next(one for one in tracks if one.topLeft() == bar.topLeft())
        assert bar.height() >= 0.012 * size[1]
        assert bar.width() == pytest.approx(track.width() * (n + 1) / candidates)


@pytest.mark.parametrize("size", SIZES)
def test_the_figure_is_15_hundredths_of_the_height(spy: walls.Spy, size: tuple[int, int]) -> None:
    walls.drawn(walls.scene(walls.bodies(3, 12)["reading"]), size, LIGHT)
    [large] = [one for one in spy.lines if one.text == "999" and one.pixels > size[1] * 0.2]
    digit = QFontMetricsF(letters(large.pixels, bold=True)).tightBoundingRect("0")
    assert digit.height() >= size[1] * 0.14
    [name] = [one for one in spy.lines if one.text == "TPS 901"]
    assert name.pixels >= size[1] * 0.089


@pytest.mark.parametrize("colours", [DARK, LIGHT])
@pytest.mark.parametrize("kind", KINDS)
def test_the_edges_stay_free(kind: str, colours: Colours) -> None:
    width, height = 1366, 768
    image = walls.drawn(walls.scene(walls.bodies(8, 130)[kind]), (width, height), colours)
    ground = QColor(colours.ground).rgb()
    down = range(int(height * 0.05), height)
    assert all(image.pixel(x, y) == ground for y in down for x in (0, 1, width - 2, width - 1))
    assert any(image.pixel(x, height // 10) != ground for x in range(width))


def test_the_crop_takes_45_percent_of_the_width() -> None:
    scene = walls.scene(walls.bodies(8, 12)["first"])
    for width, height in SIZES:
        image = walls.drawn(scene, (width, height), DARK)
        row = round(height * 0.35)
        paper = [x for x in range(width) if image.pixelColor(x, row) == QColor(walls.PAPER)]
        assert max(paper) <= 0.45 * width
        assert max(paper) - min(paper) > 0.34 * width


def test_a_number_being_checked_has_no_figure(spy: walls.Spy) -> None:
    body = walls.bodies(3, 12)["checked"]
    assert isinstance(body, scenes.Reading)
    walls.drawn(walls.scene(scenes.Reading(body.told, (), None)), (1366, 768), DARK)
    texts = [one.text for one in spy.lines]
    assert "sedang diperiksa kembali" in " ".join(texts)
    assert "7" not in texts


def test_totals_say_that_they_are_provisional_until_every_tps_is_closed(spy: walls.Spy) -> None:
    partly = scenes.Sums("Desa Contoh", walls.bars(2), 3, 12)
    whole = scenes.Sums("Desa Contoh", walls.bars(2), 12, 12)
    for sums in (partly, whole):
        walls.drawn(walls.scene(scenes.DesaTotals(sums, walls.tiles(12))), (1366, 768), DARK)
    texts = [one.text for one in spy.lines]
    assert "Desa Contoh · Sementara: 3 dari 12 TPS" in texts
    assert "Desa Contoh · Semua 12 TPS ditutup" in texts


def test_a_desa_without_a_closed_tps_has_no_sums(spy: walls.Spy) -> None:
    open_ones = tuple(scenes.Tile(n, scenes.Spot.OPEN) for n in (1, 2))
    page = scenes.Page((scenes.DesaLine("Contoh", (0, 0), open_ones),), 1, 1)
    sums = scenes.Sums("Kecamatan", walls.bars(2), 0, 2)
    walls.drawn(walls.scene(scenes.KecamatanTotals(sums, page)), (1366, 768), DARK)
    assert [one.text for one in spy.lines].count("–") == 2


def test_a_simulation_is_marked() -> None:
    band = walls.drawn(walls.scene(scenes.Welcome()), (1366, 768), DARK)
    real = walls.drawn(walls.scene(scenes.Welcome(), simulation=False), (1366, 768), DARK)
    assert band.pixelColor(2, 2) != QColor(DARK.ground)
    assert real.pixelColor(2, 2) == QColor(DARK.ground)


def test_text_shrinks_then_breaks_then_ends_in_an_ellipsis() -> None:
    text = "Jumlah seluruh suara sah dan suara tidak sah"
    assert fitted(text, 30, 20, 2000, 40, False) == (30, (text,))
    size, [line] = fitted(text, 30, 20, 520, 30, False)
    assert (20 <= size < 30, line) == (True, text)
    assert len(fitted(text, 30, 20, 400, 80, False)[1]) == 2
    size, [line] = fitted(text, 30, 20, 200, 30, False)
    assert size == 20
    assert line.endswith("…")
    size, lines = fitted("SatuKataYangTidakDapatDipecah " * 3, 30, 20, 150, 60, False)
    assert all(QFontMetricsF(letters(size)).horizontalAdvance(one) <= 150 for one in lines)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([1, 2, 3, 7, 9, 10], "001–003, 007, 009–010"), ([901], "901"), ([], "")],
)
def test_numbers_of_tps_are_told_as_ranges(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text


def test_only_all_of_it_is_100_percent() -> None:
    assert [percent(n, 300) for n in (0, 1, 299, 300)] == ["0%", "0%", "99%", "100%"]
