"""Grabs every screen with a made-up kecamatan, to be looked at: `tools/screenshots.py [OUT]`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sirekap_desktop import raster
from sirekap_desktop.app import House
from sirekap_desktop.documents.blank_form import blank_form
from sirekap_desktop.models.election import Desa, Election, Paslon, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.people import Committee, Occasion, Person, Role
from sirekap_desktop.models.proceedings import Sitting
from sirekap_desktop.models.words import words as number_words
from sirekap_desktop.simulation.camera import Shot, as_jpeg, photograph
from sirekap_desktop.simulation.keys import make_authority, make_p12
from sirekap_desktop.simulation.sheet import Pen, fill_page
from sirekap_desktop.simulation.strokes import Hand
from sirekap_desktop.simulation.village import make_election, make_result
from sirekap_desktop.ui import application, desk_frame, occasion_dialog, sign_dialog
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.workflow import checking, convening, correcting, hearing, issuing, mastering
from sirekap_desktop.workflow.desk import Desk

FORM = "pemilu_2024/c_hasil_ppwp"
SIZES = ((1366, 768), (1920, 1080))
CHAIR = Person("Ketua Latihan", Role.KETUA)
MEMBER = Person("Anggota Latihan", Role.ANGGOTA)
SCALE = 4.0


def main() -> int:
    """Make the data, open the window offscreen, walk through the screens."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "out/screens")
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        app = application.make(sys.argv[:1])
        runner = Runner()
        try:
            Gallery(app, house, runner, out, Path(folder)).walk()
        finally:
            runner.close()
            house.close()
    return 0


class Gallery:
    """Takes the pictures; `settle` waits until the background has nothing left to do."""

    def __init__(
        self, app: QApplication, house: House, runner: Runner, out: Path, folder: Path
    ) -> None:
        self._app = app
        self._house = house
        self._runner = runner
        self._out = out
        self._folder = folder

    def walk(self) -> None:
        """Every screen at every size."""
        window = MainWindow(Services(self._house.open_desk, self._house.make_reader), self._runner)
        window.show()
        self.grab(window, "01_mulai")
        desk = self._house.open_desk(CHAIR)
        bad = self._folder / "induk.csv"
        bad.write_text("PEMILIHAN\nkunci,nilai\ntanggal,14-02-24\n", encoding="utf-8")
        window.begin(desk)
        self.settle()
        assert window.master is not None
        window.master.open_file(bad)
        self.settle()
        self.grab(window, "02_data_induk_salah")
        election = long_names(make_election(FORM, desk_title(desk), rng(1), desa=2, tps=3))
        window.master._show(election)
        self.grab(window, "03_data_induk")
        mastering.adopt(desk, election)
        pictures = self._folder / "gambar_masuk"
        make_pictures(desk.template, election, pictures)
        window.begin(desk)
        self.settle()
        frame = window.frame
        assert frame is not None
        frame.imports.import_paths([pictures])
        pause(2500)
        window.grab().save(str(self._out / f"04_impor_berjalan_{SIZES[0][0]}.png"))
        self.settle()
        self.grab(window, "05_impor")
        frame.imports._tabs.setCurrentIndex(1)
        self.grab(window, "06_impor_ditolak")
        self.check(window, frame, desk, election)
        self.sums(window, frame)
        self.documents(window, frame, desk)

    def check(
        self, window: MainWindow, frame: desk_frame.DeskFrame, desk: Desk, election: Election
    ) -> None:
        """Periksa in its states, and the projection."""
        codes = [tps.code for _, tps in election.every_tps()]
        frame.turn_to(desk_frame.CHECK)
        frame.open_tps(codes[0])
        self.settle()
        self.grab(window, "10_periksa_usulan")
        confirm(desk, codes[0], 17, wrong={"pengguna_total_j": 7})
        frame.open_tps(codes[0])
        self.settle()
        frame.check.form.go_to("pengguna_total_l")
        frame.check.panel.findings.choose_next()
        self.grab(window, "11_periksa_temuan")
        entry = frame.check.form.fields["pemilih_dpt_l"]
        frame.check.form.go_to("pemilih_dpt_l")
        entry.setText("77")
        frame.check._enter("pemilih_dpt_l")
        self.grab(window, "12_periksa_alasan")
        frame.check.reason.give_up()
        frame.check.form.go_to("paslon_2")
        self.settle()
        self.grab(window, "13_periksa_paslon")
        frame.check._go_to_next_tps()
        self.settle()
        self.grab(window, "14_periksa_ditolak")
        for code in codes[1:5]:
            confirm(desk, code, 28)
            close(desk, code)
        confirm(desk, codes[0], 28, only=("paslon_1",))
        frame.open_projection()
        frame.open_tps(codes[0])
        self.settle()
        frame.check.form.go_to("paslon_2")
        frame.check.form.fields["paslon_2"].setText("123")
        frame.check._enter("paslon_2")
        self.settle()
        self.grab_projection(frame)
        frame.open_tps(codes[1])
        self.settle()
        self.grab(window, "15_periksa_selesai")
        frame.open_tps(codes[5])
        self.settle()
        self.grab(window, "16_periksa_tanpa_lembar")

    def sums(self, window: MainWindow, frame: desk_frame.DeskFrame) -> None:
        """Rekap of a desa and of the kecamatan."""
        frame.turn_to(desk_frame.RECAP)
        self.settle()
        self.grab(window, "20_rekap_desa")
        frame.recap.tabs.setCurrentIndex(frame.recap.tabs.count() - 1)
        self.grab(window, "21_rekap_kecamatan")

    def documents(self, window: MainWindow, frame: desk_frame.DeskFrame, desk: Desk) -> None:
        """Dokumen empty, made, signed, and its dialogs."""
        frame.turn_to(desk_frame.DOCUMENTS)
        self.settle()
        self.grab(window, "30_dokumen_kosong")
        for _, tps in desk.election().every_tps():
            view = checking.look(desk, tps.code)
            if view.stage != "selesai":
                values = make_result(tps, 3, rng(int(tps.code) % 1000))
                for name, field in view.fields.items():
                    correcting.confirm(desk, tps.code, name, values[name], field.seen, "sesuai")
                close(desk, tps.code)
        occasion = Occasion(
            "Aula Kecamatan Latihan",
            date(2024, 2, 20),
            Committee("Ketua Latihan", ("Anggota Satu", "Anggota Dua", "Anggota Tiga", ""), ()),
            copies=6,
        )
        self.dialog(
            window, occasion_dialog.OccasionDialog(desk.election(), occasion, window), "31_buat"
        )
        frame.documents.issue(occasion, MEMBER)
        self.settle()
        self.grab(window, "32_dokumen")
        now = datetime.now(UTC)
        issuer = make_authority("Penerbit Latihan", now)
        p12 = self._folder / "ketua.p12"
        p12.write_bytes(make_p12("Ketua Latihan", "rahasia", now, issuer=issuer))
        self.dialog(
            window, sign_dialog.SignDialog("D.HASIL KECAMATAN-PPWP", window), "33_tanda_tangan"
        )
        frame.documents.sign(issuing.documents(desk)[0].document.id, p12, "rahasia")
        self.settle()
        self.grab(window, "34_dokumen_bertanda_tangan")
        frame.documents._show_verdict()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                self.dialog(window, dialog, "35_hasil_periksa")

    def grab(self, window: QWidget, name: str) -> None:
        """Keep the window as it looks at each size."""
        for width, height in SIZES:
            window.resize(width, height)
            self.settle()
            window.grab().save(str(self._out / f"{name}_{width}.png"))
        window.resize(*SIZES[0])
        self.settle()

    def grab_projection(self, frame: desk_frame.DeskFrame) -> None:
        """Every scene, both shapes, both dresses."""
        window, place = frame.projection, frame.reading
        for name, go in (
            ("angka", partial(place.go_to, place.now.field)),
            ("desa", place.show_desa),
            ("kecamatan", place.show_kecamatan),
            ("kemajuan", place.show_progress),
        ):
            go()
            for width, height in (*SIZES, (1024, 768)):
                window.resize(width, height)
                for dress in ("gelap", "terang"):
                    self.settle()
                    window.grab().save(str(self._out / f"40_proyeksi_{name}_{dress}_{width}.png"))
                    window.toggle_dress()
        window.close()

    def dialog(self, window: QWidget, dialog: QDialog, name: str) -> None:
        """Keep a dialog."""
        dialog.show()
        self.settle()
        dialog.grab().save(str(self._out / f"{name}.png"))
        dialog.close()
        window.activateWindow()

    def settle(self, at_most: int = 60_000) -> None:
        """Wait until nothing runs, at most so many milliseconds."""
        self._app.processEvents()
        if self._runner.busy:
            loop = QEventLoop()
            self._runner.idle.connect(loop.quit)
            QTimer.singleShot(at_most, loop.quit)
            loop.exec()
        pause(350)
        if self._runner.busy and at_most > 1000:
            self.settle(at_most)


def pause(milliseconds: int) -> None:
    """Let timers and paints happen."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def rng(seed: int) -> np.random.Generator:
    """Chance that is the same every time."""
    return np.random.default_rng(seed)


def desk_title(desk: Desk) -> str:
    """The title of the form's election."""
    return desk.templates[FORM].title


def long_names(election: Election) -> Election:
    """Candidates with names as long as real ones."""
    pairs = (
        ("Calon Satu Panjang Sekali Namanya, S.T., M.M.", "Wakil Satu Bin Contoh, Lc., M.A."),
        ("Calon Dua", "Wakil Dua"),
        ("Dr. Ir. Calon Tiga Purnama Wijaya, M.Sc.", "Prof. Wakil Tiga Kusuma, S.H."),
    )
    named = tuple(Paslon(n, head, deputy) for n, (head, deputy) in enumerate(pairs, start=1))
    return replace(election, paslon=named)


def make_pictures(template: Template, election: Election, folder: Path) -> None:
    """Photographs of the sheets of the first five TPS, one without TPS, and three bad files."""
    blanks = blank_sheets(template)
    for number, (desa, tps) in enumerate(election.every_tps()):
        if number == 5:
            break
        home = folder / desa.region.name
        home.mkdir(parents=True, exist_ok=True)
        for page, picture in photographs(template, blanks, election, desa, tps, number):
            (home / f"{tps.code}_{page}.jpg").write_bytes(picture)
    desa, last = list(election.every_tps())[5]
    page, picture = next(photographs(template, blanks, election, desa, last, 5))
    (folder / f"foto_{page}.jpg").write_bytes(picture)
    (folder / "catatan.jpg").write_text("bukan gambar", encoding="utf-8")
    (folder / "terpotong.jpg").write_bytes(picture[:20_000])
    grey = np.full((1200, 900, 3), 180, np.uint8)
    (folder / "meja.jpg").write_bytes(as_jpeg(grey, 80))


def blank_sheets(
    template: Template,
) -> Mapping[int, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """The blank pages as pictures at `SCALE` pixels per mm."""
    pdf = blank_form(template)
    return {
        page.number: raster.render(pdf, index, SCALE * 25.4)
        for index, page in enumerate(template.pages)
    }


def photographs(
    template: Template,
    blanks: Mapping[int, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]],
    election: Election,
    desa: Desa,
    tps: Tps,
    seed: int,
) -> Iterator[tuple[int, bytes]]:
    """The filled sheets of one TPS as a phone takes them: page number and JPEG."""
    values = make_result(tps, len(election.paslon), rng(int(tps.code) % 1000))
    head = {
        "provinsi": election.provinsi.name,
        "kabkota": election.kabkota.name,
        "kecamatan": election.kecamatan.name,
        "desa": desa.region.name,
        "tps": f"{tps.number:03d}",
        "tps_kata": number_words(tps.number),
    }
    for page in template.pages:
        sheet = blanks[page.number].copy()
        chance = rng(seed * 10 + page.number)
        fill_page(Pen(sheet, SCALE, Hand.from_seed(seed + 3), chance), page, values, head)
        shot = Shot.from_rng(chance)
        yield page.number, as_jpeg(photograph(sheet, shot, chance), shot.quality)


def confirm(
    desk: Desk,
    code: str,
    count: int,
    *,
    wrong: Mapping[str, int] | None = None,
    only: Sequence[str] = (),
) -> None:
    """Confirm the first `count` numbers of a TPS as the paper has them, some of them wrong."""
    _, tps = desk.election().find(code)
    truth = {**make_result(tps, 3, rng(int(code) % 1000)), **(wrong or {})}
    view = checking.look(desk, code)
    for name in only or tuple(view.fields)[:count]:
        field = view.fields[name]
        if field.entry is None:
            correcting.confirm(desk, code, name, truth[name], field.seen)


def close(desk: Desk, code: str) -> None:
    """Carry a TPS through the plenary."""
    if convening.minutes(desk).sitting is Sitting.BELUM:
        convening.open_sitting(desk, "Aula Kecamatan Latihan", "Rekapitulasi")
    hearing.present(desk, code)
    hearing.compare(desk, code)
    for finding in {f.code for f in checking.look(desk, code).unexplained}:
        hearing.explain(desk, code, finding, "Sudah dicocokkan dengan saksi.")
    hearing.agree(desk, code)
    hearing.close(desk, code)


if __name__ == "__main__":
    raise SystemExit(main())
