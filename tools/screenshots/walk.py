"""The way through the window that shows every screen in its states."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sirekap_desktop import paths
from sirekap_desktop.app import House
from sirekap_desktop.models import draft_edits
from sirekap_desktop.models.minutes import Outcome
from sirekap_desktop.models.permits import Act
from sirekap_desktop.simulation.keys import make_authority, make_p12
from sirekap_desktop.ui import occasion_dialog, second_dialog, sign_dialog, stops
from sirekap_desktop.ui.account_dialogs import AccountDialog
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.lock import LockDialog
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.workflow import (
    accounts,
    convening,
    hearing,
    issuing,
    mastering,
    noting,
)
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.templating import SHIPPED, Known
from tools.screenshots import kecamatan as made
from tools.screenshots.camera import Camera, pause


class Walk:
    """From the first start to the signed document; `pin` is good for this walk only."""

    def __init__(
        self, camera: Camera, house: House, runner: Runner, folder: Path, pin: str
    ) -> None:
        self._camera = camera
        self._runner = runner
        self._folder = folder
        self._pin = pin
        self._desk: Desk = house.open_desk(made.CHAIR)
        self._window = MainWindow(Services(house.open_desk, house.make_reader), runner)

    def everything(self) -> None:
        """Every screen at every size."""
        self._window.show()
        self.first_start()
        self.master_data()
        frame = self.pictures()
        self.checking(frame)
        self.second_entry(frame)
        self.plenary(frame)
        self.home(frame)
        self.sums(frame)
        self.documents(frame)
        self.others(frame)
        self.studio(frame)

    @property
    def codes(self) -> list[str]:
        """The TPS in order."""
        return [tps.code for _, tps in self._desk.election().every_tps()]

    def first_start(self) -> None:
        """An empty folder, and one with people in it."""
        self._camera.settle()
        self._camera.grab(self._window, "01_mulai_kosong")
        accounts.begin(self._desk, made.CHAIR.name, made.CHAIR.role, self._pin)
        for person in (made.MEMBER, made.OPERATOR):
            accounts.put(self._desk, person.name, person.role, self._pin)
        self._window.start.open()
        self._camera.settle()
        self._camera.grab(self._window, "02_masuk")

    def master_data(self) -> None:
        """A bad file, and a good one."""
        bad = self._folder / "induk.csv"
        bad.write_text("PEMILIHAN\nkunci,nilai\ntanggal,14-02-24\n", encoding="utf-8")
        self._window.begin(self._desk)
        self._camera.settle()
        page = self._window.master
        assert page is not None
        self._camera.grab(self._window, "03_data_induk_awal")
        page.open_file(bad)
        self._camera.settle()
        self._camera.grab(self._window, "04_data_induk_salah")
        page._show(made.kecamatan(self._desk))
        self._camera.grab(self._window, "05_data_induk")

    def pictures(self) -> DeskFrame:
        """Impor under way, done, and what was refused."""
        mastering.adopt(self._desk, made.kecamatan(self._desk))
        folder = self._folder / "gambar_masuk"
        made.make_pictures(self._desk.template, self._desk.election(), folder)
        self._window.begin(self._desk)
        self._camera.settle()
        frame = self._window.frame
        assert frame is not None
        frame.imports.import_paths([folder])
        pause(2500)
        self._camera.snap(self._window, "10_impor_berjalan_1366")
        self._camera.settle()
        self._camera.grab(self._window, "11_impor")
        frame.imports._tabs.setCurrentIndex(1)
        self._camera.grab(self._window, "12_impor_ditolak")
        return frame

    def checking(self, frame: DeskFrame) -> None:
        """Periksa in its states."""
        camera, window, first = self._camera, self._window, self.codes[0]
        frame.open_tps(first)
        camera.settle()
        camera.grab(window, "20_periksa_usulan")
        frame.check._look.press()
        camera.grab(window, "21_periksa_papan")
        frame.check.sheet.look(None)
        frame.check.side.toggle()
        camera.settle()
        camera.grab(window, "22_periksa_antrean")
        frame.check.side.toggle()
        made.confirm(self._desk, first, 17, wrong={"pengguna_total_j": 7})
        frame.open_tps(first)
        camera.settle()
        frame.check.form.go_to("pengguna_total_l")
        frame.check.panel.findings.choose_next()
        camera.grab(window, "23_periksa_temuan")
        frame.check.panel.findings.show_sum()
        camera.dialogs(window, "24_hitungan")
        frame.check.form.go_to("pemilih_dpt_l")
        frame.check.form.fields["pemilih_dpt_l"].setText("77")
        frame.check._enter("pemilih_dpt_l")
        camera.grab(window, "25_periksa_alasan")
        frame.check.reason.give_up()
        frame.check._show_history()
        camera.dialogs(window, "26_riwayat")
        frame.check.form.go_to("paslon_2")
        frame.check.sheet.toggle_lens()
        camera.grab(window, "27_periksa_kaca_pembesar")
        frame.check.sheet.toggle_lens()
        frame.check._go_to_next_tps()
        camera.settle()
        camera.grab(window, "28_periksa_ditolak")
        frame.open_tps(self.codes[5])
        camera.settle()
        camera.grab(window, "29_periksa_tanpa_lembar")

    def second_entry(self, frame: DeskFrame) -> None:
        """Blind, by the operator."""
        code = self.codes[1]
        made.confirm(self._desk, code, 28)
        frame.show_desk(replace(self._desk, person=made.OPERATOR))
        frame.open_second(code)
        self._camera.settle()
        self._camera.grab(self._window, "30_entri_kedua")
        frame.show_desk(self._desk)
        self._camera.settle()

    def plenary(self, frame: DeskFrame) -> None:
        """Pleno before and in the sitting, its tabs, its dialogs, and the wall beside it."""
        camera, window = self._camera, self._window
        made.mend(self._desk, self.codes[0])
        for code in self.codes[2:5]:
            made.confirm(self._desk, code, 28)
        frame.turn_to(stops.PLENARY)
        camera.settle()
        camera.grab(window, "40_pleno_belum_dibuka")
        made.gather(self._desk)
        convening.open_sitting(self._desk, "Aula Kecamatan Latihan", "Rekapitulasi perolehan suara")
        for code in self.codes[1:3]:
            made.close(self._desk, code)
        self.hear(frame)
        for number, name in enumerate(("peserta", "panel", "kejadian"), start=1):
            frame.plenary.tabs.setCurrentIndex(number)
            camera.settle()
            camera.grab(window, f"4{4 + number}_pleno_{name}")
        frame.plenary.tabs.setCurrentIndex(0)

    def hear(self, frame: DeskFrame) -> None:
        """One TPS that is argued about."""
        camera, window, desk, code = self._camera, self._window, self._desk, self.codes[0]
        hearing.present(desk, code)
        frame.turn_to(stops.PLENARY)
        frame.plenary.open_tps(code)
        frame.open_projection()
        camera.settle()
        frame.plenary.hearing.reading.go_to("paslon_1")
        camera.grab(window, "41_pleno_dibacakan")
        ours = made.value_of(desk, code, "paslon_1")
        hearing.differ(desk, code, "Saksi 01 (Saksi Satu Latihan)", "paslon_1", ours + 2)
        hearing.compare(desk, code, ["Saksi 01 (Saksi Satu Latihan)"])
        words = "Suara sah dibacakan berbeda dari salinan."
        told = hearing.object_to(desk, code, "Saksi Dua Latihan", "Saksi 02", words)
        convening.note_event(desk, "Listrik padam 20 menit; rapat dilanjutkan dengan genset.")
        frame.plenary.take_cursor()
        camera.settle()
        camera.grab(window, "42_pleno_dipersoalkan")
        for act in (Act.DIFFER, Act.CORRECT, Act.OBJECT):
            frame.plenary.hearing.press(act)
            camera.dialogs(window, f"49_tanya_{act}")
        seen = made.seen_of(desk, code, "paslon_1")
        paraf = ("Ketua Latihan", "Saksi Satu Latihan", "Saksi Dua Latihan")
        hearing.correct(desk, code, "paslon_1", ours + 2, seen, "salah salin dari turus", paraf)
        hearing.answer(desk, code, told.id, "Dihitung ulang.", "Sependapat.", Outcome.DITERUSKAN)
        frame.plenary.take_cursor()
        camera.settle()
        frame.reading.start(code)
        camera.settle()
        frame.plenary.hearing.reading.go_to("paslon_1")
        frame.reading.go_to("paslon_1")
        camera.settle()
        camera.grab(window, "43_pleno_dikoreksi")
        camera.wall(frame)
        frame.projection.close()

    def home(self, frame: DeskFrame) -> None:
        """Beranda in the middle of the work."""
        frame.turn_to(stops.HOME)
        self._camera.settle()
        self._camera.grab(self._window, "13_beranda")
        frame.home.search.setText("2 dua")
        self._camera.settle()
        self._camera.grab(self._window, "14_beranda_disaring")
        frame.home.show_all()

    def sums(self, frame: DeskFrame) -> None:
        """Rekap of a desa and of the kecamatan."""
        frame.turn_to(stops.RECAP)
        self._camera.settle()
        self._camera.grab(self._window, "50_rekap_desa")
        frame.recap.tabs.setCurrentIndex(frame.recap.tabs.count() - 1)
        self._camera.grab(self._window, "51_rekap_kecamatan")

    def documents(self, frame: DeskFrame) -> None:
        """Dokumen empty, made, signed, and its dialogs."""
        camera, window, desk = self._camera, self._window, self._desk
        frame.turn_to(stops.DOCUMENTS)
        camera.settle()
        camera.grab(window, "60_dokumen_kosong")
        made.close_all(desk)
        occasion = noting.occasion_of(desk)
        asked = occasion_dialog.OccasionDialog(desk.election(), occasion, window)
        camera.dialog(window, asked, "61_buat")
        assert window._session is not None
        second = second_dialog.SecondDialog(window._session, Act.ISSUE, window)
        camera.dialog(window, second, "62_orang_kedua")
        frame.documents.issue(occasion, made.MEMBER)
        camera.settle()
        camera.grab(window, "63_dokumen")
        now = datetime.now(UTC)
        p12 = self._folder / "ketua.p12"
        issuer = make_authority("Penerbit Latihan", now)
        p12.write_bytes(make_p12(made.CHAIR.name, self._pin, now, issuer=issuer))
        camera.dialog(
            window, sign_dialog.SignDialog("D.HASIL KECAMATAN-PPWP", window), "64_tanda_tangan"
        )
        frame.documents.sign(issuing.documents(desk)[0].document.id, p12, self._pin)
        camera.settle()
        camera.grab(window, "65_dokumen_bertanda_tangan")
        frame.documents._show_verdict()
        camera.dialogs(window, "66_hasil_periksa")

    def others(self, frame: DeskFrame) -> None:
        """Bantuan, Pengaturan, an account, the lock."""
        camera, window = self._camera, self._window
        frame.turn_to(stops.HELP)
        camera.settle()
        camera.grab(window, "80_bantuan")
        frame.turn_to(stops.SETTINGS)
        camera.settle()
        camera.grab(window, "81_pengaturan")
        assert window._session is not None
        camera.dialog(window, AccountDialog(window._session, None, window), "82_akun_baru")
        camera.dialog(window, LockDialog(self._desk, self._runner, window), "83_terkunci")

    def studio(self, frame: DeskFrame) -> None:
        """Formulir: the list, a form under work, and what is wrong with it."""
        camera, window, forms = self._camera, self._window, frame.forms
        frame.turn_to(stops.FORMS)
        camera.settle()
        camera.grab(window, "90_formulir")
        name = self._desk.template.form
        folder = paths.resources() / "forms" / name
        forms.open_known(Known(SHIPPED, name, self._desk.template.model, folder))
        camera.settle()
        forms.studio.choose([0, 1])
        camera.grab(window, "91_formulir_lembar")
        forms.studio.do(lambda draft: draft_edits.name(draft, 2, 0, ""))
        forms.bench.show_troubles()
        camera.grab(window, "92_formulir_salah")
