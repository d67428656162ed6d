"""Monitors on an X screen that a test plugs and unplugs, by RandR."""

from __future__ import annotations

import ctypes
import ctypes.util

_LIBRARIES = {name: ctypes.util.find_library(name) for name in ("X11", "Xrandr")}


def missing() -> tuple[str, ...]:
    """The libraries of the system that are not here."""
    return tuple(name for name, found in _LIBRARIES.items() if found is None)


class _Monitor(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_ulong),
        *((field, ctypes.c_int) for field in ("primary", "automatic", "outputs")),
        *((field, ctypes.c_int) for field in ("x", "y", "width", "height", "mm_x", "mm_y")),
        ("output", ctypes.POINTER(ctypes.c_ulong)),
    )


class _Resources(ctypes.Structure):
    _fields_ = (
        ("times", ctypes.c_ulong * 2),
        ("crtcs", ctypes.c_int),
        ("crtc", ctypes.POINTER(ctypes.c_ulong)),
        ("outputs", ctypes.c_int),
        ("output", ctypes.POINTER(ctypes.c_ulong)),
    )


class Monitors:
    """The monitors of the display that the environment names."""

    def __init__(self) -> None:
        self._x11 = ctypes.CDLL(_LIBRARIES["X11"])
        self._randr = ctypes.CDLL(_LIBRARIES["Xrandr"])
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XInternAtom.restype = ctypes.c_ulong
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._randr.XRRGetScreenResources.restype = ctypes.POINTER(_Resources)
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(None))
        self._root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))

    def divide(self, name: str, width: int, height: int) -> None:
        """The left part of the screen is a monitor; the rest is free to plug others in."""
        found = self._randr.XRRGetScreenResources(self._display, self._root)
        self._set(name, 0, width, height, found.contents.output[0])

    def plug(self, name: str, x: int, width: int, height: int) -> None:
        """One more monitor, `x` pixels from the left."""
        self._set(name, x, width, height)

    def unplug(self, name: str) -> None:
        """Take a monitor away."""
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x11.XSync(self._display, 0)

    def _set(self, name: str, x: int, width: int, height: int, *outputs: int) -> None:
        first, count = bool(outputs), len(outputs)
        size = (x, 0, width, height, width // 4, height // 4)
        of = (ctypes.c_ulong * max(1, count))(*outputs)
        monitor = _Monitor(self._atom(name).value, first, False, count, *size, of)
        self._randr.XRRSetMonitor(self._display, self._root, ctypes.byref(monitor))
        self._x11.XSync(self._display, 0)

    def _atom(self, name: str) -> ctypes.c_ulong:
        return ctypes.c_ulong(self._x11.XInternAtom(self._display, name.encode(), 0))
