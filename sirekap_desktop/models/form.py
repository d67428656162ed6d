"""The form template: every box of a C form in millimetres, its fields and its rows."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""x, y, width, height in mm from the upper left corner of the sheet."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Bubbles:
    """Ten bubbles under each digit box: left edges, top edges for 0 to 9, diameter, in mm."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    diameter: float


@dataclass(frozen=True)
class Tally:
    """A grid of cells; a cell holds five strokes."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    cell: tuple[float, float]


@dataclass(frozen=True)
class FieldPlace:
    """Where a field stands on its page: digit boxes from left to right, and what repeats it."""

    field: str
    boxes: tuple[Box, ...]
    guided: bool = False
    bubbles: Bubbles | None = None
    tally: Tally | None = None
    row_sums: Tally | None = None
    words: Box | None = None

    @property
    def extent(self) -> Box:
        """The rectangle around all digit boxes."""
        left = min(b[0] for b in self.boxes)
        top = min(b[1] for b in self.boxes)
        right = max(b[0] + b[2] for b in self.boxes)
        bottom = max(b[1] + b[3] for b in self.boxes)
        return (left, top, right - left, bottom - top)


@dataclass(frozen=True)
class Line:
    """A printed line from one point to another, `width` mm thick, grey 0 black to 1 white."""

    start: Point
    end: Point
    width: float
    grey: float = 0.0
    dash: tuple[float, float] | None = None


@dataclass(frozen=True)
class Label:
    """Printed text; `at` is the baseline point for `align` left, center or right; size in mm."""

    text: str
    at: Point
    size: float
    style: str = "regular"
    align: str = "left"
    turn: float = 0.0
    width: float | None = None


@dataclass(frozen=True)
class Page:
    """One sheet of a form: its tag number, fields and print."""

    number: int
    tag: int
    places: tuple[FieldPlace, ...]
    head: Box
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()
    frames: tuple[tuple[Box, float], ...] = ()
    """Boxes that are printed but not read (date boxes), with their line width in mm."""


@dataclass(frozen=True)
class Row:
    """A row of the form and of the recap: section, wording and the fields of its columns."""

    section: str
    label: str
    fields: tuple[str, ...]
    number: str = ""


@dataclass(frozen=True)
class Rule:
    """A check that the law asks for, as data; `says` is empty for checks written in Python."""

    code: str
    severity: str
    says: tuple[str, ...]
    on_totals: bool
    title: str
    explanation: str
    action: str
    short: str
    basis: str
    limits: dict[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Template:
    """A C form: sheets, marks, rows and rules; made by `models.form_files.load`."""

    form: str
    title: str
    model: str
    recap_model: str
    size: tuple[float, float]
    tag_family: str
    tag_box: Box
    marks: tuple[Point, ...]
    mark_side: float
    frame_width: float
    pages: tuple[Page, ...]
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """All field ids in the order of the paper."""
        return tuple(place.field for page in self.pages for place in page.places)

    def page_of(self, field_id: str) -> tuple[Page, FieldPlace]:
        """The page and place of a field; raises KeyError for a field the form does not have."""
        for page in self.pages:
            for place in page.places:
                if place.field == field_id:
                    return page, place
        raise KeyError(field_id)

    def row_of(self, field_id: str) -> Row:
        """The row that shows a field; raises KeyError for a field the form does not have."""
        for row in self.rows:
            if field_id in row.fields:
                return row
        raise KeyError(field_id)
