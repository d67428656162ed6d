"""The picture after a correction: brought in beside the old one, or told why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sirekap_desktop.models.minutes import Correction
from sirekap_desktop.ui.matters import Ask, Way
from sirekap_desktop.ui.pictures_dialog import PicturesDialog
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import checking, hearing
from tests import desks
from tests.ui.plenary import ENTER, Hand, gather, picture

Bring = Callable[..., object]


@pytest.fixture
def hand(session: Session, qtbot: QtBot, bring: Bring) -> Hand:
    """A correction on sheet 2 has been made."""
    bring()
    desks.confirm(session.desk, desks.FIRST)
    gather(session)
    hearing.present(session.desk, desks.FIRST)
    hearing.correct(session.desk, desks.FIRST, "paslon_1", 61, 1, "salah tulis", ["Ketua Satu"])
    return Hand(session, qtbot)


def correction(hand: Hand) -> Correction:
    return hand.course.corrections[0]


def bring_in(hand: Hand, file: Path) -> None:
    hand.tab._exhibits.bring(desks.FIRST, correction(hand), file)
    hand.rest()


def test_the_new_picture_is_asked_for_and_both_are_shown(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = picture(tmp_path, "sesudah.jpg", 2, paslon_1=61)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    hand.tab.ask(Ask(Way.PHOTO, correction(hand)))
    hand.rest()
    (shown,) = hand.dialogs
    assert isinstance(shown, PicturesDialog)
    assert [view.accessibleName() for view in shown.views] == ["Sebelum", "Sesudah"]
    hand.press(ENTER)
    assert hand.dialogs == []
    assert len(checking.sheets(hand.session.desk)) == 4
    words = [one.words for one in hand.tab.course.matters.matters]
    assert not any("foto sesudah" in one for one in words)


def test_giving_up_brings_nothing(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    hand.tab.ask(Ask(Way.PHOTO, correction(hand)))
    hand.rest()
    assert (hand.dialogs, hand.said) == ([], "")


def test_a_picture_of_another_sheet_is_kept_and_told(hand: Hand, tmp_path: Path) -> None:
    bring_in(hand, picture(tmp_path, "lain.jpg", 3))
    assert hand.said == "Gambar disimpan, tetapi tidak memperlihatkan lembar 2."
    assert len(checking.sheets(hand.session.desk)) == 4


def test_a_picture_that_is_here_already_is_no_new_one(hand: Hand, tmp_path: Path) -> None:
    bring_in(hand, tmp_path / f"{desks.FIRST}_2.jpg")
    assert hand.said == "Gambar ini sudah ada."


def test_what_is_no_picture_is_refused_with_its_reason(hand: Hand, tmp_path: Path) -> None:
    file = tmp_path / "catatan.jpg"
    file.write_text("bukan gambar", encoding="utf-8")
    bring_in(hand, file)
    assert "gambar" in hand.said
    assert len(checking.sheets(hand.session.desk)) == 3


def test_before_a_new_picture_comes_its_place_says_so(hand: Hand) -> None:
    hand.tab._exhibits.show(desks.FIRST, correction(hand).id)
    hand.rest()
    (shown,) = hand.dialogs
    assert isinstance(shown, PicturesDialog)
    assert len(shown.views) == 1
