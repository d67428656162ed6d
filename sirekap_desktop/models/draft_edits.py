"""What the template studio does to a draft: pure functions, each from one draft to the next.

Numbers are told by their page and their places in it (0…). An act that makes no sense is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.models.form import Box, Bubbles, FieldPlace, Grid, Page, Point, Row
from sirekap_desktop.models.known_fields import KnownRow, known_row, outline_of
from sirekap_desktop.models.layout import Layout

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
COUNTED = re.compile(r"(.*\D)(\d+)")
"""A field whose name counts up."""
SAME_LINE = 5.0
"""Numbers whose upper edges differ by less, in mm, stand on one line."""
SAME_BOX = 0.5
"""Part of a number's boxes that another one covers where both are the same."""
PARTS = ("bubbles", "tally", "row_sums", "words", "words_print", "letters")


def name(draft: Draft, page: int, index: int, field: str) -> Draft:
    """Give a number its field; an empty one takes the name away. Raises `field_name_bad`."""
    if field and not NAME.fullmatch(field):
        raise SirekapError("field_name_bad", field=field)
    return _each(draft, page, [index], lambda place: replace(place, field=field))


def name_row(draft: Draft, page: int, indexes: Sequence[int], row: str) -> Draft:
    """Name numbers by a row: its columns from left to right, its slots in the order of reading.

    Raises `row_columns` when there are other than three numbers for L, P and J, `row_single` when
    one name would go to several, and `field_name_bad`.
    """
    known = known_row(row) or KnownRow(row, "", row)
    chosen = in_order(draft, page, indexes)
    if known.columns and len(chosen) != len(known.fields):
        raise SirekapError("row_columns", row=known.label, count=len(chosen))
    if not known.columns and not known.is_counted and len(chosen) != 1:
        raise SirekapError("row_single", row=known.label, count=len(chosen))
    fields: Iterable[str] = known.fields
    if known.is_counted:
        free = _next_free(draft, page, chosen, known.name)
        fields = [f"{known.name}_{free + i}" for i in range(len(chosen))]
    for index, field in zip(chosen, fields, strict=True):
        draft = name(draft, page, index, field)
    return draft


def copy_down(draft: Draft, page: int, indexes: Sequence[int], times: int, pitch: float) -> Draft:
    """Repeat numbers and all that repeats them `times` times, each `pitch` mm further down.

    Names that end in a figure count up, others are left to be given. Where a number without a
    name stands already, it gets the name and stays where it was found.
    """
    chosen = [draft.page(page).places[index] for index in in_order(draft, page, indexes)]
    for step in range(1, times + 1):
        for place in chosen:
            copy = moved(place, 0.0, round(step * pitch, 2))
            draft = _placed(draft, page, replace(copy, field=_counted(place.field, step)))
    return draft


def move(draft: Draft, page: int, indexes: Sequence[int], dx: float, dy: float) -> Draft:
    """Shift numbers with all that repeats them, in mm."""
    return _each(draft, page, indexes, lambda place: moved(place, dx, dy))


def reshape(draft: Draft, page: int, index: int, box: Box, count: int, gap: float) -> Draft:
    """Other boxes for a number: `box` the first of `count` with `gap` mm between them."""
    boxes = row_of_boxes(box, count, gap)

    def reshaped(place: FieldPlace) -> FieldPlace:
        bubbles = place.bubbles if len(place.boxes) == count else None
        return replace(place, boxes=boxes, bubbles=bubbles)

    return _each(draft, page, [index], reshaped)


def add(draft: Draft, page: int, box: Box, count: int, gap: float) -> Draft:
    """A number without a name that was not found: boxes as in `reshape`."""
    return _with_place(draft, page, FieldPlace("", row_of_boxes(box, count, gap)))


def delete(draft: Draft, page: int, indexes: Sequence[int]) -> Draft:
    """Without these numbers."""
    gone = set(indexes)
    kept = (place for i, place in enumerate(draft.page(page).places) if i not in gone)
    return _with_places(draft, page, kept)


def delete_unnamed(draft: Draft, page: int) -> Draft:
    """Without the numbers that have no name."""
    return _with_places(draft, page, (p for p in draft.page(page).places if p.field))


def take_found(draft: Draft, page: int, layout: Layout) -> Draft:
    """Add what was found on a sheet; a number that is known already stays as it is."""
    for place in layout.places:
        if _twin(draft.page(page).places, place) is None:
            draft = _with_place(draft, page, place)
    frames = draft.page(page).frames or layout.frames
    return _on_page(draft, page, lambda sheet: replace(sheet, frames=frames))


def set_words(draft: Draft, page: int, index: int, box: Box | None) -> Draft:
    """Where a number is written in words; None for nowhere."""
    return _each(
        draft,
        page,
        [index],
        lambda place: replace(place, words=box, words_print=None, letters=None),
    )


def drop_part(draft: Draft, page: int, index: int, part: str) -> Draft:
    """A number without one of the PARTS that repeat it."""
    if part not in PARTS:
        raise KeyError(part)
    without: Any = {part: None}
    return _each(draft, page, [index], lambda place: replace(place, **without))


def set_tag(draft: Draft, page: int, number: int) -> Draft:
    """The number of a page's AprilTag, or NO_TAG."""
    return _on_page(draft, page, lambda sheet: replace(sheet, tag=number))


def set_code(draft: Draft, page: int, text: str) -> Draft:
    """The text of a page's QR code; `{page:02}` and other blanks stand for any figures."""
    return _on_page(draft, page, lambda sheet: replace(sheet, code=text.strip()))


def set_title(draft: Draft, page: int, title: str) -> Draft:
    """The printed line that names a page."""
    return _on_page(draft, page, lambda sheet: replace(sheet, title=title.strip()))


def set_head(draft: Draft, page: int, box: Box, writing: Mapping[str, Point]) -> Draft:
    """The head of a page, and where each of its names is written."""
    return _on_page(draft, page, lambda sheet: replace(sheet, head=box, writing=dict(writing)))


def set_repeat(draft: Draft, page: int, repeat: str) -> Draft:
    """For whom a page is printed once each: `paslon`, `calon`, `partai` or nobody."""
    return _on_page(draft, page, lambda sheet: replace(sheet, repeat=repeat))


def drop_page(draft: Draft, page: int) -> Draft:
    """Without a sheet; the others are numbered anew."""
    kept = [sheet for sheet in draft.pages if sheet.number != page]
    pages = tuple(replace(sheet, number=n) for n, sheet in enumerate(kept, start=1))
    return replace(draft, form=replace(draft.form, pages=pages))


def set_marks(draft: Draft, marks: Sequence[Point], side: float) -> Draft:
    """The four corners at which squares of `side` mm touch; none for a form without."""
    return replace(draft, form=replace(draft.form, marks=tuple(marks), mark_side=side))


def word_row(draft: Draft, row: Row) -> Draft:
    """Other words for the row that shows the first field of `row` (or is for `row.each`)."""
    outline = outline_of(draft.form.fields, draft.form.outline)
    changed = tuple(row if _is_same(row, old) else old for old in outline)
    return replace(draft, form=replace(draft.form, outline=changed))


def describe(draft: Draft, **words: str) -> Draft:
    """Other words for `form`, `title`, `model` or `recap_model`."""
    told: Any = {what: word.strip() for what, word in words.items()}
    return replace(draft, form=replace(draft.form, **told))


def in_order(draft: Draft, page: int, indexes: Iterable[int]) -> list[int]:
    """These numbers in the order of reading."""
    places = draft.page(page).places
    return sorted(set(indexes), key=_reading_order([places[i] for i in set(indexes)], places))


def moved(place: FieldPlace, dx: float, dy: float) -> FieldPlace:
    """A number elsewhere, with all that repeats it."""

    def box(one: Box | None) -> Box | None:
        return one and (round(one[0] + dx, 2), round(one[1] + dy, 2), one[2], one[3])

    def along(values: tuple[float, ...], by: float) -> tuple[float, ...]:
        return tuple(round(value + by, 2) for value in values)

    def grid(one: Grid | None) -> Grid | None:
        return one and Grid(along(one.x, dx), along(one.y, dy), one.cell)

    bubbles = place.bubbles
    return replace(
        place,
        boxes=tuple((round(x + dx, 2), round(y + dy, 2), w, h) for x, y, w, h in place.boxes),
        bubbles=bubbles and Bubbles(along(bubbles.x, dx), along(bubbles.y, dy), bubbles.diameter),
        tally=grid(place.tally),
        row_sums=grid(place.row_sums),
        words=box(place.words),
        words_print=box(place.words_print),
        letters=grid(place.letters),
    )


def row_of_boxes(box: Box, count: int, gap: float) -> tuple[Box, ...]:
    """`count` boxes beside one another, `gap` mm between them."""
    x, y, w, h = box
    return tuple((round(x + i * (w + gap), 2), y, w, h) for i in range(count))


def _is_same(one: Row, other: Row) -> bool:
    return one.each == other.each and one.fields[:1] == other.fields[:1]


def _counted(field: str, step: int) -> str:
    match = COUNTED.fullmatch(field)
    return f"{match[1]}{int(match[2]) + step}" if match else ""


def _next_free(draft: Draft, page: int, chosen: Sequence[int], stem: str) -> int:
    """The number after the last slot that others have."""
    taken = [
        int(match[1])
        for sheet in draft.pages
        for index, place in enumerate(sheet.places)
        if not (sheet.number == page and index in chosen)
        if (match := re.fullmatch(rf"{stem}_(\d+)", place.field))
    ]
    return max(taken, default=0) + 1


def _placed(draft: Draft, page: int, place: FieldPlace) -> Draft:
    """The draft with one number more, or with a name for the one that stands there."""
    twin = _twin(draft.page(page).places, place)
    if twin is None:
        return _with_place(draft, page, place)
    if draft.page(page).places[twin].field:
        return draft
    return name(draft, page, twin, place.field)


def _twin(places: Sequence[FieldPlace], place: FieldPlace) -> int | None:
    """Which number stands in the same boxes."""
    x, y, w, h = place.extent
    for index, one in enumerate(places):
        left, top, width, height = one.extent
        across = min(x + w, left + width) - max(x, left)
        down = min(y + h, top + height) - max(y, top)
        if across > SAME_BOX * min(w, width) and down > SAME_BOX * min(h, height):
            return index
    return None


def _each(
    draft: Draft, page: int, indexes: Iterable[int], change: Callable[[FieldPlace], FieldPlace]
) -> Draft:
    wanted = set(indexes)
    places = draft.page(page).places
    return _with_places(
        draft, page, (change(p) if i in wanted else p for i, p in enumerate(places))
    )


def _with_place(draft: Draft, page: int, place: FieldPlace) -> Draft:
    """One number more, where it comes in the order of reading."""
    places = [*draft.page(page).places, place]
    key = _reading_order(places, places)
    order = sorted(range(len(places)), key=key)
    return _with_places(draft, page, (places[i] for i in order))


def _reading_order(
    among: Sequence[FieldPlace], places: Sequence[FieldPlace]
) -> Callable[[int], tuple[int, float]]:
    """A key for numbers of `places`: line by line, as `among` makes lines, from left to right."""
    lines: list[float] = []
    for top in sorted(place.extent[1] for place in among):
        if not lines or top - lines[-1] > SAME_LINE:
            lines.append(top)

    def key(index: int) -> tuple[int, float]:
        left, top, _, _ = places[index].extent
        line = max((n for n, start in enumerate(lines) if start <= top), default=0)
        return line, left

    return key


def _with_places(draft: Draft, page: int, places: Iterable[FieldPlace]) -> Draft:
    kept = tuple(places)
    return _on_page(draft, page, lambda sheet: replace(sheet, places=kept))


def _on_page(draft: Draft, page: int, change: Callable[[Page], Page]) -> Draft:
    draft.page(page)
    pages = tuple(change(one) if one.number == page else one for one in draft.pages)
    return replace(draft, form=replace(draft.form, pages=pages))
