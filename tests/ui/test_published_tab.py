"""Published results on the screen Impor: taken, compared, explained by a person."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from sirekap_desktop.ui.published_tab import DifferenceDialog, PublishedTab
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import comparing
from tests import desks
from tests.ui.conftest import settle

TOLD = {"chart": {"100025": 60, "100026": 90, "100027": 842}, "administrasi": None}


def tab(session: Session, qtbot: QtBot, tmp_path: Path) -> PublishedTab:
    desks.confirm(session.desk, desks.FIRST)
    (tmp_path / f"{desks.FIRST}.json").write_text(json.dumps(TOLD), "utf-8")
    (tmp_path / "rusak.json").write_text("{", "utf-8")
    made = PublishedTab(session)
    qtbot.addWidget(made)
    made.show()
    made.take([tmp_path / f"{desks.FIRST}.json", tmp_path / "rusak.json"])
    settle(session.runner)
    return made


def shown(made: PublishedTab) -> list[list[str]]:
    cells = made.table.cells
    return [
        [cells.cell(cells.index(row, column)).text for column in range(cells.columnCount())]
        for row in range(cells.rowCount())
    ]


def test_differences_are_listed_and_a_bad_file_is_named(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    made = tab(session, qtbot, tmp_path)
    assert "1 hasil diambil" in made.notice.text
    assert "rusak.json" in made.notice.text
    ((name, field, ours, theirs, said),) = shown(made)
    assert (name, ours, theirs, said) == ("TPS 001 Contoh", "42", "842", "belum dijelaskan")
    assert field.startswith("3 ")
    assert "2 angka cocok, 1 berbeda" in made.told.text()


def test_a_difference_is_explained_by_a_person(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    made = tab(session, qtbot, tmp_path)
    assert not made.explain.isEnabled(), "nothing is chosen"
    made.table.selectRow(0)
    made.explain.click()
    (dialog,) = made.findChildren(DifferenceDialog)
    assert not dialog.yes.isEnabled()
    dialog.text.setPlainText("salah baca Sirekap")
    dialog.yes.click()
    settle(session.runner)
    assert shown(made)[0][4] == f"salah baca Sirekap ({desks.KETUA.name})"
    (one,) = comparing.comparison(session.desk)
    assert one.comparison.open == ()


def test_who_may_not_explain_is_not_offered_it(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    made = tab(session, qtbot, tmp_path)
    session.desk = replace(session.desk, person=desks.OPERATOR)
    made.table.selectRow(0)
    made._permit()
    assert not made.explain.isEnabled()
    assert made.files.isEnabled()


def test_a_row_leads_to_its_tps(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    made = tab(session, qtbot, tmp_path)
    with qtbot.waitSignal(made.chosen) as asked:
        made.table.activated.emit(made.table.cells.index(0, 0))
    assert asked.args == [desks.FIRST]
