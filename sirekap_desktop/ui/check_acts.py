"""The acts behind the screen Periksa, each a plain function for the runner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sirekap_desktop.ui.pictures import picture_of
from sirekap_desktop.ui.sheet_panel import Paper
from sirekap_desktop.workflow import checking, correcting, seconding

if TYPE_CHECKING:
    from sirekap_desktop.models.tally import Entry
    from sirekap_desktop.workflow.checking import TpsView
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.seconding import SecondView


@dataclass(frozen=True)
class Loaded:
    """A TPS as the screen shows it, with its sheets by page and its second entry."""

    view: TpsView
    papers: Mapping[int, Paper]
    second: SecondView | None = None


def load(desk: Desk, tps: str, have: Mapping[str, Paper]) -> Loaded:
    """Look at a TPS; pictures that the screen already `have` (by hash) are not read again."""
    view = checking.look(desk, tps)
    return Loaded(view, papers_of(desk, view, have), seconding.second_view(desk, tps))


def papers_of(desk: Desk, view: TpsView, have: Mapping[str, Paper]) -> Mapping[int, Paper]:
    """The pictures of the sheets of a TPS by page, but for those that are there already."""
    papers = {}
    for page, sheet in view.sheets.items():
        known = have.get(sheet.flat)
        if known is None:
            image = picture_of(checking.sheet_image(desk, sheet))
            known = Paper(sheet.flat, image, sheet.scale)
        papers[page] = known
    return papers


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
