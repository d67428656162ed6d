"""A contest is composed from tables: files added, columns told, faults shown, the result taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sirekap_desktop.exchange.master import read_master
from sirekap_desktop.ui.master_page import MasterPage
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.upstream_dialog import UpstreamDialog
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.upstreaming import ColumnMemory
from tests import desks
from tests.exchange import upstream_files as files
from tests.ui.conftest import settle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dpt.xlsx").write_bytes(files.sidalih().data)
    (tmp_path / "base.csv").write_text(files.WILAYAH, "utf-8")
    (tmp_path / "paslon.csv").write_text(files.PASANGAN, "utf-8")
    return tmp_path


@pytest.fixture
def page(empty_desk: Desk, runner: Runner, qtbot: QtBot) -> MasterPage:
    made = MasterPage(empty_desk, runner)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(page: MasterPage, runner: Runner, folder: Path, *names: str) -> UpstreamDialog:
    dialog = page.ask_tables()
    dialog.open_files([folder / name for name in names])
    settle(runner)
    dialog.title.setText("Pemilu Presiden")
    dialog.form.setCurrentIndex(dialog.form.findData(desks.FORM))
    dialog.kecamatan.setText("Latihan")
    return dialog


def test_tables_become_the_contest_that_is_shown(
    page: MasterPage, runner: Runner, folder: Path
) -> None:
    dialog = opened(page, runner, folder, "dpt.xlsx", "base.csv", "paslon.csv")
    assert [told.sort.id for told in dialog.tables] == ["tps", "wilayah", "calon"]
    assert dialog.columns.choices[1].currentData() == "nama"
    dialog._yes.click()
    settle(runner)
    assert page.take.isEnabled()
    assert page.save.isVisible()
    assert "Pemilu Presiden" in page.summary.text()
    target = folder / "induk.csv"
    page.save_copy(target)
    settle(runner)
    assert read_master(target.read_bytes(), target.name) == dialog.election


def test_a_column_that_is_told_leaves_its_old_place_and_is_remembered(
    empty_desk: Desk, runner: Runner, folder: Path, qtbot: QtBot
) -> None:
    kept: list[str] = []
    page = MasterPage(empty_desk, runner, memory=ColumnMemory("", kept.append))
    qtbot.addWidget(page)
    dialog = opened(page, runner, folder, "base.csv", "paslon.csv", "dpt.xlsx")
    choices = dialog.columns.choices
    assert (choices[5].currentData(), choices[6].currentData()) == ("dpt_l", "dpt_p")
    choices[7].setCurrentIndex(choices[7].findData("dpt_p"))
    assert choices[6].currentData() == ""
    assert "Semua kolom" in dialog.lacks.text()
    choices[5].setCurrentIndex(0)
    assert "DPT laki-laki" in dialog.lacks.text()
    choices[5].setCurrentIndex(choices[5].findData("dpt_l"))
    dialog._yes.click()
    settle(runner)
    assert dialog.election is not None
    assert next(tps.dpt_p for _, tps in dialog.election.every_tps()) == 278
    again = UpstreamDialog(empty_desk, runner, ColumnMemory(kept[-1]), page)
    again.open_files([folder / "dpt.xlsx"])
    settle(runner)
    assert again.tables[0].meaning["dpt_p"] == 7


def test_faults_are_told_and_nothing_is_made(
    page: MasterPage, runner: Runner, folder: Path
) -> None:
    (folder / "paslon.csv").write_text(files.PASANGAN.replace("2;Calon", "1;Calon"), "utf-8")
    dialog = opened(page, runner, folder, "dpt.xlsx", "base.csv", "paslon.csv", "tidak_ada.csv")
    assert len(dialog.tables) == 3
    assert "tidak_ada.csv" in dialog.notice.text
    dialog._yes.click()
    settle(runner)
    assert "berkas paslon.csv, baris 3" in dialog.notice.text
    assert dialog.election is None
    dialog.shown.setCurrentIndex(0)
    dialog.drop.click()
    dialog._yes.click()
    settle(runner)
    assert "tps" in dialog.notice.text
    assert not page.take.isEnabled()


def test_the_sort_of_a_table_can_be_told(page: MasterPage, runner: Runner, folder: Path) -> None:
    dialog = opened(page, runner, folder, "paslon.csv")
    dialog.sort.setCurrentIndex(dialog.sort.findData("partai"))
    dialog.sort.activated.emit(dialog.sort.currentIndex())
    assert dialog.tables[0].sort.id == "partai"
    dialog.sort.setCurrentIndex(dialog.sort.findData("calon"))
    dialog.sort.activated.emit(dialog.sort.currentIndex())
    assert dialog.tables[0].meaning == {"nomor": 0, "nama": 1, "wakil": 2}
