"""The signature block at the foot of every page of D.HASIL: committee and witnesses."""

from __future__ import annotations

from collections.abc import Sequence

from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.style import BODY_BOTTOM, LEADING, MARGIN, WIDTH, Face, wrap
from sirekap_desktop.documents.wording import Wording
from sirekap_desktop.models.election import Contestant
from sirekap_desktop.models.people import Committee

MANY = 5
"""The witnesses of more contestants than these stand in several columns."""

_SPACE = 2.5
"""Between the body of a page and the signatures."""

_BOTTOM = 293.5
"""Where the block ends when it is as high as its witnesses need."""

_BESIDE = 43.0
"""Its height when committee and witnesses stand beside each other."""

_TITLE = 3.6
_HEAD = 4.2
_GAP = 3.0
_OFFICE, _SIGN = 3.6, 13.0
_ROW = 6.2
_TYPE, _SMALLEST = 7.0, 4.0
_HIGHEST = 110.0
"""The rows of the witnesses take this much of a page at most; then their type shrinks."""


class Signatures:
    """Who signs, and where; the same block stands on every page."""

    def __init__(
        self, say: Wording, committee: Committee, contestants: Sequence[Contestant]
    ) -> None:
        members = committee.members + ("",) * (4 - len(committee.members))
        self._say = say
        self._people = [(committee.chair, self._told("chair"))]
        self._people += [(name, self._told("member")) for name in members]
        names = committee.witnesses + ("",) * (len(contestants) - len(committee.witnesses))
        numbers = [str(one.number) for one in contestants]
        self._witnesses = list(zip(numbers, names, strict=False))
        self._grid = _Grid(self._witnesses) if len(contestants) > MANY else None

    @property
    def body_bottom(self) -> float:
        """Above this line, in mm from the upper edge, stands what a page is for."""
        return self._top - _SPACE

    @property
    def _top(self) -> float:
        if self._grid is None:
            return BODY_BOTTOM + _SPACE
        above = 2 * _TITLE + _OFFICE + _SIGN + _GAP / 2
        return _BOTTOM - above - self._grid.height

    def draw(self, paper: Paper) -> None:
        """Draw the block on a page."""
        if self._grid is None:
            self._beside(paper)
        else:
            self._below(paper, self._grid)

    def _told(self, name: str) -> str:
        return self._say.text("signatures", name)

    def _beside(self, paper: Paper) -> None:
        half = (WIDTH - _GAP) / 2
        _panel(
            paper,
            MARGIN,
            self._told("committee"),
            (
                (self._told("number"), 6.0),
                (self._told("name"), half - 6 - 15 - 27),
                (self._told("office"), 15.0),
                (self._told("signature"), 27.0),
            ),
            [(str(n), name, office) for n, (name, office) in enumerate(self._people, start=1)],
        )
        _panel(
            paper,
            MARGIN + half + _GAP,
            self._told("witnesses"),
            (
                (self._told("ballot_number"), 10.0),
                (self._told("name"), half - 10 - 31),
                (self._told("signature"), 31.0),
            ),
            self._witnesses,
        )

    def _below(self, paper: Paper, grid: _Grid) -> None:
        y = self._top
        paper.block((MARGIN, y, WIDTH, _TITLE), self._told("committee"), Face.BOLD, 7.5, "center")
        y += _TITLE
        self._committee(paper, y)
        y += _OFFICE + _SIGN + _GAP / 2
        paper.block((MARGIN, y, WIDTH, _TITLE), self._told("witnesses"), Face.BOLD, 7.5, "center")
        captions = [self._told(name) for name in ("number", "name", "signature")]
        grid.draw(paper, y + _TITLE, captions)

    def _committee(self, paper: Paper, y: float) -> None:
        wide = WIDTH / len(self._people)
        bottom = y + _OFFICE + _SIGN
        paper.frame((MARGIN, y, WIDTH, _OFFICE + _SIGN))
        paper.lines([(MARGIN, y + _OFFICE, MARGIN + WIDTH, y + _OFFICE)])
        for index, (name, office) in enumerate(self._people):
            x = MARGIN + index * wide
            paper.block((x + 0.6, y, wide - 1.2, _OFFICE), office, Face.BOLD, 6.5, "center")
            if index:
                paper.lines([(x, y, x, bottom)])
            if name:
                high = 2 * _TYPE * LEADING
                box = (x + 1, bottom - high - 0.4, wide - 2, high)
                paper.block(box, name, Face.REGULAR, _TYPE, "center")
            else:
                paper.dotted((x + 3, bottom - 2), wide - 6)


class _Grid:
    """The witnesses in columns, read downwards; a row is as high as its longest name needs."""

    def __init__(self, witnesses: Sequence[tuple[str, str]]) -> None:
        count = len(witnesses)
        self._columns = 3 if count <= 12 else 4 if count <= 24 else 5
        self._down = -(-count // self._columns)
        self._witnesses = witnesses
        self._wide = WIDTH / self._columns
        self._number = 6.5
        self._name = (self._wide - self._number) * 0.56
        self._head = _HEAD if self._columns < 5 else 6.2
        self._size = _TYPE
        self._heights = self._needed()
        while self.height > _HIGHEST and self._size > _SMALLEST:
            self._size *= 0.95
            self._heights = self._needed()

    @property
    def height(self) -> float:
        """The height of heads and rows in mm."""
        return self._head + sum(self._heights)

    def draw(self, paper: Paper, top: float, captions: Sequence[str]) -> None:
        """Draw heads and rows below `top`."""
        edges = [top, top + self._head]
        for height in self._heights:
            edges.append(edges[-1] + height)
        segments = [(MARGIN, y, MARGIN + WIDTH, y) for y in edges]
        widths = (self._number, self._name, self._wide - self._number - self._name)
        for column in range(self._columns):
            x = MARGIN + column * self._wide
            for caption, wide in zip(captions, widths, strict=True):
                box = (x + 0.4, top, wide - 0.8, self._head)
                paper.block(box, caption, Face.BOLD, 6.5, "center")
                segments.append((x, top, x, edges[-1]))
                x += wide
        segments.append((MARGIN + WIDTH, top, MARGIN + WIDTH, edges[-1]))
        paper.lines(segments)
        for index, (number, name) in enumerate(self._witnesses):
            column, row = divmod(index, self._down)
            at = (MARGIN + column * self._wide, edges[row + 1])
            self._witness(paper, at, self._heights[row], number, name)

    def _witness(
        self, paper: Paper, at: tuple[float, float], height: float, number: str, name: str
    ) -> None:
        x, y = at
        box = (x + 0.4, y, self._number - 0.8, height)
        paper.block(box, number, Face.REGULAR, _TYPE, "center")
        left = x + self._number
        if name:
            box = (left + 0.8, y + 0.2, self._name - 1.6, height - 0.4)
            paper.block(box, name, Face.REGULAR, self._size)
        else:
            paper.dotted((left + 1.5, y + height - 1.7), self._name - 3)

    def _needed(self) -> list[float]:
        names = [name for _, name in self._witnesses]
        return [max(map(self._high, names[row :: self._down])) for row in range(self._down)]

    def _high(self, name: str) -> float:
        lines = wrap(name, Face.REGULAR, self._size, self._name - 1.6)
        return max(_ROW, len(lines) * self._size * LEADING + 1.2)


def _panel(
    paper: Paper,
    x: float,
    title: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[tuple[str, ...]],
) -> None:
    width = sum(wide for _, wide in columns)
    start = BODY_BOTTOM + _SPACE
    top = start + 4.0
    paper.block((x, start, width, _TITLE), title, Face.BOLD, 7.5, "center")
    height = (_BESIDE - 4.0 - _HEAD) / max(5, len(rows))
    bottom = top + _HEAD + height * len(rows)
    edges = [top, *(top + _HEAD + height * n for n in range(len(rows) + 1))]
    segments = [(x, y, x + width, y) for y in edges]
    left = x
    for caption, wide in columns:
        segments.append((left, top, left, bottom))
        paper.block((left + 0.6, top, wide - 1.2, _HEAD), caption, Face.BOLD, 6.5, "center")
        left += wide
    paper.lines([*segments, (left, top, left, bottom)])
    for row, y in zip(rows, edges[1:], strict=False):
        left = x
        for index, (text, (_, wide)) in enumerate(zip(row, columns, strict=False)):
            align = "center" if index == 0 else "left"
            box = (left + 1, y + 0.3, wide - 2, height - 0.6)
            if index == 1 and not text:
                paper.dotted((left + 2, y + height - 1.7), wide - 4)
            else:
                paper.block(box, text, Face.REGULAR, 8, align)
            left += wide
