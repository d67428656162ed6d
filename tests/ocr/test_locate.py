"""The plane of a sheet where the picture shows next to nothing of it."""

from __future__ import annotations

import numpy as np
import pytest

from sirekap_desktop.ocr import locate


@pytest.mark.parametrize("top", [-2000.0, -1599.0, -1590.0, 995.0, 999.0, 2000.0])
def test_a_sliver_of_the_picture_shows_no_mark(top: float) -> None:
    picture = np.full((1000, 700), 200, np.uint8)
    far_off = np.array([[40.0, 0.0, 0.0], [0.0, 40.0, top], [0.0, 0.0, 1.0]])
    patch = locate._warp(picture, far_off, 40)
    assert patch.shape == (40, 40)
    assert np.unique(patch).tolist() == [128]
