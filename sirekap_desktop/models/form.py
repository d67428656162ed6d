"""The form template: every box of a C form in millimetres, its fields and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sirekap_desktop.models.formulas import Formula

Box = tuple[float, float, float, float]
"""x, y, width, height in mm from the upper left corner of the sheet."""

Point = tuple[float, float]

NO_TAG = -1
"""The tag number of a page on which none is printed."""


def _around(x: tuple[float, ...], y: tuple[float, ...], width: float, height: float) -> Box:
    """The rectangle around equal parts whose left and top edges ascend."""
    return (x[0], y[0], x[-1] + width - x[0], y[-1] + height - y[0])


@dataclass(frozen=True)
class Bubbles:
    """Ten bubbles under each digit box: left edges, top edges for 0 to 9, diameter, in mm."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    diameter: float

    @property
    def extent(self) -> Box:
        """The rectangle around all bubbles."""
        return _around(self.x, self.y, self.diameter, self.diameter)


@dataclass(frozen=True)
class Grid:
    """A grid of cells: for tally strokes (five in each), row sums or letters."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    cell: tuple[float, float]

    @property
    def extent(self) -> Box:
        """The rectangle around all cells."""
        return _around(self.x, self.y, *self.cell)


@dataclass(frozen=True)
class FieldPlace:
    """Where a field stands on its page: digit boxes from left to right, and what repeats it."""

    field: str
    boxes: tuple[Box, ...]
    guided: bool = False
    bubbles: Bubbles | None = None
    tally: Grid | None = None
    row_sums: Grid | None = None
    words: Box | None = None
    words_print: Box | None = None
    """A printed sign inside the words or letter boxes, which nobody wrote."""
    letters: Grid | None = None
    """Boxes for one capital letter each, in place of `words`."""

    @property
    def extent(self) -> Box:
        """The rectangle around all digit boxes."""
        left = min(b[0] for b in self.boxes)
        top = min(b[1] for b in self.boxes)
        right = max(b[0] + b[2] for b in self.boxes)
        bottom = max(b[1] + b[3] for b in self.boxes)
        return (left, top, right - left, bottom - top)

    @property
    def repeats(self) -> dict[str, Box]:
        """The rectangles in which the number stands once more, by what stands there."""
        parts = {
            "bubbles": self.bubbles and self.bubbles.extent,
            "tally": self.tally and self.tally.extent,
            "sums": self.row_sums and self.row_sums.extent,
            "letters": self.letters and self.letters.extent,
            "words": self.words,
        }
        return {name: box for name, box in parts.items() if box}


@dataclass(frozen=True)
class Frame:
    """A printed rectangle; `width` of its line in mm, `grey` from 0 black to 1 white."""

    box: Box
    width: float
    grey: float


@dataclass(frozen=True)
class Line:
    """A printed line; `width` in mm, `grey` from 0 black to 1 white."""

    start: Point
    end: Point
    width: float
    grey: float


@dataclass(frozen=True)
class Label:
    """Printed text at a baseline point; `size` in mm; `fit` is its printed width, 0 when free.

    `room` is how wide it may become at most, 0 when anything goes: names of people are long.
    """

    text: str
    at: Point
    size: float
    style: str
    align: str
    fit: float
    room: float = 0.0


@dataclass(frozen=True)
class Page:
    """One sheet of a form: its tag number (or NO_TAG), what is read and what is only printed.

    `code` is the text of the QR code printed on it, "" when none; a blank such as `{page:02}`
    stands for the figures that only a printed set of sheets decides.
    """

    number: int
    tag: int
    title: str
    """The printed line that names this page and no other of its form."""
    places: tuple[FieldPlace, ...]
    head: Box
    repeat: str = ""
    """`paslon`, `calon` or `partai`: printed once for so many of them as it has places for."""
    writing: Mapping[str, Point] = field(default_factory=dict)
    """Where the head's names are written: left end of the dotted line, in mm."""
    frames: tuple[Frame, ...] = ()
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the form and of the recap: section, wording and the fields of its columns.

    `each` names whom the row of a pattern stands for (`paslon`, `calon`, `partai`, `partai_calon`
    or `partai_total`); `party` is the number of the party whose row it is, 0 for others.
    """

    section: str
    label: str
    fields: tuple[str, ...]
    number: str = ""
    each: str = ""
    party: int = 0


@dataclass(frozen=True)
class Rule:
    """A check that the law asks for, as data; either `says` formulas or `check` names a function.

    `conditions` say in words what is asked, `meaning` what a breach means for the result;
    `explanation` and `action` are told to the chair, `short` and `typist` to the one who types.
    `on_totals`: holds for sums too; `together`: all breaches make one finding; `repair`: the text
    that offers the one number that would mend it; `quiet`: not told while one of its numbers
    stands in an error; `basis_checked`: the basis was read in the law.
    """

    code: str
    severity: str
    title: str
    meaning: str
    explanation: str
    action: str
    short: str
    typist: str
    basis: str
    says: tuple[Formula, ...] = ()
    check: str = ""
    conditions: tuple[str, ...] = ()
    repair: str = ""
    on_totals: bool = False
    together: bool = False
    quiet: bool = False
    basis_checked: bool = False
    limits: tuple[tuple[str, int], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """What the operator calls each field."""

    def limit(self, name: str) -> int:
        """A figure that the law sets; raises KeyError when the rule file does not have it."""
        return dict(self.limits)[name]


@dataclass(frozen=True)
class Template:
    """A C form: sheets, marks, rows and rules; made by `models.form_files.load`.

    As it is loaded it is a pattern; `models.binding.bind` gives it the contestants of an election.
    `law` is what the rules are made of. `checked`: the geometry was compared with the print file.
    `tag_turned`: by how many degrees, clockwise, the tag is printed turned.

    A form without tag has an empty `tag_family`, one without any marker no `marks` either;
    `code_box` is where its QR code stands. `copy_of` is the id of the form that it repeats on
    smaller paper; `draft` says that no election counts on it either: it can be read, no more.
    """

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
    copy_of: str = ""
    code_box: Box = (0.0, 0.0, 0.0, 0.0)
    draft: bool = False
    frame_grey: float = 0.0
    """How pale the frames of the digit boxes are printed, from 0 black to 1 white."""
    outline: tuple[Row, ...] = ()
    """The rows of the pattern, before each contestant had one."""
    law: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    checked: bool = True
    tag_turned: int = 180

    @property
    def fields(self) -> tuple[str, ...]:
        """All field ids in the order of the paper."""
        return tuple(place.field for page in self.pages for place in page.places)

    def page_of(self, field_id: str) -> tuple[Page, FieldPlace]:
        """The page and place of a field; raises KeyError for a field the form does not have."""
        return self._places[field_id]

    def name_of(self, field_id: str) -> str:
        """The wording of a field's row, with its column or its party when there are several."""
        row = self.row_of(field_id)
        of = field_id[-1].upper() if len(row.fields) > 1 else ""
        if row.party and field_id != (head := f"partai_{row.party}"):
            of = self.row_of(head).label
        return f"{row.label} ({of})" if of else row.label

    def row_of(self, field_id: str) -> Row:
        """The row that shows a field; raises KeyError for a field the form does not have."""
        return self._shown[field_id]

    @cached_property
    def _places(self) -> Mapping[str, tuple[Page, FieldPlace]]:
        """Screens ask for each of 200 numbers where it stands."""
        return {place.field: (page, place) for page in self.pages for place in page.places}

    @cached_property
    def _shown(self) -> Mapping[str, Row]:
        return {field_id: row for row in self.rows for field_id in row.fields}
