"""Whatever an operator drops on the window: one clear sentence, nothing kept, the good goes on."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.events import Fact, first_break
from sirekap_desktop.models.store import Store
from sirekap_desktop.simulation.camera import as_jpeg
from sirekap_desktop.workflow import checking, importing, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks, paper

BRACES = "{}[]"
"""What would show that a blank of a sentence was not filled."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The chair at a store with the small kecamatan."""
    store = Store.open(tmp_path / "data")
    seat = desks.desk_of(store, {paper.FORM: paper.template()})
    mastering.adopt(seat, desks.election())
    yield seat
    store.close()


@cache
def good(page: int) -> bytes:
    """A photograph of a filled sheet."""
    return as_jpeg(paper.filled(page).photo(), 88)


def text() -> bytes:
    return b"Ini bukan gambar, hanya catatan."


def truncated() -> bytes:
    return good(3)[: len(good(3)) // 2]


def bomb(width: int = 30000, height: int = 30000) -> bytes:
    """The head of a PNG that says how large it is; hardly a kilobyte itself."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n"
    for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000)))):
        png += (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )
    return png


def plain_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 400))
    canvas.drawString(50, 200, "Surat undangan")
    canvas.save()
    return out.getvalue()


def locked_pdf() -> bytes:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(plain_pdf())).pages:
        writer.add_page(page)
    writer.encrypt("rahasia")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def something_else() -> bytes:
    """Like a photograph of a room: shapes and grain, no sheet."""
    rng = np.random.default_rng(3)
    room = rng.integers(90, 160, (900, 1200, 3)).astype(np.uint8)
    for _ in range(60):
        x, y = (int(at) for at in rng.integers(0, 900, 2))
        colour = tuple(int(part) for part in rng.integers(0, 255, 3))
        cv2.rectangle(room, (x, y), (x + 90, y + 60), colour, -1)
    return as_jpeg(room, 90)


def no_tag() -> bytes:
    """Half a sheet: what lies above its lower part."""
    photo = paper.filled(1).photo()
    return as_jpeg(np.ascontiguousarray(photo[: photo.shape[0] // 2]), 90)


BAD: Mapping[str, tuple[Callable[[], bytes], frozenset[str]]] = {
    "catatan.jpg": (text, frozenset({"picture_unknown"})),
    "kosong.jpg": (lambda: b"", frozenset({"picture_unknown"})),
    "terpotong.jpg": (truncated, frozenset({"picture_damaged"})),
    "bom.png": (bomb, frozenset({"picture_too_large"})),
    "besar.png": (lambda: bomb(9000, 9300), frozenset({"picture_too_large"})),
    "terkunci.pdf": (locked_pdf, frozenset({"pdf_encrypted"})),
    "rusak.pdf": (lambda: b"%PDF-1.7\nrusak", frozenset({"pdf_damaged"})),
    "undangan.pdf": (plain_pdf, frozenset({"tag_missing", "blurred"})),
    "ruangan.jpg": (something_else, frozenset({"tag_missing"})),
    "separuh.jpg": (no_tag, frozenset({"corner_missing", "corners_unclear"})),
}


def bring(desk: Desk, *where: Path) -> importing.ImportReport:
    """Import with the reader that the program itself uses."""
    return importing.import_files(desk, where, Progress(), make_reader=lambda _: paper.reader())


def written(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def kept(desk: Desk) -> set[str]:
    """The hashes of all files in the picture folder, finished or not."""
    return {
        file.name for file in desk.store.images.path("00").parents[1].rglob("*") if file.is_file()
    }


def events(desk: Desk) -> list[dict[str, Fact]]:
    """What the record says since the election was adopted; the record is whole."""
    with desk.store.look() as unit:
        told = unit.events.all()
    assert first_break(told) is None
    return [{"kind": event.kind, **event.facts} for event in told][1:]


def assert_clear(code: str, facts: Mapping[str, object]) -> None:
    """What, what it means, what to do: each said, and every blank filled."""
    told = sentence(code, facts)
    for part in (told.what, told.means, told.do):
        assert part.strip()
        assert not set(BRACES) & set(part)
        assert part.endswith(".")
        assert "None" not in part


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_one_clear_sentence_and_leaves_nothing(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    make, codes = BAD[name]
    data = make()
    report = bring(desk, *written(tmp_path / "foto", {name: data}))
    (refused,) = report.refused
    assert (refused.name, refused.leaf) == (name, 0)
    assert refused.code in codes
    assert_clear(refused.code, refused.facts)
    assert (report.taken, report.known, report.cancelled) == ((), (), False)
    assert checking.unassigned(desk) == ()
    assert kept(desk) == set()
    (event,) = events(desk)
    assert event == {
        "kind": "picture_refused",
        "name": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "leaf": 0,
        "code": refused.code,
    }


def test_a_good_file_among_all_the_bad_ones_is_taken(desk: Desk, tmp_path: Path) -> None:
    data = good(3)
    files = {name: make() for name, (make, _) in BAD.items()}
    written(tmp_path / "foto", {**files, f"{desks.FIRST}.jpg": data})
    report = bring(desk, tmp_path / "foto")
    (sheet,) = report.taken
    assert (sheet.tps, sheet.name) == (desks.FIRST, f"{desks.FIRST}.jpg")
    assert {r.field: r.value for r in sheet.reading.readings} == paper.filled(3).values
    assert {refused.name for refused in report.refused} == set(BAD)
    assert kept(desk) == {sheet.sha256, sheet.flat}
    assert desk.store.images.get(sheet.sha256) == data
    kinds = [event["kind"] for event in events(desk)]
    assert kinds.count("picture_refused") == len(BAD)
    assert kinds.count("picture_taken") == 1
    assert len(kinds) == len(BAD) + 1
    view = checking.look(desk, desks.FIRST)
    assert view.fields["suara_total"].shown == paper.filled(3).values["suara_total"]


def test_a_refused_file_may_come_again_and_is_refused_again(desk: Desk, tmp_path: Path) -> None:
    files = written(tmp_path / "foto", {"catatan.jpg": text()})
    assert [len(bring(desk, *files).refused) for _ in range(2)] == [1, 1]
    assert len(events(desk)) == 2


def test_a_bad_page_in_a_pdf_of_good_ones_is_the_only_one_refused(
    desk: Desk, tmp_path: Path
) -> None:
    out = io.BytesIO()
    pages = [Image.open(io.BytesIO(data)) for data in (good(3), something_else(), good(1))]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    report = bring(desk, *written(tmp_path / "foto", {"tiga.pdf": out.getvalue()}))
    assert [(sheet.leaf, sheet.reading.page) for sheet in report.taken] == [(0, 3), (2, 1)]
    assert [(one.leaf, one.code) for one in report.refused] == [(1, "tag_missing")]
    assert len(kept(desk)) == 3


@pytest.mark.parametrize("inside", [(), ("catatan.txt", "daftar.csv", ".tersembunyi.jpg")])
def test_a_folder_without_pictures_says_so(
    desk: Desk, tmp_path: Path, inside: tuple[str, ...]
) -> None:
    folder = tmp_path / "kotak 1"
    written(folder, dict.fromkeys(inside, b"x"))
    with pytest.raises(SirekapError) as caught:
        bring(desk, folder)
    assert caught.value.code == "no_pictures"
    assert_clear(caught.value.code, caught.value.facts)
    assert "kotak 1" in sentence(caught.value.code, caught.value.facts).what
    assert (events(desk), kept(desk)) == ([], set())


def test_a_file_that_vanished_is_told(desk: Desk, tmp_path: Path) -> None:
    report = bring(desk, tmp_path / "hilang.jpg")
    (refused,) = report.refused
    assert refused.code == "file_unreadable"
    assert_clear(refused.code, refused.facts)
    assert kept(desk) == set()


MASTER = (paths.resources() / "help" / "contoh_master.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("induk.csv", MASTER.replace("Utara", "Utar\xe9").encode("latin-1"), "master_encoding"),
        ("induk.csv", MASTER.encode("utf-16"), "master_encoding"),
        ("induk.csv", b"", "master_empty"),
        ("induk.csv", b"\xff\xd8\xff\xe0" + bytes(200), "master_encoding"),
        ("induk.csv", json.dumps({"tps": 1}).encode(), "master_other"),
        ("induk.xlsx", b"bukan Excel", "master_not_xlsx"),
    ],
)
def test_bad_master_data_are_refused_before_anything_is_made(
    desk: Desk, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    before = desk.election()
    (file,) = written(tmp_path / "induk", {name: data})
    with pytest.raises(SirekapError) as caught:
        mastering.preview_master(file)
    assert caught.value.code == code
    assert_clear(caught.value.code, caught.value.facts)
    assert desk.election() == before
    assert events(desk) == []
