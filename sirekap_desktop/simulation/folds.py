"""Paper that was folded and hangs in waves: how far each place lies off the flat sheet."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]
"""Points on the sheet in mm, (height, width, 2)."""

CORNERS = ((0.08, 0.072), (0.92, 0.072), (0.92, 0.968), (0.08, 0.968))
"""The corner squares as parts of the sheet: through them goes the plane that is measured from."""
MEASURED = (0.5, 0.18, 0.88, 0.8)
"""Left, top, right, bottom of the part of the sheet where boxes stand."""
VIEW = 1.35
"""From how far the sheet is seen, in parts of its height."""
WAVES = (5, 4)


@dataclass(frozen=True)
class Folds:
    """The relief of a sheet; `gain` brings it to the wanted distance from the plane."""

    extent: tuple[float, float]
    waves: NDArray[np.float32]
    drift: NDArray[np.float32]
    kinks: tuple[tuple[int, float, float], ...]
    """Folds: axis across which it runs, its place as a part of the sheet, how sharp it is."""
    towards: tuple[float, float]
    gain: float

    @classmethod
    def from_rng(
        cls,
        extent: tuple[float, float],
        mean: float,
        worst: float,
        folded: bool,
        rng: np.random.Generator,
    ) -> Folds:
        """A relief that moves the boxes `mean` mm on average, `worst` mm at most."""
        kinks: list[tuple[int, float, float]] = []
        if folded:
            places = ((0, 0.5), (1, 0.5), (1, 0.25), (1, 0.75), (0, 0.25), (0, 0.75))
            for axis, place in places[: int(rng.integers(1, 7))]:
                kinks.append((axis, place + rng.normal(0, 0.02), rng.normal(0, 1.0)))
        made = cls(
            extent,
            rng.normal(0, 0.35, WAVES).astype(np.float32),
            rng.normal(0, 0.05, (*WAVES, 2)).astype(np.float32),
            tuple(kinks),
            (float(rng.normal(0, 0.25)), float(rng.normal(0, 0.25))),
            1.0,
        )
        left, top, right, bottom = MEASURED
        grid = np.meshgrid(np.linspace(left, right, 12), np.linspace(top, bottom, 24))
        off = np.hypot(*np.moveaxis(made.shift(np.stack(grid, axis=-1) * extent), -1, 0))
        gain = min(mean / max(float(off.mean()), 1e-6), worst / max(float(off.max()), 1e-6))
        return cls(extent, made.waves, made.drift, made.kinks, made.towards, gain)

    def shift(self, at: Places) -> Places:
        """How far, in mm, the paper lies off the plane through its corner squares."""
        parts = at / np.array(self.extent)
        corners = self._moved(np.array([CORNERS]))[0]
        x = ((parts[..., 0] - CORNERS[0][0]) / (CORNERS[1][0] - CORNERS[0][0]))[..., None]
        y = ((parts[..., 1] - CORNERS[0][1]) / (CORNERS[3][1] - CORNERS[0][1]))[..., None]
        plane = (1 - y) * ((1 - x) * corners[0] + x * corners[1])
        plane = plane + y * ((1 - x) * corners[3] + x * corners[2])
        return np.asarray((self._moved(parts) - plane) * self.gain, np.float64)

    def creases(self, at: Places) -> NDArray[np.float64]:
        """How much lighter or darker the slope makes each place, around 0."""
        height = self._height(at / np.array(self.extent)) * min(self.gain, 40.0) / 40.0
        down, across = np.gradient(height)
        slope = across + 0.5 * down
        return np.asarray(np.clip(slope * 8.0, -0.12, 0.12), np.float64)

    def _moved(self, parts: Places) -> Places:
        """The picture of a relief: what stands higher moves away from the point it is seen from."""
        outward = (parts - 0.5) * np.array([self.extent[0] / self.extent[1], 1.0]) / VIEW
        height = self._height(parts)[..., None]
        return np.asarray(height * (outward + self.towards) + self._sampled(self.drift, parts))

    def _height(self, parts: Places) -> NDArray[np.float64]:
        height = np.asarray(self._sampled(self.waves, parts), np.float64)
        for axis, place, sharp in self.kinks:
            height = height + sharp * np.maximum(0.25 - np.abs(parts[..., axis] - place), 0) * 4
        return height

    def _sampled(self, field: NDArray[np.float32], parts: Places) -> NDArray[np.float32]:
        """A coarse field at places of the sheet, smoothly."""
        fine = cv2.resize(field, (96, 144), interpolation=cv2.INTER_CUBIC)
        across = np.asarray(parts[..., 0] * 95, np.float32)
        down = np.asarray(parts[..., 1] * 143, np.float32)
        found = cv2.remap(fine, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, np.float32)
