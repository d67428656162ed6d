"""Made-up ballots of every election: plainly made up, and numbers that break no rule of its law."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import ChoiceKind
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.rules import Severity, check_tps
from sirekap_desktop.simulation.ballots import BALLOTS, pairs, parties
from sirekap_desktop.simulation.village import make_result
from sirekap_desktop.workflow.evening import make_election, make_truth

FORMS = catalog()
MADE_UP = re.compile(r"Contoh|Latihan|Simulasi|Calon|Wakil|Kolom Kosong")


@pytest.mark.parametrize("name", BALLOTS)
def test_no_number_breaks_a_rule_of_the_law_of_the_election(name: str) -> None:
    ballot = BALLOTS[name]
    form = bind(FORMS[ballot.form], ballot.contestants)
    limits = form.law["limits"]
    rng = np.random.default_rng(7)
    election = make_election(FORMS[ballot.form], ballot, 3, desa=1, tps=20)
    largest = 0
    for _, tps in election.every_tps():
        values = make_result(tps, election.contestants, rng, limits["cadangan_permil"])
        assert values.keys() == set(form.fields)
        assert min(values.values()) >= 0
        found = check_tps(form, values, (tps.dpt_l, tps.dpt_p))
        assert not [f.code for f in found if f.severity is not Severity.WARNING]
        assert "R15" not in {f.code for f in found}
        largest = max(largest, values["pemilih_dpt_j"])
    assert largest <= limits["pemilih_tps"]
    assert largest > 0.8 * limits["pemilih_tps"]


@pytest.mark.parametrize("name", BALLOTS)
@pytest.mark.parametrize("tps", [1, 3])
def test_the_slip_and_the_lost_ballot_stand_on_the_paper(name: str, tps: int) -> None:
    ballot = BALLOTS[name]
    form = bind(FORMS[ballot.form], ballot.contestants)
    election = make_election(FORMS[ballot.form], ballot, 1, desa=1, tps=tps)
    truth = make_truth(form, election, 1)
    slips = [
        (code, field)
        for code, numbers in truth.paper.items()
        for field, value in numbers.items()
        if value != truth.right[code][field]
    ]
    codes = list(truth.right)
    assert slips == [(codes[1 % tps], "suara_total")]
    lost = truth.right[codes[-1]]
    assert lost["suara_total"] == lost["surat_suara_digunakan"] - 1
    assert min(lost.values()) >= 0
    sums = [f for f in check_tps(form, lost, None) if f.severity is Severity.ERROR]
    assert not sums


def test_every_name_says_that_it_is_made_up() -> None:
    for ballot in BALLOTS.values():
        for one in ballot.contestants:
            names = [one.name, *(calon.name for calon in one.calon)]
            assert all(MADE_UP.search(name) for name in names)


def test_a_single_pair_stands_against_the_empty_column() -> None:
    assert [one.kind for one in pairs(1)] == [ChoiceKind.PASLON, ChoiceKind.KOLOM_KOSONG]
    assert [one.number for one in parties()] == [*range(1, 18), 24]
    assert {len(one.calon) for one in parties()} == {8}
