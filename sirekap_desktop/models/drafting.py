"""The document of the template studio: a form that is being made, and every step back and forth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.binding import facts_of, rows_of
from sirekap_desktop.models.form import NO_TAG, Box, Page, Template
from sirekap_desktop.models.known_fields import outline_of
from sirekap_desktop.models.layout import Layout
from sirekap_desktop.models.rule_files import rules_of

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
SAME_PAPER = 2.0
"""Millimetres that sheets and marks of one form may differ."""
HEAD = 0.05
"""Part of the sheet's height above which nothing is written."""


@dataclass(frozen=True)
class Draft:
    """A form that is being made: a template whose places may still be without a name.

    `own` are rules of its own, None where those of every form hold; `terms` are the terms and
    limits that it brings along, None where its election has them; `law` is what holds otherwise.
    """

    form: Template
    own: Mapping[str, Any] | None = None
    terms: Mapping[str, Any] | None = None
    law: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Its sheets."""
        return self.form.pages

    @property
    def fields(self) -> tuple[str, ...]:
        """The names that were given, in the order of the paper."""
        return tuple(name for name in self.form.fields if name)

    @property
    def rules_law(self) -> Mapping[str, Any]:
        """What its rules are made of."""
        return {**self.law, **(self.terms or {}), **(self.own or {})}

    def page(self, number: int) -> Page:
        """The sheet of this number; raises KeyError for one that the form does not have."""
        for page in self.pages:
            if page.number == number:
                return page
        raise KeyError(number)


@dataclass(frozen=True)
class Titles:
    """How a form is called: its id (`<election>/<form>`), its election and its models."""

    form: str
    title: str
    model: str
    recap_model: str


def started(
    layouts: Sequence[Layout],
    titles: Titles,
    law: Mapping[str, Any],
    terms: Mapping[str, Any] | None = None,
) -> Draft:
    """A draft of the sheets as they were found; raises `sheets_differ`, `draft_empty`."""
    if not layouts:
        raise SirekapError("draft_empty")
    first = layouts[0]
    marked = next((one for one in layouts if one.marks), first)
    tagged = next((one.tag for one in layouts if one.tag), None)
    coded = next((one.code for one in layouts if one.code), None)
    boxed = next((one for one in layouts if one.places), first)
    form = Template(
        form=titles.form,
        title=titles.title,
        model=titles.model,
        recap_model=titles.recap_model,
        size=first.size,
        tag_family=tagged.family if tagged else "",
        tag_box=tagged.box if tagged else NOWHERE,
        marks=marked.marks,
        mark_side=marked.mark_side,
        frame_width=boxed.frame_width,
        pages=(),
        rows=(),
        rules=(),
        code_box=coded.box if coded else NOWHERE,
        frame_grey=boxed.frame_grey,
        checked=False,
        tag_turned=tagged.turned if tagged else 180,
    )
    draft = Draft(form, terms=terms, law=law)
    for layout in layouts:
        draft = with_sheet(draft, layout)
    return draft


def with_sheet(draft: Draft, layout: Layout) -> Draft:
    """One sheet more; raises `sheets_differ` when size, marks or tag are not the form's."""
    number = len(draft.pages) + 1
    if not _is_same_paper(draft.form, layout):
        raise SirekapError("sheets_differ", page=number)
    page = Page(
        number=number,
        tag=layout.tag.number if layout.tag else NO_TAG,
        title=f"{draft.form.model} halaman {number}",
        places=layout.places,
        head=_head(layout),
        frames=layout.frames,
        code=layout.code.text if layout.code else "",
    )
    return replace(draft, form=replace(draft.form, pages=(*draft.pages, page)))


def finished(draft: Draft) -> Template:
    """The form as `form_files.load` will give it; raises `rule_bad`."""
    form, fields = outlined(draft), draft.form.fields
    law = draft.rules_law
    pages = ((page.number, [place.field for place in page.places]) for page in form.pages)
    return replace(
        form,
        rows=rows_of(form.outline, fields),
        rules=rules_of(law, fields, facts_of(form.model, pages)),
        law=law,
    )


def outlined(draft: Draft) -> Template:
    """The form with the rows of the fields that it has now."""
    return replace(draft.form, outline=outline_of(draft.form.fields, draft.form.outline))


@dataclass(frozen=True)
class History:
    """A draft with what it was before and what was taken back."""

    now: Draft
    past: tuple[Draft, ...] = ()
    future: tuple[Draft, ...] = ()

    def then(self, draft: Draft) -> History:
        """One step on; nothing when it changes nothing."""
        if draft == self.now:
            return self
        return History(draft, (*self.past, self.now))

    def undone(self) -> History:
        """One step back; the same where there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.now, *self.future))

    def redone(self) -> History:
        """One step forth again; the same where there is none."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.now), self.future[1:])


def _is_same_paper(form: Template, layout: Layout) -> bool:
    points = [(form.size, layout.size)]
    if layout.marks and form.marks:
        points += zip(form.marks, layout.marks, strict=True)
    if layout.tag and form.tag_family:
        points += [(form.tag_box[:2], layout.tag.box[:2])]
    if layout.code and form.code_box != NOWHERE:
        points += [(form.code_box[:2], layout.code.box[:2])]
    near = all(
        abs(a - b) <= SAME_PAPER for one, other in points for a, b in zip(one, other, strict=True)
    )
    return near and (layout.tag is None or layout.tag.turned == form.tag_turned)


def _head(layout: Layout) -> Box:
    """Between the upper marks and the first number: where names are written, until it is set."""
    width, height = layout.size
    top = max(HEAD * height, layout.marks[0][1] + layout.mark_side if layout.marks else 0.0)
    first = min((place.extent[1] for place in layout.places), default=height / 4)
    left = layout.marks[0][0] + layout.mark_side if layout.marks else 0.1 * width
    bottom = max(first - HEAD * height / 2, top + HEAD * height)
    return (round(left, 1), round(top, 1), round(width - 2 * left, 1), round(bottom - top, 1))
