"""What is wrong with a draft: a template with any of this is refused, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.drafting import Draft, finished
from sirekap_desktop.models.form import NO_TAG, Box, FieldPlace, Page, Template
from sirekap_desktop.models.formulas import choice_fields, kind_of, matching
from sirekap_desktop.models.known_fields import COLUMNS, known_rows, needs_of

FORM_ID = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
UNNAMED = "draft_unnamed"
"""What is said of numbers that have no name yet: nothing is wrong with their places."""
TOUCH = 0.6
"""Millimetres by which boxes may overlap: lines have a width."""
CORNERS = 4
SLOTS = ("paslon_*", "calon_*")
REPEATS = {"paslon": "paslon_*", "calon": "calon_*", "partai": "partai"}


@dataclass(frozen=True)
class Trouble:
    """A reason to refuse a draft; `page` and `places` (0…) say where, 0 and none for the whole."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    page: int = 0
    places: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        """Where to look, in the operator's words."""
        return f"lembar {self.page}" if self.page else "templat"


def checked(draft: Draft, others: Mapping[str, Template] | None = None) -> tuple[Trouble, ...]:
    """All that is wrong; `others` are the forms beside which it will be read, by id."""
    found = [*_words(draft), *_sheets(draft), *_marks(draft), *_tags(draft, others or {})]
    for page in draft.pages:
        found += [*_names(page), *_outside(draft, page), *_overlaps(page)]
    found += [*_twice(draft), *_slots(draft)]
    if not draft.form.draft:
        found += _missing(draft)
    return tuple(found or _rules(draft))


def _words(draft: Draft) -> Iterator[Trouble]:
    form = draft.form
    if not FORM_ID.fullmatch(form.form):
        yield Trouble("draft_id_bad", {"form": form.form})
    for what, text in (
        ("judul pemilihan", form.title),
        ("model", form.model),
        ("model rekap", form.recap_model or ("-" if form.draft else "")),
    ):
        if not text.strip():
            yield Trouble("draft_word_missing", {"what": what})
    titles = [page.title for page in draft.pages if not page.repeat]
    for page in draft.pages:
        if not page.title.strip():
            yield Trouble(
                "draft_word_missing", {"what": f"judul lembar {page.number}"}, page.number
            )
        elif not page.repeat and titles.count(page.title) > 1:
            yield Trouble("draft_title_twice", {"title": page.title}, page.number)


def _sheets(draft: Draft) -> Iterator[Trouble]:
    if not draft.pages:
        yield Trouble("draft_empty")
    for page in draft.pages:
        wanted = REPEATS.get(page.repeat)
        if wanted and not matching(wanted, [place.field for place in page.places]):
            facts = {"page": page.number, "repeat": page.repeat}
            yield Trouble("draft_repeat_empty", facts, page.number)


def _marks(draft: Draft) -> Iterator[Trouble]:
    form = draft.form
    if len(form.marks) != CORNERS or form.mark_side <= 0:
        yield Trouble("draft_marks_missing", {"count": len(form.marks)})
    else:
        inside = all(0 < x < form.size[0] and 0 < y < form.size[1] for x, y in form.marks)
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = form.marks
        in_place = ax < bx and cx < dx and ay < cy and by < dy
        if not (inside and in_place):
            yield Trouble("draft_marks_misplaced")


def _tags(draft: Draft, others: Mapping[str, Template]) -> Iterator[Trouble]:
    form = draft.form
    rest = [other for other in others.values() if other.form != form.form]
    used = {(other.tag_family, page.tag): other.model for other in rest for page in other.pages}
    seen: dict[int | str, int] = {}
    for page in draft.pages:
        facts: dict[str, object] = {"page": page.number, "tag": page.tag}
        has_tag = page.tag != NO_TAG and form.tag_family
        name: int | str = page.tag if has_tag else page.code
        if not has_tag and not page.code:
            yield Trouble("draft_tag_missing", facts, page.number)
        elif name in seen:
            told = {"page": page.number, "tag": name, "other": seen[name]}
            yield Trouble("draft_tag_twice", told, page.number)
        elif has_tag and (model := used.get((form.tag_family, page.tag))):
            yield Trouble("draft_tag_taken", {**facts, "model": model}, page.number)
        seen.setdefault(name, page.number)


def _names(page: Page) -> Iterator[Trouble]:
    unnamed = tuple(i for i, place in enumerate(page.places) if not place.field)
    if unnamed:
        facts = {"page": page.number, "count": len(unnamed)}
        yield Trouble(UNNAMED, facts, page.number, unnamed)


def _outside(draft: Draft, page: Page) -> Iterator[Trouble]:
    width, height = draft.form.size
    for index, place in enumerate(page.places):
        for x, y, w, h in _parts(place):
            if x < 0 or y < 0 or x + w > width or y + h > height or min(w, h) <= 0:
                facts = {"page": page.number, "field": place.field}
                yield Trouble("draft_outside", facts, page.number, (index,))
                break


def _overlaps(page: Page) -> Iterator[Trouble]:
    for index, place in enumerate(page.places):
        if any(_overlap(a, b) for a, b in combinations(place.boxes, 2)):
            facts = {"page": page.number, "one": place.field, "other": place.field}
            yield Trouble("draft_overlap", facts, page.number, (index,))
    for (i, one), (j, other) in combinations(enumerate(page.places), 2):
        mine, yours = list(_parts(one)), list(_parts(other))
        if any(_overlap(a, b) for a in mine for b in yours):
            facts = {"page": page.number, "one": one.field, "other": other.field}
            yield Trouble("draft_overlap", facts, page.number, (i, j))


def _twice(draft: Draft) -> Iterator[Trouble]:
    for name in dict.fromkeys(draft.fields):
        if draft.fields.count(name) < 2 or _is_repeated_slot(draft, name):
            continue
        for page in draft.pages:
            where = tuple(i for i, place in enumerate(page.places) if place.field == name)
            if where:
                facts = {"field": name, "page": page.number}
                yield Trouble("draft_field_twice", facts, page.number, where)


def _is_repeated_slot(draft: Draft, name: str) -> bool:
    """Sheets that repeat alike are variants: each has the same slots, once."""
    holding = [page for page in draft.pages if any(p.field == name for p in page.places)]
    once = all(sum(p.field == name for p in page.places) == 1 for page in holding)
    repeats = {page.repeat for page in holding}
    return once and len(repeats) == 1 and "" not in repeats


def _missing(draft: Draft) -> Iterator[Trouble]:
    fields = draft.fields
    kind = "partai" if "partai" in fields else kind_of(fields)
    if not kind:
        yield Trouble("draft_no_choice")
    for name in needs_of(kind):
        if name not in fields:
            yield Trouble("draft_field_missing", {"field": name})
    for row in known_rows():
        there = [name for name in row.fields if name in fields]
        if row.columns and 0 < len(there) < len(COLUMNS):
            for name in row.fields:
                if name not in there:
                    yield Trouble("draft_field_missing", {"field": name})


def _slots(draft: Draft) -> Iterator[Trouble]:
    for page in draft.pages:
        fields = [place.field for place in page.places]
        for shape in SLOTS:
            numbers = sorted(int(name.rpartition("_")[2]) for name in matching(shape, fields))
            gap = next((n for n in range(1, max(numbers, default=0)) if n not in numbers), None)
            if gap is not None and (page.repeat or shape.startswith("paslon")):
                facts = {"field": shape.replace("*", str(gap)), "page": page.number}
                yield Trouble("draft_slot_gap", facts, page.number)


def _rules(draft: Draft) -> Iterator[Trouble]:
    if not choice_fields(draft.fields) and "partai" not in draft.fields:
        return
    try:
        finished(draft)
    except SirekapError as error:
        formula, part = (str(error.facts[fact]) for fact in ("formula", "part"))
        if formula == "[names]":
            yield Trouble("draft_rule_unnamed", {"part": part})
        else:
            spoken = formula.replace("_{x}", " (L, P, J)")
            yield Trouble("draft_rule", {"formula": spoken, "part": part})


def _parts(place: FieldPlace) -> Iterator[Box]:
    """Every rectangle of a number in which somebody writes."""
    yield from place.boxes
    yield from place.repeats.values()


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > TOUCH and down > TOUCH


def refusal_of(troubles: Sequence[Trouble]) -> SirekapError | None:
    """The refusal that these make, None when there are none."""
    if not troubles:
        return None
    return SirekapError("template_refused", count=len(troubles), problems=tuple(troubles))
