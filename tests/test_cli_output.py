"""The sums on the command line, for ballots of every kind."""

from __future__ import annotations

from dataclasses import replace

from sirekap_desktop.cli_output import recap_table, votes_value
from sirekap_desktop.models.breaches import figure
from tests.documents import ballots
from tests.documents.samples import election, recap


def test_the_rows_of_a_party_stand_below_its_name() -> None:
    of = replace(election(contestants=ballots.parties(2, 2)), form="pemilu_2024/c_hasil_dpr")
    sums = recap(ballots.form_of(of, "DPR"), of)
    lines = recap_table(sums).splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("1. Partai Contoh 1 "))
    told = [line.split("  ")[0] for line in (line.strip() for line in lines[first : first + 5])]
    assert told == [
        "1. Partai Contoh 1",
        "1. Calon 1.1",
        "2. Calon 1.2",
        "Jumlah suara sah partai dan calon",
        "2. Partai Contoh 2",
    ]
    assert lines[first + 3].endswith(f" {figure(sums.total['partai_1_total'])}")


def test_a_program_is_told_the_votes_by_the_lines_of_the_ballot() -> None:
    (party,) = ballots.parties(1, 2)
    total = {"partai_1": 3, "partai_1_calon_1": 4, "partai_1_calon_2": 0, "partai_1_total": 7}
    assert votes_value(party, total) == {
        "kind": "partai",
        "number": 1,
        "name": "Partai Contoh 1",
        "votes": 7,
        "party_votes": 3,
        "calon": [
            {"number": 1, "name": "Calon 1.1", "votes": 4},
            {"number": 2, "name": "Calon 1.2", "votes": 0},
        ],
    }
    empty = ballots.single_pair()[1]
    votes = {"kind": "kolom_kosong", "number": 2, "name": "Kolom Kosong", "votes": 5}
    assert votes_value(empty, {"paslon_2": 5}) == votes
