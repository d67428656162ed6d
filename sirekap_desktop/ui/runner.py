"""Background work: the only place with threads.

An act is a plain function that takes a `Progress`. Acts on the store run one after another on
one thread; long ones (imports) on a second, so that a number can be confirmed meanwhile; pictures
are read by processes that acts get as `spread`. Every callback runs on the main thread.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from sirekap_desktop import pool
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Cancelled, Progress

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")


PERSON = "orang"
"""The act name of a change of who sits at the desk."""


@dataclass(frozen=True)
class Change:
    """What an act touched: its name and, where it was one TPS, that TPS."""

    act: str
    tps: str | None = None


@dataclass(frozen=True)
class Step:
    """How far a piece of work is."""

    what: str
    done: int
    total: int


class Job(Generic[T]):
    """One act on its way; `cancel` asks it to stop at its next step."""

    def __init__(
        self,
        what: str,
        then: Callable[[T], None],
        refuse: Callable[[SirekapError], None],
        stopped: Callable[[], None] | None,
        change: Change | None,
    ) -> None:
        self.what = what
        self.then = then
        self.refuse = refuse
        self.stopped = stopped
        self.change = change
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the act to stop; what it finished before stays."""
        self._stop.set()

    @property
    def asked_to_stop(self) -> bool:
        """Whether somebody asked."""
        return self._stop.is_set()


class Runner(QObject):
    """Runs acts and brings their answers back to the main thread."""

    changed = Signal(object)
    """A `Change`, once after each act that has one and was not refused."""
    stepped = Signal(object)
    """A `Step` of a job that has a name, None when no such job is left."""
    refused = Signal(object)
    """A `SirekapError` of an act whose caller does not show it itself."""
    idle = Signal()
    _answered = Signal()

    def __init__(self, parent: QObject | None = None, workers: int | None = None) -> None:
        super().__init__(parent)
        self._workers = workers or max(1, pool.cores() - 1)
        self._acts = ThreadPoolExecutor(1, "acts")
        self._long = ThreadPoolExecutor(1, "long")
        self._answers: deque[Callable[[], None]] = deque()
        self._jobs: list[Job[Any]] = []
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        act: Callable[[Progress], T],
        then: Callable[[T], None],
        *,
        what: str = "",
        refuse: Callable[[SirekapError], None] | None = None,
        stopped: Callable[[], None] | None = None,
        change: Change | None = None,
        long: bool = False,
    ) -> Job[T]:
        """Begin an act; `then` gets its result, `refuse` a refusal.

        `stopped` is called when there is neither: after a cancelling, or a bug, which also ends
        in `sys.excepthook`. A `what` makes the job visible with its progress.
        """
        job = Job(what, then, refuse or self.refused.emit, stopped, change)
        if self._closed:
            return job
        self._jobs.append(job)
        if what:
            self.stepped.emit(Step(what, 0, 0))
        (self._long if long else self._acts).submit(self._work, job, act)
        return job

    def spread(self, work: Callable[[A], B], items: Sequence[A]) -> Iterator[B | pool.Fault]:
        """`pool.spread` that leaves one processor to the window."""
        return pool.spread(work, items, self._workers)

    @property
    def busy(self) -> bool:
        """Whether an act is under way or its answer not yet delivered."""
        return bool(self._jobs)

    @property
    def visible(self) -> bool:
        """Whether something is under way that shows its progress, such as an import."""
        return any(job.what for job in self._jobs)

    def cancel(self) -> None:
        """Ask every visible job to stop."""
        for job in self._jobs:
            if job.what:
                job.cancel()

    def close(self) -> None:
        """Let running acts end, then end the threads; what is started afterwards never begins."""
        self._closed = True
        self.cancel()
        for thread in (self._acts, self._long):
            thread.shutdown(wait=True)

    def _work(self, job: Job[T], act: Callable[[Progress], T]) -> None:
        progress = Progress(
            lambda done, total, what: self._answer(lambda: self._step(job, done, total, what)),
            lambda: job.asked_to_stop,
        )
        try:
            result = act(progress)
        except SirekapError as error:
            refusal = error
            self._answer(lambda: self._end(job, lambda: job.refuse(refusal), kept=False))
        except Cancelled:
            self._answer(lambda: self._end(job, job.stopped))
        except BaseException as error:  # noqa: BLE001  (a bug: reported on the main thread)
            bug = error
            self._answer(lambda: self._end(job, lambda: _report(bug, job.stopped)))
        else:
            self._answer(lambda: self._end(job, lambda: job.then(result)))

    def _answer(self, call: Callable[[], None]) -> None:
        self._answers.append(call)
        self._answered.emit()

    def _deliver(self) -> None:
        self._answers.popleft()()

    def _step(self, job: Job[Any], done: int, total: int, what: str) -> None:
        if job.what and job in self._jobs:
            text = f"{job.what} · {what}" if what else job.what
            self.stepped.emit(Step(text, done, total))

    def _end(self, job: Job[Any], tell: Callable[[], None] | None, *, kept: bool = True) -> None:
        self._jobs.remove(job)
        if job.what and not any(other.what for other in self._jobs):
            self.stepped.emit(None)
        if tell is not None:
            tell()
        if job.change is not None and kept:
            self.changed.emit(job.change)
        if not self._jobs:
            self.idle.emit()


def _report(bug: BaseException, stopped: Callable[[], None] | None) -> None:
    if stopped is not None:
        stopped()
    sys.excepthook(type(bug), bug, bug.__traceback__)
