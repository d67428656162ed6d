"""What stands on every page: title, regions and the signature block."""

from __future__ import annotations

from collections.abc import Sequence

from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.style import (
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
from sirekap_desktop.models.region import Region

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
    """Provinsi, kabupaten/kota and kecamatan with their codes, and the dapil where there is one,
    as `draw_regions` takes them."""
    levels = {
        "provinsi": election.provinsi,
        "kabkota": election.kabkota,
        "kecamatan": election.kecamatan,
    }
    pairs = [(say.text("regions", level), named(region)) for level, region in levels.items()]
    if election.dapil:
        pairs.append((say.text("regions", "dapil"), election.dapil))
    return pairs


def plain_name(region: Region) -> str:
    """The name of a kecamatan, desa or kelurahan without that word before it."""
    first, _, rest = region.name.partition(" ")
    return rest if rest and first.lower() in _KINDS else region.name


def named(region: Region) -> str:
    """Name and code, as they stand in the head of a page."""
    return f"{plain_name(region)} ({region.code})"
