"""The two dresses of the projection; the hues of the candidates weigh the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """One dress: ground and letters, the two states that stand out, the candidates' hues."""

    ground: str
    ink: str
    soft: str
    line: str
    track: str
    accent: str
    warn: str
    closed: str
    closed_ground: str
    hues: tuple[str, ...]

    def hue(self, place: int) -> str:
        """The hue of the candidate at that place on the ballot."""
        return self.hues[place % len(self.hues)]


DARK = Colours(
    ground="#11161c",
    ink="#f4f6f8",
    soft="#b3bdc8",
    line="#4a5663",
    track="#232b34",
    accent="#8fc1ff",
    warn="#ffc86b",
    closed="#a6e3bb",
    closed_ground="#1b3b29",
    hues=(
        "#5799db",
        "#d0824a",
        "#4ba670",
        "#bd7ecb",
        "#a4963d",
        "#30a3af",
        "#df7678",
        "#908be4",
    ),
)
LIGHT = Colours(
    ground="#ffffff",
    ink="#14181d",
    soft="#4a545f",
    line="#aeb8c2",
    track="#e9ecf0",
    accent="#0b4a8f",
    warn="#7d4b00",
    closed="#0c4823",
    closed_ground="#d8ecde",
    hues=(
        "#2e71b0",
        "#a55b1f",
        "#197e4a",
        "#9356a1",
        "#7d6e04",
        "#017a84",
        "#b24e52",
        "#6a63b9",
    ),
)
