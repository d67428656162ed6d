"""The practice folder: whose it is, how it is filled, and what of the exercise was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Cancelled, Progress
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.people import NOBODY
from sirekap_desktop.models.store import Store
from sirekap_desktop.simulation.ballots import BALLOTS
from sirekap_desktop.workflow import (
    accounts,
    checking,
    correcting,
    evening,
    hearing,
    importing,
    training,
)
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.training import MARK, PEOPLE, PIN, Exercise
from tests import desks

pytestmark = pytest.mark.usefixtures("cheap_pins")


def test_practice_lies_beside_the_real_data_never_in_it(tmp_path: Path) -> None:
    data = tmp_path / "sirekap"
    folder = paths.training(data)
    assert folder == tmp_path / "sirekap-latihan"
    assert not folder.is_relative_to(data)


def test_a_relative_folder_has_its_practice_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    assert paths.training(Path()) == tmp_path.resolve() / "data-latihan"


# ---- whose folder ----


def test_only_a_marked_folder_is_emptied(tmp_path: Path) -> None:
    real = tmp_path / "sirekap"
    real.mkdir()
    (real / "sirekap.db").write_text("angka", encoding="utf-8")
    for act in (training.claim, training.make_empty):
        with pytest.raises(SirekapError, match="folder_in_use"):
            act(real)
    assert (real / "sirekap.db").read_text(encoding="utf-8") == "angka"
    assert not (real / MARK).exists()


def test_a_new_or_empty_folder_is_claimed(tmp_path: Path) -> None:
    for folder in (tmp_path / "baru", tmp_path / "kosong"):
        training.claim(folder)
        assert (folder / MARK).is_file()
        training.claim(folder)


def test_a_marked_folder_is_emptied_to_its_mark(tmp_path: Path) -> None:
    folder, outside = tmp_path / "latihan", tmp_path / "luar"
    training.claim(folder)
    outside.mkdir()
    (outside / "penting.txt").write_text("tetap", encoding="utf-8")
    (folder / "gambar").mkdir()
    (folder / "gambar" / "satu.jpg").write_bytes(b"x")
    (folder / "sirekap.db").write_bytes(b"x")
    (folder / "tautan").symlink_to(outside, target_is_directory=True)
    training.make_empty(folder)
    assert [item.name for item in folder.iterdir()] == [MARK]
    assert (outside / "penting.txt").exists(), "a link is taken away, not what it leads to"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "latihan").write_text("berkas", encoding="utf-8")
    with pytest.raises(SirekapError, match="file_unwritable"):
        training.claim(tmp_path / "latihan")


# ---- filling ----


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sirekap-latihan"


@pytest.fixture
def practice(folder: Path, templates: Mapping[str, Template]) -> Iterator[Desk]:
    """A desk at which nobody sits, in a new practice folder."""
    training.claim(folder)
    store = Store.open(folder)
    yield desks.desk_of(store, templates, NOBODY)
    store.close()


@pytest.fixture(autouse=True)
def _drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets that `FakeReader` understands, in place of a minute of drawing."""

    def draw(
        template: Template,
        election: Election,
        truth: evening.Truth,
        folder: Path,
        seed: int,
        progress: Progress,
        *,
        spread: importing.Spread,
    ) -> list[Path]:
        assert seed
        assert spread
        folder.mkdir(parents=True, exist_ok=True)
        files = []
        for _, tps in progress.each([*election.every_tps()]):
            for page in template.pages:
                unsure = ["paslon_1"]
                numbers = truth.paper[tps.code]
                data = desks.picture(page.number, numbers, unsure=unsure, mark=tps.code)
                files.append(folder / f"{tps.code}_hal{page.number}.jpg")
                files[-1].write_bytes(data)
        return files

    monkeypatch.setattr(evening, "draw_sheets", draw)


def fill(desk: Desk, folder: Path, progress: Progress | None = None) -> None:
    template = desk.templates[desks.FORM]
    reader = partial(desks.FakeReader, template)
    training.fill(desk, folder, progress or Progress(), make_reader=reader)


def test_a_new_folder_gets_a_kecamatan_its_sheets_and_its_people(
    practice: Desk, folder: Path
) -> None:
    fill(practice, folder)
    election = practice.election()
    assert election.simulation
    assert [len(desa.tps) for desa in election.desa] == [3, 3]
    assert len(checking.sheets(practice)) == 18
    assert accounts.names(practice.store) == tuple((p.name, p.role) for p in PEOPLE)
    for person in PEOPLE:
        assert accounts.sign_in(practice, person.name, PIN) == person


DPR, BUPATI = "pemilu_2024/c_hasil_dpr", "pilkada_2024/c_hasil_kwk_bupati"


@pytest.mark.parametrize(
    ("like", "form"),
    [((), desks.FORM), ((DPR, BUPATI, desks.FORM), BUPATI), ((DPR,), desks.FORM)],
    ids=["none", "a single pair", "parties"],
)
def test_what_is_practised_is_like_the_work_as_far_as_it_has_few_sheets(
    practice: Desk, folder: Path, like: Sequence[str], form: str
) -> None:
    contestants = next(b.contestants for b in BALLOTS.values() if b.form == form)
    reader = partial(desks.FakeReader, bind(practice.templates[form], contestants))
    training.fill(practice, folder, Progress(), make_reader=reader, like=like)
    election = practice.election()
    assert (election.form, election.contestants) == (form, contestants)
    fill(practice, folder)
    assert practice.election() == election


def test_what_is_whole_stays_as_it_is(practice: Desk, folder: Path) -> None:
    fill(practice, folder)
    with practice.look() as unit:
        before = len(unit.events.all())
    fill(practice, folder)
    with practice.look() as unit:
        assert len(unit.events.all()) == before


@pytest.mark.parametrize("after", [1, 3, 8, 14, 20])
def test_filling_that_was_stopped_is_taken_up_again(
    practice: Desk, folder: Path, after: int
) -> None:
    looks = iter(range(1000))
    with pytest.raises(Cancelled):
        fill(practice, folder, Progress(stop=lambda: next(looks) >= after))
    assert accounts.names(practice.store) == (), "nobody signs in to half a kecamatan"
    fill(practice, folder)
    assert len(checking.sheets(practice)) == 18
    assert len(accounts.names(practice.store)) == len(PEOPLE)


def test_people_are_completed(practice: Desk, folder: Path) -> None:
    accounts.begin(practice, PEOPLE[0].name, PEOPLE[0].role, PIN)
    fill(practice, folder)
    assert accounts.names(practice.store) == tuple((p.name, p.role) for p in PEOPLE)


# ---- the exercise ----


def test_the_exercise_is_read_from_the_record(practice: Desk, folder: Path) -> None:
    fill(practice, folder)
    chair = replace(practice, person=PEOPLE[0])
    first = next(tps.code for _, tps in chair.election().every_tps())
    numbers = {name: field.shown for name, field in checking.look(chair, first).fields.items()}
    assert training.done(chair) == frozenset()
    confirm(chair, first, "pemilih_dpt_l", numbers)
    assert training.done(chair) == frozenset(), "a sure number is no exercise"
    confirm(chair, first, "paslon_1", numbers)
    assert training.done(chair) == {Exercise.DOUBT}
    for name in numbers:
        if name not in ("pemilih_dpt_l", "paslon_1"):
            confirm(chair, first, name, numbers)
    assert training.done(chair) == {Exercise.DOUBT, Exercise.SHEET}
    desks.close(chair, first)
    assert training.done(chair) == {Exercise.DOUBT, Exercise.SHEET, Exercise.CLOSE}
    hearing.reopen(chair, first, "Salah baca")
    hearing.present(chair, first)
    seen = checking.look(chair, first).fields["paslon_1"].seen
    hearing.compare(chair, first)
    value = (numbers["paslon_1"] or 0) + 1
    hearing.correct(chair, first, "paslon_1", value, seen, "Salah hitung", ("Saksi 1",))
    assert training.done(chair) >= {Exercise.CORRECT}


def confirm(desk: Desk, tps: str, field: str, numbers: Mapping[str, int | None]) -> None:
    value = numbers[field]
    assert value is not None
    correcting.confirm(desk, tps, field, value, seen=0)
