from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sirekap_desktop.models.plenary import Place
from sirekap_desktop.ui.home_words import (
    advice_told,
    pace_told,
    place_told,
    place_word,
    short_titles,
)
from sirekap_desktop.workflow.overview import Advice, Next, Pace


def test_every_place_has_a_word_and_a_meaning_of_its_own() -> None:
    assert len({place_word(place) for place in Place}) == len(Place)
    assert len({place_told(place) for place in Place}) == len(Place)


@pytest.mark.parametrize("what", list(Next))
def test_every_next_thing_is_one_sentence_with_its_button(what: Next) -> None:
    told = advice_told(Advice(what, 1234, "1101012001014", "TPS 014 Contoh Barat"))
    assert "{" not in told.sentence + told.button
    assert told.button
    assert "Contoh Barat" not in told.button


def test_the_sentence_names_the_tps_and_the_button_is_short() -> None:
    told = advice_told(Advice(Next.CHECK, 1234, "1101012001014", "TPS 014 Contoh Barat"))
    assert told.sentence == "1.234 TPS perlu diperiksa. Berikutnya: TPS 014 Contoh Barat."
    assert told.button == "Periksa TPS 014"


def test_an_election_without_tps_is_told() -> None:
    assert advice_told(Advice(Next.IMPORT)).sentence == "Pemilihan ini tidak memiliki TPS."


AT = datetime(2029, 2, 15, 16, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pace", "told"),
    [
        (Pace(0, 0), "90 dari 300 TPS ditutup"),
        (Pace(212, 0), "90 dari 300 TPS ditutup · 212 angka dalam satu jam terakhir"),
        (Pace(0, 6), "90 dari 300 TPS ditutup · 6 TPS dalam satu jam terakhir"),
        (
            Pace(1212, 6, closing_ends=AT),
            "90 dari 300 TPS ditutup · 1.212 angka dan 6 TPS dalam satu jam terakhir"
            " · dengan laju ini selesai ditutup sekitar pukul 16:15",
        ),
        (
            Pace(212, 0, checking_ends=AT.replace(minute=15, second=0)),
            "90 dari 300 TPS ditutup · 212 angka dalam satu jam terakhir"
            " · dengan laju ini selesai diperiksa sekitar pukul 16:15",
        ),
        (
            Pace(212, 0, checking_ends=AT.replace(hour=23, minute=58)),
            "90 dari 300 TPS ditutup · 212 angka dalam satu jam terakhir"
            " · dengan laju ini selesai diperiksa sekitar pukul 00:00",
        ),
    ],
)
def test_speed_in_words(pace: Pace, told: str) -> None:
    assert pace_told(90, 300, pace) == told


@pytest.mark.parametrize(
    ("titles", "short"),
    [
        (["Pemilu DPR Tahun 2024", "Pemilu DPD Tahun 2024"], ["DPR", "DPD"]),
        (["Pemilu DPR 2024", "Pemilu DPRD Provinsi 2024"], ["DPR", "DPRD Provinsi"]),
        (["Pemilu", "Pemilu lain"], ["Pemilu", "Pemilu lain"]),
        (["Sama", "Sama"], ["Sama", "Sama"]),
        (["Pemilu DPR Tahun 2024"], ["Pemilu DPR Tahun 2024"]),
        ([], []),
    ],
)
def test_titles_are_told_apart_by_few_words(titles: list[str], short: list[str]) -> None:
    assert short_titles(titles) == short
