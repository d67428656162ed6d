"""Where the reader in the room is: the one thing that the plenary and the wall both follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from sirekap_desktop.workflow.checking import TpsView


class Step(IntEnum):
    """The stations of a reading, in the order of the plenary."""

    WELCOME = 0
    NUMBER = 1
    DESA = 2
    KECAMATAN = 3
    PROGRESS = 4


Pages = Mapping[Step, int]
"""How many pages the totals of the kecamatan and the progress of all desa take."""


@dataclass(frozen=True)
class Place:
    """One station; `field` is "" while no number of the TPS is confirmed, `page` counts from 0."""

    tps: str | None = None
    step: Step = Step.WELCOME
    field: str = ""
    page: int = 0


class ReadingPlace(QObject):
    """Walks through the confirmed numbers of a TPS in the order of the paper, then the totals.

    It knows only what it hears: whoever loads a TPS, or confirms a number of it, tells by `hear`.
    """

    moved = Signal(object)
    """The `Place`, after every move, and when its number is or is no longer being checked."""

    def __init__(self, pages: Pages | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages = pages or {}
        self._now = Place()
        self._numbers: Mapping[str, bool] = {}

    @property
    def now(self) -> Place:
        """Where the reader is."""
        return self._now

    @property
    def being_checked(self) -> bool:
        """Whether the number in place was confirmed and is not any more: no figure is shown."""
        return self._now.field != "" and not self._numbers.get(self._now.field, False)

    @property
    def stations(self) -> tuple[Place, ...]:
        """Every place that can be gone to, in order."""
        tps = self._now.tps
        ends = [
            Place(tps, step, page=page)
            for step in (Step.KECAMATAN, Step.PROGRESS)
            for page in range(self._pages.get(step, 1))
        ]
        if tps is None:
            return (Place(), *ends)
        told = [Place(tps, Step.NUMBER, name) for name, done in self._numbers.items() if done]
        return (*(told or [Place(tps, Step.NUMBER)]), Place(tps, Step.DESA), *ends)

    def serve(self, pages: Pages) -> None:
        """Go on in another contest, whose totals take another number of pages."""
        self._pages = pages
        if self._now.page >= pages.get(self._now.step, 1):
            self._move(replace(self._now, page=0))

    def start(self, tps: str) -> None:
        """Begin with a TPS; its first confirmed number follows as soon as it is heard of."""
        self._numbers = {}
        self._move(Place(tps, Step.NUMBER))

    def hear(self, view: TpsView) -> None:
        """What is confirmed in a TPS now; another one than the TPS in place is of no interest."""
        if view.tps.code != self._now.tps:
            return
        before = self.being_checked
        self._numbers = {name: f.entry is not None for name, f in view.fields.items()}
        if self._now.step is Step.NUMBER and not self._now.field:
            self._move(self.stations[0])
        elif self.being_checked is not before:
            self.moved.emit(self._now)

    def next(self) -> None:
        """One station on; at the last one nothing happens."""
        ahead = [place for place in self.stations if self._rank(place) > self._rank(self._now)]
        if ahead:
            self._move(ahead[0])

    def back(self) -> None:
        """One station back; at the first one nothing happens."""
        behind = [place for place in self.stations if self._rank(place) < self._rank(self._now)]
        if behind:
            self._move(behind[-1])

    def first(self) -> None:
        """The first confirmed number of the TPS."""
        self._move(self.stations[0])

    def go_to(self, field: str) -> None:
        """A number of the TPS in place; one that is not confirmed is no place to be."""
        if self._numbers.get(field, False):
            self._move(Place(self._now.tps, Step.NUMBER, field))

    def show_totals(self) -> None:
        """The totals nearest to the reader: of the desa, or of the kecamatan without a TPS."""
        self.show_kecamatan() if self._now.tps is None else self.show_desa()

    def show_desa(self) -> None:
        """The totals of the desa; without a TPS there is none."""
        if self._now.tps is not None:
            self._move(Place(self._now.tps, Step.DESA))

    def show_kecamatan(self) -> None:
        """The totals of the kecamatan."""
        self._move(Place(self._now.tps, Step.KECAMATAN))

    def show_progress(self) -> None:
        """How far every desa is."""
        self._move(Place(self._now.tps, Step.PROGRESS))

    def _move(self, place: Place) -> None:
        if place != self._now:
            self._now = place
            self.moved.emit(place)

    def _rank(self, place: Place) -> tuple[int, int]:
        names = list(self._numbers)
        number = names.index(place.field) if place.field in names else -1
        return (place.step, number if place.step is Step.NUMBER else place.page)
