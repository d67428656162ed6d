"""From confirmed numbers of parties through the plenary to D.HASIL-DPR."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.models.people import Committee
from sirekap_desktop.workflow import convening, correcting, issuing, mastering, noting
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.documents import ballots
from tests.documents.samples import pages_of

OWN, EACH = 3, (5, 0, 9)
"""A party's own votes at every TPS, and those of its candidates."""


def dpr() -> Election:
    return replace(
        desks.election(),
        form="pemilu_2024/c_hasil_dpr",
        title="Pemilu Anggota DPR Tahun 2024",
        contestants=tuple(ballots.parties(6, 3)),
    )


def numbers(of: Election) -> dict[str, int]:
    """The good numbers, with the valid votes divided among the parties."""
    found = {k: v for k, v in desks.GOOD.items() if not k.startswith("paslon")}
    for one in of.contestants:
        votes = (OWN, *EACH, OWN + sum(EACH))
        found |= dict(zip(one.fields, votes, strict=True))
    valid = len(of.contestants) * (OWN + sum(EACH))
    found |= {"suara_sah": valid, "suara_tidak_sah": desks.GOOD["suara_total"] - valid}
    return found


@pytest.fixture
def closed(empty_desk: Desk) -> Desk:
    """Every TPS closed after a candidate was corrected; two of the committee at the desk."""
    of = dpr()
    mastering.adopt(empty_desk, of)
    for desa, tps in of.every_tps():
        for field, value in numbers(of).items():
            correcting.confirm(empty_desk, tps.code, field, value, seen=0)
        if desa is of.desa[1]:
            field = "partai_4_calon_1"
            correcting.confirm(empty_desk, tps.code, field, 6, seen=1, why="salah ketik")
            correcting.confirm(empty_desk, tps.code, field, 5, seen=2, why="salah baca")
        desks.close(empty_desk, tps.code)
    return desks.paired(empty_desk)


def test_a_party_and_its_candidates_are_summed(closed: Desk) -> None:
    sums = issuing.recap(closed)
    assert sums.total["partai_4"] == 3 * OWN
    assert sums.total["partai_4_calon_3"] == 3 * EACH[2]
    assert sums.total["partai_4_total"] == 3 * (OWN + sum(EACH))
    assert not issuing.recap_findings(closed)


def test_the_document_names_parties_candidates_and_what_was_corrected(closed: Desk) -> None:
    step = convening.register(closed, Kind.SAKSI, "Saksi Enam", "6", "012/M/2029")
    convening.attend(closed, step.id, here=True)
    occasion = replace(noting.occasion_of(closed), committee=Committee("Ketua Satu"))
    assert noting.occasion_of(closed).committee.witnesses == ("",) * 5 + ("Saksi Enam",)
    made = issuing.issue(closed, occasion)
    text = " ".join(" ".join(pages_of(issuing.pdf_of(closed, made.id))).split())
    assert "MODEL D.HASIL KECAMATAN-DPR" in text
    assert f"6 Partai Contoh 6 {3 * (OWN + sum(EACH))} lima puluh satu" in text
    assert "Calon 4.1 (Partai Contoh 4): 5 menjadi 6" in text
