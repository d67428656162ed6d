"""The second entry by keyboard: blind for who reads, decided by a third person where it differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMainWindow, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.people import Person
from sirekap_desktop.models.second import Need
from sirekap_desktop.ui import stops
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.number_field import NumberField
from sirekap_desktop.ui.reading_place import Step
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.second_page import SecondPage
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import checking, convening, correcting, seconding
from tests import desks
from tests.ui.conftest import settle

Bring = Callable[..., object]
ENTER = Qt.Key.Key_Return
FIRST = desks.FIRST
VALUES = {name: 301 + number for number, name in enumerate(desks.GOOD)}
"""First numbers that appear nowhere else on the screen: all are different, none is a TPS."""


class Hand:
    """Somebody at the desk who has nothing but a keyboard."""

    def __init__(self, frame: DeskFrame, session: Session) -> None:
        self.frame = frame
        self.session = session

    @property
    def page(self) -> SecondPage:
        return self.frame.second

    @property
    def where(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def field(self) -> str:
        fields = self.page.panel.form.fields
        return next((name for name, entry in fields.items() if entry is self.where), "")

    @property
    def second(self) -> seconding.SecondView:
        return seconding.look_at_both(self.session.desk, FIRST)[1]

    @property
    def shows(self) -> int:
        return self.frame.screens.currentIndex()

    @property
    def notice(self) -> str:
        return self.page.panel.notice.text if self.page.panel.notice.isVisible() else ""

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.where, key)
        settle(self.session.runner)

    def type(self, text: object) -> None:
        for digit in str(text):
            QTest.keyClicks(self.where, digit)

    def sit(self, person: Person) -> None:
        self.frame.show_desk(replace(self.session.desk, person=person))
        settle(self.session.runner)

    def enter(self, **other: int) -> None:
        """Have all numbers read before, `other` differently; what is asked then is shown."""
        seconding.enter_second(self.session.desk, FIRST, {**VALUES, **other})
        self.frame.refresh(Change("lain", FIRST), "08:00")
        settle(self.session.runner)

    def read(self, **other: int) -> None:
        """Type whatever is asked as it is, `other` differently."""
        for name in self.page.panel.form.order:
            assert self.field == name
            self.type({**VALUES, **other}[name])
            self.press(ENTER)


@pytest.fixture
def hand(session: Session, qtbot: QtBot, bring: Bring) -> Iterator[Hand]:
    """The operator has entered the first TPS; a member opens its second entry by F9."""
    bring()
    typist = replace(session.desk, person=desks.OPERATOR)
    for name, value in VALUES.items():
        correcting.confirm(typist, FIRST, name, value, 0)
    session.desk = replace(session.desk, person=desks.ANGGOTA)
    frame = DeskFrame(session)
    window = QMainWindow()
    window.setCentralWidget(frame)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    session.runner.changed.connect(lambda change: frame.refresh(change, "08:00"))
    with qtbot.waitActive(window):
        window.show()
    settle(session.runner)
    frame.open_tps(FIRST)
    settle(session.runner)
    made = Hand(frame, session)
    made.press(Qt.Key.Key_F10)
    yield made
    settle(session.runner)
    frame.projection.close()


# ---- blind ----


def told_by(widget: QWidget) -> Iterator[str]:
    """Everything a widget shows, tells, or could be made to tell."""
    for ask in ("text", "title", "toPlainText", "placeholderText", "windowTitle"):
        found = getattr(widget, ask, None)
        if callable(found):
            yield str(found())
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(index) for index in range(widget.count()))
    if isinstance(widget, NumberField):
        yield from (str(widget.proposal), str(widget.confirmed))


def betrayed(hand: Hand, typed: set[int] = frozenset()) -> set[str]:  # type: ignore[assignment]
    """The first numbers that the window tells somewhere on what it shows now."""
    window = hand.frame.window()
    hidden = {
        widget
        for screen in range(hand.frame.screens.count())
        if screen != hand.shows
        for widget in hand.frame.screens.widget(screen).findChildren(QWidget)  # type: ignore[union-attr]
    }
    seen = {window, *window.findChildren(QWidget)} - hidden
    words = {
        word for widget in seen for text in told_by(widget) for word in re.findall(r"\d+", text)
    }
    return words & {str(value) for value in VALUES.values() if value not in typed}


def test_no_first_number_can_be_seen_anywhere(hand: Hand) -> None:
    assert hand.shows == stops.SECOND
    assert betrayed(hand) == set()
    for name in hand.page.panel.form.order:
        assert hand.field == name
        assert betrayed(hand) == set()
        hand.press(Qt.Key.Key_Down)


def test_the_walk_for_betrayals_bites(hand: Hand) -> None:
    entry = hand.page.panel.form.fields["paslon_1"]
    entry.setToolTip(f"dulu {VALUES['paslon_1']}")
    assert betrayed(hand) == {str(VALUES["paslon_1"])}
    hand.press(Qt.Key.Key_F10)
    assert len(betrayed(hand)) == 28


def test_what_is_loaded_for_the_screen_holds_no_first_number(hand: Hand) -> None:
    held = repr(hand.page._blind)
    assert not [v for v in VALUES.values() if re.search(rf"\b{v}\b(?!\.)", held)]
    assert not [v for v in desks.GOOD.values() if f"value={v}," in held]


def test_also_after_a_first_try_that_differs_nothing_is_told(hand: Hand) -> None:
    hand.read(paslon_1=998, suara_sah=999)
    assert hand.page.panel.form.order == ("paslon_1", "suara_sah")
    assert "2 angka berbeda" in hand.notice
    assert [e.text() for e in hand.page.panel.form.fields.values()] == ["", ""]
    assert betrayed(hand) == set()
    assert hand.field == "paslon_1"


def test_nothing_is_told_before_all_are_read(hand: Hand) -> None:
    before = hand.notice
    hand.type(998)
    hand.press(ENTER)
    hand.type(VALUES["pemilih_dpt_p"])
    hand.press(ENTER)
    wrong, right = (hand.page.panel.form.fields[f"pemilih_dpt_{c}"] for c in "lp")
    assert wrong.stage is right.stage
    assert wrong.isReadOnly()
    assert right.isReadOnly()
    assert hand.notice == before
    assert set(hand.second.again) == {"pemilih_dpt_l"}


def test_a_number_that_was_read_before_comes_back_last(hand: Hand) -> None:
    hand.type(998)
    hand.press(ENTER)
    hand.press(Qt.Key.Key_F10)
    assert hand.shows == stops.CHECK
    hand.press(Qt.Key.Key_F10)
    order = hand.page.panel.form.order
    assert len(order) == 27
    assert "pemilih_dpt_l" not in order


def test_the_hall_and_the_title_do_not_change(hand: Hand) -> None:
    title, scene = hand.frame.window().windowTitle(), hand.frame.projection.scene
    hand.type(998)
    hand.press(ENTER)
    assert hand.frame.window().windowTitle() == title
    assert hand.frame.projection.scene == scene


def test_the_wall_leaves_a_tps_that_is_read_blind(hand: Hand) -> None:
    hand.press(Qt.Key.Key_F10)
    hand.frame.reading.start(FIRST)
    hand.frame.reading.hear(checking.look(hand.session.desk, FIRST))
    steps = [hand.frame.reading.now.step]
    hand.press(Qt.Key.Key_F10)
    steps.append(hand.frame.reading.now.step)
    assert steps == [Step.NUMBER, Step.PROGRESS]


# ---- the way through ----


def test_a_second_entry_by_keyboard_alone(hand: Hand) -> None:
    hand.read(paslon_1=998)
    hand.read()
    assert hand.second.done
    assert "selesai" in hand.page.panel._why.text()
    hand.press(Qt.Key.Key_F10)
    assert hand.shows == stops.CHECK
    assert "Entri kedua: selesai" in hand.frame.check.panel._progress.text()


def test_every_number_is_kept_at_once(hand: Hand) -> None:
    hand.type(VALUES["pemilih_dpt_l"])
    hand.press(ENTER)
    assert hand.second.needs["pemilih_dpt_l"] is Need.NOTHING
    assert "1 dari 28" in hand.page.panel._progress.text()
    hand.press(Qt.Key.Key_Up)
    hand.type("7")
    assert hand.page.panel.form.fields["pemilih_dpt_l"].text() == str(VALUES["pemilih_dpt_l"])


def test_the_cursor_goes_round_to_what_was_left_out(hand: Hand) -> None:
    hand.press(ENTER)
    assert "Ketik angka" in hand.notice
    hand.press(Qt.Key.Key_Down)
    for name in hand.page.panel.form.order[1:]:
        hand.type(VALUES[name])
        hand.press(ENTER)
    assert hand.field == "pemilih_dpt_l"


def test_periksa_tells_how_many_differ(hand: Hand) -> None:
    hand.enter(paslon_1=998, suara_sah=999)
    hand.press(Qt.Key.Key_F10)
    assert "Entri kedua: 2 angka berbeda" in hand.frame.check.panel._progress.text()


def test_without_a_second_entry_periksa_says_nothing_unless_the_rule_asks(
    hand: Hand, session: Session
) -> None:
    hand.press(Qt.Key.Key_F10)
    assert "Entri kedua" not in hand.frame.check.panel._progress.text()
    convening.set_second_rule(replace(session.desk, person=desks.KETUA), on=True)
    hand.frame.check.refresh(Change("lain"))
    settle(session.runner)
    assert "Entri kedua: 0 dari 28" in hand.frame.check.panel._progress.text()


def test_who_entered_first_is_asked_to_let_somebody_else(hand: Hand) -> None:
    hand.sit(desks.OPERATOR)
    panel = hand.page.panel
    assert panel._body.currentWidget() is panel._told
    assert "orang lain" in panel._why.text()
    assert desks.OPERATOR.name in panel._more.text()
    asked: list[bool] = []
    hand.frame.top.person.clicked.connect(lambda: asked.append(True))
    assert hand.where is panel.person
    hand.press(Qt.Key.Key_Space)
    assert asked
    hand.sit(desks.ANGGOTA)
    assert len(panel.form.order) == 28


@pytest.mark.parametrize(("person", "word"), [(desks.PENGAMAT, "pengamat"), (desks.KETUA, "")])
def test_the_role_decides(hand: Hand, person: Person, word: str) -> None:
    hand.sit(person)
    panel = hand.page.panel
    assert (panel._body.currentWidget() is panel._told) == bool(word)
    assert word in panel._why.text()


def test_a_tps_without_a_first_entry_says_so_and_page_keys_walk(hand: Hand) -> None:
    hand.press(Qt.Key.Key_PageDown)
    panel = hand.page.panel
    assert panel._name.text() == "TPS 002"
    assert "Entri pertama belum selesai" in panel._why.text()
    assert "28 angka" in panel._more.text()
    assert not panel.person.isVisible()
    hand.press(Qt.Key.Key_PageUp)
    assert hand.field == "pemilih_dpt_l"


def test_a_search_from_here_stays_blind(hand: Hand, session: Session) -> None:
    hand.frame.top.searched.emit(desks.OTHER)
    settle(session.runner)
    assert hand.shows == stops.SECOND
    assert hand.page.tps == desks.OTHER


def test_a_closed_tps_is_only_told(hand: Hand, session: Session) -> None:
    chair = replace(session.desk, person=desks.KETUA)
    with chair.unit() as unit:
        desks.pass_through(chair, unit, FIRST)
    hand.frame.refresh(Change("lain", FIRST), "08:00")
    settle(session.runner)
    assert "sudah ditutup" in hand.page.panel._why.text()


# ---- what was typed and not kept ----


def test_typed_digits_keep_the_screen_open(hand: Hand) -> None:
    hand.type(77)
    for leave in (Qt.Key.Key_F10, Qt.Key.Key_PageDown):
        hand.press(leave)
        assert hand.shows == stops.SECOND
        assert "belum disimpan" in hand.notice
    hand.frame.turn_to(stops.RECAP)
    hand.frame.turn_to(stops.CHECK)
    assert hand.shows == stops.SECOND
    assert hand.frame.unsaved
    assert (hand.field, hand.page.panel.form.fields[hand.field].typed) == ("pemilih_dpt_l", 77)
    hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_F10)
    assert hand.shows == stops.CHECK


def test_a_number_typed_in_periksa_is_not_left_behind(hand: Hand) -> None:
    hand.press(Qt.Key.Key_F10)
    hand.type(55)
    hand.press(Qt.Key.Key_F10)
    assert hand.shows == stops.CHECK
    assert "belum dikonfirmasi" in hand.frame.check.panel.notice.text


def test_what_others_do_leaves_typed_digits(hand: Hand, session: Session) -> None:
    hand.type(77)
    other = replace(session.desk, person=desks.KETUA)
    seconding.enter_second(other, FIRST, {"paslon_1": VALUES["paslon_1"]})
    hand.frame.refresh(Change("lain", FIRST), "08:00")
    settle(session.runner)
    assert "paslon_1" not in hand.page.panel.form.order
    assert hand.page.panel.form.fields["pemilih_dpt_l"].typed == 77


def test_another_person_does_not_inherit_digits(hand: Hand) -> None:
    hand.type(77)
    hand.sit(desks.KETUA)
    assert hand.page.panel.form.fields["pemilih_dpt_l"].text() == ""


def test_a_refusal_gives_the_number_back(hand: Hand, session: Session) -> None:
    other = replace(session.desk, person=desks.KETUA)
    seconding.enter_second(other, FIRST, {"pemilih_dpt_l": VALUES["pemilih_dpt_l"]})
    hand.type(77)
    hand.press(ENTER)
    entry = hand.page.panel.form.fields["pemilih_dpt_l"]
    assert "tidak menunggu entri kedua" in hand.notice
    assert (entry.typed, entry.isReadOnly()) == (77, False)
    assert betrayed(hand) == set()


# ---- the third person ----


@pytest.fixture
def disputed(hand: Hand) -> Hand:
    """Two numbers differ twice, and the chair sits down."""
    hand.enter(paslon_1=998, suara_sah=999)
    hand.read(paslon_1=998, suara_sah=997)
    assert "Orang ketiga" in hand.page.panel._why.text()
    assert betrayed(hand) == set()
    hand.sit(desks.KETUA)
    return hand


def value_of(hand: Hand, field: str) -> int:
    entry = checking.look(hand.session.desk, FIRST).fields[field].entry
    assert entry is not None
    return entry.value


def test_a_third_person_decides_by_keyboard(disputed: Hand) -> None:
    hand = disputed
    panel = hand.page.panel.decision
    assert "2 angka" in panel._count.text()
    first, second = (choice.text() for choice in panel.choices)
    assert first.startswith(f"{VALUES['paslon_1']}  ·  {desks.OPERATOR.name}")
    assert second.startswith(f"998  ·  {desks.ANGGOTA.name}")
    assert hand.page.sheet.view.current == "paslon_1"
    hand.press(ENTER)
    assert "Pilih yang tertulis" in hand.notice
    hand.press(Qt.Key.Key_Down)
    hand.press(ENTER)
    assert value_of(hand, "paslon_1") == 998
    assert "1 angka" in panel._count.text()
    hand.type(555)
    hand.press(ENTER)
    assert value_of(hand, "suara_sah") == 555
    assert hand.second.done


def test_the_first_number_may_stand(disputed: Hand) -> None:
    disputed.press(Qt.Key.Key_Space)
    disputed.press(ENTER)
    assert value_of(disputed, "paslon_1") == VALUES["paslon_1"]


def test_a_third_number_that_was_typed_is_not_left_behind(disputed: Hand) -> None:
    disputed.page.panel.decision.number.setFocus()
    disputed.type(555)
    disputed.press(Qt.Key.Key_F10)
    assert disputed.shows == stops.SECOND
    assert isinstance(disputed.where, QLineEdit)
    disputed.press(Qt.Key.Key_Escape)
    disputed.press(Qt.Key.Key_F10)
    assert disputed.shows == stops.CHECK


def test_the_two_who_read_see_no_dispute(disputed: Hand) -> None:
    for person in (desks.ANGGOTA, desks.OPERATOR):
        disputed.sit(person)
        assert disputed.page.panel._body.currentWidget() is disputed.page.panel._told
        assert betrayed(disputed) == set()


# ---- the rule ----


def test_the_chair_sets_the_rule_in_the_settings(hand: Hand, session: Session) -> None:
    hand.frame.turn_to(stops.SETTINGS)
    settle(session.runner)
    rule = hand.frame.rule
    assert not rule.on.isEnabled()
    assert rule._chair.isVisible()
    hand.sit(desks.KETUA)
    assert not rule.on.isChecked()
    rule.on.setFocus()
    hand.press(Qt.Key.Key_Space)
    assert convening.minutes(session.desk).second_rule
    hand.sit(desks.ANGGOTA)
    assert (rule.on.isChecked(), rule.on.isEnabled()) == (True, False)
