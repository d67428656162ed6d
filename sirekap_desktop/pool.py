"""Many pieces of work on several processes: in order, with bounded memory, none ending the others.

Processes are spawned, never forked: the window has threads, and Windows knows nothing else. Each
waits at a pipe of its own and ends with it, so that none outlives the program, even killed.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")

FEW = 2
"""So many pieces are done in this process: another takes a second to start."""
AHEAD = 3
"""How many results a process may be ahead of the one that is due."""
PATIENCE = 3.0
"""Seconds that a process gets to end the piece in its hands."""


@dataclass(frozen=True)
class Fault:
    """What stands for the result of a piece whose work broke: a bug, or a process that died."""

    report: str


def cores() -> int:
    """How many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    work: Callable[[A], B], items: Sequence[A], workers: int | None = None
) -> Iterator[B | Fault]:
    """Like `map`, over `workers` processes (all processors); results in the order of `items`.

    `work` and what it takes and gives are pickled; `items` are small, as paths are: they wait in
    pipes. Each process has its own copy of `work`, and one thread for OpenCV. Closing the iterator
    ends the processes.
    """
    if len(items) <= FEW:
        yield from (_done(work, item) for item in items)
        return
    crew = _Crew(work, min(workers or cores(), len(items)))
    done: dict[int, Any] = {}
    begun = 0
    try:
        for due in range(len(items)):
            while due not in done:
                while begun < min(len(items), due + AHEAD * crew.size) and crew.has_room():
                    crew.give(begun, items[begun])
                    begun += 1
                done.update(crew.collect())
            yield done.pop(due)
    finally:
        crew.dismiss()


@dataclass
class _Hand:
    """A process, this end of its pipe, and what it was given: number and item, in their order."""

    process: BaseProcess
    pipe: Connection
    pieces: deque[tuple[int, object]] = field(default_factory=deque)


class _Crew:
    """The processes of one `spread`; one that dies is replaced when work is left for it."""

    def __init__(self, work: Callable[[Any], Any], size: int) -> None:
        self.size = size
        self._work = pickle.dumps(work)
        self._hands: list[_Hand] = []

    def has_room(self) -> bool:
        """Whether somebody has nothing to do next, or may still be hired."""
        return len(self._hands) < self.size or any(len(hand.pieces) < 2 for hand in self._hands)

    def give(self, number: int, item: object) -> None:
        """Let a process do this, or do it next; only when `has_room`."""
        hand = min(self._hands, key=lambda hand: len(hand.pieces), default=None)
        if hand is None or (hand.pieces and len(self._hands) < self.size):
            hand = self._hire()
        hand.pieces.append((number, item))
        with suppress(OSError):  # it died meanwhile: `collect` will see that
            hand.pipe.send(item)

    def collect(self) -> dict[int, object]:
        """Wait for at least one result."""
        busy = {hand.pipe: hand for hand in self._hands if hand.pieces}
        ready = wait([*busy])
        return dict(self._result(hand) for pipe, hand in busy.items() if pipe in ready)

    def dismiss(self) -> None:
        """End all processes; a busy one may end its piece first, for a moment."""
        for hand in self._hands:
            hand.pipe.close()
        end = time.monotonic() + PATIENCE
        for hand in self._hands:
            hand.process.join(max(0.0, end - time.monotonic()))
            _bury(hand)
        self._hands = []

    def _hire(self) -> _Hand:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there,), name="pool", daemon=True)
        with _uninterrupted():
            process.start()
        there.close()
        hand = _Hand(process, here)
        self._hands.append(hand)
        with suppress(OSError):
            here.send_bytes(self._work)
        return hand

    def _result(self, hand: _Hand) -> tuple[int, object]:
        number, _ = hand.pieces.popleft()
        try:
            return number, pickle.loads(hand.pipe.recv_bytes())
        except (EOFError, OSError):
            return number, self._replace(hand)

    def _replace(self, hand: _Hand) -> Fault:
        """Give what a dead process had not begun to another; why it died."""
        self._hands.remove(hand)
        hand.pipe.close()
        hand.process.join(PATIENCE)
        code = hand.process.exitcode
        _bury(hand)
        for number, item in hand.pieces:
            self.give(number, item)
        return Fault(f"the process ended with {code}")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started here never hears Ctrl+C: that is for the program, which closes the pipes."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _bury(hand: _Hand) -> None:
    if hand.process.is_alive():
        hand.process.terminate()
        hand.process.join()
    hand.process.close()


def _serve(pipe: Connection) -> None:
    """What a process does: it receives the work, then one piece after another."""
    import cv2

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow, daemon=True).start()
    cv2.setNumThreads(1)
    with suppress(EOFError, OSError):
        work = pickle.loads(pipe.recv_bytes())
        while True:
            done = _done(work, pipe.recv())
            pipe.send_bytes(pickle.dumps(done))


def _follow() -> None:
    """End with the program, even in the middle of a piece."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _done(work: Callable[[A], B], item: A) -> B | Fault:
    try:
        return work(item)
    except Exception:  # noqa: BLE001  (a door: a bug with one piece must not stop the others)
        return Fault(traceback.format_exc())
