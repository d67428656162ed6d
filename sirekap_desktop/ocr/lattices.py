"""Sorts the cells of a blank sheet: digit boxes in rows, grids of strokes, rows of letter boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sirekap_desktop.models.form import Grid
from sirekap_desktop.ocr.cells import INK, Cell

NEAR = 0.7
"""Millimetres that equal sides and edges may differ."""
DIGIT = (3.5, 32.0)
"""The shortest and the longest side of a digit box."""
SLENDER, BROAD = 0.5, 1.7
"""Its width as parts of its height."""
FEWEST_BOXES, MOST_BOXES = 2, 4
WIDER_GAP = 1.5
"""A gap so many times wider than the narrowest one begins another number."""
STROKES = 35.0
"""The longest side of a cell for strokes."""
FEWEST_STROKES, FEWEST_ROWS = 5, 3
"""Columns and rows of a grid for strokes."""
FEWEST_LETTERS = 8
WIDEST_LETTER = 16.0
MOST_SUMS = 3
"""Columns of a grid for the sums of rows."""
BESIDE = 40.0
"""How far to the right of the strokes their sums stand, in mm."""

Run = tuple[Cell, ...]
"""Equal cells side by side, from left to right."""


@dataclass(frozen=True)
class Lattices:
    """Numbers are rows of digit boxes; each of `tallies` has its sums or None beside it."""

    numbers: tuple[Run, ...]
    tallies: tuple[tuple[Grid, Grid | None], ...]
    letters: tuple[Run, ...]
    used: frozenset[Cell]
    """The cells of all these."""


def sort_cells(cells: Sequence[Cell]) -> Lattices:
    """What the cells of a sheet are for."""
    empty = sorted((c for c in cells if not c.is_printed), key=lambda c: (c.box[1], c.box[0]))
    whole = _adjoining(empty)
    headed = {run: parts for run in whole if (parts := _under_heads(run, cells))}
    stacks = _stacks([run for run in whole if run not in headed])
    strokes = [s for s in stacks if _is_tally(s)]
    sums = {id(s): near for s in strokes if (near := _sums_of(s, stacks)) is not None}
    taken = [*strokes, *sums.values()]
    letters = [run for s in stacks if s not in taken for run in s if _is_letters(run)]
    used = {cell for s in taken for run in s for cell in run} | {c for run in letters for c in run}
    parted = [part for parts in headed.values() for part in parts]
    used |= {cell for part in parted for cell in part}
    numbers = [*parted, *_numbers([cell for cell in empty if cell not in used])]
    numbers.sort(key=lambda run: (run[0].box[1], run[0].box[0]))
    return Lattices(
        numbers=tuple(numbers),
        tallies=tuple((_grid(s), _grid(sums[id(s)]) if id(s) in sums else None) for s in strokes),
        letters=tuple(letters),
        used=frozenset(used | {cell for run in numbers for cell in run}),
    )


def _alike(one: Cell, other: Cell) -> bool:
    sizes = zip(one.box[2:], other.box[2:], strict=True)
    return all(abs(a - b) <= NEAR for a, b in sizes)


def _adjoining(cells: Iterable[Cell]) -> list[Run]:
    """Runs of equal cells that share their upright lines; a cell alone is a run of one."""
    runs: list[list[Cell]] = []
    for line in _lines(cells):
        for cell in line:
            last = runs[-1][-1] if runs and runs[-1][-1] in line else None
            if last and _alike(last, cell) and abs(cell.box[0] - last.right) <= NEAR:
                runs[-1].append(cell)
            else:
                runs.append([cell])
    return [tuple(run) for run in runs]


def _lines(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Cells whose upper edges are level, each line from left to right."""
    lines: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda c: c.box[1]):
        if lines and cell.box[1] - lines[-1][0].box[1] <= NEAR:
            lines[-1].append(cell)
        else:
            lines.append([cell])
    return [sorted(line, key=lambda c: c.box[0]) for line in lines]


def _under_heads(run: Run, cells: Sequence[Cell]) -> tuple[Run, ...]:
    """The numbers of a run of boxes, by the printed heads of its columns; none where these are not.

    Boxes of several numbers may adjoin one another; only the heads L, P, J above tell them apart.
    """
    if len(run) < 2 * FEWEST_BOXES or not _may_hold_digit(run[0]):
        return ()
    lefts = [cell.box[0] for cell in run]
    rights = [cell.right for cell in run]
    spans: dict[int, int] = {}
    for head in cells:
        if not head.is_printed or head.bottom > run[0].box[1] + NEAR:
            continue
        first, last = _at(lefts, head.box[0]), _at(rights, head.right)
        if first is None or last is None:
            continue
        if FEWEST_BOXES <= last - first + 1 <= MOST_BOXES:
            spans[first] = last + 1
    parts, start = [], 0
    while start in spans:
        parts.append(run[start : spans[start]])
        start = spans[start]
    return tuple(parts) if start == len(run) else ()


def _at(edges: Sequence[float], edge: float) -> int | None:
    """Which of the edges this one is."""
    return next((i for i, one in enumerate(edges) if abs(one - edge) <= 2 * NEAR), None)


def _stacks(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that stand on one another, with the same columns, from top to bottom."""
    stacks: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r[0].box[1]):
        for stack in stacks:
            above = stack[-1]
            if (
                len(above) == len(run)
                and abs(above[0].box[2] - run[0].box[2]) <= NEAR
                and abs(above[0].box[3] - run[0].box[3]) <= 2 * NEAR
                and abs(above[0].box[0] - run[0].box[0]) <= NEAR
                and abs(above[0].bottom - run[0].box[1]) <= NEAR
                and not _begins_anew(run)
            ):
                stack.append(run)
                break
        else:
            stacks.append([run])
    return stacks


def _begins_anew(run: Run) -> bool:
    """Whether a black line above a pale grid parts it from the grid of another number."""
    cell = run[len(run) // 2]
    return cell.above > INK and cell.grey > 1 - INK


def _is_tally(stack: Sequence[Run]) -> bool:
    cell = stack[0][0]
    return (
        len(stack) >= FEWEST_ROWS
        and len(stack[0]) >= FEWEST_STROKES
        and max(cell.box[2:]) <= STROKES
    )


def _sums_of(strokes: Sequence[Run], stacks: Sequence[list[Run]]) -> list[Run] | None:
    """The narrow grid beside these strokes that has the same rows."""
    right = strokes[0][-1].right
    beside = [
        stack
        for stack in stacks
        if len(stack) == len(strokes)
        and len(stack[0]) <= MOST_SUMS
        and max(stack[0][0].box[2:]) <= STROKES
        and -NEAR <= stack[0][0].box[0] - right <= BESIDE
        and all(
            abs(one[0].box[1] - other[0].box[1]) <= NEAR
            for one, other in zip(strokes, stack, strict=True)
        )
    ]
    # a margin between two grids is closed in by lines as well: cells that are many come first
    return max(beside, key=lambda stack: len(stack[0]), default=None)


def _is_letters(run: Run) -> bool:
    return len(run) >= FEWEST_LETTERS and run[0].box[2] <= WIDEST_LETTER


def _numbers(cells: Iterable[Cell]) -> list[Run]:
    """Rows of two to four equal boxes with equal gaps."""
    found: list[Run] = []
    for line in _lines(c for c in cells if _may_hold_digit(c)):
        for run in _evenly(line):
            if FEWEST_BOXES <= len(run) <= MOST_BOXES:
                found.append(run)
    return found


def _may_hold_digit(cell: Cell) -> bool:
    _, _, w, h = cell.box
    return DIGIT[0] <= min(w, h) and max(w, h) <= DIGIT[1] and SLENDER <= w / h <= BROAD


def _evenly(line: Sequence[Cell]) -> list[Run]:
    """The cells of a line, parted where sizes change or a gap is wider than the one before."""
    alike: list[list[Cell]] = []
    for cell in line:
        if alike and _alike(alike[-1][-1], cell):
            alike[-1].append(cell)
        else:
            alike.append([cell])
    return [run for group in alike for run in _parted(group)]


def _parted(group: Sequence[Cell]) -> list[Run]:
    gaps = [b.box[0] - a.right for a, b in pairwise(group)]
    near = [gap for gap in gaps if gap <= group[0].box[2]]
    if not near:
        return [(cell,) for cell in group]
    widest = max(WIDER_GAP * min(near), min(near) + 2 * NEAR)
    runs: list[list[Cell]] = [[group[0]]]
    for gap, cell in zip(gaps, group[1:], strict=True):
        if gap <= widest:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [tuple(run) for run in runs]


def _grid(stack: Sequence[Run]) -> Grid:
    """The grid as templates have it: left edges, upper edges, one size for all."""
    cells = [cell for run in stack for cell in run]
    width = sum(cell.box[2] for cell in cells) / len(cells)
    height = sum(cell.box[3] for cell in cells) / len(cells)
    columns = range(len(stack[0]))
    return Grid(
        x=tuple(round(sum(r[i].box[0] for r in stack) / len(stack), 1) for i in columns),
        y=tuple(round(sum(c.box[1] for c in run) / len(run), 1) for run in stack),
        cell=(round(width, 1), round(height, 1)),
    )
