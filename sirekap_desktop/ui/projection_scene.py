"""What the hall sees, as values: only numbers that a person has confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from PySide6.QtGui import QPixmap

LISTED = 3
"""So many of the numbers that were read before the present one stay in sight."""


class NoCrop(StrEnum):
    """Why a number has no piece of paper beside it."""

    TYPED = "typed"
    """Nobody photographed its sheet."""
    COMING = "coming"
    """The picture is being unpacked."""
    LOST = "lost"
    """The stored picture is lost or was changed."""


@dataclass(frozen=True)
class Told:
    """A confirmed number with its piece of paper; `old` is a confirmed one that it replaced.

    `mark` is its column, or the number of the candidate at `hue` on the ballot. `value` is None
    while the number is being checked again; `at` is its place on the form and how many numbers the
    form has.
    """

    label: str
    mark: str
    hue: int | None
    value: int | None
    old: int | None
    crop: QPixmap
    at: tuple[int, int]
    party: str = ""
    """The party whose number or whose candidate's it is."""
    no_crop: NoCrop = NoCrop.TYPED
    """Holds where `crop` is empty."""


@dataclass(frozen=True)
class Bar:
    """The running total of one candidate."""

    number: int
    name: str
    votes: int


@dataclass(frozen=True)
class Sums:
    """The running totals of a desa or of the kecamatan, over its closed TPS, in ballot order."""

    of: str
    bars: tuple[Bar, ...]
    closed: int
    total: int


class Spot(Enum):
    """The state of a TPS as far as it concerns the hall."""

    CLOSED = "closed"
    READING = "reading"
    REOPENED = "reopened"
    OPEN = "open"


@dataclass(frozen=True)
class Tile:
    """One TPS among those of its desa."""

    number: int
    spot: Spot


@dataclass(frozen=True)
class DesaLine:
    """One desa in the tables: its sums, and its TPS in order of number."""

    name: str
    votes: tuple[int, ...]
    tiles: tuple[Tile, ...]

    @property
    def closed(self) -> int:
        """How many of its TPS are closed."""
        return sum(tile.spot is Spot.CLOSED for tile in self.tiles)


@dataclass(frozen=True)
class Page:
    """The desa of one page of a table; `first` counts from 1, `count` is all of them."""

    lines: tuple[DesaLine, ...]
    first: int
    count: int


@dataclass(frozen=True)
class Welcome:
    """Before a TPS is read."""


@dataclass(frozen=True)
class Reading:
    """The number being read out, those read before it (nearest first), the running totals."""

    told: Told | None
    before: tuple[Told, ...]
    sums: Sums | None


@dataclass(frozen=True)
class DesaTotals:
    """The totals of a desa and where each of its TPS stands."""

    sums: Sums
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class KecamatanTotals:
    """The totals of the kecamatan and of each desa on this page.

    Without `page` the bars alone: a table of so many columns would not be legible.
    """

    sums: Sums
    page: Page | None


@dataclass(frozen=True)
class Progress:
    """How far every desa of this page is, and the kecamatan."""

    closed: int
    total: int
    page: Page


Body = Welcome | Reading | DesaTotals | KecamatanTotals | Progress


@dataclass(frozen=True)
class Scene:
    """Everything on the second screen: `name` in large letters, `where` and `title` beside it."""

    name: str
    where: str
    title: str
    body: Body | None
    """None while the sums are still being looked up."""
    now: str
    """What is being read, for the foot."""
    record: str
    """The head of the record."""
    simulation: bool
