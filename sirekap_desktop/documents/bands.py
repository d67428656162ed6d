"""Divides the rows of a recap into strips and pages; what is read together stays together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sirekap_desktop.documents.columns import SEX_WIDTH, Column
from sirekap_desktop.documents.style import LEADING, WIDTH, Face, wrap
from sirekap_desktop.models.form import Row

PAD = 1.0
"""Empty space left and right inside a cell, in mm."""

INDENT = 3.0
"""How far a party's candidates stand behind its name, in mm."""

_SIZE = 8.5
_SMALLEST = 6.5
"""The type shrinks down to this before the rows go on to a second page."""

_READABLE = 7.0
"""Smallest type of rows that stand on several pages anyway."""

_SHRINK = 0.96
_ROOMY = 1.6
"""Rows grow at most by this factor to fill the page."""

_LINE = 0.5
"""What a line of figures has beside its type, in mm."""

_BALANCING = 8


@dataclass(frozen=True)
class Band:
    """A horizontal strip of the table: a heading or one row of the form."""

    row: Row | None
    heading: str
    height: float

    @property
    def steps(self) -> int:
        """Lines of figures inside the strip."""
        return len(self.row.fields) if self.row else 0


@dataclass(frozen=True)
class Layout:
    """The strips of each page, and the size of their type in points."""

    size: float
    pages: tuple[tuple[Band, ...], ...]


@dataclass(frozen=True)
class Piece:
    """Rows that no page break parts; `party` is the row of their party when it stands before."""

    rows: tuple[Row, ...]
    party: Row | None = None

    @property
    def section(self) -> str:
        """The section that the rows belong to."""
        return self.rows[0].section


def opens_party(row: Row) -> bool:
    """Whether a row names a party and holds its own votes."""
    return bool(row.party) and row.fields[0] == f"partai_{row.party}"


def closes_party(row: Row) -> bool:
    """Whether a row holds all votes of a party and its candidates."""
    return bool(row.party) and row.fields[0] == f"partai_{row.party}_total"


def face_of(row: Row) -> Face:
    """A party's name and its sum stand out among its candidates."""
    return Face.BOLD if opens_party(row) or closes_party(row) else Face.REGULAR


def indent_of(row: Row) -> float:
    """How far the wording of a row is moved to the right."""
    return INDENT if row.party and face_of(row) is Face.REGULAR else 0.0


def label_of(row: Row) -> str:
    """The wording of a row; a sum breaks only between its terms."""
    return row.label.replace(" + ", "\u00a0+\u00a0")


def lay_out(
    rows: Sequence[Row],
    label_width: float,
    room: float,
    continued: Callable[[str], str],
    spoken: Column | None = None,
) -> Layout:
    """Strips with heights that fill the room, on as few pages as a legible type allows.

    `continued` words a heading that is repeated; `spoken` is a column of numbers in words.
    """
    size = _SIZE if _least(rows) <= room else 0.0
    while size >= _SMALLEST:
        plan = _Plan(size, label_width, room, continued, spoken)
        page = plan.headed(rows)
        if _high(page) <= room:
            return _grown(size, [page], room)
        size *= _SHRINK
    fewest: list[list[Band]] = []
    for size in _readable():
        plan = _Plan(size, label_width, room, continued, spoken)
        pages = plan.balanced(plan.pieces(rows))
        if not fewest or len(pages) <= len(fewest):
            fewest, best = pages, size
    return _grown(best, fewest, room)


def _least(rows: Sequence[Row]) -> float:
    """Lower than this the rows cannot be."""
    return sum(len(row.fields) for row in rows) * (_SMALLEST * LEADING + _LINE)


def _readable() -> list[float]:
    """The sizes for several pages, from the smallest to the largest."""
    sizes = [_SIZE]
    while sizes[-1] * _SHRINK >= _READABLE:
        sizes.append(sizes[-1] * _SHRINK)
    return sizes[::-1]


def _grown(size: float, pages: Sequence[Sequence[Band]], room: float) -> Layout:
    factor = min(_ROOMY, room / max(_high(page) for page in pages))
    return Layout(
        size,
        tuple(tuple(replace(b, height=b.height * factor) for b in page) for page in pages),
    )


def _high(bands: Iterable[Band]) -> float:
    return sum(band.height for band in bands)


class _Plan:
    """How high everything is at one size of type, and where pages break."""

    def __init__(
        self,
        size: float,
        label_width: float,
        room: float,
        continued: Callable[[str], str],
        spoken: Column | None,
    ) -> None:
        self._size = size
        self._width = label_width
        self._room = room
        self._continued = continued
        self._spoken = spoken
        self._known: dict[Row, Band] = {}

    def headed(self, rows: Sequence[Row]) -> list[Band]:
        """All rows below the headings of their sections."""
        bands: list[Band] = []
        section = ""
        for row in rows:
            if row.section != section:
                section = row.section
                bands.append(self._heading(section))
            bands.append(self._row(row))
        return bands

    def pieces(self, rows: Sequence[Row]) -> list[Piece]:
        """A party stays whole where that leaves no half page empty."""
        pieces: list[Piece] = []
        for party, group in groupby(rows, lambda row: row.party):
            those = tuple(group)
            if not party:
                pieces += [Piece((row,)) for row in those]
            elif len(those) <= 3 or _high(map(self._row, those)) <= self._room / 2:
                pieces.append(Piece(those))
            else:
                head = those[0]
                pieces.append(Piece(those[:2]))
                pieces += [Piece((row,), head) for row in those[2:-2]]
                pieces.append(Piece(those[-2:], head))
        return pieces

    def balanced(self, pieces: Sequence[Piece]) -> list[list[Band]]:
        """As few pages as there can be, about equally full."""
        pages = list(self._filled(pieces, self._room))
        low, high = 0.0, self._room
        for _ in range(_BALANCING):
            middle = (low + high) / 2
            closer = list(self._filled(pieces, middle))
            if len(closer) > len(pages):
                low = middle
            else:
                pages, high = closer, middle
        return pages

    def _filled(self, pieces: Sequence[Piece], capacity: float) -> Iterator[list[Band]]:
        page: list[Band] = []
        section = ""
        for piece in pieces:
            body = [self._row(row) for row in piece.rows]
            lead = [] if piece.section == section else [self._heading(piece.section)]
            if page and _high(page) + _high(lead) + _high(body) > capacity:
                yield page
                page = []
                lead = lead or self._repeated(piece)
            page += [*lead, *body]
            section = piece.section
        yield page

    def _repeated(self, piece: Piece) -> list[Band]:
        """What stands over rows that go on from the page before."""
        heads = [piece.section]
        if piece.party:
            heads.append(f"{piece.party.number}. {piece.party.label}")
        return [self._heading(self._continued(head)) for head in heads]

    def _heading(self, text: str) -> Band:
        return Band(None, text, self._needed(text, Face.BOLD, WIDTH))

    def _row(self, row: Row) -> Band:
        if row not in self._known:
            self._known[row] = self._measured(row)
        return self._known[row]

    def _measured(self, row: Row) -> Band:
        width = self._width + (0 if len(row.fields) > 1 else SEX_WIDTH) - indent_of(row)
        label = self._needed(label_of(row), face_of(row), width)
        step = max(self._line(field) for field in row.fields)
        return Band(row, "", max(label, step * len(row.fields)))

    def _line(self, field: str) -> float:
        lines = 1
        if self._spoken:
            width = self._spoken.width - 2 * PAD
            lines = len(wrap(self._spoken.cells[field], Face.REGULAR, self._size, width))
        return lines * self._size * LEADING + _LINE

    def _needed(self, text: str, face: Face, width: float) -> float:
        lines = wrap(text, face, self._size, width - 2 * PAD)
        return len(lines) * self._size * LEADING + 0.9
