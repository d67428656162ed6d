"""Builds the objects of the desktop program and hands them down."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sirekap_desktop import logs, paths, settings
from sirekap_desktop.errors import SirekapError

if TYPE_CHECKING:
    from sirekap_desktop.models.people import Person
    from sirekap_desktop.ocr.page import PageReader
    from sirekap_desktop.workflow.desk import Desk

_log = logging.getLogger(__name__)


class House:
    """Opens the store once; what is heavy is imported when it is asked for."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self._folder = folder
        self._url = url
        self._desk: Desk | None = None

    def open_desk(self, person: Person) -> Desk:
        """The desk with this person at it; raises what `Store.open` refuses."""
        from sirekap_desktop.models.form_files import catalog
        from sirekap_desktop.models.store import Store
        from sirekap_desktop.workflow.desk import Desk

        if self._desk is None:
            store = Store.open(self._folder, self._url)
            self._desk = Desk(store, person, catalog(), lambda: datetime.now().astimezone())
        return replace(self._desk, person=person)

    def sit_down(self, person: Person) -> Desk:
        """Open the desk and remember who began, for the next start."""
        desk = self.open_desk(person)
        known = self.load_settings()
        self.keep_settings(replace(known, name=person.name, role=person.role.value))
        return desk

    def load_settings(self) -> settings.Settings:
        """What was chosen on this laptop."""
        return settings.load(self._folder)

    def keep_settings(self, chosen: settings.Settings) -> None:
        """Store what was chosen; raises `folder_unwritable`."""
        settings.save(self._folder, chosen)

    def last_person(self) -> Person | None:
        """Who began the last time."""
        from sirekap_desktop.models.people import Person, Role

        remembered = self.load_settings()
        if not remembered.name or remembered.role not in set(Role):
            return None
        return Person(remembered.name, Role(remembered.role))

    @staticmethod
    def make_reader() -> PageReader:
        """A reader of pictures, one for each process that reads; so it needs no house."""
        from sirekap_desktop.models.form_files import catalog
        from sirekap_desktop.ocr.page import PageReader

        return PageReader(catalog(), paths.resources() / "ocr")

    def keep_report(self, report: str) -> str:
        """Store the report of a bug; the name of its file, a dash where it could not be written."""
        folder = self._folder / "laporan"
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
    from sirekap_desktop.ui.main_window import MainWindow, Services
    from sirekap_desktop.ui.runner import Runner

    chosen = house.load_settings()
    app = application.make(words, chosen)
    application.tell_bugs(house.keep_report)
    runner = Runner()
    services = Services(
        house.sit_down, house.make_reader, house.last_person(), chosen, house.keep_settings
    )
    window = MainWindow(services, runner)
    window.show()
    _log.info("window opened")
    status = app.exec()
    runner.close()
    house.close()
    _log.info("window closed")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
