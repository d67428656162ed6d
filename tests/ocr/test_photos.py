"""Photographs that other people took of real sheets and screens."""

from __future__ import annotations

import pytest

from sirekap_desktop.models.reading import Status
from tests import paper

PHOTOS = paper.SHARED / "photos"

pytestmark = pytest.mark.skipif(not PHOTOS.is_dir(), reason="the shared photographs are absent")


def numbers_of(name: str) -> dict[str, int | None]:
    (result,) = paper.reader().read_file((PHOTOS / name).read_bytes())
    assert not result.reading.refused
    return {r.field: r.value for r in result.reading.readings}


def test_a_screen_showing_page_two() -> None:
    assert numbers_of("ppwp_page2_screen.jpg") == {"paslon_1": 123, "paslon_2": 274, "paslon_3": 32}


def test_a_real_folded_page_three() -> None:
    expected = {"suara_sah": 254, "suara_tidak_sah": 6, "suara_total": 260}
    assert numbers_of("ppwp_page3_real.jpg") == expected


def test_a_blank_page_one_is_unread_everywhere() -> None:
    (result,) = paper.reader().read_file((PHOTOS / "ppwp_page1_blank_screen.jpg").read_bytes())
    assert result.reading.page == 1
    assert {r.status for r in result.reading.readings} == {Status.UNREAD}
