"""kill -9 in the middle of the work: the program starts again and nothing that was kept is lost."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import correcting, importing, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks

TIMES = 10


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A store with the small kecamatan."""
    folder = tmp_path / "data"
    with opened(folder) as desk:
        mastering.adopt(desk, desks.election())
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    store = Store.open(folder)
    try:
        yield desks.desk_of(store, catalog())
    finally:
        store.close()


class Victim:
    """Starts the program and kills it at some moment, as often as one likes."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        assert program.stdin is not None
        assert program.stdout is not None
        self._stdin, self._stdout = program.stdin, program.stdout

    def killed(self, *arguments: str | Path) -> list[str]:
        """What the program told before it died."""
        self._stdin.write(json.dumps([*map(str, arguments)]) + "\n")
        self._stdin.flush()
        process = int(self._stdout.readline())
        told = [self._stdout.readline().strip() for _ in range(random.randrange(1, 12))]
        time.sleep(random.uniform(0, 0.02))
        os.kill(process, signal.SIGKILL)
        told += iter(lambda: self._stdout.readline().strip(), "END")
        return told


@pytest.fixture
def victim() -> Iterator[Victim]:
    command = [sys.executable, "-m", "tests.journeys.killed"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield Victim(program)


def check_whole(desk: Desk, folder: Path) -> None:
    """The database is sound, the chain unbroken, and every file that a row names is there."""
    with desk.store.look() as unit:
        assert unit.events.first_break() is None
        entries = sum(len(tally.entries) for tally in unit.tallies.all().values())
        events = [event.kind for event in unit.events.all()]
        sheets = unit.sheets.all()
    assert events.count("number_confirmed") + events.count("number_changed") == entries
    assert events.count("picture_taken") == len(sheets)
    for sheet in sheets:
        for sha256 in (sheet.sha256, sheet.flat):
            assert hashlib.sha256(desk.store.images.get(sha256)).hexdigest() == sha256
    with closing(sqlite3.connect(folder / "sirekap.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.journey
def test_no_confirmed_number_is_lost(victim: Victim, data: Path) -> None:
    told: set[tuple[str, str, int, int]] = set()
    for _ in range(TIMES):
        lines = [line.split() for line in victim.killed("confirm", data)]
        told |= {(tps, field, int(seen), int(value)) for tps, field, seen, value in lines}
        with opened(data) as desk:
            with desk.store.look() as unit:
                tallies = unit.tallies.all()
            kept = {(e.tps, e.field, e.seen, e.value) for t in tallies.values() for e in t.entries}
            assert told <= kept
            check_whole(desk, data)
            seen = len(tallies[desks.FIRST].history("paslon_1")) if desks.FIRST in tallies else 0
            entry = correcting.confirm(desk, desks.FIRST, "paslon_1", 1, seen=seen, why="uji")
            told.add((entry.tps, entry.field, entry.seen, entry.value))


@pytest.mark.journey
def test_no_picture_is_half_imported(victim: Victim, data: Path, tmp_path: Path) -> None:
    pictures = tmp_path / "foto"
    pictures.mkdir()
    names = [f"Contoh TPS 1 no {number:03d}.jpg" for number in range(160)]
    for name in names:
        (pictures / name).write_bytes(desks.picture(2, mark=name))
    kept: set[str] = set()
    for _ in range(TIMES):
        lines = victim.killed("import", data, pictures)
        with opened(data) as desk:
            with desk.store.look() as unit:
                sheets = unit.sheets.all()
            now = {sheet.name for sheet in sheets}
            assert now >= kept | set(names[: names.index(lines[-1])])
            assert {sheet.tps for sheet in sheets} <= {desks.FIRST}
            check_whole(desk, data)
        kept = now
    assert len(kept) < len(names), "the last one was killed in the middle too"
    with opened(data) as desk:
        report = importing.import_files(
            desk,
            [pictures],
            Progress(),
            make_reader=lambda _: desks.FakeReader(desk.template),
        )
        assert len(report.taken) + len(kept) == len(names)
        check_whole(desk, data)
