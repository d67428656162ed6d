"""The berita acara: the front pages of D.HASIL, and the pages of notes at its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

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
from sirekap_desktop.documents.style import BODY_BOTTOM, date_in_words, thousands
from sirekap_desktop.documents.wording import Wording
from sirekap_desktop.models.document import Explained
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.people import Occasion
from sirekap_desktop.models.recap import Recap
from sirekap_desktop.models.words import words

Leaf = Callable[[Paper], None]
"""Draws the body of one page."""

_SPACE = 4.0
"""Between the head of a page and its text."""


def minutes_leaves(
    say: Wording, template: Template, recap: Recap, occasion: Occasion, *, noted: bool
) -> list[Leaf]:
    """The front pages: when and where, who came, what was done, results in words, objections.

    `noted` tells that pages CATATAN follow: then there was a special event, objection or not.
    """
    story = [
        *_attendance(say, recap, occasion),
        *_acts(say, template, recap),
        _totals(say, recap),
        *_ending(say, occasion, noted=noted),
    ]
    return _leaves(say, template, recap, "front", story)


def notes_leaves(
    say: Wording, template: Template, recap: Recap, explanations: Sequence[Explained]
) -> list[Leaf]:
    """The pages CATATAN; none when nothing had to be explained."""
    if not explanations:
        return []
    rows = [
        [str(number), safe(note.place), safe(", ".join(note.codes)), safe(note.text)]
        for number, note in enumerate(explanations, start=1)
    ]
    table = grid(
        say.lines("notes", "head"),
        rows,
        (10, 48, 22, 105),
        ("center", "left", "left", "left"),
    )
    story = [[prose(say.text("notes", "opening")), gap(3), table]]
    return _leaves(say, template, recap, "notes", story)


def _leaves(
    say: Wording, template: Template, recap: Recap, name: str, story: Sequence[Group]
) -> list[Leaf]:
    election = recap.election
    title = say.lines("titles", name, election=election.title.upper())
    short = (title[0], title[-1])
    count = sum(len(part.columns) for part in recap.desa)
    size = say.text("regions", "size_of", tps=count, desa=len(recap.desa))
    pairs = [*region_pairs(say, election), (say.text("regions", "size"), size)]
    room = BODY_BOTTOM - _SPACE
    first = room - regions_end(title_end(title), pairs)
    later = room - regions_end(title_end(short), pairs)
    pages = paginate(story, first, later)
    heads = [title, *([short] * (len(pages) - 1))]
    return [
        partial(_draw, template, head, pairs, page) for head, page in zip(heads, pages, strict=True)
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
    for index, one in enumerate(recap.election.contestants):
        given = committee.witnesses[index] if index < len(committee.witnesses) else ""
        name = safe(given) or nobody
        people.append(say.text("front", "attended_witness", number=one.number, name=name))
    supervisor = safe(committee.supervisor) or nobody
    people.append(say.text("front", "attended_supervisor", name=supervisor))
    people += [safe(line) for line in occasion.attended]
    return [
        [prose(opening), gap(1)],
        *_numbered([*(f"{line};" for line in people[:-1]), f"{people[-1]}."]),
        [gap(2)],
    ]


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
    return [[prose(objections), gap(2)], [prose(closing)]]
