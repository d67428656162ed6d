from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.language import stage_word
from sirekap_desktop.ui.projection_paint import DARK, LIGHT, Colours

ENOUGH = 4.5


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


@pytest.mark.parametrize("stage", list(Stage))
def test_every_state_is_legible_and_has_icon_and_word(stage: Stage) -> None:
    look = theme.STATES[stage]
    assert contrast(look.ink, look.ground) >= ENOUGH
    assert contrast(look.ink, theme.PAPER) >= ENOUGH
    assert contrast(theme.INK, look.ground) >= ENOUGH
    assert not icons.pixmap(look.icon).toImage().isNull()
    assert stage_word(stage)


def test_state_words_and_icons_differ() -> None:
    assert len({stage_word(stage) for stage in Stage}) == len(Stage)
    assert len({look.icon for look in theme.STATES.values()}) == len(Stage)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *product((theme.INK, theme.MUTED, theme.ACCENT), (theme.PAPER, theme.GROUND)),
        (theme.ACCENT, theme.ACCENT_PALE),
        (theme.PAPER, theme.ACCENT),
        (theme.AMBER_INK, theme.AMBER),
    ],
)
def test_letters_are_legible(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= ENOUGH


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
