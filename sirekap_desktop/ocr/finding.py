"""Which sheet is in a picture and where: by its tag, by its marks, or like its blank copy."""

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
    """Every tag of a family that some form uses."""
    families = {form.tag_family for form in templates.values() if form.tag_family}
    return tuple(tag for family in families for tag in identify.tags_in(levels, family))


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
    known = [found for tag in tags if (found := identify.page_of(tag, templates.values()))]
    if len(known) > 1:
        return NoSheet(Problem("two_sheets"), *known[0])
    if known:
        tag = next(tag for tag in tags if identify.page_of(tag, templates.values()))
        return _by_tag(levels, tag, *known[0])
    if tags:
        number = ", ".join(str(tag.number) for tag in tags)
        return NoSheet(Problem("tag_unknown", (("tag", number),)))
    problem = quality.unlocated(levels[0])
    if problem is not None:
        return NoSheet(problem)
    return _without_tag(levels, templates, blanks) or NoSheet(Problem("tag_missing"))


def _by_tag(levels: Levels, tag: identify.Tag, template: Template, page: Page) -> Sheet | NoSheet:
    if quality.blur(levels[0], tag.corners, template.tag_box[2]) > quality.SOFTEST:
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
