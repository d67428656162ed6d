"""Progress of an act: told to whoever watches, stopped when the watcher wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818  (an answer to the operator, not a fault)
    """The operator asked to stop; what was finished before stays."""


class Progress:
    """Silent by default; `tell(done, total, what)` shows it, `stop()` asks whether to end."""

    def __init__(
        self,
        tell: Callable[[int, int, str], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        self._tell = tell
        self._stop = stop

    def step(self, done: int, total: int, what: str = "") -> None:
        """Say how far the work is; raises Cancelled when it should stop here."""
        if self._stop is not None and self._stop():
            raise Cancelled
        if self._tell is not None:
            self._tell(done, total, what)

    def each(self, items: Sequence[T], what: str = "") -> Iterator[T]:
        """Walk through `items`, telling before each one."""
        for done, item in enumerate(items):
            self.step(done, len(items), what)
            yield item
        self.step(len(items), len(items), what)
