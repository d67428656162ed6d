from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.reading import Reading, Source
from sirekap_desktop.ui.crop_strip import CropStrip, disagrees
from sirekap_desktop.ui.crops import pieces, row_of
from tests.ui.papers import SCALE, TEMPLATE, blank, sure

COPIES = (
    Source("bubbles", "080", 80, 0.99),
    Source("row_sums", "60 20", 80, 0.95),
    Source("tally", "73–89", None, 0.9),
    Source("words", "delapan puluh", 80, 0.95),
)


@pytest.fixture
def strip(qtbot: QtBot) -> CropStrip:
    made = CropStrip()
    qtbot.addWidget(made)
    made.resize(560, made.height())
    made.show()
    return made


def show(strip: CropStrip, field: str, reading: Reading | None) -> dict[str, str]:
    """What stands over each piece that is seen."""
    found = pieces(TEMPLATE.page_of(field)[1], reading)
    if len(found) == 1:
        found = (*found, row_of(TEMPLATE, field, reading))
    strip.show_field(blank(), SCALE, found, reading)
    QApplication.processEvents()
    return {kind: part.head.text() for kind, part in strip._parts.items() if part.isVisible()}


def test_all_four_ways_stand_beside_what_was_read(strip: CropStrip) -> None:
    assert show(strip, "paslon_2", sure("paslon_2", 80, *COPIES)) == {
        "digits": "Angka: 080",
        "words": "Huruf: delapan puluh",
        "tally": "Turus: 73–89 · jumlah baris: 60 + 20 = 80",
        "bubbles": "Bulatan: 080",
    }


def test_what_was_not_read_is_said(strip: CropStrip) -> None:
    told = show(strip, "paslon_2", None)
    assert told["words"] == "Huruf: tidak terbaca"
    assert told["tally"] == "Turus: tidak terbaca · jumlah baris: tidak terbaca"


def test_a_way_that_says_another_number_is_marked_by_a_sign(strip: CropStrip) -> None:
    other = Source("words", "delapan belas", 18, 0.9)
    reading = sure("paslon_2", 80, *COPIES[:3], other)
    told = show(strip, "paslon_2", reading)
    assert told["words"] == "≠ Huruf: delapan belas"
    assert not any(text.startswith("≠") for kind, text in told.items() if kind != "words")
    assert disagrees("words", reading)
    assert not disagrees("tally", reading)


def test_a_number_that_is_written_once_shows_its_row(strip: CropStrip) -> None:
    told = show(strip, "pengguna_dptb_p", sure("pengguna_dptb_p", 2))
    assert told == {"digits": "Angka: 002", "row": "Barisnya di lembar"}
    row = strip._parts["row"].crop
    assert row.width() > 500
    assert show(strip, "suara_sah", None).keys() == {"digits", "words"}


@pytest.mark.parametrize("field", TEMPLATE.fields)
def test_the_strip_is_low_and_everything_in_it_is_inside(strip: CropStrip, field: str) -> None:
    show(strip, field, sure(field, 80, *COPIES))
    assert strip.height() <= 150
    assert strip.minimumSizeHint().width() <= 560
    for part in strip._parts.values():
        if part.isVisible():
            assert strip.rect().contains(part.geometry())
            assert part.crop.height() >= 24
            assert part.crop.has_picture()
