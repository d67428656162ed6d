"""The acts behind the screen Periksa, each a plain function for the runner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.ui.pictures import picture_of
from sirekap_desktop.ui.sheet_panel import Paper
from sirekap_desktop.workflow import checking, correcting, seconding

if TYPE_CHECKING:
    from sirekap_desktop.models.reading import Sheet
    from sirekap_desktop.models.tally import Entry
    from sirekap_desktop.workflow.checking import TpsView
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.seconding import SecondView


MOST_UNPACKED = 4
"""The sheets of a TPS are all unpacked when there are no more than these."""


@dataclass(frozen=True)
class Loaded:
    """A TPS as the screen shows it, with its sheets by page and its second entry."""

    view: TpsView
    papers: Mapping[int, Paper]
    second: SecondView | None = None

    @property
    def first(self) -> str:
        """The first number that nobody has confirmed, "" for none."""
        return next((name for name, one in self.view.fields.items() if one.entry is None), "")

    @property
    def have(self) -> dict[str, Paper]:
        """The pictures by hash, not to be read again."""
        return {paper.flat: paper for paper in self.papers.values()}


def load(desk: Desk, tps: str, have: Mapping[str, Paper], first: str = "") -> Loaded:
    """Look at a TPS; pictures that the screen already `have` (by hash) are not read again.

    The sheet of the number `first`, or of the first that waits, is unpacked beside the work.
    """
    view, second = seconding.look_at_both(desk, tps)
    loaded = Loaded(view, papers_of(desk, view, have), second)
    one = view.fields.get(first or loaded.first)
    if one is not None and one.page in loaded.papers:
        _ = loaded.papers[one.page].image
    return loaded


def papers_of(desk: Desk, view: TpsView, have: Mapping[str, Paper]) -> Mapping[int, Paper]:
    """The pictures of the sheets of a TPS by page, but for those that are there already.

    Those of a form of many sheets are unpacked when they are looked at. A picture that is lost or
    damaged is empty: the numbers of the TPS can be seen all the same.
    """
    few = len(view.sheets) <= MOST_UNPACKED
    papers = {}
    for page, sheet in view.sheets.items():
        known = have.get(sheet.flat)
        if known is None or (known.unpacked and known.image.isNull()):
            packed = Packed(desk, sheet)
            picture = _or_empty(_unpack, packed) if few else packed
            known = Paper(sheet.flat, picture, sheet.scale)
        papers[page] = known
    return papers


@dataclass(frozen=True)
class Packed:
    """A picture in the store; the last few of them stay unpacked."""

    desk: Desk = field(compare=False, repr=False)
    sheet: Sheet

    def __call__(self) -> QImage:
        """Unpack it; empty where it is lost or damaged, until it is there again."""
        return _or_empty(_unpacked, self)

    def __hash__(self) -> int:
        return hash(self.sheet.flat)


def _unpack(packed: Packed) -> QImage:
    return picture_of(checking.sheet_image(packed.desk, packed.sheet))


_unpacked = lru_cache(maxsize=2 * MOST_UNPACKED)(_unpack)


def _or_empty(unpack: Callable[[Packed], QImage], packed: Packed) -> QImage:
    try:
        return unpack(packed)
    except SirekapError:
        return QImage()


def confirm(
    desk: Desk, view: TpsView, field: str, value: int, why: str, have: Mapping[str, Paper]
) -> Loaded:
    """Confirm or correct one number and look again."""
    tps = view.tps.code
    correcting.confirm(desk, tps, field, value, view.fields[field].seen, why)
    return load(desk, tps, have)


def confirm_sure(
    desk: Desk,
    tps: str,
    page: int,
    shown: Mapping[str, tuple[int, int]],
    have: Mapping[str, Paper],
) -> Loaded:
    """Confirm what was looked at on one sheet, and look again."""
    correcting.confirm_sure(desk, tps, page, shown)
    return load(desk, tps, have)


def undo(desk: Desk, tps: str, have: Mapping[str, Paper]) -> tuple[Loaded, Entry]:
    """Take back the person's last entry in a TPS; what was done, and how the TPS looks now."""
    entry = correcting.undo(desk, tps)
    return load(desk, tps, have), entry
