"""A screen without glass: Xvfb with a window manager, and a hand that presses real keys on it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

PROGRAMS = ("Xvfb", "xdotool", "matchbox-window-manager")


def missing() -> tuple[str, ...]:
    """The programs of the system that are not here."""
    return tuple(program for program in PROGRAMS if shutil.which(program) is None)


@contextmanager
def screen(
    width: int = 1366, height: int = 768, *, managed: bool = True
) -> Iterator[dict[str, str]]:
    """The environment in which a program shows its windows there; ends what it started.

    The window manager takes the screen for one monitor: where there are several, do without.
    """
    reads, writes = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            *("-displayfd", str(writes)),
            *("-screen", "0", f"{width}x{height}x24"),
            *("-nolisten", "tcp"),
        ],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    try:
        with os.fdopen(reads) as told:
            display = f":{told.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        with _managed(environment) if managed else nullcontext():
            yield environment
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def _managed(environment: dict[str, str]) -> Iterator[None]:
    """Somebody has to hand the keys to the window in front."""
    manager = subprocess.Popen(
        ["matchbox-window-manager"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        manager.terminate()
        manager.wait(timeout=20)
