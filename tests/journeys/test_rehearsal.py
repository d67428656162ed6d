"""From empty sheets to a signed D.HASIL: drawn, photographed, read, checked, summed, signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.events import first_break
from sirekap_desktop.models.proceedings import Reached
from sirekap_desktop.models.recap import recap_of
from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import checking, evening, issuing, rehearsal
from sirekap_desktop.workflow.desk import Desk
from tests import desks, paper

SEED = 1
"""Two legible hands; others write in pencil, which is read with doubt."""


@dataclass(frozen=True)
class Whole:
    """A finished rehearsal: what it reports, and the folder of its store."""

    data: Path
    report: rehearsal.Report


@contextmanager
def opened(data: Path) -> Iterator[Desk]:
    """The chair at that store, at the time of the wall clock: signatures need it."""
    store = Store.open(data)
    templates = {paper.FORM: paper.template()}
    yield Desk(store, desks.KETUA, templates, lambda: datetime.now(UTC))
    store.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("latihan")
    with opened(folder / "data") as desk:
        report = rehearsal.run(
            desk,
            folder / "hasil",
            SEED,
            Progress(),
            make_reader=lambda _: paper.reader(),
            desa=1,
            tps=2,
        )
    return Whole(folder / "data", report)


pytestmark = pytest.mark.journey


def test_every_picture_is_taken_and_nothing_wrong_is_called_sure(whole: Whole) -> None:
    report = whole.report
    assert (report.pictures, report.refused) == (6, ())
    assert (report.score.wrong, report.score.mistakes) == (0, [])
    assert report.score.right + report.score.left == 2 * len(paper.template().fields)
    assert report.score.right >= 0.75 * 2 * len(paper.template().fields)


def test_the_totals_are_those_of_the_truth(whole: Whole) -> None:
    report = whole.report
    assert report.totals_right
    truth = evening.make_truth(paper.template(), report.election, SEED)
    assert truth.paper != truth.right, "a slip is to be corrected"
    expected = recap_of(report.election, paper.template().fields, truth.right)
    assert report.recap.total == expected.total
    assert report.recap.digest == expected.digest
    assert report.recap.missing == ()


def test_the_files_are_signed_twice_and_stand_as_they_were_signed(whole: Whole) -> None:
    report = whole.report
    assert issuing.verify_file(report.unsigned.read_bytes()).code == "unsigned"
    verdict = issuing.verify_file(report.signed.read_bytes())
    assert verdict == report.verdict
    assert verdict.unchanged
    assert verdict.code == "signed_valid_untrusted"
    signers = [signature.signer for signature in verdict.signatures]
    assert signers == ["Ketua PPK Latihan", "Anggota PPK Latihan"]
    assert all(signature.intact and signature.whole_file for signature in verdict.signatures)
    assert verdict.digest == report.recap.digest == report.document.recap_digest


@pytest.mark.parametrize("share", [0.02, 0.2, 0.4, 0.6, 0.95])
def test_a_flipped_byte_anywhere_is_found(whole: Whole, share: float) -> None:
    data = bytearray(whole.report.signed.read_bytes())
    data[int(len(data) * share)] ^= 0x01
    assert not issuing.verify_file(bytes(data)).unchanged


def test_something_added_behind_the_signatures_is_found(whole: Whole) -> None:
    data = whole.report.signed.read_bytes()
    assert not issuing.verify_file(data + b"\n% ditambah\n").unchanged


def test_opened_again_the_store_tells_the_same(whole: Whole) -> None:
    report = whole.report
    with opened(whole.data) as desk:
        assert issuing.recap(desk) == report.recap
        with desk.store.look() as unit:
            events = unit.events.all()
            assert unit.events.first_break() is None
        (view,) = issuing.documents(desk)
        assert view.document == report.document
        assert not view.outdated
        signed = issuing.pdf_of(desk, report.document.id)
    assert signed == report.signed.read_bytes()
    assert first_break(events) is None
    kinds = [event.kind for event in events]
    assert kinds[0] == "election_adopted"
    assert kinds.count("picture_taken") == 6


def test_the_correction_is_kept_with_its_reason_beside_the_paper(whole: Whole) -> None:
    election = whole.report.election
    truth = evening.make_truth(paper.template(), election, SEED)
    code = election.desa[0].tps[1].code
    with opened(whole.data) as desk:
        view = checking.look(desk, code)
    history = view.fields["suara_total"].history
    right = truth.right[code]["suara_total"]
    assert [entry.value for entry in history] == [truth.paper[code]["suara_total"], right]
    assert history[-1].why
    assert view.course.reached is Reached.SELESAI
    (correction,) = view.course.corrections
    assert (correction.new, len(correction.paraf)) == (right, 3)
