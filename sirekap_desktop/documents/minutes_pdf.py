"""The berita acara: the front pages of D.HASIL, and the pages of notes at its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import zip_longest

from reportlab.platypus import Flowable

from sirekap_desktop.documents.blocks import (
    Pair,
    draw_regions,
    draw_title,
    plain_name,
    region_pairs,
    regions_end,
    title_end,
)
from sirekap_desktop.documents.flow import Group, draw_flow, gap, grid, paginate, prose, safe
from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.signatures import MANY
from sirekap_desktop.documents.style import date_in_words, thousands
from sirekap_desktop.documents.wording import Wording
from sirekap_desktop.models.document import Explained
from sirekap_desktop.models.election import ChoiceKind
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.people import Occasion
from sirekap_desktop.models.recap import Recap
from sirekap_desktop.models.words import words

Leaf = Callable[[Paper], None]
"""Draws the body of one page."""

_SPACE = 4.0
"""Between the head of a page and its text."""

_ATTENDED = {ChoiceKind.KOLOM_KOSONG: "attended_observer"}
"""Who comes for a line of the ballot, where it is no witness."""


class FrontPages:
    """The pages of text of one recap; `bottom` is where the signatures' space begins, in mm."""

    def __init__(self, say: Wording, template: Template, recap: Recap, bottom: float) -> None:
        self._say = say
        self._template = template
        self._recap = recap
        self._bottom = bottom

    def minutes(self, occasion: Occasion, *, noted: bool) -> list[Leaf]:
        """The front pages: when and where, who came, what was done, results in words, objections.

        `noted` tells that pages CATATAN follow: then there was a special event, objection or not.
        """
        story = [
            *_attendance(self._say, self._recap, occasion),
            *_acts(self._say, self._template, self._recap),
            _totals(self._say, self._recap),
            *_ending(self._say, occasion, noted=noted),
        ]
        return self._leaves("front", story)

    def notes(self, explanations: Sequence[Explained]) -> list[Leaf]:
        """The pages CATATAN; none when nothing had to be explained."""
        if not explanations:
            return []
        rows = [
            [str(number), safe(note.place), safe(", ".join(note.codes)), safe(note.text)]
            for number, note in enumerate(explanations, start=1)
        ]
        table = grid(
            self._say.lines("notes", "head"),
            rows,
            (10, 48, 22, 105),
            ("center", "left", "left", "left"),
        )
        opening = prose(self._say.text("notes", "opening"))
        return self._leaves("notes", [[opening, gap(3), table]])

    def _leaves(self, name: str, story: Sequence[Group]) -> list[Leaf]:
        election = self._recap.election
        say = self._say
        title = say.lines("titles", name, election=election.title.upper())
        short = (title[0], title[-1])
        count = sum(len(part.columns) for part in self._recap.desa)
        size = say.text("regions", "size_of", tps=count, desa=len(self._recap.desa))
        pairs = [*region_pairs(say, election), (say.text("regions", "size"), size)]
        room = self._bottom - _SPACE
        first = room - regions_end(title_end(title), pairs)
        later = room - regions_end(title_end(short), pairs)
        pages = paginate(story, first, later)
        heads = [title, *([short] * (len(pages) - 1))]
        return [
            partial(_draw, self._template, head, pairs, page)
            for head, page in zip(heads, pages, strict=True)
        ]


def _draw(
    template: Template,
    title: Sequence[str],
    pairs: Sequence[Pair],
    items: Sequence[Flowable],
    paper: Paper,
) -> None:
    draw_title(paper, template.recap_model, title)
    draw_regions(paper, title_end(title), pairs)
    draw_flow(paper, items, regions_end(title_end(title), pairs) + _SPACE)


def _attendance(say: Wording, recap: Recap, occasion: Occasion) -> list[Group]:
    committee = occasion.committee
    nobody = say.text("front", "nobody")
    opening = say.text(
        "front",
        "opening",
        place=safe(occasion.place) or nobody,
        kecamatan=safe(plain_name(recap.election.kecamatan)),
        angka=f"{occasion.day:%d-%m-%Y}",
        **date_in_words(occasion.day),
    )
    named = [safe(name) for name in (committee.chair, *committee.members) if name]
    people = [say.text("front", "attended_committee", names=", ".join(named) or nobody)]
    witnesses = _witnesses(recap, occasion, nobody)
    few = len(witnesses) <= MANY
    if few:
        people += [
            say.text("front", _ATTENDED.get(one.kind, "attended_witness"), number=number, name=name)
            for one, (number, name) in zip(recap.election.contestants, witnesses, strict=True)
        ]
    else:
        people.append(say.text("front", "attended_witnesses"))
    supervisor = safe(committee.supervisor) or nobody
    people.append(say.text("front", "attended_supervisor", name=supervisor))
    people += [safe(line) for line in occasion.attended]
    return [
        [prose(opening), gap(1)],
        *_numbered([*(f"{line};" for line in people[:-1]), f"{people[-1]}."]),
        [gap(2)],
        *([] if few else [[_witness_list(say, witnesses)], [gap(3)]]),
    ]


def _witnesses(recap: Recap, occasion: Occasion, nobody: str) -> list[tuple[str, str]]:
    names = [safe(name) or nobody for name in occasion.committee.witnesses]
    numbers = [str(one.number) for one in recap.election.contestants]
    return list(zip_longest(numbers, names[: len(numbers)], fillvalue=nobody))


def _witness_list(say: Wording, witnesses: Sequence[tuple[str, str]]) -> Flowable:
    """Numbers and names in two columns, read downwards."""
    half = -(-len(witnesses) // 2)
    rows = [
        [*left, *right]
        for left, right in zip_longest(witnesses[:half], witnesses[half:], fillvalue=("", ""))
    ]
    head = say.lines("front", "witness_head")
    return grid(head, rows, (14, 78.5, 14, 78.5), ("center", "left") * 2)


def _numbered(texts: Sequence[str]) -> list[Group]:
    return [[prose(text, indent=6, bullet=f"{n}.")] for n, text in enumerate(texts, start=1)]


def _acts(say: Wording, template: Template, recap: Recap) -> list[Group]:
    acts = say.lines("front", "acts", c_model=template.model, d_model=template.recap_model)
    rows = [
        [
            str(number),
            safe(f"{part.desa.kind} {plain_name(part.desa.region)}"),
            thousands(len(part.columns)),
            *_valid_invalid_total(part.total),
        ]
        for number, part in enumerate(recap.desa, start=1)
    ]
    count = thousands(sum(len(part.columns) for part in recap.desa))
    rows.append(["", say.text("front", "desa_sum"), count, *_valid_invalid_total(recap.total)])
    table = grid(
        say.lines("front", "desa_head"),
        rows,
        (10, 79, 16, 24, 28, 28),
        ("center", "left", "right", "right", "right", "right"),
        bold_from=len(rows) - 1,
    )
    return [
        [prose(say.text("front", "acts_opening")), gap(1)],
        *_numbered(acts),
        [gap(2)],
        [table],
        [gap(3)],
    ]


def _valid_invalid_total(total: Mapping[str, int]) -> list[str]:
    return [thousands(total[field]) for field in ("suara_sah", "suara_tidak_sah", "suara_total")]


def _totals(say: Wording, recap: Recap) -> Group:
    election = recap.election
    lines = [(str(one.number), one.label, one.field) for one in election.contestants]
    lines += [
        ("", say.text("front", "valid"), "suara_sah"),
        ("", say.text("front", "invalid"), "suara_tidak_sah"),
        ("", say.text("front", "total"), "suara_total"),
    ]
    rows = [
        [number, safe(label), thousands(recap.total[field]), words(recap.total[field])]
        for number, label, field in lines
    ]
    kecamatan = safe(plain_name(election.kecamatan))
    return [
        prose(say.text("front", "totals_opening", kecamatan=kecamatan)),
        gap(1.5),
        grid(
            say.lines("front", "totals_head"),
            rows,
            (12, 73, 22, 78),
            ("center", "left", "right", "left"),
            bold_from=len(election.contestants),
        ),
        gap(3),
    ]


def _ending(say: Wording, occasion: Occasion, *, noted: bool) -> list[Group]:
    answer = say.text(
        "front", "objections_yes" if occasion.objections or noted else "objections_no"
    )
    closing = say.text(
        "front", "closing", copies=occasion.copies, copies_words=words(occasion.copies)
    )
    objections = f"{say.text('front', 'objections_opening')} <b>{answer}</b>."
    return [[prose(objections), gap(2), prose(closing)]]
