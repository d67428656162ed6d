"""Which sheet is in a picture and where: by its tag or code, its marks, or like its blank copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sirekap_desktop.models.form import Page, Template
from sirekap_desktop.models.reading import Problem
from sirekap_desktop.ocr import enlarge, features, identify, quality
from sirekap_desktop.ocr.locate import Lost
from sirekap_desktop.ocr.sheet import Located, find_boxes_only, locate_sheet
from sirekap_desktop.ocr.shrink import Levels
from sirekap_desktop.ocr.untagged import locate_untagged

CLEARER = 0.1
"""By how much more of its lines than any other sheet's of the same code must show."""


@dataclass(frozen=True)
class Sheet:
    """A page of a form, found in a picture.

    `larger` than 1 where a small copy is read as if it were so many times larger.
    """

    template: Template
    page: Page
    located: Located
    larger: float = 1.0


@dataclass(frozen=True)
class NoSheet:
    """Why nothing is read; form and page where at least these are known."""

    problem: Problem
    template: Template | None = None
    page: Page | None = None


def find_tags(levels: Levels, templates: Mapping[str, Template]) -> tuple[identify.Tag, ...]:
    """Every tag of a family that some form uses; where none is, every QR code of a known form."""
    families = {form.tag_family for form in templates.values() if form.tag_family}

    def tags(looks: slice) -> tuple[identify.Tag, ...]:
        found = (identify.tags_in(levels, family, looks) for family in families)
        return tuple(tag for some in found for tag in some)

    if not any(page.code for form in templates.values() for page in form.pages):
        return tags(identify.ALL)
    return tags(identify.EASY) or _known_codes(levels, templates) or tags(identify.HARD)


def _known_codes(levels: Levels, templates: Mapping[str, Template]) -> tuple[identify.Tag, ...]:
    codes = identify.codes_in(levels)
    return tuple(code for code in codes if identify.page_of(code, templates.values()))


def find_sheet(
    levels: Levels,
    tags: Sequence[identify.Tag],
    templates: Mapping[str, Template],
    blanks: features.Blanks,
) -> Sheet | NoSheet:
    """The one sheet in a grey picture.

    A tag settles what it is. Only a picture without any is searched for marks and print, because
    other forms carry the same marks, and a tag that is unknown says that this is such a form.
    """
    known = [tag for tag in tags if identify.page_of(tag, templates.values())]
    if len(known) > 1:
        return NoSheet(Problem("two_sheets"), *identify.pages_of(known[0], templates.values())[0])
    if known:
        return _by_tag(levels, known[0], identify.pages_of(known[0], templates.values()))
    if tags:
        number = ", ".join(str(tag.number) for tag in tags)
        return NoSheet(Problem("tag_unknown", (("tag", number),)))
    problem = quality.unlocated(levels[0])
    if problem is not None:
        return NoSheet(problem)
    return _without_tag(levels, templates, blanks) or NoSheet(Problem("tag_missing"))


def _by_tag(
    levels: Levels, tag: identify.Tag, pages: Sequence[tuple[Template, Page]]
) -> Sheet | NoSheet:
    """The sheet of a tag; where several share a code, the one whose printed lines are there."""
    found = [_on_page(levels, tag, template, page) for template, page in pages]
    sheets = [one for one in found if isinstance(one, Sheet)]
    if not sheets:
        return found[0]
    best = max(sheets, key=_share)
    alike = [one for one in sheets if one is not best and _share(one) > _share(best) - CLEARER]
    return NoSheet(Problem("forms_alike")) if alike else best


def _share(sheet: Sheet) -> float:
    return sheet.located.residual.share


def _on_page(levels: Levels, tag: identify.Tag, template: Template, page: Page) -> Sheet | NoSheet:
    # a code that could be read at all is sharp
    if not tag.text and quality.blur(levels[0], tag.corners, template.tag_box[2]) > quality.SOFTEST:
        return NoSheet(Problem("blurred"), template, page)
    located = locate_sheet(levels, tag, template, page)
    if isinstance(located, Lost):
        where = (("corner", ", ".join(located.corners)),)
        problem = Problem("corner_missing", where) if where[0][1] else Problem("corners_unclear")
        return NoSheet(problem, template, page)
    return Sheet(template, page, located)


def _without_tag(
    levels: Levels, templates: Mapping[str, Template], blanks: features.Blanks
) -> Sheet | None:
    seen = locate_untagged(levels, [form for form in templates.values() if form.tag_family])
    if seen is not None:
        return Sheet(seen.template, seen.page, seen.located)
    like = features.recognise(levels[0], blanks.all)
    if like is None:
        return None
    template, page, match = like
    by = enlarge.factor_of(template)
    large = enlarge.enlarged(template, by)
    page = next(one for one in large.pages if one.number == page.number)
    located = find_boxes_only(levels, enlarge.enlarged_plane(match.plane, by), large, page)
    return Sheet(large, page, located, by)
