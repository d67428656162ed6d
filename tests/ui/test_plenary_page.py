"""Pleno: the sitting, and whole ways of a TPS through the room by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.minutes import Outcome
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.ui import plenary_page
from sirekap_desktop.ui.correction_dialog import CorrectionDialog
from sirekap_desktop.ui.difference_dialog import DifferenceDialog
from sirekap_desktop.ui.objection_dialog import AnswerDialog, ObjectionDialog
from sirekap_desktop.ui.pictures_dialog import PicturesDialog
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sitting_dialogs import OpenDialog
from sirekap_desktop.workflow import convening, correcting, hearing, importing, issuing, noting
from tests import desks
from tests.ui.plenary import ENTER, ESC, Hand, gather, picture

Bring = Callable[..., object]
SPACE = Qt.Key.Key_Space


@pytest.fixture
def checked(session: Session, bring: Bring) -> Session:
    """Every TPS is checked; the first one has its pictures."""
    bring()
    for tps in (desks.FIRST, desks.SECOND, desks.OTHER):
        desks.confirm(session.desk, tps)
    return session


@pytest.fixture
def hand(checked: Session, qtbot: QtBot) -> Hand:
    """The chair at the first TPS, in an open plenary with witnesses."""
    gather(checked)
    return Hand(checked, qtbot)


@pytest.fixture
def bring_to(session: Session) -> Callable[[Path], object]:
    """Lays one more picture to the first TPS."""
    reader = partial(desks.FakeReader, session.template)

    def brought(file: Path) -> object:
        return importing.import_files(
            session.desk, [file], Progress(), tps=desks.FIRST, make_reader=reader
        )

    return brought


def test_the_chair_opens_the_plenary_at_its_place(checked: Session, qtbot: QtBot) -> None:
    hand = Hand(checked, qtbot)
    assert hand.next == ""
    hand.go_on()
    assert "belum dibuka" in hand.said
    hand.page.bar.buttons[Act.OPEN].setFocus()
    hand.press(SPACE)
    assert isinstance(hand.dialog, OpenDialog)
    hand.type("Aula Contoh")
    hand.press(ENTER)
    now = convening.minutes(checked.desk)
    assert (now.sitting, now.place) == (Sitting.BERJALAN, "Aula Contoh")
    assert now.agenda.startswith("Rekapitulasi hasil")
    assert hand.page.bar._state.text() == "Rapat pleno berjalan"
    assert "Aula Contoh" in hand.page.bar._told.text()
    assert hand.next == "Bacakan TPS ini (Ctrl+Enter)"
    hand.go_on()
    assert hand.has(Reached.DIBACAKAN), "the keys go on with the TPS"


def test_adjourned_and_resumed_with_reasons(hand: Hand) -> None:
    hand.page.bar.buttons[Act.ADJOURN].setFocus()
    hand.press(SPACE)
    hand.type("makan siang")
    hand.go_on()
    assert hand.page.bar._state.text() == "Rapat pleno diskors"
    assert "makan siang" in hand.page.bar._told.text()
    assert hand.next == ""
    hand.page.bar.buttons[Act.RESUME].setFocus()
    hand.press(SPACE)
    hand.go_on()
    turns = [(step.act, step.words) for step in convening.minutes(hand.session.desk).turns]
    assert turns[1:] == [
        (Act.ADJOURN, "makan siang"),
        (Act.RESUME, "Waktu skors sudah selesai."),
    ]


def test_ending_takes_a_second_member(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Act] = []

    def second(session: Session, act: Act, parent: object) -> Person | None:
        assert (session, parent) == (hand.session, hand.page)
        asked.append(act)
        return None if len(asked) == 1 else desks.ANGGOTA

    monkeypatch.setattr(plenary_page, "ask_second", second)
    hand.page.turn(Act.END)
    assert (asked, hand.dialogs) == ([Act.END], [])
    hand.page.turn(Act.END)
    hand.rest()
    hand.go_on()
    assert "3 TPS belum ditutup" in hand.dialog.notice.text
    hand.press(ESC)
    for tps in (desks.FIRST, desks.SECOND, desks.OTHER):
        desks.close(hand.session.desk, tps)
    hand.page.turn(Act.END)
    hand.rest()
    hand.go_on()
    assert convening.minutes(hand.session.desk).sitting is Sitting.DITUTUP
    hand.page.turn(Act.OPEN)
    hand.rest()
    hand.press(ENTER)
    assert hand.dialog.notice.isVisible()
    hand.fill(hand.dialog.why, "ada TPS yang harus dibuka")  # type: ignore[attr-defined]
    hand.go_on()
    assert convening.minutes(hand.session.desk).sitting is Sitting.BERJALAN


def test_a_difference_settled_by_a_correction_with_a_new_picture(
    hand: Hand, tmp_path: Path
) -> None:
    hand.go_on()
    assert hand.has(Reached.DIBACAKAN)
    assert hand.place.now.tps == desks.FIRST
    hand.place.go_to("paslon_1")
    hand.press(Qt.Key.Key_F2)
    note = hand.dialog
    assert isinstance(note, DifferenceDialog)
    assert note.field.field == "paslon_1"
    hand.type("61")
    hand.press(ENTER)
    assert note.field.field == "paslon_2"
    hand.press(ESC)
    (difference,) = hand.course.open_differences
    assert (difference.party, difference.theirs) == ("Saksi 01 (Saksi Satu)", 61)
    hand.go_on()
    step = hand.course.steps[-1]
    assert step.act is Act.COMPARE
    assert step.facts["parties"] == [
        "Saksi 01 (Saksi Satu)",
        "Saksi 02 (Saksi Dua)",
        "Panwaslu Kecamatan (Pengawas Satu)",
    ]
    assert hand.next == "Selesaikan perbedaan… (Ctrl+Enter)"
    matter = hand.tab.course.matters.matters[0]
    hand.tab.ask(matter.ways[0][1])
    hand.rest()
    correction = hand.dialog
    assert isinstance(correction, CorrectionDialog)
    assert correction.new.text() == "61"
    hand.type("salah tulis, dihitung ulang")
    hand.go_on()
    (made,) = hand.course.corrections
    assert (made.old, made.new, made.words) == (60, 61, "salah tulis, dihitung ulang")
    assert made.paraf == (
        "Ketua PPK (Ketua Satu)",
        "Saksi 01 (Saksi Satu)",
        "Saksi 02 (Saksi Dua)",
    )
    assert hand.course.open_differences == ()
    assert "foto sesudah koreksi belum ada" in hand.tab.course.matters.matters[-1].words
    hand.tab._exhibits.bring(desks.FIRST, made, picture(tmp_path, "sesudah.jpg", 2, paslon_1=61))
    hand.rest()
    (shown,) = hand.dialogs
    assert isinstance(shown, PicturesDialog)
    assert [view.framed for view in shown.views] == [("paslon_1",), ("paslon_1",)]
    hand.press(ENTER)
    exhibit = hand.found.exhibits[made.id]
    assert exhibit.before is not None
    assert exhibit.after is not None
    assert (exhibit.before.name, exhibit.after.name) == (f"{desks.FIRST}_2.jpg", "sesudah.jpg")
    assert hand.view.unconfirmed == 0


def explain_all(hand: Hand) -> None:
    for code in dict.fromkeys(finding.code for finding in hand.view.unexplained):
        assert f"Jelaskan {code}…" in hand.next
        hand.go_on()
        hand.type(f"dicocokkan {code}")
        hand.go_on()


def test_explanations_go_to_the_minutes_under_a_name(hand: Hand) -> None:
    hand.go_on()
    hand.go_on()
    hand.tab.reading.go_to("paslon_1")
    hand.press(Qt.Key.Key_F3)
    hand.type("61")
    hand.fill(hand.dialog.why, "dihitung ulang")  # type: ignore[attr-defined]
    hand.go_on()
    codes = [finding.code for finding in hand.view.unexplained]
    assert codes
    explain_all(hand)
    told = [(one.code, one.words, one.who) for one in hand.course.explanations]
    assert told == [(code, f"dicocokkan {code}", "Ketua Satu") for code in codes]
    hand.go_on()
    hand.go_on()
    assert hand.has(Reached.SELESAI)


def object_to(hand: Hand, what: str) -> None:
    hand.press(Qt.Key.Key_F4)
    dialog = hand.dialog
    assert isinstance(dialog, ObjectionDialog)
    dialog.by.setCurrentText("Saksi 02 (Saksi Dua)")
    hand.fill(dialog.what, what)
    hand.go_on()


def answer(hand: Hand, outcome: Outcome) -> None:
    hand.go_on()
    dialog = hand.dialog
    assert isinstance(dialog, AnswerDialog)
    hand.type("dihitung ulang")
    assert not dialog.yes.isEnabled()
    hand.fill(dialog.opinion, "sependapat")
    dialog.outcome.setFocus()
    for _ in range(1 + list(Outcome).index(outcome)):
        hand.press(Qt.Key.Key_Down)
    hand.go_on()


def test_one_objection_is_accepted_and_one_carried_upward(hand: Hand) -> None:
    hand.go_on()
    hand.go_on()
    object_to(hand, "suara tidak sah kurang satu")
    object_to(hand, "saksi tidak diberi salinan")
    assert hand.next == "Jawab keberatan… (Ctrl+Enter)"
    answer(hand, Outcome.DITERIMA)
    assert "koreksi angkanya" in hand.said
    answer(hand, Outcome.DITERUSKAN)
    heard = [(one.by, one.of, one.outcome, one.opinion) for one in hand.view.objections]
    assert heard == [
        ("Saksi Dua", "Saksi 02", Outcome.DITERIMA, "sependapat"),
        ("Saksi Dua", "Saksi 02", Outcome.DITERUSKAN, "sependapat"),
    ]
    hand.go_on()
    assert hand.has(Reached.DISEPAKATI)
    object_to(hand, "satu lagi")
    assert hand.has(Reached.DICOCOKKAN)


def test_closing_offers_the_next_tps_and_the_last_one_the_sums(hand: Hand) -> None:
    wanted: list[str] = []
    hand.page.recap_wanted.connect(wanted.append)
    for _ in range(4):
        hand.go_on()
    assert hand.said == "TPS 001 Contoh ditutup."
    assert hand.next == "Berikutnya: TPS 002 Contoh (Ctrl+Enter)"
    hand.go_on()
    assert hand.tab.tps == desks.SECOND
    assert hand.place.now.tps == desks.FIRST
    for _ in range(4):
        hand.go_on()
    assert hand.place.now.tps == desks.SECOND
    assert hand.said == "TPS 002 Contoh ditutup. Desa Contoh selesai: jumlahnya ada di Rekap."
    assert hand.next == "Rekap Desa Contoh (Ctrl+Enter)"
    assert hand.tab.course.also.text() == "Berikutnya: TPS 001 Contoh Barat"
    hand.go_on()
    assert wanted == [desks.CONTOH]


def test_reopening_says_how_many_documents_become_void(hand: Hand) -> None:
    desk = hand.session.desk
    for tps in (desks.FIRST, desks.SECOND, desks.OTHER):
        desks.close(desk, tps)
    issuing.issue(desks.paired(desk), noting.occasion_of(desk))
    hand.page.take_cursor()
    hand.rest()
    hand.tab.course.beside[Act.REOPEN].setFocus()
    hand.press(SPACE)
    assert any("1 dokumen" in text for text in texts(hand))
    hand.type("salah jumlah")
    hand.go_on()
    assert hand.has(Reached.MENUNGGU)
    assert (hand.course.steps[-1].act, hand.course.steps[-1].words) == (Act.REOPEN, "salah jumlah")
    assert hand.next == "Bacakan TPS ini (Ctrl+Enter)"


def texts(hand: Hand) -> list[str]:
    return [label.text() for label in hand.dialog.findChildren(QLabel)]


def test_an_operator_reads_out_but_does_not_decide(hand: Hand) -> None:
    hand.sit(desks.OPERATOR)
    hand.go_on()
    assert hand.has(Reached.DIBACAKAN)
    hand.go_on()
    assert hand.has(Reached.DICOCOKKAN)
    hand.go_on()
    assert hand.has(Reached.DICOCOKKAN)
    assert "Peran operator tidak boleh menyepakati TPS." in hand.said
    correct = hand.tab.course.beside[Act.CORRECT]
    assert not correct.isEnabled()
    assert "tidak boleh mengoreksi" in correct.toolTip()
    assert correct.accessibleDescription() == correct.toolTip()
    hand.press(Qt.Key.Key_F3)
    assert hand.dialogs == []
    assert "tidak boleh mengoreksi angka" in hand.said
    assert not hand.page.bar.buttons[Act.END].isEnabled()
    assert "tidak boleh menutup rapat" in hand.page.bar.buttons[Act.END].toolTip()


def test_an_observer_only_looks(hand: Hand) -> None:
    hand.sit(desks.PENGAMAT)
    hand.go_on()
    assert hand.has(Reached.MENUNGGU)
    assert "Peran pengamat tidak boleh membacakan TPS." in hand.said
    assert not any(button.isEnabled() for button in hand.tab.course.beside.values())


def test_a_member_decides_in_the_own_panel_only(hand: Hand) -> None:
    convening.assign_panel(hand.session.desk, desks.CONTOH, 1, "Anggota Dua")
    hand.sit(desks.ANGGOTA)
    hand.go_on()
    hand.go_on()
    hand.go_on()
    assert "panel yang dipimpin Anggota Dua" in hand.said
    assert hand.has(Reached.DICOCOKKAN)


def test_a_refusal_of_the_record_is_told_and_the_screen_follows(hand: Hand) -> None:
    hearing.present(hand.session.desk, desks.FIRST)
    hand.go_on()
    assert "sedang dibacakan" in hand.said
    hand.page.take_cursor()
    hand.rest()
    assert hand.next == "Sudah dicocokkan (Ctrl+Enter)"


def test_open_numbers_lead_to_periksa(session: Session, qtbot: QtBot, bring: Bring) -> None:
    bring()
    gather(session)
    hand = Hand(session, qtbot)
    wanted: list[str] = []
    hand.page.wanted.connect(wanted.append)
    assert "28 angka belum dikonfirmasi" in hand.tab.course.matters.matters[0].words
    hand.go_on()
    assert hand.next == "Periksa TPS ini (Ctrl+Enter)"
    assert hand.tab.reading.figure_of("paslon_1").value is None
    hand.go_on()
    assert wanted == [desks.FIRST]
    for name, value in desks.GOOD.items():
        correcting.confirm(session.desk, desks.FIRST, name, value, 0)
    hand.page.take_cursor()
    hand.rest()
    assert hand.next == "Sudah dicocokkan (Ctrl+Enter)"
    assert hand.tab.reading.figure_of("paslon_1").value == 60


def test_putting_off_keeps_what_was_noted(hand: Hand) -> None:
    hand.go_on()
    hand.press(Qt.Key.Key_F2)
    hand.type("119")
    hand.press(ENTER)
    hand.press(ESC)
    hand.tab.course.beside[Act.POSTPONE].setFocus()
    hand.press(SPACE)
    hand.type("saksi belum datang")
    hand.go_on()
    assert hand.has(Reached.MENUNGGU)
    assert len(hand.course.open_differences) == 1


def test_a_difference_whose_figure_stays(hand: Hand) -> None:
    hand.go_on()
    hand.press(Qt.Key.Key_F2)
    hand.type("119")
    hand.press(ENTER)
    hand.press(ESC)
    hand.go_on()
    hand.go_on()
    hand.type("salinan salah salin")
    hand.go_on()
    (difference,) = hand.course.differences
    assert difference.settled is not None
    assert difference.settled.words == "salinan salah salin"


def test_an_event_is_noted_at_any_time(hand: Hand) -> None:
    hand.press(Qt.Key.Key_F8)
    hand.type("segel robek")
    hand.go_on()
    hand.page.tabs.setCurrentWidget(hand.page.events)
    hand.rest()
    hand.page.events.note.setFocus()
    hand.press(Qt.Key.Key_F8)
    hand.type("listrik padam")
    hand.go_on()
    noted = [(one.tps, one.words) for one in convening.minutes(hand.session.desk).events]
    assert noted == [(desks.FIRST, "segel robek"), (None, "listrik padam")]
    cells = hand.page.events.events.cells
    rows = [[cells.index(r, c).data() for c in (1, 2, 3)] for r in range(cells.rowCount())]
    assert rows == [
        ["di ruangan", "listrik padam", "Ketua Satu"],
        ["TPS 001 Contoh", "segel robek", "Ketua Satu"],
    ]
    assert hand.page.tabs.tabText(3) == "Kejadian khusus (2)"


def test_words_that_are_not_saved_are_known_to_the_frame(hand: Hand) -> None:
    hand.press(Qt.Key.Key_F8)
    assert not hand.page.unsaved
    hand.type("belum selesai ditulis")
    assert hand.page.unsaved
    hand.press(ESC)
    assert hand.page.unsaved
    hand.press(ESC)
    assert not hand.page.unsaved
    assert convening.minutes(hand.session.desk).events == ()


def test_a_figure_that_a_new_picture_put_in_doubt_may_be_struck(
    hand: Hand, bring_to: Callable[[Path], object], tmp_path: Path
) -> None:
    hand.go_on()
    bring_to(picture(tmp_path, "baru.jpg", 2, paslon_1=68))
    hand.page.take_cursor()
    hand.rest()
    assert hand.tab.reading.figure_of("paslon_1").value is None
    hand.place.go_to("paslon_2")
    hand.press(Qt.Key.Key_F3)
    dialog = hand.dialog
    assert isinstance(dialog, CorrectionDialog)
    dialog.field.go_to("paslon_1")
    hand.type("68")
    hand.fill(dialog.why, "dihitung ulang")
    hand.go_on()
    (made,) = hand.course.corrections
    assert (made.old, made.new) == (60, 68)
    assert hand.view.unconfirmed == 0


def test_a_copy_that_was_not_at_hand_is_not_said_to_be_compared(hand: Hand) -> None:
    hand.go_on()
    boxes = hand.tab.course.copies.boxes
    assert [box.text() for box in boxes.values()] == ["Saksi 01", "Saksi 02", "Panwaslu Kecamatan"]
    boxes["Saksi 02 (Saksi Dua)"].setFocus()
    hand.press(SPACE)
    hand.go_on()
    told = ["Saksi 01 (Saksi Satu)", "Panwaslu Kecamatan (Pengawas Satu)"]
    assert hand.course.steps[-1].facts["parties"] == told
    assert not hand.tab.course.copies.isVisible()
    hand.page.open_tps(desks.SECOND)
    hand.rest()
    hand.go_on()
    hand.go_on()
    assert hand.course.steps[-1].facts["parties"] == told


def test_the_list_says_how_far_each_tps_is(session: Session, qtbot: QtBot, bring: Bring) -> None:
    bring()
    for tps in (desks.FIRST, desks.OTHER):
        desks.confirm(session.desk, tps)
    gather(session)
    hearing.present(session.desk, desks.FIRST)
    hearing.differ(session.desk, desks.FIRST, "Saksi 01", "paslon_1", 61)
    hand = Hand(session, qtbot)
    items = hand.tab.list.list._items
    told = [(items[code].text(1), items[code].toolTip(0)) for code in items]
    assert told == [
        ("dipersoalkan", "TPS 001 · dibacakan · dipersoalkan"),
        ("belum siap", "TPS 002 · 28 angka belum dikonfirmasi"),
        ("menunggu", "TPS 001 · menunggu"),
    ]
    hearing.settle(session.desk, desks.FIRST, hand.course.open_differences[0].id, "salah salin")
    hand.page.take_cursor()
    hand.rest()
    assert items[desks.FIRST].text(1) == "dibacakan"
