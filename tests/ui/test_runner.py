from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.pool import Fault
from sirekap_desktop.ui.runner import Change, Runner, Step
from tests import pieces
from tests.ui.conftest import settle


def test_acts_run_beside_the_window_and_answer_inside_it(runner: Runner) -> None:
    where: dict[str, threading.Thread] = {}

    def act(_: Progress) -> int:
        where["act"] = threading.current_thread()
        return 7

    def then(result: int) -> None:
        where["then"] = threading.current_thread()
        assert result == 7

    runner.start(act, then)
    settle(runner)
    assert where["then"] is threading.main_thread()
    assert where["act"] is not threading.main_thread()


def test_acts_follow_one_another(runner: Runner) -> None:
    done: list[int] = []

    def act_of(number: int) -> Callable[[Progress], None]:
        return lambda _: done.append(number)

    for number in range(50):
        runner.start(act_of(number), lambda _: None)
    settle(runner)
    assert done == list(range(50))


def test_a_long_act_does_not_hold_up_a_short_one(runner: Runner) -> None:
    gate = threading.Event()
    runner.start(lambda _: gate.wait(10), lambda _: None, long=True)
    answers: list[str] = []

    def short(text: str) -> None:
        answers.append(text)
        gate.set()

    runner.start(lambda _: "short", short)
    settle(runner)
    assert answers == ["short"]


def test_a_change_is_told_once_after_the_answer(runner: Runner) -> None:
    told: list[object] = []
    runner.changed.connect(told.append)
    change = Change("x", "1")
    runner.start(lambda _: 1, told.append, change=change)
    settle(runner)
    assert told == [1, change]


def test_refusals_reach_their_caller_or_the_window(runner: Runner) -> None:
    def act(_: Progress) -> None:
        raise SirekapError("tps_closed", tps="x")

    mine: list[SirekapError] = []
    window: list[SirekapError] = []
    runner.refused.connect(window.append)
    changes: list[object] = []
    runner.changed.connect(changes.append)
    runner.start(act, lambda _: None, refuse=mine.append, change=Change("x"))
    runner.start(act, lambda _: None)
    settle(runner)
    assert [e.code for e in mine] == ["tps_closed"]
    assert [e.code for e in window] == ["tps_closed"]
    assert changes == []


def test_progress_is_shown_and_a_stop_is_heard(runner: Runner) -> None:
    steps: list[Step | None] = []
    stopped: list[bool] = []
    runner.stepped.connect(steps.append)
    begun = threading.Event()
    gate = threading.Event()

    def act(progress: Progress) -> None:
        progress.step(1, 3, "satu")
        begun.set()
        assert gate.wait(10)
        progress.step(2, 3, "dua")
        raise AssertionError

    job = runner.start(
        act,
        lambda _: pytest.fail("no answer was due"),
        what="Membaca",
        stopped=lambda: stopped.append(True),
    )
    assert begun.wait(10)
    job.cancel()
    gate.set()
    settle(runner)
    assert stopped == [True]
    assert steps == [Step("Membaca", 0, 0), Step("Membaca · satu", 1, 3), None]


def test_a_bug_is_reported_and_the_next_act_runs(qtbot: QtBot, runner: Runner) -> None:
    def act(_: Progress) -> None:
        raise ZeroDivisionError

    after: list[str] = []
    with qtbot.capture_exceptions() as bugs:
        runner.start(
            act, lambda _: pytest.fail("no answer was due"), stopped=lambda: after.append("stopped")
        )
        runner.start(lambda _: "next", after.append)
        settle(runner)
    assert [kind for kind, _, _ in bugs] == [ZeroDivisionError]
    assert after == ["stopped", "next"]


def test_pictures_are_read_beside_the_program_in_order(runner: Runner) -> None:
    results = [one for one in runner.spread(pieces.where, range(6)) if not isinstance(one, Fault)]
    assert [square for square, _ in results] == [0, 1, 4, 9, 16, 25]
    assert os.getpid() not in {process for _, process in results}


def test_closing_ends_the_processes_of_an_import(runner: Runner, tmp_path: Path) -> None:
    def act(progress: Progress) -> None:
        for done, _ in enumerate(runner.spread(pieces.where, range(10_000))):
            progress.step(done, 10_000)
            (tmp_path / "begun").touch()

    runner.start(act, lambda _: pytest.fail("no answer was due"), what="lama", long=True)
    while not (tmp_path / "begun").exists():
        time.sleep(0.01)
    assert multiprocessing.active_children()
    runner.close()
    assert multiprocessing.active_children() == []


def test_closing_waits_for_what_runs() -> None:
    runner = Runner(workers=1)
    begun, done = threading.Event(), threading.Event()

    def act(progress: Progress) -> None:
        begun.set()
        while True:
            try:
                progress.step(0, 1)
            except BaseException:
                done.set()
                raise

    runner.start(act, lambda _: None, what="lama", long=True)
    assert begun.wait(10)
    runner.close()
    assert done.is_set()
    settle(runner)


class Speaker(QObject):
    said = Signal(bool)


def test_canary_emitting_true_leaks_no_reference() -> None:
    """PySide6 6.12.0 lost a reference to True at each emit and aborted after some 570."""
    speaker = Speaker()
    heard: list[bool] = []
    speaker.said.connect(heard.append)
    for _ in range(600):
        speaker.said.emit(True)
    assert heard == [True] * 600
