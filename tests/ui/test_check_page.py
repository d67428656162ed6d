from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.check_page import CheckPage
from sirekap_desktop.ui.field_states import offers_of
from sirekap_desktop.ui.history_dialog import HistoryDialog
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tables import CellTable
from sirekap_desktop.workflow import checking, correcting, hearing, importing
from tests import desks
from tests.ui.conftest import settle
from tests.ui.papers import papers, readings

Bring = Callable[..., object]
ENTER = Qt.Key.Key_Return


class Hand:
    """An operator who has nothing but a keyboard."""

    def __init__(self, page: CheckPage, session: Session) -> None:
        self.page = page
        self.session = session

    def press(self, key: Qt.Key, *, ctrl: bool = False, alt: bool = False) -> None:
        modifier = Qt.KeyboardModifier
        held = modifier.ControlModifier if ctrl else modifier.NoModifier
        held = modifier.AltModifier if alt else held
        QTest.keyClick(self.where, key, held)
        settle(self.session.runner)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.where, text)

    @property
    def where(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def field(self) -> str:
        return next((n for n, e in self.page.form.fields.items() if e is self.where), "")

    @property
    def view(self) -> checking.TpsView:
        return checking.look(self.session.desk, desks.FIRST)


@pytest.fixture
def start(session: Session, qtbot: QtBot, bring: Bring) -> Iterator[Callable[..., Hand]]:
    """Opens Periksa at the first TPS, with its sheets unless told otherwise."""

    def started(*, unsure: tuple[str, ...] = (), sheets: bool = True) -> Hand:
        if sheets:
            bring(unsure=unsure)
        page = CheckPage(session)
        qtbot.addWidget(page)
        session.runner.changed.connect(page.refresh)
        page.resize(1280, 700)
        with qtbot.waitActive(page):
            page.show()
        settle(session.runner)
        page.take_cursor()
        return Hand(page, session)

    yield started
    settle(session.runner)


def test_a_whole_tps_by_keyboard_alone(start: Callable[..., Hand]) -> None:
    hand = start(unsure=("paslon_2",))
    assert hand.field == "pemilih_dpt_l"
    for _ in range(27):
        if hand.field == "paslon_2":
            hand.type("90")
        hand.press(ENTER)
    assert hand.field == "suara_total"
    hand.press(ENTER)
    assert hand.view.unconfirmed == 0
    assert hand.view.stage is Stage.SESUAI
    hand.press(ENTER, ctrl=True)
    assert hand.page.panel._name.text() == "TPS 002"


def test_what_is_confirmed_is_what_stood_in_the_field(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.press(ENTER)
    hand.type("131")
    hand.press(ENTER)
    values = {n: f.entry.value for n, f in hand.view.fields.items() if f.entry is not None}
    assert values == {"pemilih_dpt_l": 120, "pemilih_dpt_p": 131}
    assert hand.page.form.fields["pemilih_dpt_p"].stage is Stage.DIKOREKSI
    assert hand.page.form.fields["pemilih_dpt_l"].stage is Stage.SESUAI


def test_a_doubtful_number_has_to_be_typed(start: Callable[..., Hand]) -> None:
    hand = start(unsure=("pemilih_dpt_l",))
    assert hand.page.sheet._history.toolTip().startswith("periksa")
    hand.press(ENTER)
    assert hand.view.fields["pemilih_dpt_l"].entry is None
    assert "Ketik angka" in hand.page.panel.notice.text
    assert hand.field == "pemilih_dpt_l"


def test_f3_goes_from_doubt_to_doubt(start: Callable[..., Hand]) -> None:
    hand = start(unsure=("pengguna_dpt_p", "paslon_2"))
    for wanted in ("pengguna_dpt_p", "paslon_2", "pengguna_dpt_p"):
        hand.press(Qt.Key.Key_F3)
        assert hand.field == wanted


def test_numbers_can_be_typed_without_a_sheet(start: Callable[..., Hand]) -> None:
    hand = start(sheets=False)
    hand.type("120")
    hand.press(ENTER)
    entry = hand.view.fields["pemilih_dpt_l"].entry
    assert entry is not None
    assert (entry.value, entry.proposed) == (120, None)
    assert hand.field == "pemilih_dpt_p"


def test_a_correction_asks_for_its_reason(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.press(ENTER)
    hand.press(Qt.Key.Key_Up)
    hand.type("121")
    hand.press(ENTER)
    assert hand.page.panel.reason.isVisible()
    hand.press(ENTER)
    assert hand.page.panel.reason.isVisible()
    hand.type("Salah ketik")
    hand.press(ENTER)
    history = hand.view.fields["pemilih_dpt_l"].history
    assert [(e.value, e.why) for e in history] == [(120, ""), (121, "Salah ketik")]
    assert not hand.page.panel.reason.isVisible()


def test_what_was_read_out_asks_for_a_reason_even_when_its_sheet_is_gone(
    start: Callable[..., Hand], session: Session
) -> None:
    desk = session.desk
    hand = start()
    desks.confirm(desk, desks.FIRST)
    desks.close(desk, desks.FIRST)
    hearing.reopen(desk, desks.FIRST, "keberatan saksi")
    for sheet in checking.sheets(desk):
        importing.assign(desk, sheet.id, None)
    hand.page.refresh(Change("sheet_assigned", desks.FIRST))
    settle(session.runner)
    hand.page.take_cursor()
    assert hand.view.fields["pemilih_dpt_l"].entry is None
    hand.type("121")
    hand.press(ENTER)
    assert hand.page.panel.reason.isVisible()
    hand.type("Lembar tertukar")
    hand.press(ENTER)
    entry = hand.view.fields["pemilih_dpt_l"].entry
    assert entry is not None
    assert (entry.value, entry.why) == (121, "Lembar tertukar")
    hand.type("130")
    hand.press(ENTER)
    assert hand.view.fields["pemilih_dpt_p"].entry is not None, "the same number needs none"


def test_a_correction_can_be_given_up(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.press(ENTER)
    hand.press(Qt.Key.Key_Up)
    hand.type("121")
    hand.press(ENTER)
    hand.press(Qt.Key.Key_Escape)
    assert hand.field == "pemilih_dpt_l"
    assert len(hand.view.fields["pemilih_dpt_l"].history) == 1


def test_a_stale_screen_is_refused_and_shows_the_record(start: Callable[..., Hand]) -> None:
    hand = start()
    desk = replace(hand.session.desk, person=desks.OPERATOR)
    correcting.confirm(desk, desks.FIRST, "pemilih_dpt_l", 119, 0)
    hand.press(ENTER)
    assert [e.value for e in hand.view.fields["pemilih_dpt_l"].history] == [119]
    assert hand.page.panel.notice.isVisible()
    entry = hand.page.form.fields["pemilih_dpt_l"]
    assert entry.confirmed == 119
    assert hand.field == "pemilih_dpt_l"


def test_what_another_desk_does_is_shown_and_typed_digits_stay(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.type("12")
    correcting.confirm(hand.session.desk, desks.FIRST, "paslon_1", 60, 0)
    hand.page.refresh(Change("lain", desks.FIRST))
    settle(hand.session.runner)
    assert hand.page.form.fields["paslon_1"].confirmed == 60
    assert hand.page.form.fields["pemilih_dpt_l"].typed == 12


def test_the_next_tps_waits_until_every_number_is_confirmed(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.press(ENTER)
    hand.press(ENTER, ctrl=True)
    assert hand.page.panel._name.text() == "TPS 001"
    assert "27 angka belum dikonfirmasi" in hand.page.panel.notice.text
    hand.type("77")
    hand.press(ENTER, ctrl=True)
    assert "belum dikonfirmasi" in hand.page.panel.notice.text


def confirm_all(session: Session, **wrong: int) -> None:
    for name, value in {**desks.GOOD, **wrong}.items():
        correcting.confirm(session.desk, desks.FIRST, name, value, 0)


def test_a_finding_marks_all_its_fields_and_f4_goes_there(
    start: Callable[..., Hand], bring: Bring, session: Session
) -> None:
    bring()
    confirm_all(session, paslon_1=61)
    hand = start(sheets=False)
    assert [f.code for f in hand.page.panel.findings._findings] == ["R3"]
    hand.press(Qt.Key.Key_F4)
    assert hand.field == "paslon_1"
    marked = {n for n, e in hand.page.form.fields.items() if e._marked}
    assert marked == {"paslon_1", "paslon_2", "paslon_3", "suara_sah"}
    assert "61" in hand.page.panel.findings.words


def test_what_the_sums_leave_is_typed_and_never_confirmed(
    start: Callable[..., Hand], bring: Bring, session: Session
) -> None:
    bring()
    confirm_all(session, suara_sah=219)
    hand = start(sheets=False)
    assert [f.code for f in hand.page.panel.findings._findings] == ["R3", "R4"]
    hand.press(Qt.Key.Key_F5)
    assert hand.field == "suara_sah"
    assert hand.page.form.fields["suara_sah"].typed == 192
    assert "cocokkan dengan kertas" in hand.page.panel.notice.text
    assert len(hand.view.fields["suara_sah"].history) == 1
    hand.press(ENTER)
    assert hand.page.panel.reason.isVisible()
    hand.type("Salah ketik")
    hand.press(ENTER)
    assert [e.value for e in hand.view.fields["suara_sah"].history] == [219, 192]
    assert hand.view.findings == ()


def test_an_offer_is_dropped_by_escape(
    start: Callable[..., Hand], bring: Bring, session: Session
) -> None:
    bring()
    confirm_all(session, suara_sah=219)
    hand = start(sheets=False)
    hand.press(Qt.Key.Key_F5)
    hand.press(Qt.Key.Key_Escape)
    assert hand.page.form.fields["suara_sah"].typed is None
    assert [e.value for e in hand.view.fields["suara_sah"].history] == [219]


def test_no_offer_and_no_finding_are_answered(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.press(Qt.Key.Key_F5)
    assert "Tidak ada usulan" in hand.page.panel.notice.text
    hand.press(Qt.Key.Key_F7)
    assert "tidak punya temuan" in hand.page.panel.notice.text


def test_f7_shows_the_sum_of_the_finding(
    start: Callable[..., Hand], bring: Bring, session: Session
) -> None:
    bring()
    confirm_all(session, paslon_1=61)
    hand = start(sheets=False)
    hand.press(Qt.Key.Key_F7)
    panel = hand.page.panel.findings
    assert panel.sum.isVisible()
    assert panel.chosen is not None
    assert panel.chosen.code == "R3"
    panel.sum.close()


def test_the_typist_reads_other_words_than_the_chair(
    start: Callable[..., Hand], bring: Bring, session: Session
) -> None:
    bring()
    confirm_all(session, paslon_1=61)
    hand = start(sheets=False)
    hand.press(Qt.Key.Key_F4)
    (finding,) = hand.view.findings
    panel = hand.page.panel.findings
    assert finding.action in panel.words
    session.desk = replace(session.desk, person=desks.OPERATOR)
    hand.page.refresh(Change("orang"))
    settle(session.runner)
    assert finding.typist in panel.words
    assert finding.action not in panel.words


def test_the_number_with_the_cursor_stays_in_sight_when_a_finding_is_told(
    start: Callable[..., Hand], bring: Bring, session: Session
) -> None:
    bring()
    confirm_all(session, suara_sah=219)
    hand = start(sheets=False)
    hand.press(Qt.Key.Key_F5)
    QApplication.processEvents()
    entry = hand.page.form.fields["suara_sah"]
    seen = entry.visibleRegion().boundingRect()
    assert seen.height() == entry.height()


def test_a_closed_tps_refuses_digits(start: Callable[..., Hand], session: Session) -> None:
    hand = start()
    confirm_all(session)
    desks.close(session.desk, desks.FIRST)
    hand.page.open_tps(desks.FIRST)
    settle(session.runner)
    hand.type("5")
    hand.press(ENTER)
    assert hand.page.form.fields[hand.field].isReadOnly()
    assert hand.page.panel.notice.isVisible()


def test_choosing_a_number_frames_it_on_its_sheet(start: Callable[..., Hand]) -> None:
    hand = start()
    sheet = hand.page.sheet
    hand.page.form.go_to("paslon_2")
    assert (sheet.pages.index, sheet.view.current) == (1, "paslon_2")
    assert "paslon_3" in sheet.view.framed
    sheet.view.chosen.emit("paslon_3")
    assert hand.field == "paslon_3"


def test_every_entry_has_a_name(start: Callable[..., Hand]) -> None:
    hand = start()
    names = [entry.accessibleName() for entry in hand.page.form.fields.values()]
    assert len(set(names)) == 28
    assert all(names)


def test_typed_digits_are_not_lost_by_going_on(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.type("77")
    hand.press(Qt.Key.Key_PageDown)
    assert hand.page.panel._name.text() == "TPS 001"
    assert "belum dikonfirmasi" in hand.page.panel.notice.text
    hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_PageDown)
    assert hand.page.panel._name.text() == "TPS 002"


def test_who_confirmed_is_told(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.press(ENTER)
    hand.press(Qt.Key.Key_Up)
    assert "120 (Ketua Satu, " in hand.page.sheet._history.toolTip()


def test_f6_takes_the_magnifier_and_escape_puts_it_away_first(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.type("12")
    hand.press(Qt.Key.Key_F6)
    assert hand.page.sheet.lens.isVisible()
    hand.press(Qt.Key.Key_Escape)
    assert not hand.page.sheet.lens.isVisible()
    assert hand.page.form.fields["pemilih_dpt_l"].typed == 12
    hand.press(Qt.Key.Key_Escape)
    assert hand.page.form.fields["pemilih_dpt_l"].typed is None
    hand.press(Qt.Key.Key_F6)
    hand.press(Qt.Key.Key_F6)
    assert not hand.page.sheet.lens.isVisible()


def test_alt_and_a_figure_go_to_what_waits_on_a_page(start: Callable[..., Hand]) -> None:
    hand = start()
    correcting.confirm(hand.session.desk, desks.FIRST, "paslon_1", 60, 0)
    hand.page.refresh(Change("lain", desks.FIRST))
    settle(hand.session.runner)
    hand.press(Qt.Key.Key_2, alt=True)
    assert hand.field == "paslon_2"
    hand.press(Qt.Key.Key_3, alt=True)
    assert hand.field == "suara_sah"
    hand.press(Qt.Key.Key_1, alt=True)
    assert hand.field == "pemilih_dpt_l"
    assert hand.page.form.fields["pemilih_dpt_l"].typed is None


def test_the_history_of_the_number_at_hand(start: Callable[..., Hand]) -> None:
    hand = start()
    correcting.confirm(hand.session.desk, desks.FIRST, "pemilih_dpt_l", 119, 0)
    correcting.confirm(hand.session.desk, desks.FIRST, "pemilih_dpt_l", 120, 1, "Salah ketik")
    hand.page.form.go_to("pemilih_dpt_l")
    for by_key in (True, False):
        if by_key:
            hand.press(Qt.Key.Key_H, ctrl=True)
        else:
            hand.page.sheet.history.click()
        settle(hand.session.runner)
        (dialog,) = (d for d in hand.page.findChildren(HistoryDialog) if d.isVisible())
        shown = dialog.findChild(CellTable)
        assert shown is not None
        cells = [[cell.text for cell in row] for row in shown.cells._sheet.rows]
        assert [row[2:6] for row in cells] == [
            ["Ketua Satu · ketua", "–", "119", "–"],
            ["Ketua Satu · ketua", "119", "120", "Salah ketik"],
        ]
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        hand.page.activateWindow()


def test_only_sure_numbers_that_nobody_confirmed_join_the_look(
    session: Session, bring: Bring
) -> None:
    bring(unsure=("paslon_2",))
    correcting.confirm(session.desk, desks.FIRST, "pemilih_dpt_l", 120, 0)
    offers = offers_of(checking.look(session.desk, desks.FIRST))
    assert len(offers) == 28
    assert {name for name, offer in offers.items() if not offer.joins} == {
        "pemilih_dpt_l",
        "paslon_2",
    }
    assert (offers["paslon_2"].number, offers["paslon_2"].stage) == (90, Stage.PERIKSA)
    assert (offers["pemilih_dpt_l"].number, offers["pemilih_dpt_l"].stage) == (120, Stage.SESUAI)


def test_numbers_of_a_wrong_sum_do_not_join_the_look(session: Session, bring: Bring) -> None:
    bring()
    correcting.confirm(session.desk, desks.FIRST, "paslon_1", 61, 0)
    offers = offers_of(checking.look(session.desk, desks.FIRST))
    for name in ("paslon_2", "paslon_3", "suara_sah"):
        assert (offers[name].joins, offers[name].stage) == (False, Stage.PERIKSA)
    assert offers["suara_total"].joins


def test_the_look_covers_the_sheet_until_escape(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.page.sheet.show_papers(papers(1, 2, 3), readings())
    view = hand.page.loaded
    assert view is not None
    hand.page.sheet.look(offers_of(view.view))
    assert len(hand.page.sheet.offered) == 22
    hand.press(Qt.Key.Key_Escape)
    assert hand.page.sheet.offered == {}
    hand.page.sheet.look(offers_of(view.view))
    hand.press(ENTER)
    assert hand.page.sheet.offered == {}
    assert hand.field == "pemilih_dpt_p"


def test_two_presses_confirm_what_is_sure_on_a_sheet(start: Callable[..., Hand]) -> None:
    hand = start(unsure=("pengguna_dpt_p",))
    hand.press(Qt.Key.Key_F8)
    assert hand.view.unconfirmed == 28, "the first press only shows the board"
    assert "pengguna_dpt_p" not in hand.page.sheet.offered
    hand.press(Qt.Key.Key_F8)
    fields = hand.view.fields.values()
    assert {f.field for f in fields if f.page == 1 and f.entry is None} == {"pengguna_dpt_p"}
    assert {f.page for f in fields if f.entry is not None} == {1}


def test_a_look_that_has_to_scroll_is_read_on_before_it_confirms(
    start: Callable[..., Hand],
) -> None:
    hand = start()
    hand.page.resize(1280, 460)
    hand.press(Qt.Key.Key_F8)
    assert len(hand.page.sheet.offered) == 22
    hand.press(Qt.Key.Key_F8)
    assert hand.view.unconfirmed == 28, "the second press only reads on"
    for _ in range(4):
        if hand.view.unconfirmed == 28:
            hand.press(Qt.Key.Key_F8)
    assert hand.view.unconfirmed == 6


def test_a_form_that_was_read_well_takes_few_presses(start: Callable[..., Hand]) -> None:
    hand = start()
    presses = 0
    for key in [Qt.Key.Key_F8] * 6:
        hand.press(key)
        presses += 1
    assert hand.view.unconfirmed == 0
    hand.press(ENTER, ctrl=True)
    assert hand.page.panel._name.text() == "TPS 002"
    assert presses + 1 <= 15


def test_a_board_that_is_no_longer_true_confirms_nothing(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.press(Qt.Key.Key_F8)
    desk = replace(hand.session.desk, person=desks.OPERATOR)
    correcting.confirm(desk, desks.FIRST, "pemilih_dpt_l", 119, 0)
    hand.press(Qt.Key.Key_F8)
    assert hand.view.unconfirmed == 27
    assert "sudah berubah" in hand.page.panel.notice.text


def test_undo_is_a_new_entry_and_typed_digits_come_first(start: Callable[..., Hand]) -> None:
    hand = start()
    hand.press(ENTER)
    hand.type("7")
    hand.press(Qt.Key.Key_Z, ctrl=True)
    assert len(hand.view.fields["pemilih_dpt_l"].history) == 1, "only the typed digit is taken back"
    hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_Z, ctrl=True)
    view = hand.view.fields["pemilih_dpt_l"]
    assert [entry.withdrawn for entry in view.history] == [False, True]
    assert view.entry is None
    assert hand.field == "pemilih_dpt_l"
    hand.press(Qt.Key.Key_Z, ctrl=True)
    assert "dibatalkan" in hand.page.panel.notice.text


def test_the_queue_leads_from_cell_to_same_cell_of_the_next_tps(
    start: Callable[..., Hand], bring: Bring
) -> None:
    bring(desks.SECOND, unsure=("pengguna_dpt_p", "paslon_2"))
    hand = start(unsure=("pengguna_dpt_p", "paslon_2"))
    hand.press(Qt.Key.Key_F9)
    walked = []
    for value in ("100", "100", "90", "90"):
        walked.append((hand.page.panel._name.text(), hand.field))
        hand.type(value)
        hand.press(ENTER)
    assert walked == [
        ("TPS 001", "pengguna_dpt_p"),
        ("TPS 002", "pengguna_dpt_p"),
        ("TPS 001", "paslon_2"),
        ("TPS 002", "paslon_2"),
    ]
    assert "TPS mana pun" in hand.page.panel.notice.text
    assert hand.view.fields["paslon_2"].entry is not None


def test_the_queue_form_by_form_and_skipping(start: Callable[..., Hand], bring: Bring) -> None:
    bring(desks.SECOND, unsure=("pengguna_dpt_p", "paslon_2"))
    hand = start(unsure=("pengguna_dpt_p", "paslon_2"))
    hand.page.side.toggle()
    hand.page.side.order.setCurrentIndex(1)
    settle(hand.session.runner)
    walked = []
    for _ in range(4):
        walked.append((hand.page.panel._name.text(), hand.field))
        hand.press(Qt.Key.Key_F3)
    assert walked[:2] == [("TPS 001", "pengguna_dpt_p"), ("TPS 001", "paslon_2")]
    assert walked[2:] == [("TPS 002", "pengguna_dpt_p"), ("TPS 002", "paslon_2")]
    assert hand.page.panel._name.text() == "TPS 001", "skipped numbers come again"
