"""The three dresses of the program: light, dark, and high contrast. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """How a state is shown: letters, ground behind them, and the name of its icon."""

    ink: str
    ground: str
    icon: str


@dataclass(frozen=True)
class Colours:
    """Every colour that a screen may use. What stands on a colour is named after it.

    `looks` holds the states by name: every `Stage` and what else a TPS can be.
    """

    dark: bool
    ink: str
    """Letters."""
    muted: str
    """Letters of less weight: labels, hints, heads of columns."""
    faint: str
    """Letters of what cannot be used now."""
    ground: str
    """Behind everything."""
    paper: str
    """Panels, fields, lists."""
    desk: str
    """Around a page of paper that is shown."""
    hairline: str
    """Parts panels."""
    grid: str
    """Parts the cells of a table; the empty part of a bar."""
    edge: str
    """Around what can be filled in or pressed."""
    thumb: str
    """The handle of a scroll bar."""
    accent: str
    """The one primary button, the chosen, the focus."""
    accent_deep: str
    """The primary button under the pointer."""
    on_accent: str
    """Letters on either accent."""
    pale: str
    """Behind what is chosen or under the pointer."""
    pressed: str
    """Behind what is pressed."""
    idle: str
    """A primary button that cannot be pressed now."""
    on_idle: str
    """Its letters."""
    tip: str
    """Behind a tool tip."""
    on_tip: str
    """Its letters."""
    amber: str
    """The band of a simulation."""
    amber_deep: str
    """Its stripes."""
    on_amber: str
    """Its letters."""
    looks: Mapping[str, Look]


_BAND = {"amber": "#ffc53d", "amber_deep": "#e0a100", "on_amber": "#2b1d00"}


def _looks(**pairs: tuple[str, str]) -> Mapping[str, Look]:
    return {name: Look(ink, ground, name) for name, (ink, ground) in pairs.items()}


LIGHT = Colours(
    dark=False,
    ink="#1b1f24",
    muted="#515b66",
    faint="#656e79",
    ground="#f3f4f6",
    paper="#ffffff",
    desk="#dfe3e8",
    hairline="#d3d8de",
    grid="#e4e7eb",
    edge="#7d8793",
    thumb="#8f99a5",
    accent="#0b4a8f",
    accent_deep="#083769",
    on_accent="#ffffff",
    pale="#e3edf8",
    pressed="#cfdff1",
    idle="#dfe3e8",
    on_idle="#545d67",
    tip="#1b1f24",
    on_tip="#ffffff",
    **_BAND,
    looks=_looks(
        kosong=("#515b66", "#edeff2"),
        difoto=("#4a5a70", "#e3e8ef"),
        terbaca=("#3f5b7a", "#e6edf5"),
        periksa=("#7d4b00", "#fff0cc"),
        sesuai=("#18652c", "#e4f3e7"),
        dikoreksi=("#0a5f6a", "#dcf1f3"),
        salah=("#a81818", "#fce8e8"),
        dipersoalkan=("#9c1650", "#fbe4ee"),
        diputuskan=("#3a3a9c", "#e7e7f8"),
        selesai=("#0c4823", "#d8ecde"),
    ),
)

DARK = Colours(
    dark=True,
    ink="#e9ecf0",
    muted="#aeb8c3",
    faint="#8f99a5",
    ground="#14181d",
    paper="#1d232a",
    desk="#0d1014",
    hairline="#39424d",
    grid="#2d353e",
    edge="#7d8996",
    thumb="#6b7682",
    accent="#85b8f5",
    accent_deep="#abd0fb",
    on_accent="#0b1725",
    pale="#1f3852",
    pressed="#2a4a6c",
    idle="#343d47",
    on_idle="#a7b1bc",
    tip="#e9ecf0",
    on_tip="#14181d",
    **_BAND,
    looks=_looks(
        kosong=("#aeb8c3", "#2a313a"),
        difoto=("#a8bad2", "#273343"),
        terbaca=("#9dbde0", "#21344a"),
        periksa=("#ffc861", "#40310f"),
        sesuai=("#82d897", "#173822"),
        dikoreksi=("#72d5e0", "#12383e"),
        salah=("#ff9d96", "#4a1e1e"),
        dipersoalkan=("#ff9cc4", "#471b31"),
        diputuskan=("#b7b8ff", "#2a2b54"),
        selesai=("#66d394", "#0e3d26"),
    ),
)

CONTRAST = Colours(
    dark=True,
    ink="#ffffff",
    muted="#e8e8e8",
    faint="#b4b4b4",
    ground="#000000",
    paper="#000000",
    desk="#000000",
    hairline="#9a9a9a",
    grid="#6e6e6e",
    edge="#ffffff",
    thumb="#ffffff",
    accent="#ffdd33",
    accent_deep="#fff0a0",
    on_accent="#000000",
    pale="#3a3200",
    pressed="#544800",
    idle="#333333",
    on_idle="#d6d6d6",
    tip="#ffffff",
    on_tip="#000000",
    **_BAND,
    looks=_looks(
        kosong=("#e8e8e8", "#1c1c1c"),
        difoto=("#cfe0f5", "#10161f"),
        terbaca=("#b5d9ff", "#0b1826"),
        periksa=("#ffd36b", "#2a1f00"),
        sesuai=("#98f0ac", "#04200c"),
        dikoreksi=("#86ecf7", "#032226"),
        salah=("#ffb3ad", "#300808"),
        dipersoalkan=("#ffb5d5", "#2e0a1c"),
        diputuskan=("#cdceff", "#12133a"),
        selesai=("#7ff0ac", "#002411"),
    ),
)

DRESSES: Mapping[str, Colours] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
"""The dresses by the name that the settings keep."""
