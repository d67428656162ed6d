from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import dresses, icons, theme
from sirekap_desktop.ui.dresses import DRESSES
from sirekap_desktop.ui.language import stage_word
from sirekap_desktop.ui.projection_dress import DARK, LIGHT, Colours
from sirekap_desktop.ui.style_sheet import style_sheet

ENOUGH = 4.5
"""For letters."""
SEEN = 3.0
"""For edges."""


def brightness(colour: str) -> float:
    seen = QColor(colour)
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)
        for c in (seen.redF(), seen.greenF(), seen.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=list(DRESSES))
def worn(request: pytest.FixtureRequest) -> Iterator[dresses.Colours]:
    """Each dress, at half as large again; the usual one comes back."""
    theme.wear(DRESSES[request.param], 1.5)
    yield theme.worn()
    theme.wear(dresses.LIGHT, 1.0)


def test_every_state_is_legible_and_has_its_icon(worn: dresses.Colours) -> None:
    assert {stage.value for stage in Stage} < set(worn.looks)
    for state in worn.looks:
        look = theme.look(state)
        assert contrast(look.ink, look.ground) >= ENOUGH
        assert contrast(look.ink, worn.paper) >= ENOUGH
        assert contrast(look.ink, worn.pale) >= ENOUGH
        assert contrast(worn.ink, look.ground) >= ENOUGH
        assert not icons.pixmap(look.icon).toImage().isNull()


def test_state_words_and_icons_differ(worn: dresses.Colours) -> None:
    assert len({stage_word(stage) for stage in Stage}) == len(Stage)
    assert len({look.icon for look in worn.looks.values()}) == len(worn.looks)
    assert len({look.ink for look in worn.looks.values()}) == len(worn.looks)


def test_every_dress_knows_the_same_states() -> None:
    assert len({frozenset(dress.looks) for dress in DRESSES.values()}) == 1


def test_letters_are_legible(worn: dresses.Colours) -> None:
    pairs = [
        *product((worn.ink, worn.muted, worn.accent), (worn.paper, worn.ground, worn.pale)),
        *product((worn.ink,), (worn.pressed, worn.desk)),
        *product((worn.faint,), (worn.paper, worn.ground)),
        *product((worn.on_accent,), (worn.accent, worn.accent_deep)),
        (worn.on_idle, worn.idle),
        (worn.on_tip, worn.tip),
        (worn.on_amber, worn.amber),
    ]
    assert [pair for pair in pairs if contrast(*pair) < ENOUGH] == []


def test_what_can_be_used_has_an_edge_that_is_seen(worn: dresses.Colours) -> None:
    for colour, ground in product((worn.edge, worn.accent), (worn.paper, worn.ground)):
        assert contrast(colour, ground) >= SEEN
    assert contrast(worn.accent, worn.pressed) >= SEEN
    assert contrast(worn.thumb, worn.paper) >= 2.8


def test_high_contrast_is_higher() -> None:
    high = dresses.CONTRAST
    for ink in (high.ink, high.muted, high.faint, high.accent):
        assert contrast(ink, high.paper) >= 7
    for look in high.looks.values():
        assert contrast(look.ink, look.ground) >= 10


def test_lengths_and_letters_grow_together(worn: dresses.Colours) -> None:
    assert worn in DRESSES.values()
    assert theme.px(88) == 132
    assert theme.font(10.5).pixelSize() == 21
    assert theme.square(16) == QSize(24, 24)
    assert icons.pixmap("sesuai", size=16).width() == 24


def test_the_style_sheet_is_whole_in_every_dress(worn: dresses.Colours) -> None:
    sheet = style_sheet()
    assert worn.paper in sheet
    drawings = re.findall(r'url\("([^"]+)"\)', sheet)
    assert drawings
    assert all(Path(file).is_file() for file in drawings)


def test_only_the_dresses_name_colours() -> None:
    """A colour of its own in a screen would stay when another dress is put on."""
    odd = []
    for file in Path(theme.__file__).parent.glob("*.py"):
        if file.name not in ("dresses.py", "projection_dress.py"):
            found = re.findall(r"#[0-9a-fA-F]{6}\b|background: white", file.read_text("utf-8"))
            odd += [f"{file.name}: {colour}" for colour in found]
    assert odd == []


@pytest.mark.parametrize("colours", [DARK, LIGHT])
def test_projection_is_legible_and_no_pair_outshines_another(colours: Colours) -> None:
    for ink in (colours.ink, colours.soft, colours.accent):
        assert contrast(ink, colours.ground) >= ENOUGH
    lights = [brightness(hue) for hue in colours.hues]
    assert max(lights) / min(lights) < 1.5
    assert all(contrast(hue, colours.ground) >= 3 for hue in colours.hues)


def test_bundled_letters_have_figures_of_equal_width() -> None:
    family = theme.load_font()
    assert family
    font = theme.font(15, family)
    assert QFontInfo(font).family() == family
    metrics = QFontMetricsF(font)
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize(("number", "text"), [(7, "7"), (999, "999"), (12345678, "12.345.678")])
def test_thousands_have_a_point(number: int, text: str) -> None:
    assert theme.grouped(number) == text


def test_icons_take_the_colour_that_is_asked_for() -> None:
    picture = icons.pixmap("sesuai", "#ff0000", 32).toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert seen == {"#ff0000"}
