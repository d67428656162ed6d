"""Recognises a sheet without tag and marks (C.HASIL SALINAN) by its blank sheet.

Points of the picture are laid on points of the blank by what surrounds them (SIFT), whatever the
turn and slant; the plane so found is then drawn tight on pieces of the blank all over the sheet.
Other forms share whole tables with this one, so nothing counts until the points lie all over the
sheet, nearly every row of boxes stands at its place, and the title says the same letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.models.form import Box, Page, Template
from sirekap_desktop.ocr.locate import Plane, scale_of
from sirekap_desktop.ocr.matching import match, summit

Grey = NDArray[np.uint8]
Array = NDArray[np.float64]

LONG_SIDE, BLANK_LONG_SIDE = 660, 600
"""Pixels of the copies in which points are sought: the fonts of two printers agree when small."""
MOST_POINTS = 2500
RATIO = 0.8
"""How much nearer the best point must be than the second best."""
POINT_ERROR, PIECE_ERROR = 0.01, 0.012
"""How far points and pieces may lie off the plane (paper waves), in parts of the sheet's width."""
REACHES = (0.02, 0.01)
"""How far pieces are sought in the two rounds, in parts of the sheet's width."""
PIECES = (8, 11)
LEAST_LIKENESS = 0.45
"""From here on a piece of the sheet counts as found."""
LETTER_GAP = 0.6
"""Millimetres of paper that part the letters of a title."""
LINE_PART, LETTER_REACH = 18.0, 0.9
"""Millimetres of a title that move together on wavy paper, and by which a letter then moves."""
LEAST_POINTS, LEAST_SPREAD = 40, 0.75
LEAST_ROW, LEAST_ROWS = 0.35, 0.8
"""How like the blank a row of boxes must be, and the part of the rows that must be so."""
LEAST_TITLE = 0.72


@dataclass(frozen=True, eq=False)
class Points:
    """Points of a picture: where they are, in pixels (n, 2), and what surrounds them."""

    at: Array
    surroundings: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Blank:
    """The blank sheet of a page in grey; `scale` is px/mm."""

    template: Template
    page: Page
    picture: Grey
    scale: float

    @cached_property
    def points(self) -> Points:
        """Its points, `at` in mm."""
        found = find_points(self.picture, BLANK_LONG_SIDE)
        return Points((found.at + 0.5) / self.scale, found.surroundings)

    @cached_property
    def pieces(self) -> tuple[Box, ...]:
        """Pieces with print all over the sheet, and every row of boxes with a margin, in mm."""
        (width, height), (across, down) = self.template.size, PIECES
        w, h = width / across, height / down
        tiles = [(i * w, j * h, w, h) for i in range(across) for j in range(down)]
        return (*(tile for tile in tiles if self.has_print(tile)), *self.rows)

    @cached_property
    def rows(self) -> tuple[Box, ...]:
        """The boxes of each number with a margin, in mm."""
        return tuple(_grown(place.extent, 1.5) for place in self.page.places)

    @cached_property
    def title(self) -> tuple[Box, ...]:
        """The title in parts of a few letters, in mm."""
        label = next(one for one in self.page.labels if one.text == self.page.title)
        left = label.at[0] - (label.fit / 2 if label.align == "center" else 0.0)
        return _parts((left, label.at[1] - 0.72 * label.size, label.fit, 0.82 * label.size))

    def has_print(self, box: Box) -> bool:
        """Whether anything is printed there."""
        return float(_piece(self.picture, self.scale, box).std()) > 4

    def letters(self, part: Box) -> Iterator[Box]:
        """The letters of a part of the title; those that touch stay together."""
        ink = np.nonzero(_piece(self.picture, self.scale, part).min(axis=0) < 140)[0]
        for run in np.split(ink, np.nonzero(np.diff(ink) > LETTER_GAP * self.scale)[0] + 1):
            if len(run):
                left, right = part[0] + run[0] / self.scale, part[0] + (run[-1] + 1) / self.scale
                yield _grown((left, part[1], right - left, part[3]), 0.4)


@dataclass(frozen=True)
class Match:
    """A page found in a picture, with its proof.

    `points` agree with the plane and lie in `spread` of the sheet's twelfths; `rows` is the part
    of the rows of boxes that stand at their place, `residual` how far (mm) all but a tenth of
    them lie from it; `title` is how like the blank's letters the title is, -1 to 1.
    """

    plane: Plane
    points: int
    spread: float
    rows: float
    residual: float
    title: float

    @property
    def is_proven(self) -> bool:
        """Whether it can be no other page."""
        return (
            self.points >= LEAST_POINTS
            and self.spread >= LEAST_SPREAD
            and self.rows >= LEAST_ROWS
            and self.title >= LEAST_TITLE
        )


class Blanks:
    """The blank sheets of the forms without marker; read from `folder` when first needed."""

    def __init__(self, templates: Iterable[Template], folder: Path) -> None:
        self._templates = tuple(templates)
        self._folder = folder

    @cached_property
    def all(self) -> tuple[Blank, ...]:
        """One for each page."""
        return tuple(
            self._blank(template, page) for template in self._templates for page in template.pages
        )

    def _blank(self, template: Template, page: Page) -> Blank:
        data = (self._folder / template.form / f"blank_{page.number}.png").read_bytes()
        decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
        picture = np.asarray(decoded, np.uint8)
        return Blank(template, page, picture, picture.shape[1] / template.size[0])


def recognise(grey: Grey, blanks: Sequence[Blank]) -> tuple[Template, Page, Match] | None:
    """The one page that is in the picture and where; None when none or more than one is."""
    seen = find_points(grey, LONG_SIDE)
    found = [
        (blank.template, blank.page, one)
        for blank in blanks
        if (one := match_blank(grey, seen, blank)) is not None and one.is_proven
    ]
    return found[0] if len(found) == 1 else None


def find_points(grey: Grey, long_side: int) -> Points:
    """The most telling points of a grey picture, sought in a copy of `long_side` pixels."""
    factor = min(1.0, long_side / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    points, surroundings = cv2.SIFT.create(MOST_POINTS).detectAndCompute(small, None)
    at = np.array([point.pt for point in points], np.float64).reshape(-1, 2)
    if surroundings is None:
        surroundings = np.zeros((0, 128), np.float32)
    return Points((at + 0.5) / factor - 0.5, np.asarray(surroundings, np.float32))


def match_blank(grey: Grey, seen: Points, blank: Blank) -> Match | None:
    """The blank's page in a picture with the points `seen`; None when they do not suffice.

    What comes back still has to be judged: see `Match.is_proven`.
    """
    sheet, picture = _pairs(blank.points, seen)
    if len(sheet) < LEAST_POINTS:
        return None
    error = POINT_ERROR * blank.template.size[0]
    back, kept = cv2.findHomography(picture, sheet, cv2.USAC_MAGSAC, error, maxIters=5000)
    if back is None or np.count_nonzero(kept) < LEAST_POINTS or np.linalg.det(back) <= 0:
        return None
    spread = _spread(sheet[kept.ravel() > 0], blank.template.size)
    if spread < LEAST_SPREAD:
        return None
    small, shrink = _shrunk(grey, np.asarray(np.linalg.inv(back), np.float64), blank)
    matrix = _tightened(small, shrink @ np.linalg.inv(back), blank)
    if matrix is None:
        return None
    flat = _soft(_flatten(small, matrix, blank.template.size, blank.scale))
    rows, residual = _rows(flat, blank)
    matrix = np.asarray(np.linalg.inv(shrink) @ matrix, np.float64)
    plane = Plane(matrix, scale_of(matrix, blank.template))
    return Match(plane, int(np.count_nonzero(kept)), spread, rows, residual, _title(flat, blank))


def _pairs(blank: Points, seen: Points) -> tuple[Array, Array]:
    """Points of the blank (mm) and of the picture (px) that belong to no other so well."""
    if len(seen.at) < 2:
        return np.zeros((0, 2)), np.zeros((0, 2))
    nearest = cv2.BFMatcher().knnMatch(blank.surroundings, seen.surroundings, 2)
    good = [one for one, other in nearest if one.distance < RATIO * other.distance]
    return (
        blank.at[[one.queryIdx for one in good]],
        seen.at[[one.trainIdx for one in good]],
    )


def _spread(points: Array, size: tuple[float, float]) -> float:
    cells = np.floor(points / np.array(size) * [3, 4]).astype(int)
    return len({(x, y) for x, y in cells if 0 <= x < 3 and 0 <= y < 4}) / 12


def _tightened(grey: Grey, matrix: Array, blank: Blank) -> Array | None:
    """The plane through the pieces of the blank that are found near their places."""
    size, scale = blank.template.size, blank.scale / 2
    small = cv2.resize(blank.picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    printed = _soft(np.asarray(small, np.uint8))
    for reach in REACHES:
        flat = _soft(_flatten(grey, matrix, size, scale))
        looks = [_look(flat, printed, scale, box, reach * size[0]) for box in blank.pieces]
        found = [
            (_middle(box), _middle(box) + look[:2])
            for box, look in zip(blank.pieces, looks, strict=True)
            if look[2] >= LEAST_LIKENESS
        ]
        if len(found) < len(blank.pieces) / 3:
            return None
        places, shown = (np.array(side) for side in zip(*found, strict=True))
        moved, _ = cv2.findHomography(places, shown, cv2.RANSAC, PIECE_ERROR * size[0])
        if moved is None:
            return None
        matrix = np.asarray(matrix @ moved, np.float64)
    return matrix / float(matrix[2, 2])


def _rows(flat: Grey, blank: Blank) -> tuple[float, float]:
    """The part of the rows of boxes that are seen, and how far off (mm) all but a tenth lie."""
    printed = _soft(blank.picture)
    reach = REACHES[-1] * blank.template.size[0]
    looks = np.array([_look(flat, printed, blank.scale, box, reach) for box in blank.rows])
    seen = looks[:, 2] >= LEAST_ROW
    if not seen.any():
        return 0.0, float("inf")
    return float(seen.mean()), float(np.quantile(np.hypot(*looks[seen, :2].T), 0.9))


def _title(flat: Grey, blank: Blank) -> float:
    """How like the blank's the letters of the title are: the mean of the worst quarter."""
    printed, reach = _soft(blank.picture), REACHES[0] * blank.template.size[0]
    looks = [_look(flat, printed, blank.scale, part, reach) for part in blank.title]
    middles = [_middle(part)[0] for part in blank.title]
    across, down, _ = zip(*looks, strict=True)
    likeness = []
    for letter in (letter for part in blank.title for letter in blank.letters(part)):
        at = _middle(letter)[0]
        around = (float(np.interp(at, middles, across)), float(np.interp(at, middles, down)))
        likeness.append(_look(flat, printed, blank.scale, letter, LETTER_REACH, around)[2])
    return float(np.sort(likeness)[: max(1, len(likeness) // 4)].mean())


def _look(
    flat: Grey,
    printed: Grey,
    scale: float,
    box: Box,
    reach: float,
    around: tuple[float, float] = (0.0, 0.0),
) -> tuple[float, float, float]:
    """Where a box of the blank (mm) stands on the flat sheet: dx, dy (mm) and its likeness."""
    piece = _piece(printed, scale, box)
    left, top = (max(0, round(side * scale)) for side in box[:2])
    pad = max(1, round(reach * scale))
    high, wide = piece.shape
    x, y = left + round(around[0] * scale), top + round(around[1] * scale)
    rows = np.clip(np.arange(y - pad, y + high + pad), 0, flat.shape[0] - 1)
    columns = np.clip(np.arange(x - pad, x + wide + pad), 0, flat.shape[1] - 1)
    seen = flat[np.ix_(rows, columns)].astype(np.float32)
    answer = match(seen, piece.astype(np.float32))
    _, likeness, _, (column, row) = cv2.minMaxLoc(answer)
    dx, dy = summit(answer, column, row)
    return (x - left + dx - pad) / scale, (y - top + dy - pad) / scale, float(likeness)


def _piece(picture: Grey, scale: float, box: Box) -> Grey:
    left, top = (max(0, round(side * scale)) for side in box[:2])
    right, bottom = round((box[0] + box[2]) * scale), round((box[1] + box[3]) * scale)
    return picture[top:bottom, left:right]


def _shrunk(grey: Grey, matrix: Array, blank: Blank) -> tuple[Grey, Array]:
    """A copy of the picture hardly finer than the blank, and the way from picture to copy."""
    factor = min(1.0, 1.5 * blank.scale / scale_of(matrix, blank.template))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    shift = (factor - 1) / 2
    return np.asarray(small, np.uint8), np.array(
        [[factor, 0, shift], [0, factor, shift], [0, 0, 1]]
    )


def _flatten(grey: Grey, matrix: Array, size: tuple[float, float], scale: float) -> Grey:
    """The sheet seen from above, `scale` px/mm."""
    half = 0.5 / scale
    to_sheet = np.array([[1 / scale, 0, half], [0, 1 / scale, half], [0, 0, 1]])
    pixels = (round(size[0] * scale), round(size[1] * scale))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(grey, matrix @ to_sheet, pixels, flags=flags, borderValue=255)
    return np.asarray(flat, np.uint8)


def _soft(picture: Grey) -> Grey:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.6), np.uint8)


def _grown(box: Box, edge: float) -> Box:
    return (box[0] - edge, box[1] - edge, box[2] + 2 * edge, box[3] + 2 * edge)


def _parts(line: Box) -> tuple[Box, ...]:
    """A line of print in equal parts that are about LINE_PART long."""
    count = max(1, round(line[2] / LINE_PART))
    width = line[2] / count
    return tuple((line[0] + i * width, line[1], width, line[3]) for i in range(count))


def _middle(box: Box) -> Array:
    return np.array([box[0] + box[2] / 2, box[1] + box[3] / 2])
