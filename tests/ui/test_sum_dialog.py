from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.recap import recap_of
from sirekap_desktop.models.recap_checks import check_recap
from sirekap_desktop.models.rules import Finding, check_tps
from sirekap_desktop.ui.sum_dialog import SumDialog
from tests import desks
from tests.models.numbers import DPT, kecamatan, numbers, template


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[SumDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    of = desks.election()
    yield SumDialog(bind(template(), of.contestants), of, parent)
    parent.close()


def finding(code: str, unconfirmed: AbstractSet[str] = frozenset(), **wrong: int) -> Finding:
    found = check_tps(template(), numbers(**wrong), DPT, unconfirmed)
    return next(one for one in found if one.code == code)


def rows(dialog: SumDialog) -> list[tuple[str, ...]]:
    cells = dialog.table.cells
    every = range(cells.rowCount())
    return [tuple(cells.index(row, column).data() for column in range(4)) for row in every]


def test_a_sum_is_told_term_by_term(dialog: SumDialog) -> None:
    dialog.show_finding(finding("R3", suara_sah=219), frozenset({"paslon_2"}))
    assert rows(dialog) == [
        ("", "A Jumlah seluruh suara sah (IV.1 + IV.2 + IV.3)", "219", "dikonfirmasi"),
        ("", "Ruas kiri", "219", ""),
        ("=", "harus sama dengan", "", ""),
        ("", "1 Calon 1 – Wakil 1", "90", "dikonfirmasi"),
        ("+", "2 Calon 2 – Wakil 2", "85", "usulan"),
        ("+", "3 Calon 3 – Wakil 3", "40", "dikonfirmasi"),
        ("", "Ruas kanan", "215", ""),
        ("", "Selisih", "4", ""),
    ]
    assert dialog.right.text() == "Benar bila kedua ruas sama."
    assert dialog.waiting.text() == "Belum dikonfirmasi: 2 Calon 2 – Wakil 2."
    assert "PKPU 25/2023" in dialog.basis.text()


def test_a_difference_keeps_its_sign(dialog: SumDialog) -> None:
    dialog.show_finding(finding("R13", surat_suara_dikembalikan=36), frozenset())
    told = rows(dialog)
    assert told[2][:2] == ("≤", "tidak boleh lebih dari")
    assert [row[0] for row in told] == ["", "", "≤", "", "−", "", ""]
    assert [row[2] for row in told] == ["220", "220", "", "255", "36", "219", "1"]
    assert dialog.right.text() == "Benar bila ruas kiri tidak lebih dari ruas kanan."
    assert dialog.waiting.text() == "Semua angka ini sudah dikonfirmasi."


def test_a_limit_of_the_law_stands_as_a_term(dialog: SumDialog) -> None:
    dialog.show_finding(finding("R12", pemilih_dpt_j=301, surat_suara_diterima=308), frozenset())
    assert ("", "batas tetap", "300", "") in rows(dialog)


def test_a_check_without_a_formula_tells_its_condition(dialog: SumDialog) -> None:
    r15 = finding("R15", surat_suara_diterima=256, surat_suara_tidak_digunakan=34)
    dialog.show_finding(r15, frozenset())
    assert [row[2] for row in rows(dialog)] == ["256", "250"]
    asked, here = dialog.right.text().split("\n")
    assert asked == ("Benar bila: surat suara diterima = pemilih DPT J + 2 % (dibulatkan ke atas).")
    assert here == "Di sini: surat suara diterima (256) = pemilih DPT J (250) + 5"


def test_a_finding_without_numbers_needs_no_table(dialog: SumDialog) -> None:
    (missing,) = check_recap(template(), recap_of(kecamatan(), template().fields, {}))
    dialog.show_finding(missing, frozenset())
    dialog.show()
    assert not dialog.table.isVisible()
    assert not dialog.waiting.isVisible()
    assert "semua TPS sudah ditutup" in dialog.right.text()


def test_it_stays_beside_the_work_and_escape_closes_it(dialog: SumDialog, qtbot: QtBot) -> None:
    dialog.show_finding(finding("R3", suara_sah=219), frozenset())
    assert not dialog.isModal()
    with qtbot.waitActive(dialog):
        dialog.show()
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
