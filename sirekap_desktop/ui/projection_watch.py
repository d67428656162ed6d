"""Looks up what the hall may know, and looks again when the record has moved on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.ui import check_acts
from sirekap_desktop.ui.check_acts import Loaded
from sirekap_desktop.ui.projection_build import Known
from sirekap_desktop.ui.reading_place import ReadingPlace
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import hall, record

TICK = 10_000
"""Milliseconds between two looks at the record: another desk may have written."""


class Watch(QObject):
    """What is known of the place and of the kecamatan.

    A refusal leaves on the wall what stands there: it is told where somebody works.
    """

    seen = Signal()
    """Something new is known."""

    def __init__(self, session: Session, place: ReadingPlace, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._place = place
        self.known = Known()
        self._looking = self._again = False
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self.look_at_record)

    def serve(self, session: Session) -> None:
        """Nothing is known of this contest yet; what is still under way for another is dropped."""
        self._session = session
        self.known = Known()

    def begin(self) -> None:
        """The hall looks: keep up with the record from now on."""
        self._tick.start()
        self._look_at_tps()
        self._look_at_hall()

    def end(self) -> None:
        """Nobody looks any more."""
        self._tick.stop()

    def take(self, loaded: Loaded) -> None:
        """A TPS that somebody else has just looked up; shown at once when it is the one read."""
        if loaded.view.tps.code == self._place.now.tps:
            self.known = replace(self.known, loaded=loaded)
            self._place.hear(loaded.view)
            self.seen.emit()

    def follow(self) -> None:
        """The place has moved: look the TPS up when it is another one."""
        if self.known.loaded is None or self.known.loaded.view.tps.code != self._place.now.tps:
            self._look_at_tps()

    def refresh(self, change: Change) -> None:
        """Something was done: look at the TPS in place where it may be the one, and at the sums."""
        if change.tps in (None, self._place.now.tps):
            self._look_at_tps()
        self._look_at_hall()

    def look_at_record(self) -> None:
        """Look at everything again when somebody has written since."""
        desk = self._session.desk

        def compare(head: tuple[int, str]) -> None:
            if head != self.known.head:
                self._look_at_tps()
                self._look_at_hall()

        self._session.runner.start(lambda _: record.head(desk), compare, refuse=_leave)

    def _look_at_tps(self) -> None:
        code, session = self._place.now.tps, self._session
        if code is None:
            return
        desk = session.desk
        loaded = self.known.loaded
        have = {p.flat: p for p in loaded.papers.values()} if loaded is not None else {}

        def look(_: Progress) -> tuple[Loaded, tuple[int, str]]:
            return check_acts.load(desk, code, have), record.head(desk)

        def arrive(answer: tuple[Loaded, tuple[int, str]]) -> None:
            if session is self._session:
                loaded, head = answer
                self.known = replace(self.known, head=head)
                self.take(loaded)
                self.seen.emit()

        session.runner.start(look, arrive, refuse=_leave)

    def _look_at_hall(self) -> None:
        """One look at a time; what is asked for meanwhile is one look more."""
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        session, before = self._session, self.known.hall
        desk = session.desk

        def arrive(seen: hall.Hall) -> None:
            if session is self._session:
                self.known = replace(self.known, hall=seen, head=seen.head)
                self.seen.emit()
            self._looked()

        session.runner.start(
            lambda _: hall.look(desk, before),
            arrive,
            refuse=lambda _: self._looked(),
            stopped=self._looked,
        )

    def _looked(self) -> None:
        self._looking = False
        if self._again:
            self._look_at_hall()


def _leave(error: SirekapError) -> None:
    del error
