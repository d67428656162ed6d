"""What stands on every page: title, regions and the signature block."""

from __future__ import annotations

from collections.abc import Sequence

from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.style import (
    BODY_BOTTOM,
    HAIRLINE,
    LEADING,
    MARGIN,
    PAGE,
    WIDTH,
    Face,
    fit_line,
    width_of,
    wrap,
)
from sirekap_desktop.documents.wording import Wording
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.people import Committee
from sirekap_desktop.models.region import Region

_SIGN_TOP = BODY_BOTTOM + 2.5
_SIGN_HEIGHT = 43.0
_HEAD = 4.2
_BOX = 8.5
_TITLE = 9.5
_LINE = 4.2
_HALF = WIDTH / 2 - 3
_VALUE = _HALF - 28
_KINDS = ("kecamatan", "desa", "kelurahan")

Pair = tuple[str, str]
"""What a region is called on the form, and its name."""


def draw_title(paper: Paper, model: str, lines: Sequence[str]) -> None:
    """Model box at the upper right, where there is a model, and the centred title below."""
    if model:
        label = f"MODEL {model}"
        wide = width_of(label, Face.BOLD, 8.5) + 6
        box = (PAGE[0] - MARGIN - wide, MARGIN, wide, 6.5)
        paper.frame(box, HAIRLINE * 2)
        paper.block(box, label, Face.BOLD, 8.5, "center")
    y = MARGIN + _BOX
    for line in lines:
        fitted = fit_line([line], Face.BOLD, _TITLE, WIDTH)
        y += _TITLE * LEADING
        paper.text((PAGE[0] / 2, y), line, Face.BOLD, fitted, "center")


def title_end(lines: Sequence[str]) -> float:
    """Where the title ends, in mm from the upper edge."""
    return MARGIN + _BOX + len(lines) * _TITLE * LEADING


def draw_regions(paper: Paper, y: float, pairs: Sequence[Pair]) -> None:
    """Names of the regions below `y` in two columns, each `label : value`."""
    baseline = y + 5.2
    for both in _side_by_side(pairs):
        for x, (label, value) in zip((MARGIN, MARGIN + _HALF + 6), both, strict=True):
            if label:
                paper.text((x, baseline), label, Face.REGULAR, 8.5)
                paper.text((x + 26, baseline), ":", Face.REGULAR, 8.5)
            for number, line in enumerate(wrap(value, Face.BOLD, 8.5, _VALUE)):
                paper.text((x + 28, baseline + number * _LINE), line, Face.BOLD, 8.5)
        baseline += _pair_height(*both)


def regions_end(y: float, pairs: Sequence[Pair]) -> float:
    """Where the regions drawn below `y` end, with the space that follows."""
    return y + sum(_pair_height(*both) for both in _side_by_side(pairs)) + 3.0


def _side_by_side(pairs: Sequence[Pair]) -> list[tuple[Pair, Pair]]:
    filled = [*pairs, ("", "")]
    return [(filled[n], filled[n + 1]) for n in range(0, len(pairs), 2)]


def _pair_height(left: Pair, right: Pair) -> float:
    return _LINE * max(len(wrap(pair[1], Face.BOLD, 8.5, _VALUE)) for pair in (left, right))


def region_pairs(say: Wording, election: Election) -> list[Pair]:
    """Provinsi, kabupaten/kota and kecamatan with their codes, as `draw_regions` takes them."""
    levels = {
        "provinsi": election.provinsi,
        "kabkota": election.kabkota,
        "kecamatan": election.kecamatan,
    }
    return [(say.text("regions", level), named(region)) for level, region in levels.items()]


def plain_name(region: Region) -> str:
    """The name of a kecamatan, desa or kelurahan without that word before it."""
    first, _, rest = region.name.partition(" ")
    return rest if rest and first.lower() in _KINDS else region.name


def named(region: Region) -> str:
    """Name and code, as they stand in the head of a page."""
    return f"{plain_name(region)} ({region.code})"


def draw_signatures(
    paper: Paper, say: Wording, committee: Committee, contestants: Sequence[int]
) -> None:
    """The names and lines to sign: chair and members left, one witness a contestant right."""
    members = committee.members + ("",) * (4 - len(committee.members))
    people = [(committee.chair, say.text("signatures", "chair"))]
    people += [(name, say.text("signatures", "member")) for name in members]
    witnesses = committee.witnesses + ("",) * (len(contestants) - len(committee.witnesses))
    gap = 3.0
    half = (WIDTH - gap) / 2
    _panel(
        paper,
        MARGIN,
        say.text("signatures", "committee"),
        (
            (say.text("signatures", "number"), 6.0),
            (say.text("signatures", "name"), half - 6 - 15 - 27),
            (say.text("signatures", "office"), 15.0),
            (say.text("signatures", "signature"), 27.0),
        ),
        [(str(n), name, office) for n, (name, office) in enumerate(people, start=1)],
    )
    _panel(
        paper,
        MARGIN + half + gap,
        say.text("signatures", "witnesses"),
        (
            (say.text("signatures", "ballot_number"), 10.0),
            (say.text("signatures", "name"), half - 10 - 31),
            (say.text("signatures", "signature"), 31.0),
        ),
        [(str(n), name) for n, name in zip(contestants, witnesses, strict=False)],
    )


def _panel(
    paper: Paper,
    x: float,
    title: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[tuple[str, ...]],
) -> None:
    width = sum(wide for _, wide in columns)
    top = _SIGN_TOP + 4.0
    paper.block((x, _SIGN_TOP, width, 3.6), title, Face.BOLD, 7.5, "center")
    height = (_SIGN_HEIGHT - 4.0 - _HEAD) / max(5, len(rows))
    bottom = top + _HEAD + height * len(rows)
    edges = [top, *(top + _HEAD + height * n for n in range(len(rows) + 1))]
    segments = [(x, y, x + width, y) for y in edges]
    left = x
    for caption, wide in columns:
        segments.append((left, top, left, bottom))
        paper.block((left + 0.6, top, wide - 1.2, _HEAD), caption, Face.BOLD, 6.5, "center")
        left += wide
    paper.lines([*segments, (left, top, left, bottom)])
    for row, y in zip(rows, edges[1:], strict=False):
        left = x
        for index, (text, (_, wide)) in enumerate(zip(row, columns, strict=False)):
            align = "center" if index == 0 else "left"
            box = (left + 1, y + 0.3, wide - 2, height - 0.6)
            if index == 1 and not text:
                paper.dotted((left + 2, y + height - 1.7), wide - 4)
            else:
                paper.block(box, text, Face.REGULAR, 8, align)
            left += wide
