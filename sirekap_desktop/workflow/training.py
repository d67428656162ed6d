"""The practice folder: a made-up kecamatan, and people whose PIN everybody knows.

It is filled through the acts that the screens use, and by the reader that reads real sheets, so
that whoever practises meets the doubts of a real evening.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Cancelled, Progress
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.reading import Status
from sirekap_desktop.workflow import accounts, checking, importing, mastering
from sirekap_desktop.workflow.desk import Desk

if TYPE_CHECKING:
    from sirekap_desktop.simulation.ballots import Ballot

MARK = "LATIHAN.txt"
"""The file by which the program knows a folder that it may empty."""
_MARK_TEXT = "Folder ini dibuat untuk latihan; isinya bukan hasil sebenarnya dan akan diganti.\n"

PIN = "1234"
PEOPLE = (
    Person("Ketua Latihan", Role.KETUA),
    Person("Anggota Latihan", Role.ANGGOTA),
    Person("Operator Latihan", Role.OPERATOR),
    Person("Pengamat Latihan", Role.PENGAMAT),
)
_SEED = 3
"""Draws TPS from well written to faint, one with a wrong sum, one with a ballot that was lost."""


class Exercise(StrEnum):
    """What a beginner does once to have seen the whole way."""

    DOUBT = "doubt"
    SHEET = "sheet"
    CORRECT = "correct"
    CLOSE = "close"
    WALL = "wall"


def claim(folder: Path) -> None:
    """Mark a new folder for practice; raises `folder_in_use` where something else lies."""
    try:
        if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
            raise SirekapError("folder_in_use", name=_told(folder))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text(_MARK_TEXT, "utf-8")
    except OSError as error:
        raise SirekapError("file_unwritable", name=_told(folder)) from error


def make_empty(folder: Path) -> None:
    """Empty a folder for practice, its mark last; raises what `claim` raises."""
    claim(folder)
    try:
        for item in folder.iterdir():
            if item.is_dir() and not item.is_symlink():
                shutil.rmtree(item)
            elif item.name != MARK:
                item.unlink()
    except OSError as error:
        raise SirekapError("file_unwritable", name=_told(folder)) from error


def fill(
    desk: Desk,
    folder: Path,
    progress: Progress,
    *,
    make_reader: importing.MakeReader,
    spread: importing.Spread = map,
    like: Sequence[str] = (),
) -> None:
    """Put a kecamatan with two desa of three TPS and its people into a new practice folder.

    `like` are the forms of the contests that are worked on: the first one that has a few sheets
    is practised. What was begun and stopped is taken up again; what is whole stays as it is.
    """
    from sirekap_desktop.workflow import evening

    present = {account.name for account in accounts.accounts(desk)}
    if present >= {person.name for person in PEOPLE}:
        return
    chair = replace(desk, person=PEOPLE[0])
    with desk.look() as unit:
        begun = [one.form for one in unit.elections.all()]
    ballot = _ballot_of((*begun, *like))
    election = evening.make_election(desk.templates[ballot.form], ballot, _SEED)
    template = desk.template_of(election)
    truth = evening.make_truth(template, election, _SEED)
    photos = folder / "foto"
    pictures = evening.draw_sheets(
        template, election, truth, photos, _SEED, progress, spread=spread
    )
    mastering.adopt(chair, election)
    report = importing.import_files(
        chair, pictures, progress, make_reader=make_reader, spread=spread
    )
    if report.cancelled:
        raise Cancelled
    if not present:
        accounts.begin(chair, chair.person.name, chair.person.role, PIN)
    for person in PEOPLE[1:]:
        accounts.put(chair, person.name, person.role, PIN)


def _ballot_of(forms: Sequence[str]) -> Ballot:
    """A made-up ballot for the first of these forms; parties would take a hundred sheets."""
    from sirekap_desktop.simulation.ballots import BALLOTS

    few = {b.form: b for b in BALLOTS.values() if not any(one.is_party for one in b.contestants)}
    return next((few[form] for form in forms if form in few), BALLOTS["ppwp"])


def done(desk: Desk) -> frozenset[Exercise]:
    """The exercises that the store shows as done; who looked at the wall, it does not know."""
    found = set()
    with desk.look() as unit:
        template = desk.template_of(desk.election_in(unit))
        views = [
            checking.look_in(desk, unit, tps.code) for _, tps in desk.election_in(unit).every_tps()
        ]
        for exercise, act in ((Exercise.CORRECT, Act.CORRECT), (Exercise.CLOSE, Act.CLOSE)):
            if unit.steps.count_of(frozenset({act})):
                found.add(exercise)
    for view in views:
        confirmed = {name for name, field in view.fields.items() if field.entry is not None}
        if any(not _was_sure(view.fields[name]) for name in confirmed):
            found.add(Exercise.DOUBT)
        if any(confirmed >= {place.field for place in page.places} for page in template.pages):
            found.add(Exercise.SHEET)
    return frozenset(found)


def _was_sure(field: checking.FieldView) -> bool:
    return field.reading is not None and field.reading.status is Status.SURE


def _told(folder: Path) -> str:
    """A path as text that can always be written."""
    return os.fsencode(folder).decode("utf-8", "replace")
