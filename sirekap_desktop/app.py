"""Builds the objects of the desktop program and hands them down."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sirekap_desktop import logs, paths, settings
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import NOBODY, Person

if TYPE_CHECKING:
    from sirekap_desktop.jobs import Progress
    from sirekap_desktop.models.form import Template
    from sirekap_desktop.ocr.page import PageReader
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.importing import Spread

_log = logging.getLogger(__name__)


class House:
    """Opens the store once; what is heavy is imported when it is asked for."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.folder = folder
        self._url = url
        self._desk: Desk | None = None
        self._forms: tuple[tuple[Path, int], ...] = ()

    def open_desk(self, person: Person = NOBODY) -> Desk:
        """The desk with this person at it; raises what `Store.open` refuses."""
        from sirekap_desktop.models.form_files import catalog
        from sirekap_desktop.models.store import Store
        from sirekap_desktop.workflow.desk import Desk

        own = paths.forms(self.folder)
        state = tuple((file, file.stat().st_mtime_ns) for file in sorted(own.glob("*/*/*.toml")))
        if self._desk is None:
            store = Store.open(self.folder, self._url)
            self._desk = Desk(store, person, catalog(own), lambda: datetime.now().astimezone())
        elif state != self._forms:
            self._desk = replace(self._desk, templates=catalog(own), bound={}, settled={})
        self._forms = state
        return replace(self._desk, person=person)

    def forms(self) -> tuple[str, ...]:
        """The forms of the contests in the folder; none while it is not open."""
        if self._desk is None:
            return ()
        with self._desk.look() as unit:
            return tuple(contest.form for contest in unit.elections.all())

    def load_settings(self) -> settings.Settings:
        """What was chosen on this laptop."""
        return settings.load(self.folder)

    def keep_settings(self, chosen: settings.Settings) -> None:
        """Store what was chosen; raises `folder_unwritable`."""
        settings.save(self.folder, chosen)

    @staticmethod
    def make_reader(forms: Mapping[str, Template]) -> PageReader:
        """A reader of pictures, one for each process that reads; so it needs no house."""
        from sirekap_desktop.ocr.page import PageReader

        return PageReader(forms, paths.resources() / "ocr")

    def keep_report(self, report: str) -> str:
        """Store the report of a bug; the name of its file, a dash where it could not be written."""
        folder = self.folder / "laporan"
        file = folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(report, encoding="utf-8")
        except OSError:
            return "–"
        _log.error("bug reported in %s", file.name)
        return str(file)

    def close(self) -> None:
        """Let go of the store."""
        if self._desk is not None:
            self._desk.store.close()


class Practice:
    """The training folder: a house of its own, filled when it is new with an election like those
    of the real folder (`forms`)."""

    def __init__(self, folder: Path, forms: Callable[[], Sequence[str]]) -> None:
        self._folder = folder
        self._forms = forms
        self._house: House | None = None

    def open(self, progress: Progress, spread: Spread) -> Desk:
        """The desk of the made-up kecamatan; raises `folder_in_use` and what `Store.open` does."""
        from sirekap_desktop.workflow import training

        training.claim(self._folder)
        self._house = self._house or House(self._folder)
        desk = self._house.open_desk()
        reader = House.make_reader
        like = self._forms()
        training.fill(desk, self._folder, progress, make_reader=reader, spread=spread, like=like)
        return desk

    def begin_anew(self, progress: Progress, spread: Spread) -> Desk:
        """Throw away what was practised, and fill the folder again."""
        from sirekap_desktop.workflow import training

        self.close()
        training.make_empty(self._folder)
        return self.open(progress, spread)

    def close(self) -> None:
        """Let go of its store."""
        if self._house is not None:
            self._house.close()
        self._house = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; returns the exit status of the program."""
    words = argparse.ArgumentParser(prog="sirekap-desktop", description="Sirekap Desktop")
    words.add_argument("--data", type=Path, default=paths.data(), help="folder of the data")
    words.add_argument("--database", default=None, help="address of a shared PostgreSQL database")
    given, rest = words.parse_known_args(arguments)

    with ExitStack() as sitting:
        with suppress(SirekapError):
            sitting.enter_context(logs.logging_to(given.data))
        return _show(House(given.data, given.database), [sys.argv[0], *rest])


def _show(house: House, words: Sequence[str]) -> int:
    from sirekap_desktop.ui import application
    from sirekap_desktop.ui.main_window import MainWindow
    from sirekap_desktop.ui.runner import Runner
    from sirekap_desktop.ui.services import Services

    chosen = house.load_settings()
    app = application.make(words, chosen)
    application.tell_bugs(house.keep_report)
    runner = Runner()
    practice = Practice(paths.training(house.folder), house.forms)
    services = Services(house.open_desk, house.make_reader, practice, chosen, house.keep_settings)
    window = MainWindow(services, runner)
    window.show()
    _log.info("window opened")
    status = app.exec()
    runner.close()
    practice.close()
    house.close()
    _log.info("window closed")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
