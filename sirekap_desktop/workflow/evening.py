"""The evening of the count, made up: what stands on each TPS's paper, and photographs of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sirekap_desktop import raster
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.election import Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.pool import Fault
from sirekap_desktop.simulation import camera, sheet, village
from sirekap_desktop.simulation.ballots import Ballot
from sirekap_desktop.simulation.strokes import Hand
from sirekap_desktop.workflow import importing
from sirekap_desktop.workflow.printing import head_of

Numbers = Mapping[str, int]

DRAWN_AT = 4.0
"""Pixels per mm of the drawn sheet, about what a 12-megapixel phone sees."""
QUARTERS = (0, 0, 1, 0, 2, 0, 3)
"""How often some pictures are turned, in quarters: phones lie."""


@dataclass(frozen=True)
class Truth:
    """What stands on each TPS's paper, and what it has to be after the plenary's correction."""

    paper: Mapping[str, Numbers]
    right: Mapping[str, Numbers]


def make_election(
    template: Template, ballot: Ballot, seed: int, *, desa: int = 2, tps: int = 3
) -> Election:
    """The made-up kecamatan of a rehearsal; its TPS are as large as the law of the form allows."""
    return village.make_election(
        template.form,
        template.title,
        np.random.default_rng([seed, 1]),
        desa=desa,
        tps=tps,
        contestants=ballot.contestants,
        voters=template.law["limits"]["pemilih_tps"],
    )


def make_truth(template: Template, election: Election, seed: int) -> Truth:
    """Numbers for every TPS, with one slip of addition and one ballot that left the room."""
    rng = np.random.default_rng([seed, 2])
    reserve = template.law["limits"]["cadangan_permil"]
    right = {
        tps.code: village.make_result(tps, election.contestants, rng, reserve)
        for _, tps in election.every_tps()
    }
    codes = list(right)
    gone = right[codes[-1]]
    loser = max(election.contestants, key=lambda one: gone[one.field])
    lost = {max(loser.fields[:-1], key=gone.__getitem__, default=loser.field), loser.field}
    for name in ("suara_total", "suara_sah", *lost):
        gone[name] -= 1
    paper = {code: dict(numbers) for code, numbers in right.items()}
    paper[codes[1 % len(codes)]]["suara_total"] += 10
    return Truth(paper, right)


def draw_sheets(
    template: Template,
    election: Election,
    truth: Truth,
    folder: Path,
    seed: int,
    progress: Progress,
    *,
    spread: importing.Spread = map,
) -> list[Path]:
    """Fill, photograph and save every sheet as JPEG; the file name tells the TPS.

    `template` has its contestants. The TPS may be drawn in several processes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stations = [*enumerate(election.every_tps())]
    artist = _Artist(template, blank_form(template), election, truth, folder, seed)
    files: list[Path] = []
    drawn = spread(artist.draw, stations)
    for _, done in zip(progress.each(stations, "menggambar"), drawn, strict=True):
        if isinstance(done, Fault):
            raise RuntimeError(done.report)
        files += done
    return files


@dataclass(frozen=True)
class _Artist:
    """Draws all sheets of one TPS, in whatever process it finds itself; one hand fills them."""

    template: Template
    blank: bytes
    election: Election
    truth: Truth
    folder: Path
    seed: int

    def draw(self, station: tuple[int, tuple[Desa, Tps]]) -> list[Path]:
        index, (desa, tps) = station
        rng = np.random.default_rng([self.seed, 3, index])
        hand = Hand.from_seed(self.seed * 1000 + index)
        head = head_of(self.election, desa, tps)
        files = []
        for number, page in enumerate(self.template.pages):
            image = raster.render(self.blank, number, 25.4 * DRAWN_AT)
            pen = sheet.Pen(image, DRAWN_AT, hand, rng)
            sheet.fill_page(pen, page, self.truth.paper[tps.code], head)
            shot = camera.Shot.from_rng(rng)
            picture = camera.photograph(image, shot, rng)
            turns = QUARTERS[(index * len(self.template.pages) + number) % len(QUARTERS)]
            file = self.folder / f"{tps.code}_hal{page.number}.jpg"
            turned = np.ascontiguousarray(np.rot90(picture, turns))
            file.write_bytes(camera.as_jpeg(turned, shot.quality))
            files.append(file)
        return files
