"""What a blank sheet shows to somebody who cannot read: boxes, grids, marks and codes, in mm."""

from __future__ import annotations

from dataclasses import dataclass

from sirekap_desktop.models.form import Box, FieldPlace, Frame, Grid, Point


@dataclass(frozen=True)
class TagMark:
    """An AprilTag: its number, where its black square stands, and by how far it is turned."""

    family: str
    number: int
    box: Box
    turned: int


@dataclass(frozen=True)
class CodeMark:
    """A QR code: what it says and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True)
class Layout:
    """All that was found on one sheet of `size` mm.

    `places` are the numbers without their names, each with what seems to repeat it, in the order
    of reading; `grids` and `letters` (a row of letter boxes each) that belong to none of them
    are kept beside. `frame_width` and `frame_grey` are those of the digit boxes. `marks` are the
    four corners at which two black squares touch, upper left, upper right, lower left, lower
    right, or none; `squares` every other black square.
    """

    size: Point
    places: tuple[FieldPlace, ...]
    frames: tuple[Frame, ...]
    frame_width: float
    frame_grey: float = 0.0
    grids: tuple[Grid, ...] = ()
    letters: tuple[tuple[Box, ...], ...] = ()
    marks: tuple[Point, ...] = ()
    mark_side: float = 0.0
    squares: tuple[Box, ...] = ()
    tag: TagMark | None = None
    code: CodeMark | None = None
