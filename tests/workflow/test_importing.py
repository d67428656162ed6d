from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from sirekap_desktop import pool
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.intake import files
from sirekap_desktop.jobs import Cancelled, Progress
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.reading import Sheet
from sirekap_desktop.workflow import checking, importing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport, Refused
from tests import desks
from tests.workflow.conftest import bring

Take = Callable[..., ImportReport]


def files_of(desk: Desk) -> set[str]:
    return {file.name for file in desk.store.images.path("00").parent.parent.rglob("?" * 64)}


def sheets(desk: Desk) -> tuple[Sheet, ...]:
    with desk.store.look() as unit:
        return unit.sheets.all()


def kinds(desk: Desk) -> list[str]:
    with desk.store.look() as unit:
        return [event.kind for event in unit.events.all()][1:]


def test_a_picture_is_kept_with_its_reading(desk: Desk, take: Take) -> None:
    data = desks.picture(2)
    report = take({"Contoh TPS 1.jpg": data})
    (sheet,) = report.taken
    assert sheets(desk) == (sheet,)
    assert (sheet.tps, sheet.leaf, sheet.name, sheet.scale) == (
        desks.FIRST,
        0,
        "Contoh TPS 1.jpg",
        2.5,
    )
    assert sheet.sha256 == hashlib.sha256(data).hexdigest()
    assert sheet.received_by == "Ketua Satu"
    assert desk.store.images.get(sheet.sha256) == data
    assert checking.sheet_image(desk, sheet)[:2] == b"\xff\xd8"
    assert {r.field: r.value for r in sheet.reading.readings}["paslon_2"] == 90
    assert report == ImportReport(taken=(sheet,))
    assert kinds(desk) == ["picture_taken"]


def test_a_pdf_gives_a_sheet_for_each_page(take: Take) -> None:
    report = take({"tiga.pdf": desks.picture(1, pages=[1, 2, 3])}, tps=desks.FIRST)
    assert [(sheet.leaf, sheet.reading.page) for sheet in report.taken] == [(0, 1), (1, 2), (2, 3)]
    assert {sheet.tps for sheet in report.taken} == {desks.FIRST}


def test_a_bad_page_does_not_take_the_others_with_it(take: Take) -> None:
    data = desks.picture(1, pages=[1, 2, 3], problem="blurred", problem_on=2)
    report = take({"tiga.pdf": data})
    assert [sheet.leaf for sheet in report.taken] == [0, 2]
    assert report.refused == (Refused("tiga.pdf", 1, "blurred", {"corner": "kiri atas"}),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xffnot a picture", "picture_unknown"),
        (desks.picture(1, problem="corner_missing"), "corner_missing"),
        (desks.picture(1, form="pilkada/c_hasil_lain"), "form_other"),
        (desks.picture(1, form=None), "page_unknown"),
    ],
)
def test_a_refused_picture_leaves_an_event_and_nothing_else(
    desk: Desk, take: Take, data: bytes, code: str
) -> None:
    report = take({"foto.jpg": data, "baik.jpg": desks.picture(1)})
    assert [(r.name, r.code) for r in report.refused] == [("foto.jpg", code)]
    assert len(report.taken) == 1
    assert kinds(desk) == ["picture_refused", "picture_taken"]
    assert hashlib.sha256(data).hexdigest() not in files_of(desk)
    assert len(files_of(desk)) == 2


def test_a_file_that_cannot_be_read(desk: Desk, tmp_path: Path) -> None:
    report = bring(desk, [tmp_path / "hilang.jpg"])
    assert [r.code for r in report.refused] == ["file_unreadable"]


def test_a_file_that_is_far_too_large(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    report = take({"film.jpg": desks.picture(1)})
    assert [r.code for r in report.refused] == ["file_too_large"]


def test_a_name_that_is_not_text(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "foto-\udcff.jpg"
    path.write_bytes(desks.picture(1))
    assert [sheet.name for sheet in bring(desk, [path]).taken] == ["foto-?.jpg"]


def test_what_is_here_already_is_no_error(take: Take) -> None:
    take({"a.jpg": desks.picture(1)})
    report = take({"b.jpg": desks.picture(1), "c.jpg": desks.picture(2)})
    assert report.known == ("b.jpg",)
    assert [sheet.name for sheet in report.taken] == ["c.jpg"]


def test_the_same_picture_twice_in_one_import(desk: Desk, take: Take) -> None:
    report = take({"a.jpg": desks.picture(1), "b.jpg": desks.picture(1)})
    assert (len(report.taken), report.known) == (1, ("b.jpg",))
    assert len(sheets(desk)) == 1


def test_folders_are_walked_in_order(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "kotak"
    for name in ("b/2.JPG", "b/1.png", "a.pdf", "catatan.txt", "b/.tersembunyi.jpg"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(desks.picture(1, mark=name))
    report = bring(desk, [folder, folder / "a.pdf"])
    assert [sheet.name for sheet in report.taken] == ["a.pdf", "1.png", "2.JPG"]


def test_an_unnamed_picture_stays_unassigned_until_somebody_knows(desk: Desk, take: Take) -> None:
    (sheet,) = take({"IMG_1.jpg": desks.picture(2)}).taken
    assert checking.unassigned(desk) == (sheet,)
    importing.assign(desk, sheet.id, desks.FIRST)
    assert checking.unassigned(desk) == ()
    assert checking.look(desk, desks.FIRST).sheets == {2: replace(sheet, tps=desks.FIRST)}
    importing.assign(desk, sheet.id, None, "salah TPS")
    assert checking.look(desk, desks.FIRST).sheets == {}
    assert kinds(desk) == ["picture_taken", "sheet_assigned", "sheet_assigned"]


def test_of_two_sheets_of_a_page_the_newer_counts_and_both_stay(desk: Desk, take: Take) -> None:
    (old,) = take({"a.jpg": desks.picture(2)}, tps=desks.FIRST).taken
    other = {**desks.GOOD, "paslon_1": 61}
    (new,) = take({"b.jpg": desks.picture(2, other)}, tps=desks.FIRST).taken
    view = checking.look(desk, desks.FIRST)
    assert view.sheets == {2: new}
    assert view.fields["paslon_1"].shown == 61
    importing.assign(desk, old.id, desks.FIRST, "foto pertama lebih jelas")
    assert checking.look(desk, desks.FIRST).fields["paslon_1"].shown == 60
    assert len(sheets(desk)) == 2


def test_a_stop_keeps_what_was_taken(desk: Desk, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.jpg" for n in range(5)]
    for path in paths:
        path.write_bytes(desks.picture(1, mark=path.name))
    told: list[tuple[int, int, str]] = []
    progress = Progress(lambda *step: told.append(step), lambda: len(told) == 3)
    report = bring(desk, paths, progress)
    assert report.cancelled
    assert [sheet.name for sheet in report.taken] == ["0.jpg", "1.jpg", "2.jpg"]
    assert sheets(desk) == report.taken
    assert told == [(0, 5, "0.jpg"), (1, 5, "1.jpg"), (2, 5, "2.jpg")]
    again = bring(desk, paths)
    assert (len(again.taken), len(again.known), again.cancelled) == (2, 3, False)


class Frail(desks.FakeReader):
    """Has a bug with one picture and dies of another."""

    def read_file(self, data: bytes) -> list[desks.FakeResult]:
        if b"bug" in data:
            raise ZeroDivisionError(data.decode())
        if b"death" in data:
            os._exit(1)
        return super().read_file(data)


def test_reading_is_spread_and_a_broken_picture_is_only_one(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    paths = [tmp_path / f"{name}.jpg" for name in ("a", "bug", "c", "death", "e", "f")]
    for path in paths:
        path.write_bytes(desks.picture(1, mark=path.name))
    (tmp_path / "e.jpg").write_bytes(b"bukan gambar")
    report = importing.import_files(
        desk,
        paths,
        Progress(),
        spread=partial(pool.spread, workers=2),
        make_reader=partial(Frail, desk.template),
    )
    assert [sheet.name for sheet in report.taken] == ["a.jpg", "c.jpg", "f.jpg"]
    assert [(one.name, one.code) for one in report.refused] == [
        ("bug.jpg", "picture_fault"),
        ("death.jpg", "picture_fault"),
        ("e.jpg", "picture_unknown"),
    ]
    assert kinds(desk).count("picture_refused") == 3
    assert "ZeroDivisionError" in caplog.text
    assert "bug.jpg" in caplog.text


def test_a_stop_ends_the_processes_too(desk: Desk, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.jpg" for n in range(8)]
    for path in paths:
        path.write_bytes(desks.picture(1, mark=path.name))
    told: list[str] = []
    report = importing.import_files(
        desk,
        paths,
        Progress(lambda _done, _total, what: told.append(what), lambda: len(told) == 2),
        spread=partial(pool.spread, workers=2),
        make_reader=partial(desks.FakeReader, desk.template),
    )
    assert report.cancelled
    assert [sheet.name for sheet in report.taken] == ["0.jpg", "1.jpg"]
    assert multiprocessing.active_children() == []


def test_a_bug_in_the_reader_is_not_swallowed(desk: Desk, tmp_path: Path) -> None:
    class Broken:
        def __init__(self, _forms: Mapping[str, Template]) -> None:
            pass

        def read_file(self, data: bytes) -> list[desks.FakeResult]:
            raise ZeroDivisionError(len(data))

    (tmp_path / "a.jpg").write_bytes(b"x")
    with pytest.raises(ZeroDivisionError):
        importing.import_files(desk, [tmp_path / "a.jpg"], Progress(), make_reader=Broken)


def test_a_cancel_inside_the_spread(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(desks.picture(1))

    def spread(work: Callable[[Path], object], items: Sequence[Path], /) -> Iterator[object]:
        yield from map(work, items)
        raise Cancelled

    report = importing.import_files(
        desk,
        [tmp_path / "a.jpg"],
        Progress(),
        spread=spread,  # type: ignore[arg-type]
        make_reader=lambda _: desks.FakeReader(desk.template),
    )
    assert (report.cancelled, len(report.taken)) == (True, 1)


def test_without_master_data_nothing_is_taken(empty_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(desks.picture(1))
    with pytest.raises(SirekapError, match="no_election"):
        importing.import_files(
            empty_desk,
            [tmp_path / "a.jpg"],
            Progress(),
            make_reader=lambda _: desks.FakeReader(empty_desk.templates[desks.FORM]),
        )


def test_a_tps_that_is_not_there(desk: Desk, take: Take) -> None:
    with pytest.raises(SirekapError, match="tps_unknown"):
        take({"a.jpg": desks.picture(1)}, tps="1101012001999")
    (sheet,) = take({"a.jpg": desks.picture(1)}).taken
    with pytest.raises(SirekapError, match="tps_unknown"):
        importing.assign(desk, sheet.id, "1101012001999")
