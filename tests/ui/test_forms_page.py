"""The screen Formulir: from a blank PDF to an installed form, with mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from sirekap_desktop import paths, raster
from sirekap_desktop.models import form_files
from sirekap_desktop.models.drafting import Titles
from sirekap_desktop.models.people import Person
from sirekap_desktop.simulation import camera, sheet
from sirekap_desktop.simulation.keys import make_authority, make_p12
from sirekap_desktop.ui import stops
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.dialogs import QuestionDialog
from sirekap_desktop.ui.forms_dialogs import Blank, BlankDialog, PackageDialog, TrialDialog
from sirekap_desktop.ui.forms_page import FormsPage
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import CellTable
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.templating import MAKING, SHIPPED, Known
from tests import desks, paper, unknown_form
from tests.ui.conftest import Opens, settle

TITLES = Titles("pemilu_2024/contoh_baru", "Pemilihan Contoh", "C.CONTOH-BARU", "D.CONTOH-BARU")
PPWP = Known(SHIPPED, paper.FORM, "C.HASIL-PPWP", paths.resources() / "forms" / paper.FORM)


@pytest.fixture
def page(desk: Desk, runner: Runner, qtbot: QtBot) -> Iterator[FormsPage]:
    made = FormsPage(desk, runner)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    with qtbot.waitActive(made):
        made.show()
    made.take_cursor()
    settle(runner)
    yield made
    settle(runner)


def opened(page: FormsPage, runner: Runner) -> FormsPage:
    page.open_known(PPWP)
    settle(runner)
    return page


def begun(page: FormsPage, runner: Runner, folder: Path) -> None:
    file = folder / "kosong.pdf"
    file.write_bytes(unknown_form.blank())
    page.begin(Blank(file, None, TITLES, "pemilu_2024"))
    settle(runner)


def select(page: FormsPage, *rows: int) -> None:
    page.studio.choose(rows)


def give(page: FormsPage, row: str, *numbers: int) -> None:
    """Choose numbers, press F2, type the row and Enter."""
    select(page, *numbers)
    QTest.keyClick(page.bench.numbers.table, Qt.Key.Key_F2)
    assert page.bench.numbers.row.hasFocus() or page.bench.numbers.typed.hasFocus()
    QTest.keyClicks(page.bench.numbers.typed, row)
    QTest.keyClick(page.bench.numbers.typed, Qt.Key.Key_Return)


def made(page: FormsPage) -> None:
    """Name everything on both sheets."""
    numbers = page.bench.numbers
    for line, row in enumerate(unknown_form.ADMIN):
        give(page, row, *range(3 * line, 3 * line + 3))
    for index, row in enumerate(unknown_form.BALLOTS, start=12):
        give(page, row, index)
    page.studio.turn(2)
    give(page, "paslon", 0)
    assert numbers.pitch.value() == pytest.approx(62.0, abs=0.2)
    numbers.times.setValue(3)
    QTest.keyClick(numbers.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    for index, row in enumerate(unknown_form.TOTALS, start=4):
        give(page, row, index)
    page.bench.rules.fit.click()


def photo_of(template_folder: Path, values: dict[str, int], target: Path) -> Path:
    """A photograph of the second sheet, filled by hand."""
    image = raster.render(unknown_form.blank(), 1, 25.4 * 4)
    rng = np.random.default_rng(4)
    pen = sheet.Pen(image, 4.0, paper.neat_hand(1), rng)
    sheet.fill_page(pen, form_files.load(template_folder).pages[1], values, {})
    cv2.imwrite(str(target), camera.photograph(image, paper.PLAIN, rng))
    return target


def test_a_new_form_is_made_tried_saved_and_installed(
    page: FormsPage, runner: Runner, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(page, runner, tmp_path)
    assert page.title.text() == "C.CONTOH-BARU"
    assert page.bench.numbers.table.cells.rowCount() == 14
    assert page.unsaved
    made(page)
    assert page.studio.troubles == ()
    page.keep.click()
    settle(runner)
    assert not page.unsaved
    folder = paths.form_drafts(page._desk.store.folder) / TITLES.form
    values = {"paslon_1": 90, "paslon_2": 41, "paslon_3": 30, "paslon_4": 20}
    values |= {"suara_sah": 181, "suara_tidak_sah": 5, "suara_total": 186}
    seen: list[TrialDialog] = []
    monkeypatch.setattr(TrialDialog, "open", lambda dialog: seen.append(dialog))
    page.try_on(photo_of(folder, values, tmp_path / "foto.jpg"))
    settle(runner)
    (dialog,) = seen
    table = dialog.findChild(CellTable)
    assert isinstance(table, CellTable)
    lines = [line.split("\t") for line in table.cells.text_of(range(7), range(4)).splitlines()]
    sure = {field: int(value) for _, field, value, state in lines[1:] if state == "yakin"}
    assert len(sure) >= 6
    assert sure.items() <= values.items()
    with qtbot.waitSignal(page.installed) as told:
        page.take.click()
        settle(runner)
    (desk,) = told.args
    assert desk.templates[TITLES.form].fields[-1] == "suara_total"
    assert "Terpasang" in page.notice.text


def test_every_step_is_taken_back_by_keys(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    before = page.studio.draft
    select(page, 0)
    table = page.bench.numbers.table
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert page.studio.draft != before
    assert table.cells.rowCount() == 21
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.studio.draft == before
    assert not page.undo.isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert table.cells.rowCount() == 21
    page.undo.click()
    assert not page.unsaved


def test_a_click_on_the_sheet_chooses_and_ctrl_adds(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    view = page.bench.view.view
    for key, more in (("4", False), ("5", True)):
        box = view.frame_of(key)
        assert box is not None
        held = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
        at = view.mapFromScene(box.center())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, at)
    assert page.studio.selection[-1] == 5
    rows = page.bench.numbers.table.selectionModel().selectedRows()
    assert {index.row() for index in rows} == set(page.studio.selection)


def test_the_list_and_the_sheet_choose_the_same(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    page.bench.numbers.table.selectRow(7)
    assert [*page.studio.selection] == [7]
    assert page.bench.view.view.current == "7"
    page.bench.view.pages.setCurrentIndex(1)
    page.bench.view.pages.activated.emit(1)
    assert page.studio.number == 2
    assert page.bench.numbers.table.cells.rowCount() == 3
    assert not page.studio.selection


def test_a_name_for_the_wrong_number_of_boxes_is_refused(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    before = page.studio.draft
    select(page, 0, 1)
    page.bench.numbers.row.setCurrentText("pengguna_dpt")
    page.bench.numbers.name.click()
    assert "dipilih 2 angka" in page.notice.text
    assert page.studio.draft == before


def test_what_is_wrong_leads_to_its_place(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    page.studio.turn(2)
    select(page, 2)
    page.bench.numbers.unname.click()
    page.studio.turn(1)
    assert page.bench.tabs.tabText(4) == "Belum beres (1)"
    page.take.click()
    settle(runner)
    assert "1 hal perlu dibetulkan" in page.notice.text
    assert page.bench.tabs.currentIndex() == 4
    page.bench.troubles.table.selectRow(0)
    assert (page.studio.number, page.studio.selection) == (2, (2,))


def test_boxes_are_moved_added_and_words_placed(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    boxes = page.bench.boxes
    select(page, 0)
    assert boxes.left.value() == 307.5
    boxes.left.setValue(308.5)
    boxes.change.click()
    assert page.studio.places[0].boxes[0][0] == 308.5
    assert page.studio.places[0].field == "pemilih_dpt_l"
    boxes.left.setValue(100.0)
    boxes.top.setValue(760.0)
    boxes.more.click()
    (added,) = page.studio.selection
    assert page.studio.places[added].field == ""
    for field, value in zip(boxes.words, (80, 800, 60, 20), strict=True):
        field.setValue(value)
    boxes.word.click()
    assert page.studio.places[added].words == (80, 800, 60, 20)
    page.studio.turn(2)
    select(page, 0)
    boxes.parts["bubbles"].click()
    assert page.studio.places[0].bubbles is None


def test_sheet_form_and_marks_are_one_step(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    panel = page.bench.sheet
    panel.tag.setValue(2100)
    panel.title.setText("JUDUL LAIN")
    panel.repeat.setCurrentIndex(panel.repeat.findData("paslon"))
    panel.words["model"].setText("C.LAIN")
    panel.corners[0][0].setValue(48.0)
    panel.take.click()
    draft = page.studio.draft
    assert draft is not None
    first = draft.pages[0]
    assert (first.tag, first.title, first.repeat) == (2100, "JUDUL LAIN", "paslon")
    assert draft.form.model == page.title.text() == "C.LAIN"
    assert draft.form.marks[0] == (48.0, 65.0)
    page.undo.click()
    assert not page.unsaved


def test_rules_are_ticked_and_added(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    panel = page.bench.rules
    count = panel.list.count()
    panel.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    draft = page.studio.draft
    assert draft is not None
    assert draft.own is not None
    assert panel.list.item(0).checkState() is Qt.CheckState.Unchecked
    panel.says.setText("suara_total <= surat_suara_digunakan")
    panel.title.setText("Contoh")
    panel.basis.setText("Contoh")
    panel.more.click()
    assert panel.list.count() == count + 1
    panel.says.setText("suara_total = kucing")
    panel.title.setText("Contoh")
    panel.basis.setText("Contoh")
    panel.more.click()
    assert "kucing" in page.notice.text
    panel.every.click()
    assert page.studio.draft is not None
    assert page.studio.draft.own is None


def test_boxes_are_looked_for_again(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    page.studio.turn(2)
    select(page, 2)
    page.bench.numbers.gone.click()
    page.again.click()
    settle(runner)
    assert "1 angka lagi" in page.notice.text
    assert [place.field for place in page.studio.places] == ["paslon_1", "paslon_2", ""]


def test_a_form_travels_signed_and_its_signer_is_kept_until_it_is_changed(
    page: FormsPage, runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime.now(UTC) - timedelta(days=1)
    authority = make_authority("Otoritas", start)
    p12 = tmp_path / "kpu.p12"
    p12.write_bytes(make_p12("KPU Contoh", "kunci", start, issuer=authority))
    opened(page, runner)
    target = tmp_path / "contoh.templat"
    page.pack(target, p12, "kunci")
    settle(runner)
    assert "contoh.templat" in page.notice.text
    page.close_form()
    settle(runner)
    anchor = tmp_path / "otoritas.pem"
    anchor.write_bytes(authority.anchor)
    shown: list[bool] = []

    def accept(dialog: PackageDialog) -> int:
        """Bring the issuer's certificate first, then go on."""
        trusted = not dialog.trust.isVisibleTo(dialog)
        shown.append(trusted)
        if trusted:
            return QDialog.DialogCode.Accepted
        dialog.trust.click()
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(anchor), ""))

    monkeypatch.setattr(PackageDialog, "exec", accept)
    page.open_package(target)
    settle(runner)
    assert shown == [False, True]
    assert page.studio.signer == "KPU Contoh"
    assert page.title.text() == "C.HASIL-PPWP"
    select(page, 0)
    page.bench.numbers.gone.click()
    assert page.studio.signer == ""
    target.write_bytes(target.read_bytes()[:-20])
    page.open_package(target)
    settle(runner)
    assert "bukan kemasan templat" in page.notice.text


@pytest.mark.parametrize("person", [desks.ANGGOTA, desks.OPERATOR, desks.PENGAMAT])
def test_only_the_chair_installs(page: FormsPage, runner: Runner, person: Person) -> None:
    opened(page, runner)
    assert page.take.isEnabled()
    page.show_desk(replace(page._desk, person=person))
    assert not page.take.isEnabled()
    assert "ketua" in page.take.toolTip() or "peran" in page.take.toolTip().lower()
    assert page.keep.isVisible()


def test_what_was_not_saved_is_asked_for(
    page: FormsPage, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(page, runner)
    select(page, 0)
    page.bench.numbers.gone.click()
    monkeypatch.setattr(QuestionDialog, "exec", lambda _: False)
    page.back.click()
    assert page.studio.draft is not None
    monkeypatch.setattr(QuestionDialog, "exec", lambda _: True)
    page.back.click()
    settle(runner)
    assert page.studio.draft is None
    assert page.list.isVisible()


def test_a_saved_form_stands_in_the_list(page: FormsPage, runner: Runner) -> None:
    opened(page, runner)
    select(page, 0)
    page.bench.numbers.gone.click()
    page.save()
    settle(runner)
    page.close_form()
    settle(runner)
    first = page.list._known[0]
    assert (first.kind, first.form) == (MAKING, paper.FORM)
    page.list.table.selectRow(0)
    page.list.open.click()
    settle(runner)
    assert page.bench.numbers.table.cells.rowCount() == 21


def test_a_blank_form_that_is_none_is_refused(
    page: FormsPage, runner: Runner, tmp_path: Path
) -> None:
    file = tmp_path / "catatan.pdf"
    file.write_text("bukan PDF", "utf-8")
    page.begin(Blank(file, None, TITLES, "pemilu_2024"))
    settle(runner)
    assert page.studio.draft is None
    assert page.notice.isVisible()


def test_the_questions_for_a_blank_form(page: FormsPage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = BlankDialog(page)
    qtbot.addWidget(dialog)
    assert not dialog._yes.isEnabled()
    file = tmp_path / "a.png"
    file.write_bytes(b"x")
    dialog.file.setText(str(file))
    for line, text in (
        (dialog.name, "contoh"),
        (dialog.title, "Pemilihan"),
        (dialog.model, "C.X"),
        (dialog.recap, "D.X"),
    ):
        line.setText(text)
    assert dialog._yes.isEnabled()
    assert dialog.width_mm.isEnabled()
    assert not dialog.like.isEnabled()
    dialog.election.setEditText("pemilu_2099")
    assert dialog.like.isEnabled()
    chosen = dialog.chosen
    assert chosen.width == 600.0
    assert chosen.titles == Titles("pemilu_2099/contoh", "Pemilihan", "C.X", "D.X")
    dialog.file.setText(str(tmp_path / "a.pdf"))
    assert not dialog.width_mm.isEnabled()


def test_the_studio_lies_behind_the_settings(session: Session, qtbot: QtBot) -> None:
    frame = DeskFrame(session)
    qtbot.addWidget(frame)
    settle(session.runner)
    frame.turn_to(stops.SETTINGS)
    frame.studio.click()
    settle(session.runner)
    assert frame.screens.currentIndex() == stops.FORMS
    assert stops.GUIDES[stops.FORMS] == "formulir"
    opened(frame.forms, session.runner)
    assert not frame.unsaved
    frame.forms.studio.choose([0])
    frame.forms.bench.numbers.gone.click()
    assert frame.unsaved
    frame.forms.undo.click()
    frame.forms.close_form()
    settle(session.runner)
    frame.forms.back.click()
    assert frame.screens.currentIndex() == stops.SETTINGS
    frame.projection.close()


def test_a_form_can_be_made_before_there_is_an_election(
    opens: Opens, empty_desk: Desk, runner: Runner
) -> None:
    window = opens()
    window.begin(empty_desk)
    settle(runner)
    assert window.master is not None
    window.master.forms.click()
    settle(runner)
    assert window.forms is not None
    assert window.forms.list.table.cells.rowCount() > 3
    opened(window.forms, runner)
    window.forms.take.click()
    settle(runner)
    assert (paths.forms(empty_desk.store.folder) / paper.FORM / "template.toml").is_file()
    window.forms.close_form()
    settle(runner)
    window.forms.back.click()
    settle(runner)
    assert window.forms is None
    assert window.master is not None
    assert window.master.isVisible()
