"""Time by step, each second counted once."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from benchmarks.reader.clock import Clock, _timed


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A CPU clock that the test moves: the only entry is the time."""
    now = [0.0]
    monkeypatch.setattr(time, "process_time", lambda: now[0])
    return now


def test_a_step_inside_another_counts_for_itself_only(seconds: list[float]) -> None:
    clock = Clock()
    with clock.step("outer"):
        seconds[0] += 2
        with clock.step("inner"):
            seconds[0] += 3
        seconds[0] += 1
    seconds[0] += 50
    assert clock.take() == {"outer": 3, "inner": 3}
    assert clock.take() == {}


def test_a_step_that_fails_is_closed(seconds: list[float]) -> None:
    clock = Clock()

    def fail() -> None:
        seconds[0] += 1
        raise ValueError("bad")

    with pytest.raises(ValueError, match="bad"):
        _timed(fail, clock, "a")()
    with clock.step("b"):
        seconds[0] += 4
    assert clock.take() == {"a": 1, "b": 4}


def test_a_generator_counts_while_it_works_and_not_while_it_waits(seconds: list[float]) -> None:
    clock = Clock()

    def source() -> Iterator[int]:
        seconds[0] += 2
        yield 1
        seconds[0] += 2
        yield 2

    with clock.step("rest"):
        for _ in _timed(source, clock, "load")():
            seconds[0] += 10
    assert clock.take() == {"rest": 20, "load": 4}
