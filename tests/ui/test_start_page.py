"""The first screen: first steps, signing in, and the way into practice and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from sirekap_desktop import logs, settings
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Cancelled, Progress
from sirekap_desktop.models.people import NOBODY, Person, Role
from sirekap_desktop.models.store import Store
from sirekap_desktop.settings import Settings
from sirekap_desktop.ui.dialogs import QuestionDialog
from sirekap_desktop.ui.first_account import FirstAccount
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.sign_in import SignInForm
from sirekap_desktop.ui.simulation_mark import band_of
from sirekap_desktop.workflow import accounts, mastering, training
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.conftest import Opens, choose, settle


def first_of(window: MainWindow) -> FirstAccount:
    assert isinstance(window.start.form, FirstAccount)
    return window.start.form


def form_of(window: MainWindow) -> SignInForm:
    assert isinstance(window.start.form, SignInForm)
    return window.start.form


def person_at(window: MainWindow) -> Person:
    assert window.desk is not None
    return window.desk.person


def words_of(window: MainWindow) -> str:
    shown = [label for label in window.start.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in shown)


# ---- first steps ----


def test_a_new_folder_begins_with_the_first_account(opens: Opens, runner: Runner) -> None:
    window = opens()
    form = first_of(window)
    assert form.name.hasFocus()
    assert [form.role.itemData(row) for row in range(form.role.count())] == ["ketua", "operator"]
    form.name.setText(" Ketua Satu ")
    form.pin.first.setText("4711")
    form.pin.again.setText("4711")
    QTest.keyClick(form.pin.again, Qt.Key.Key_Return)
    settle(runner)
    assert person_at(window) == desks.KETUA
    assert window.master is not None
    assert window.desk is not None
    assert accounts.names(window.desk.store) == (("Ketua Satu", Role.KETUA),)


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("4711", "4712", "Kedua PIN tidak sama."),
        ("47", "47", "PIN atau kata sandi terlalu pendek."),
    ],
)
def test_a_pin_that_will_not_do_is_told_in_place(
    opens: Opens, runner: Runner, empty_desk: Desk, first: str, again: str, said: str
) -> None:
    window = opens()
    form = first_of(window)
    form.name.setText("Ketua Satu")
    form.pin.first.setText(first)
    form.pin.again.setText(again)
    window.start.main.click()
    settle(runner)
    assert said in form.notice.text
    assert form.name.text() == "Ketua Satu"
    assert form.pin.secret == ""
    assert form.pin.first.hasFocus()
    assert accounts.names(empty_desk.store) == ()


def test_without_a_name_nothing_is_made(opens: Opens, runner: Runner, empty_desk: Desk) -> None:
    window = opens()
    form = first_of(window)
    form.pin.first.setText("4711")
    form.pin.again.setText("4711")
    window.start.main.click()
    settle(runner)
    assert form.name.hasFocus()
    assert accounts.names(empty_desk.store) == ()


# ---- signing in ----


def test_the_last_person_is_chosen_and_a_right_pin_opens_the_desk(
    opens: Opens, runner: Runner, empty_desk: Desk
) -> None:
    desks.let_in(empty_desk)
    mastering.adopt(empty_desk, desks.election())
    kept: list[Settings] = []
    window = opens(settings=Settings(name=desks.OPERATOR.name), keep=kept.append)
    form = form_of(window)
    assert form.name == desks.OPERATOR.name
    assert form.pin.hasFocus()
    assert form.pin.echoMode() is QLineEdit.EchoMode.Password
    form.pin.setText(desks.PIN)
    QTest.keyClick(form.pin, Qt.Key.Key_Return)
    settle(runner)
    assert person_at(window) == desks.OPERATOR
    assert window.frame is not None
    assert (kept[-1].name, kept[-1].role) == (desks.OPERATOR.name, "operator")


def test_a_name_is_found_by_arrows_and_by_typing(opens: Opens, empty_desk: Desk) -> None:
    desks.let_in(empty_desk)
    form = form_of(opens())
    form.names.setFocus()
    QTest.keyClick(form.names, Qt.Key.Key_Down)
    assert form.name == desks.ANGGOTA.name
    QTest.keyClicks(form.names, "Peng")
    assert form.name == desks.PENGAMAT.name
    QTest.keyClick(form.names, Qt.Key.Key_Return)
    assert form.pin.hasFocus()


def test_a_wrong_pin_is_told_in_place_and_after_many_the_time(
    opens: Opens, runner: Runner, empty_desk: Desk
) -> None:
    desks.let_in(empty_desk)
    window = opens()
    form = form_of(window)
    for _ in range(accounts.TRIES):
        form.pin.setText("9999")
        window.start.main.click()
        settle(runner)
        assert "tidak cocok" in form.notice.text
        assert form.pin.text() == ""
        assert form.pin.hasFocus()
    form.pin.setText(desks.PIN)
    window.start.main.click()
    settle(runner)
    assert "menunggu sampai pukul" in form.notice.text
    assert window.desk is None
    choose(form, desks.ANGGOTA.name)
    form.pin.setText(desks.PIN)
    window.start.main.click()
    settle(runner)
    assert person_at(window) == desks.ANGGOTA


def test_who_was_deactivated_is_not_in_the_list(opens: Opens, empty_desk: Desk) -> None:
    desks.let_in(empty_desk)
    accounts.switch(empty_desk, desks.OPERATOR.name, active=False)
    form = form_of(opens(settings=Settings(name=desks.OPERATOR.name)))
    assert form.names.count() == 3
    assert form.name == desks.KETUA.name


def test_no_pin_is_ever_written_down(
    opens: Opens, runner: Runner, empty_desk: Desk, tmp_path: Path
) -> None:
    with logs.logging_to(tmp_path / "data"):
        window = opens(keep=lambda chosen: settings.save(tmp_path / "data", chosen))
        form = first_of(window)
        form.name.setText("Ketua Satu")
        form.pin.first.setText("rahasia-besar")
        form.pin.again.setText("rahasia-besar")
        window.start.main.click()
        settle(runner)
        with pytest.raises(SirekapError) as refused:
            accounts.sign_in(empty_desk, "Ketua Satu", "rahasia-salah")
        accounts.change_secret(empty_desk, "rahasia-besar", "rahasia-baru")
        empty_desk.store.close()
    assert "rahasia" not in repr(refused.value)
    assert settings.load(tmp_path / "data").name == "Ketua Satu"
    files = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert any(file.suffix == ".log" for file in files)
    assert [file.name for file in files if b"rahasia" in file.read_bytes()] == []


def test_a_store_that_cannot_be_opened_is_told_and_tried_again(
    opens: Opens, runner: Runner, empty_desk: Desk
) -> None:
    answers: list[Callable[[], Desk]] = []

    def refuse() -> Desk:
        raise SirekapError("database_newer", found="9", known="1")

    answers = [refuse, lambda: empty_desk]
    window = opens(open_desk=lambda: answers.pop(0)())
    assert window.start.notice.isVisible()
    assert window.start.main.text() == "Coba lagi"
    window.start.main.click()
    settle(runner)
    assert not window.start.notice.isVisible()
    assert first_of(window).isVisible()


def test_a_folder_of_made_up_numbers_says_so_before_anybody_signs_in(
    opens: Opens, empty_desk: Desk
) -> None:
    desks.let_in(empty_desk)
    assert band_of(opens()) is None
    mastering.adopt(empty_desk, desks.election())
    window = opens()
    assert band_of(window) is not None
    assert window.windowTitle().startswith("SIMULASI · ")


# ---- practice ----


class Practice:
    """A practice folder that is filled at once, or as the test wants."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        store = Store.open(folder)
        self.desk = replace(desk, store=store, person=NOBODY)
        self.calls: list[str] = []

    def open(self, progress: Progress, spread: object) -> Desk:
        assert spread is not None
        self.calls.append("open")
        progress.step(1, 2, "menggambar")
        if not accounts.names(self.desk.store):
            desks.let_in(self.desk, *training.PEOPLE)
            mastering.adopt(replace(self.desk, person=training.PEOPLE[0]), desks.election())
        return self.desk

    def begin_anew(self, progress: Progress, spread: object) -> Desk:
        self.calls.append("anew")
        return self.open(progress, spread)

    def close(self) -> None:
        self.calls.append("close")
        self.desk.store.close()


@pytest.fixture
def practice(empty_desk: Desk, tmp_path: Path) -> Practice:
    return Practice(empty_desk, tmp_path / "data-latihan")


def test_practice_tells_its_pin_and_is_marked_everywhere(
    opens: Opens, runner: Runner, practice: Practice
) -> None:
    kept: list[Settings] = []
    window = opens(training=practice, keep=kept.append)
    assert band_of(window) is None
    window.start.practice.click()
    assert band_of(window) is not None, "marked before anything is there"
    settle(runner)
    assert training.PIN in words_of(window)
    form = form_of(window)
    assert form.name == "Ketua Latihan"
    form.pin.setText(desks.PIN)
    window.start.main.click()
    settle(runner)
    assert person_at(window).name == "Ketua Latihan"
    assert window.windowTitle().startswith("SIMULASI · ")
    assert window.frame is not None
    assert window.frame.exercise is not None
    assert kept == [], "who practises is not who works here"


def test_practice_is_left_for_the_real_data(
    opens: Opens, runner: Runner, practice: Practice
) -> None:
    window = opens(training=practice)
    window.start.practice.click()
    settle(runner)
    form_of(window).pin.setText(desks.PIN)
    window.start.main.click()
    settle(runner)
    assert window.frame is not None
    window.frame.leaving.emit()
    settle(runner)
    assert window.frame is None
    assert window.desk is None
    assert band_of(window) is None
    assert window.windowTitle() == "Sirekap Desktop"
    assert practice.calls[-1] == "close"
    assert first_of(window).isVisible(), "the real folder is still new"


def test_practice_begins_anew_only_after_a_question(
    opens: Opens, runner: Runner, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opens(training=practice)
    assert not window.start.anew.isVisible()
    window.start.practice.click()
    settle(runner)
    monkeypatch.setattr(QuestionDialog, "exec", lambda _: 0)
    window.start.anew.click()
    settle(runner)
    assert "anew" not in practice.calls
    monkeypatch.setattr(QuestionDialog, "exec", lambda _: 1)
    window.start.anew.click()
    settle(runner)
    assert "anew" in practice.calls
    assert form_of(window).isVisible()


def test_preparing_can_be_stopped(
    opens: Opens, runner: Runner, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opens(training=practice)

    def stopped(*_: object) -> Desk:
        raise Cancelled

    monkeypatch.setattr(practice, "open", stopped)
    window.start.practice.click()
    settle(runner)
    assert not window.start.training
    assert band_of(window) is None
    assert first_of(window).isVisible()


def test_a_practice_folder_that_is_somebody_elses_is_refused(
    opens: Opens, runner: Runner, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Desk:
        raise SirekapError("folder_in_use", name="data-latihan")

    window = opens(training=practice)
    monkeypatch.setattr(practice, "open", refuse)
    window.start.practice.click()
    settle(runner)
    assert "data-latihan" in window.start.notice.text
    window.start.back.click()
    settle(runner)
    assert first_of(window).isVisible()


def test_without_a_practice_folder_none_is_offered(opens: Opens) -> None:
    assert not opens().start.practice.isVisible()
