"""The findings of a TPS as the chair and as the typist see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Suggestion
from sirekap_desktop.models.rules import Finding, check_tps
from sirekap_desktop.ui.finding_words import Offer, offers, told
from sirekap_desktop.ui.findings_panel import FindingsPanel
from sirekap_desktop.workflow import checking
from sirekap_desktop.workflow.checking import TpsView
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.models.numbers import DPT, numbers, template


def findings(unconfirmed: frozenset[str] = frozenset(), **wrong: int) -> tuple[Finding, ...]:
    return check_tps(template(), numbers(**wrong), DPT, unconfirmed)


@pytest.fixture
def panel(qtbot: QtBot) -> FindingsPanel:
    made = FindingsPanel(template(), desks.election())
    qtbot.addWidget(made)
    made.resize(500, 320)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_the_chair_is_told_in_full_with_the_basis() -> None:
    (r5,) = findings(surat_suara_tidak_digunakan=30)
    words = told(r5, full=True)
    for part in (r5.code, r5.title, "kesalahan", r5.explanation, r5.action, r5.basis):
        assert part in words
    assert r5.typist not in words


def test_the_typist_is_told_shortly_what_to_look_at() -> None:
    (r5,) = findings(surat_suara_tidak_digunakan=30)
    words = told(r5, full=False)
    for part in (r5.code, r5.title, r5.short, r5.typist):
        assert part in words
    for part in (r5.explanation, r5.action, r5.basis):
        assert part not in words


def test_a_name_cannot_smuggle_in_markup() -> None:
    (r5,) = findings(surat_suara_tidak_digunakan=30)
    assert "<img" not in told(replace(r5, explanation="<img src=x>"), full=True)


def test_a_finding_on_proposals_says_so() -> None:
    (r5,) = findings(frozenset({"surat_suara_diterima"}), surat_suara_tidak_digunakan=30)
    assert "sebagian usulan" in told(r5, full=False)


def test_the_role_decides_what_is_shown_and_the_choice_stays(panel: FindingsPanel) -> None:
    found = findings(surat_suara_tidak_digunakan=30, disabilitas_j=4)
    panel.show_findings(found, full=True)
    assert not panel.words
    panel.list.setCurrentRow(1)
    assert panel.chosen == found[1]
    assert found[1].action in panel.words
    panel.show_findings(found, full=False)
    assert panel.chosen == found[1]
    assert found[1].typist in panel.words


def test_a_finding_that_is_gone_is_let_go(panel: FindingsPanel) -> None:
    heard: list[object] = []
    panel.opened.connect(heard.append)
    found = findings(surat_suara_tidak_digunakan=30)
    panel.show_findings(found, full=True)
    assert panel.choose_next() == found[0]
    assert panel.show_sum()
    assert panel.sum.isVisible()
    panel.show_findings((), full=True)
    assert heard == [found[0], None]
    assert not panel.sum.isVisible()
    assert not panel.show_it.isVisible()


def test_the_sum_follows_the_numbers(panel: FindingsPanel) -> None:
    panel.show_findings(findings(surat_suara_tidak_digunakan=30), full=True)
    panel.show_sum()
    panel.show_findings(findings(surat_suara_tidak_digunakan=31), full=True)
    cells = panel.sum.table.cells
    figures = [cells.index(row, 2).data() for row in range(cells.rowCount())]
    assert "31" in figures
    assert "30" not in figures


def test_nothing_to_show_is_answered(panel: FindingsPanel) -> None:
    panel.show_findings((), full=True)
    assert not panel.show_sum()
    assert not panel.use_offer()


def test_what_mends_a_finding_is_offered_by_a_button_and_a_key(panel: FindingsPanel) -> None:
    heard: list[Offer] = []
    panel.offered.connect(lambda field, value: heard.append((field, value)))
    found = findings(suara_sah=219)
    panel.show_findings(found, full=True, offers={found[0]: [("suara_sah", 215)]})
    panel.choose_next()
    (use,) = panel.uses
    assert use.accessibleName() == "Pakai usulan: suara sah = 215"
    assert [label.text() for label in panel._told_of] == ["suara sah = 215"]
    use.click()
    assert panel.use_offer()
    assert heard == [("suara_sah", 215)] * 2
    panel.choose_next()
    assert not panel.uses
    assert not panel.use_offer()
    assert len(heard) == 2


def test_where_several_values_would_mend_it_the_person_chooses(panel: FindingsPanel) -> None:
    heard: list[Offer] = []
    panel.offered.connect(lambda field, value: heard.append((field, value)))
    (found,) = findings(surat_suara_tidak_digunakan=30)
    known = [("surat_suara_diterima", 252), ("surat_suara_tidak_digunakan", 33)]
    panel.show_findings((found,), full=True, offers={found: known})
    assert panel.use_offer()
    assert heard == []
    first, second = panel.uses
    assert first.hasFocus()
    assert first.accessibleName() == "Pakai usulan: surat suara diterima = 252"
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert heard == [known[1]]


def test_nothing_has_to_be_scrolled_at_the_height_that_it_asks_for(panel: FindingsPanel) -> None:
    heard: list[int] = []
    panel.grown.connect(lambda: heard.append(panel.needed))
    found = findings(surat_suara_tidak_digunakan=30, disabilitas_j=4, suara_total=219)
    panel.show_findings(found, full=True)
    low = panel.needed
    panel.choose_next()
    assert heard[-1] > low
    panel.resize(500, panel.needed)
    QApplication.processEvents()
    assert panel._words.height() >= panel._words.heightForWidth(panel._words.width())
    assert panel._room.verticalScrollBar().maximum() == 0


@pytest.fixture
def view(desk: Desk, bring: Callable[..., object]) -> TpsView:
    """The first TPS, whose valid votes somebody suggests to read as 191."""
    bring()
    seen = checking.look(desk, desks.FIRST)
    field = seen.fields["suara_sah"]
    assert field.reading is not None
    reading = replace(field.reading, suggestion=Suggestion(191, ("R3", "R4")))
    fields = {**seen.fields, "suara_sah": replace(field, reading=reading)}
    return replace(seen, fields=fields)


def test_a_suggestion_of_the_reading_is_offered_for_its_rules(view: TpsView) -> None:
    r3, r4 = findings(suara_sah=219)
    bare = replace(r3, repair=None)
    assert offers(view, bare) == (("suara_sah", 191),)
    assert offers(view, replace(bare, code="R13")) == ()
    assert offers(view, r4) == (("suara_sah", 215),)


def test_nothing_is_offered_for_what_is_decided(view: TpsView) -> None:
    bare = replace(findings(suara_sah=219)[0], repair=None)
    field = view.fields["suara_sah"]
    known = replace(view, fields={**view.fields, "suara_sah": replace(field, shown=191)})
    assert offers(known, bare) == ()
    closed = replace(view, stage=Stage.SELESAI)
    assert offers(closed, bare) == ()
    assert offers(closed, findings(suara_sah=219)[0]) == ()
