"""Gives a form its contestants: so many sheets, places, rows and rules as the ballot has lines.

One template serves every contest of its kind. A page that repeats has slots: `paslon_1` to
`paslon_k` or `calon_1` to `calon_k` for as many lines of the ballot, or `partai`, `calon_1` to
`calon_k` and `partai_total` for one party. Neighbouring pages that repeat alike are variants: the
smallest one that has room is taken, and when none has, the largest one several times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import Contestant
from sirekap_desktop.models.form import NO_TAG, Label, Page, Row, Template
from sirekap_desktop.models.formulas import kind_of, matching
from sirekap_desktop.models.rule_files import rules_of

T = TypeVar("T")

PARTY, SLOTS, PARTY_TOTAL = "partai", "calon_*", "partai_total"
"""The slots of a party's sheet."""
_TERMS = re.compile(r"\{([^{}#]*)#\}")
_SHAPES = ("paslon_*", "calon_*", "partai_*", "partai_*_calon_*", "partai_*_total")


def bind(pattern: Template, contestants: Sequence[Contestant]) -> Template:
    """The form as it is printed for these contestants; raises `contestants_other` or `tag_twice`.

    Pages are numbered through, also in their codes. Sheets that repeat count up from the tag of the
    first; others with a higher tag make room for them.
    """
    if not contestants:
        return pattern
    refusal = SirekapError("contestants_other", model=pattern.model, count=len(contestants))
    if {kind_of(one.fields) for one in contestants} != {kind_of(pattern.fields)}:
        raise refusal
    pages = _numbered(pattern.pages, _sheets(pattern.pages, contestants))
    _need_own_tags(pattern.model, pages)
    fields = [place.field for page in pages for place in page.places]
    wanted = {field for one in contestants for field in one.fields}
    if wanted != {field for shape in _SHAPES for field in matching(shape, fields)}:
        raise refusal
    filled = {"pages": str(len(pages))}
    return replace(
        pattern,
        pages=tuple(replace(page, labels=_labels(page.labels, filled)) for page in pages),
        rows=rows_of(pattern.outline, fields, contestants),
        rules=rules_of(pattern.law, fields, facts_of(pattern.model, map(_content, pages))),
    )


def _content(page: Page) -> tuple[int, list[str]]:
    return page.number, [place.field for place in page.places]


def facts_of(model: str, pages: Iterable[tuple[int, Iterable[str]]]) -> dict[str, str]:
    """The words that the texts of the rules take from the form: its pages by number and fields."""
    found = [number for number, fields in pages if "suara_total" in fields]
    return {"model": model, "lembar_suara": f"lembar {found[0]}" if found else "lembar terakhir"}


def rows_of(
    outline: Iterable[Row], fields: Sequence[str], contestants: Sequence[Contestant] = ()
) -> tuple[Row, ...]:
    """The rows of a form: each row of the outline, once for all whom it stands for."""
    rows: list[Row] = []
    for of_party, group in groupby(outline, lambda row: row.each.startswith(PARTY)):
        if of_party:
            rows += _party_rows(list(group), fields, contestants)
        else:
            rows += [one for row in group for one in _line_rows(row, fields, contestants)]
    return tuple(rows)


def _line_rows(row: Row, fields: Sequence[str], contestants: Sequence[Contestant]) -> Iterator[Row]:
    if not row.each:
        yield replace(row, label=_summed(row.label, fields))
        return
    labels = {one.field: one.label for one in contestants}
    for field in matching(f"{row.each}_*", fields):
        number = field.rpartition("_")[2]
        label = labels.get(field) or row.label.format(number=number)
        yield replace(row, label=label, fields=(field,), number=number, each="")


def _summed(label: str, fields: Sequence[str]) -> str:
    """The label with `{IV.#}` filled by as many terms as the ballot has lines: IV.1 + IV.2."""
    lines = matching(f"{kind_of(fields)}_*", fields)
    numbers = [field.rpartition("_")[2] for field in lines]
    return _TERMS.sub(lambda found: " + ".join(f"{found[1]}{n}" for n in numbers), label)


def _party_rows(
    outline: Sequence[Row], fields: Sequence[str], contestants: Sequence[Contestant]
) -> Iterator[Row]:
    """The rows of one party after those of the other; of the slots themselves without parties."""
    if not contestants:
        for row in outline:
            for field in matching(SLOTS if row.each == "partai_calon" else row.each, fields):
                number = "".join(filter(str.isdigit, field))
                label = row.label.format(number=number)
                yield replace(row, label=label, fields=(field,), number=number, each="")
    for party in contestants:
        for row in outline:
            if row.each == "partai_calon":
                for calon in party.calon:
                    yield _party_row(row, party, party.field_of(calon), calon.number, calon.name)
            elif row.each == PARTY_TOTAL:
                yield _party_row(row, party, party.field, 0, "")
            else:
                yield _party_row(row, party, party.fields[0], party.number, party.name)


def _party_row(row: Row, party: Contestant, field: str, number: int, name: str) -> Row:
    told = str(number) if number else ""
    label = name or row.label.format(number=told)
    return replace(row, label=label, fields=(field,), number=told, each="", party=party.number)


def _sheets(pattern: Sequence[Page], contestants: Sequence[Contestant]) -> list[Page]:
    sheets: list[Page] = []
    for repeat, group in groupby(pattern, lambda page: page.repeat):
        variants = list(group)
        sheets += _repeated(repeat, variants, contestants) if repeat else variants
    return sheets


def _repeated(
    repeat: str, variants: Sequence[Page], contestants: Sequence[Contestant]
) -> Iterator[Page]:
    if repeat == PARTY:
        for party in contestants:
            yield from _party_sheets(variants, party)
        return
    for page, share in _shares(variants, f"{repeat}_*", contestants):
        slots = _slots(page, f"{repeat}_*")
        taken = dict(zip(slots, share, strict=False))
        words = {
            word: text
            for slot, one in taken.items()
            for word, text in (
                (slot, one.name),
                (f"{slot}_deputy", one.deputy),
                (f"{slot}_number", str(one.number)),
            )
        }
        yield _filled(page, {slot: one.field for slot, one in taken.items()}, slots, words)


def _party_sheets(variants: Sequence[Page], party: Contestant) -> Iterator[Page]:
    """The party's votes stand on its first sheet, their sum with the candidates' on the last."""
    shares = list(_shares(variants, SLOTS, party.calon))
    for number, (page, share) in enumerate(shares, start=1):
        slots = [*_slots(page, SLOTS), PARTY, PARTY_TOTAL]
        taken = {slot: party.field_of(one) for slot, one in zip(slots, share, strict=False)}
        words = {"number": str(party.number), "name": party.name}
        for slot, one in zip(slots, share, strict=False):
            words |= {slot: one.name, f"{slot}_number": str(one.number)}
        if number == 1:
            taken[PARTY], words[PARTY] = party.fields[0], party.name
        if number == len(shares):
            taken[PARTY_TOTAL], words[PARTY_TOTAL] = party.field, party.name
        yield _filled(page, taken, slots, words)


def _shares(
    variants: Sequence[Page], shape: str, items: Sequence[T]
) -> Iterator[tuple[Page, Sequence[T]]]:
    """The sheets that these need, each with those who stand on it; one sheet at least."""
    by_size = sorted(variants, key=lambda page: len(_slots(page, shape)))
    rest = items
    while True:
        page = next((p for p in by_size if len(_slots(p, shape)) >= len(rest)), by_size[-1])
        size = len(_slots(page, shape))
        yield page, rest[:size]
        rest = rest[size:]
        if not rest or not size:
            return


def _slots(page: Page, shape: str) -> list[str]:
    return list(matching(shape, [place.field for place in page.places]))


def _filled(
    page: Page, taken: Mapping[str, str], slots: Sequence[str], words: Mapping[str, str]
) -> Page:
    """The page with the fields of those who stand on it; places of nobody are not read."""
    places = tuple(
        replace(place, field=taken.get(place.field, place.field))
        for place in page.places
        if place.field in taken or place.field not in slots
    )
    unused = [slot for slot in slots if slot not in taken]
    labels = tuple(label for label in page.labels if not _speaks_of(label, unused))
    title = _said(page.title, words)
    return replace(page, title=title, places=places, labels=_labels(labels, words), repeat="")


def _speaks_of(label: Label, slots: Iterable[str]) -> bool:
    blanks = (blank for slot in slots for blank in (f"{{{slot}}}", f"{{{slot}_"))
    return any(blank in label.text for blank in blanks)


def _labels(labels: Iterable[Label], words: Mapping[str, str]) -> tuple[Label, ...]:
    return tuple(replace(label, text=_said(label.text, words)) for label in labels)


def _said(text: str, words: Mapping[str, str]) -> str:
    for word, told in words.items():
        text = text.replace(f"{{{word}}}", told)
    return text


def _numbered(pattern: Sequence[Page], sheets: Sequence[Page]) -> list[Page]:
    """The sheets with the numbers of pages and tags; each still has its number in the pattern."""
    repeating = {page.number for page in pattern if page.repeat}
    copies = Counter(sheet.tag for sheet in sheets if sheet.number in repeating)
    earlier = Counter[int]()
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        tag = sheet.tag
        if tag != NO_TAG and sheet.number in repeating:
            tag += earlier[sheet.tag]
            earlier[sheet.tag] += 1
        elif tag != NO_TAG:
            tag += sum(count - 1 for first, count in copies.items() if first < tag)
        pages.append(_worded(replace(sheet, number=number, tag=tag)))
    return pages


def _need_own_tags(model: str, pages: Sequence[Page]) -> None:
    """Two sheets of the same tag would be taken for each other."""
    seen = Counter(page.tag for page in pages if page.tag != NO_TAG)
    for tag, count in seen.items():
        if count > 1:
            raise SirekapError("tag_twice", model=model, tag=tag)


def _worded(page: Page) -> Page:
    words = {"page": str(page.number), "tag": str(page.tag)}
    return replace(
        page,
        code=page.code.replace("{page:02}", f"{page.number:02}"),
        title=_said(page.title, words),
        labels=_labels(page.labels, words),
    )
