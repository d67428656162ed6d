"""Rows under their heads: sections of the paper, and the parties in one of them."""

from __future__ import annotations

import pytest

from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Contestant
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.recap import recap_of
from sirekap_desktop.ui import naming
from sirekap_desktop.ui.projection_build import pages_of
from sirekap_desktop.ui.reading_place import Step
from sirekap_desktop.ui.recap_cells import kecamatan_sheet
from sirekap_desktop.ui.row_groups import groups, page_words, short_name
from tests import ballots, desks


@pytest.fixture(scope="module")
def dpr() -> Template:
    return bind(catalog()[ballots.DPR], ballots.parties())


def test_every_party_has_a_head_and_the_section_is_said_once(dpr: Template) -> None:
    told = list(groups(dpr))
    parties = [group for group in told if group.party]
    assert [group.party.partition(" ")[0] for group in parties] == list(
        map(str, ballots.PARTY_NUMBERS)
    )
    assert [bool(group.section) for group in parties] == [True] + [False] * 17
    assert all(len(group.rows) == 10 for group in parties)
    assert [f for g in told for row in g.rows for f in row.fields] == [
        f for row in dpr.rows for f in row.fields
    ]


def test_only_some_numbers_leave_out_the_heads_of_the_others(dpr: Template) -> None:
    (group,) = groups(dpr, ["partai_4_calon_2"])
    assert group.party.startswith("4 · ")
    assert [row.fields for row in group.rows] == [("partai_4_calon_2",)]


def test_sheets_are_called_by_who_stands_on_them(dpr: Template) -> None:
    assert page_words(dpr, dpr.pages[0]) == "Data pemilih dan pengguna hak pilih"
    assert page_words(dpr, dpr.pages[4]) == "4 · Partai Contoh Nomor 4"
    long = bind(catalog()[ballots.DPR], ballots.parties({7: 20}))
    words = [page_words(long, page) for page in long.pages[1:3]]
    assert words[1] == f"{words[0]}, lanjutan"
    dpd = bind(catalog()[ballots.DPD], ballots.candidates(20))
    assert page_words(dpd, dpd.pages[1]).startswith("Calon 1 sampai ")


def test_the_recap_has_all_rows_of_a_party_or_its_sum_alone(dpr: Template) -> None:
    election = ballots.dpr()
    closed = {desks.FIRST: ballots.numbers(election, desks.FIRST)}
    recap = recap_of(election, dpr.fields, closed)
    whole, brief = (kecamatan_sheet(dpr, recap, brief=short) for short in (False, True))
    assert len(whole.rows) - len(brief.rows) == 18 * 10
    row = [side.text for side in brief.sides].index("4 · Partai Contoh Nomor 4")
    assert brief.rows[row][-1].text == str(closed[desks.FIRST]["partai_4_total"])
    total = dpr.row_of("partai_4_total").label
    assert [side.bold for side in whole.sides if side.text == total] == [True] * 18


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (ballots.parties()[3], "Saksi partai 4"),
        (ballots.candidates()[1], "Saksi calon 2"),
        (ballots.alone()[0], "Saksi paslon 1"),
        (ballots.alone()[1], "Saksi kolom kosong"),
    ],
)
def test_witnesses_are_called_after_whoever_sent_them(one: Contestant, words: str) -> None:
    assert naming.witness_of(one) == words


def test_a_master_file_is_told_by_kind_and_count() -> None:
    told = naming.ballot_words(ballots.parties()).splitlines()
    assert told[0] == "18 partai dengan 144 calon"
    assert told[4] == "4. Partai Contoh Nomor 4 (8 calon)"
    heads = [naming.ballot_words(of).splitlines()[0] for of in (
        ballots.candidates(), ballots.alone(), desks.election().contestants,
    )]  # fmt: skip
    assert heads == ["20 calon", "Satu pasangan calon melawan kolom kosong", "3 pasangan calon"]


def test_bars_spare_the_word_that_all_parties_begin_with() -> None:
    assert short_name("Partai Contoh Satu") == "Contoh Satu"
    assert short_name("Calon Satu – Wakil Satu") == "Calon Satu – Wakil Satu"
    assert short_name("Partai") == "Partai"


def test_a_long_ballot_gives_each_desa_a_page_on_the_wall() -> None:
    long, short = pages_of(ballots.dpr()), pages_of(ballots.single())
    assert (long[Step.KECAMATAN], long[Step.PROGRESS]) == (3, 1)
    assert (short[Step.KECAMATAN], short[Step.PROGRESS]) == (1, 1)
