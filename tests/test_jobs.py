"""Progress: told in order, stopped before the next step."""

from __future__ import annotations

import pytest

from sirekap_desktop.jobs import Cancelled, Progress

Told = list[tuple[int, int, str]]


def telling(told: Told) -> Progress:
    return Progress(lambda done, total, what: told.append((done, total, what)))


def test_silence_is_the_default() -> None:
    progress = Progress()
    progress.step(1, 2)
    assert list(progress.each("abc")) == ["a", "b", "c"]


def test_each_tells_before_every_item_and_at_the_end() -> None:
    told: Told = []
    seen = []
    for item in telling(told).each("ab", "membaca"):
        seen.append((item, told[-1]))
    assert seen == [("a", (0, 2, "membaca")), ("b", (1, 2, "membaca"))]
    assert told[-1] == (2, 2, "membaca")


def test_nothing_to_do_is_done_at_once() -> None:
    told: Told = []
    assert list(telling(told).each([])) == []
    assert told == [(0, 0, "")]


def test_a_step_tells_what_it_is_given() -> None:
    told: Told = []
    telling(told).step(3, 7, "TPS 001")
    assert told == [(3, 7, "TPS 001")]


def walk(progress: Progress, seen: list[str]) -> None:
    for item in progress.each("abcd"):
        seen.append(item)


def test_a_stop_ends_before_the_next_item_and_tells_no_more() -> None:
    told: Told = []
    seen: list[str] = []
    progress = Progress(lambda *step: told.append(step), lambda: len(seen) == 2)
    with pytest.raises(Cancelled):
        walk(progress, seen)
    assert seen == ["a", "b"]
    assert [step[0] for step in told] == [0, 1]
    with pytest.raises(Cancelled):
        progress.step(4, 4)


def test_who_does_not_want_to_stop_is_asked_each_time() -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return False

    assert list(Progress(stop=stop).each("ab")) == ["a", "b"]
    assert len(asked) == 3


def test_a_stop_is_no_error() -> None:
    assert not issubclass(Cancelled, (OSError, ValueError, RuntimeError))
    assert issubclass(Cancelled, Exception)
