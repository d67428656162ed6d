"""Forms whose boxes nobody compared with the print file say so where sheets and data come in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.election import Contest, Election
from sirekap_desktop.simulation.ballots import BALLOTS
from sirekap_desktop.ui.import_page import ImportPage
from sirekap_desktop.ui.master_page import MasterPage
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.conftest import settle

SAYS = "belum dicocokkan dengan berkas cetak KPU"


def of_form(name: str) -> Election:
    ballot = BALLOTS[name]
    return replace(desks.election(), form=ballot.form, contestants=ballot.contestants)


def test_the_measured_form_needs_no_remark(session: Session, qtbot: QtBot) -> None:
    page = ImportPage(session)
    qtbot.addWidget(page)
    page.show()
    settle(session.runner)
    assert page.unchecked.isHidden()


def test_the_import_screen_names_every_such_form_of_the_folder(
    session: Session, qtbot: QtBot
) -> None:
    others = [of_form(name) for name in ("pilkada", "dpr")]
    session.contests = tuple(
        Contest(number, one.title, one.form, one.kecamatan.code, one.simulation)
        for number, one in enumerate([session.election, *others], start=1)
    )
    page = ImportPage(session)
    qtbot.addWidget(page)
    page.show()
    settle(session.runner)
    assert not page.unchecked.isHidden()
    assert SAYS in page.unchecked.text
    assert "C.HASIL-DPR, C.HASIL-KWK-GUBERNUR" in page.unchecked.text
    assert "C.HASIL-PPWP," not in page.unchecked.text


def test_parties_without_candidates_are_named_before_the_data_are_taken(
    empty_desk: Desk, runner: Runner, qtbot: QtBot
) -> None:
    page = MasterPage(empty_desk, runner)
    qtbot.addWidget(page)
    election = of_form("dpr")
    first, second, *others = election.contestants
    page._show(replace(election, contestants=(first, replace(second, calon=()), *others)))
    assert "Partai tanpa calon di sini: Partai Contoh Dua." in page.notice.text
    assert "2. Partai Contoh Dua (0 calon)" in page.summary.text()
    assert page.take.isEnabled()


@pytest.mark.parametrize(("name", "told"), [("ppwp", False), ("bupati", True)])
def test_master_data_say_it_before_they_are_taken(
    empty_desk: Desk,
    runner: Runner,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    told: bool,
) -> None:
    monkeypatch.setattr(mastering, "preview_master", lambda *_: of_form(name))
    page = MasterPage(empty_desk, runner)
    qtbot.addWidget(page)
    page.open_file(tmp_path_factory.mktemp("induk") / "induk.csv")
    settle(runner)
    assert (SAYS in page.notice.text) == told
