"""Every kind of ballot goes the whole way: paper, photographs, plenary, D.HASIL, signature."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sirekap_desktop import paths
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.store import Store
from sirekap_desktop.ocr.page import PageReader
from sirekap_desktop.simulation.ballots import Ballot, candidates, pairs, parties
from sirekap_desktop.workflow import rehearsal
from sirekap_desktop.workflow.desk import Desk
from tests import desks

pytestmark = pytest.mark.journey

SEED = 1
"""A legible hand."""
BALLOTS = {
    "four pairs": (Ballot("pilkada_2024/c_hasil_kwk_gubernur", pairs(4)), 4),
    "the empty column": (Ballot("pilkada_2024/c_hasil_kwk_bupati", pairs(1)), 3),
    "candidates": (Ballot("pemilu_2024/c_hasil_dpd", candidates(9)), 4),
    "parties": (Ballot("pemilu_2024/c_hasil_dpr", parties(3, 3)), 5),
}


@pytest.mark.parametrize("name", BALLOTS)
def test_from_blank_sheets_to_a_signed_recap(name: str, tmp_path: Path) -> None:
    ballot, sheets = BALLOTS[name]
    forms = catalog()
    store = Store.open(tmp_path / "data")
    desk = Desk(store, desks.KETUA, forms, lambda: datetime.now(UTC))
    try:
        report = rehearsal.run(
            desk,
            tmp_path,
            SEED,
            Progress(),
            make_reader=lambda bound: PageReader(bound, paths.resources() / "ocr"),
            ballot=ballot,
            desa=1,
            tps=1,
        )
    finally:
        store.close()
    fields = bind(forms[ballot.form], ballot.contestants).fields
    score = report.score
    assert (report.pictures, report.refused) == (sheets, ())
    assert (score.wrong, score.mistakes) == (0, [])
    assert score.right + score.left == len(fields)
    assert score.right >= 0.75 * len(fields)
    assert report.totals_right
    assert report.verdict.unchanged
    assert len(report.verdict.signatures) == 2
    assert report.unsigned.name.startswith("D.HASIL-KECAMATAN-")
