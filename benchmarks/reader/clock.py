"""Measures how long each step of reading takes, without a trace of it in the reader itself."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

from sirekap_desktop import ocr

REST: Final = "rest"
WHOLE: Final = ("page",)
"""Modules that only call the others: their own time is the rest."""


class Clock:
    """CPU seconds by step; a step called by another counts for itself only."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open: list[str] = []
        self._last = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the time inside for a step."""
        self._settle()
        self._open.append(name)
        try:
            yield
        finally:
            self._settle()
            self._open.pop()

    def take(self) -> dict[str, float]:
        """What was measured since the last time."""
        taken, self.seconds = self.seconds, {}
        return taken

    def _settle(self) -> None:
        now = time.process_time()
        if self._open:
            name = self._open[-1]
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now


def watch(clock: Clock) -> None:
    """From now on every public function and method of the steps of `ocr` counts on the clock."""
    names = [info.name for info in pkgutil.iter_modules(ocr.__path__) if info.name not in WHOLE]
    for name in names:
        module = importlib.import_module(f"{ocr.__name__}.{name}")
        for key, value in list(vars(module).items()):
            if key.startswith("_") or getattr(value, "__module__", "") != module.__name__:
                continue
            if inspect.isfunction(value):
                _replace(value, _timed(value, clock, name))
            elif inspect.isclass(value):
                _watch_methods(value, clock, name)


def _watch_methods(owner: type, clock: Clock, name: str) -> None:
    for key, value in list(vars(owner).items()):
        if inspect.isfunction(value) and not key.startswith("_"):
            setattr(owner, key, _timed(value, clock, name))


def _replace(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    """Put the timed function wherever the reader's modules know the plain one."""
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and module.__name__.startswith(ocr.__name__):
            for key, value in list(vars(module).items()):
                if value is old:
                    setattr(module, key, new)


def _timed(function: Callable[..., Any], clock: Clock, name: str) -> Callable[..., Any]:
    if inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def walk(*args: Any, **kwargs: Any) -> Generator[Any]:
            source = function(*args, **kwargs)
            while True:
                with clock.step(name):
                    try:
                        item = next(source)
                    except StopIteration:
                        return
                yield item

        return walk

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        with clock.step(name):
            return function(*args, **kwargs)

    return run
