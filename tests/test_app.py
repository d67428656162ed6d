"""What the program builds before its window: the houses of real data and of practice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sirekap_desktop import paths
from sirekap_desktop.app import House, Practice
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.people import NOBODY, Role
from sirekap_desktop.models.permits import Act, may
from sirekap_desktop.workflow import accounts, mastering, training
from sirekap_desktop.workflow.desk import Desk
from tests import desks


def test_a_desk_is_opened_for_nobody(tmp_path: Path) -> None:
    house = House(tmp_path)
    assert house.open_desk().person is NOBODY
    assert not any(may(NOBODY.role, act) for act in Act)
    assert house.open_desk(desks.KETUA).person == desks.KETUA
    house.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Practice is filled with one person only."""

    def fill(desk: Desk, *_: object, **__: object) -> None:
        if not accounts.names(desk.store):
            accounts.begin(desk, "Ketua Latihan", Role.KETUA, training.PIN)

    monkeypatch.setattr(training, "fill", fill)


@pytest.mark.usefixtures("quick", "cheap_pins")
def test_practice_begins_anew_without_what_was_done(tmp_path: Path) -> None:
    folder = paths.training(tmp_path / "sirekap")
    practice = Practice(folder, tuple)
    desk = practice.open(Progress(), map)
    accounts.add(
        replace(desk, person=training.PEOPLE[0]), "Orang Baru", Role.OPERATOR, training.PIN
    )
    assert len(accounts.names(practice.open(Progress(), map).store)) == 2
    desk = practice.begin_anew(Progress(), map)
    assert accounts.names(desk.store) == (("Ketua Latihan", Role.KETUA),)
    assert (folder / training.MARK).is_file()
    practice.close()
    practice.close()


def test_a_house_tells_its_forms_once_it_is_open(tmp_path: Path) -> None:
    house = House(tmp_path / "sirekap")
    assert house.forms() == ()
    assert not (tmp_path / "sirekap").exists()
    desk = replace(house.open_desk(), person=desks.KETUA)
    assert house.forms() == ()
    mastering.adopt(desk, desks.election())
    assert house.forms() == (desks.FORM,)
    house.close()


@pytest.mark.usefixtures("quick", "cheap_pins")
def test_practice_never_takes_a_folder_of_real_data(tmp_path: Path) -> None:
    folder = paths.training(tmp_path / "sirekap")
    real = House(folder)
    accounts.begin(real.open_desk(), "Ketua Satu", Role.KETUA, desks.PIN)
    real.close()
    practice = Practice(folder, tuple)
    for enter in (practice.open, practice.begin_anew):
        with pytest.raises(SirekapError, match="folder_in_use"):
            enter(Progress(), map)
    real = House(folder)
    assert accounts.names(real.open_desk().store) == (("Ketua Satu", Role.KETUA),)
    real.close()
