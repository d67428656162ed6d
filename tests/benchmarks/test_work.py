"""One form's whole way through the bench, small: drawn by strokes, one level, one worker."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.reader import __main__ as bench
from benchmarks.reader import foreign, work
from benchmarks.reader.foreign import Foreign
from benchmarks.reader.pages import FORM, DrawnPage, draw_form, template
from benchmarks.reader.records import SHARED, records
from benchmarks.reader.work import Task, Worker
from sirekap_desktop.simulation import field

from .samples import TRUTH, read, reading

needs_records = pytest.mark.skipif(
    not (SHARED / "sirekap_tps").is_dir(), reason="../shared/sirekap_tps is absent"
)


def _nothing_real(*_: object) -> None:
    return None


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    """A worker that draws by strokes and leaves the reader's modules as they are."""
    monkeypatch.setattr(work, "watch", _nothing_real)
    monkeypatch.setattr(work, "chooser", lambda _: _nothing_real)
    threads = cv2.getNumThreads()
    try:
        return Worker()
    finally:
        cv2.setNumThreads(threads)


@needs_records
def test_a_form_is_drawn_photographed_read_and_judged(worker: Worker, tmp_path: Path) -> None:
    task = Task(1, 1, ("scan",), "test", tmp_path, 0)
    done = worker.run(task)
    assert [(page.page, page.level) for page in done.pages] == [(n, "scan") for n in (1, 2, 3)]
    assert not any(page.mistaken for page in done.pages)
    assert all(sum(page.seconds.values()) > 0 for page in done.pages)
    numbers = [number for page in done.pages if not page.refused for number in page.numbers]
    assert sum(number.right for number in numbers) > 0.8 * len(numbers) > 0
    for number in numbers:
        if number.picture:
            assert cv2.imread(str(tmp_path / number.picture)) is not None


def test_nothing_foreign_may_become_a_number() -> None:
    desk = Foreign("desk", b"")
    assert not foreign.judged(desk, read(refused="tag_missing")).wrong
    assert not foreign.judged(desk, read(form=None)).wrong
    assert foreign.judged(desk, read(reading("X16", 16))).wrong == "1 sure, 1 shown"


def test_a_half_sheet_may_tell_what_stands_on_it() -> None:
    half = Foreign("half", b"", (FORM,), (3,), (TRUTH,))
    assert not foreign.judged(half, read(reading("X16", 16))).wrong
    assert foreign.judged(half, read(reading("X76", 76))).wrong == TRUTH.field
    assert foreign.judged(half, read(reading("X16", 16), page=2)).wrong


@needs_records
def test_the_foreign_pictures_are_of_many_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(field, "take", lambda *_: b"jpeg")
    monkeypatch.setattr(field, "shoot", lambda *_: b"jpeg")
    monkeypatch.setattr(foreign, "_desk", lambda _: b"jpeg")
    rng = np.random.default_rng(1)
    drawn = draw_form(rng, records()[0], _nothing_real, 1.0)
    kinds = {one.name.rsplit(" ", 1)[0] for one in foreign.foreigners(drawn, rng)}
    assert {"mirrored", "strange tag", "tag of another page", "desk", "upper half"} <= kinds
    assert {"salinan 1", "draft c_hasil_data", "out of focus"} <= kinds


def test_a_strange_tag_is_another_tag() -> None:
    known = {page.tag for page in template().pages}
    assert foreign.STRANGE_TAG not in known
    page = DrawnPage(2, np.full((900, 600, 3), 255, np.uint8), 1.0, ())
    tagged = foreign._tagged(page, foreign.STRANGE_TAG)
    x, y, w, h = (round(side) for side in template().tag_box)
    assert (tagged[y : y + h, x : x + w] == 0).mean() > 0.4
    assert (np.delete(tagged, np.s_[x : x + w], axis=1) == 255).all()


@needs_records
def test_the_command_writes_a_table_and_the_details(
    worker: Worker,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(work, "_worker", lambda: worker)
    monkeypatch.setattr(bench, "_memory", lambda *_: 200.0)
    options = ["--forms", "1", "--levels", "scan", "--jobs", "1", "--tesseract", "0"]
    assert bench.main([*options, "--foreign", "0", "--out", str(tmp_path)]) == 0
    results = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert [level["level"] for level in results["levels"]] == ["scan", "all"]
    assert results["levels"][0]["numbers"] + results["levels"][0]["numbers_refused"] == 28
    assert "silent errors" in capsys.readouterr().out
    assert (tmp_path / "table.md").is_file()


def test_an_unknown_level_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["--levels", "scan,moon"])
    assert "moon" in capsys.readouterr().err
