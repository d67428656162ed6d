"""The screens of two other ballots: eighteen parties, and a pair against the empty column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sirekap_desktop.app import House
from sirekap_desktop.models.election import Contestant, Election
from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.simulation.ballots import BALLOTS
from sirekap_desktop.simulation.village import make_election
from sirekap_desktop.ui import occasion_dialog, stops
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.workflow import accounts, convening, hearing, mastering, noting
from sirekap_desktop.workflow.desk import Desk
from tools.screenshots import kecamatan as made
from tools.screenshots.camera import Camera

LACKING = 5
"""The sheet of the fourth party, which nobody has photographed."""
_LONG = (
    "Dr. Hj. Calon Bernama Panjang Sekali Wijaya, S.H., M.Hum.",
    "Ir. H. Calon Contoh Purnama bin Latihan, M.Sc.",
    "Calon Pendek",
)


class BallotWalk:
    """From the photographs of one TPS to the wall, in a folder of its own."""

    def __init__(self, camera: Camera, home: Path, runner: Runner, pin: str, ballot: str) -> None:
        self._camera = camera
        self._runner = runner
        self._house = House(home)
        self._home = home
        self._name = ballot
        self._desk: Desk = self._house.open_desk(made.CHAIR)
        accounts.begin(self._desk, made.CHAIR.name, made.CHAIR.role, pin)
        self._window = MainWindow(Services(self._house.open_desk, self._house.make_reader), runner)

    def everything(self) -> None:
        """Periksa, Pleno, the wall, the sums."""
        self._window.show()
        self._window.activateWindow()
        self._adopt()
        self._window.begin(self._desk)
        self._camera.settle()
        frame = self._window.frame
        assert frame is not None
        self._checking(frame)
        self._plenary(frame)
        self._sums(frame)
        self._window.close()
        self._house.close()

    def _adopt(self) -> None:
        ballot = BALLOTS[self._name]
        form = self._desk.templates[ballot.form]
        some = long_names(ballot.contestants)
        election = make_election(
            ballot.form, form.title, made.rng(1), desa=2, tps=3, contestants=some
        )
        mastering.adopt(self._desk, election)

    def _shot(self, name: str) -> None:
        self._camera.grab(self._window, f"{self._name}_{name}")

    def _checking(self, frame: DeskFrame) -> None:
        template, election = self._desk.template, self._desk.election()
        first, *_ = self._codes(election)
        folder = self._home / "gambar_masuk"
        folder.mkdir()
        desa, tps = election.find(first)
        blanks = made.blank_sheets(template)
        for page, picture in made.photographs(template, blanks, election, desa, tps, 1):
            if page != LACKING:
                (folder / f"{first}_{page:02d}.jpg").write_bytes(picture)
        frame.imports.import_paths([folder])
        self._camera.settle()
        frame.turn_to(stops.HOME)
        self._camera.settle()
        self._shot("1_beranda")
        frame.open_tps(first)
        self._camera.settle()
        self._window.activateWindow()
        self._camera.settle()
        third = election.contestants[min(2, len(election.contestants) - 1)].fields[0]
        frame.check.form.go_to(third)
        self._camera.settle()
        self._shot("2_periksa")
        frame.check._look.press()
        self._shot("3_periksa_papan")
        frame.check.sheet.look(None)
        frame.check.side.toggle()
        self._camera.settle()
        self._shot("4_periksa_antrean")
        frame.check.side.toggle()
        if not frame.check.sheet.pages.few:
            frame.check.form.go_to(election.contestants[LACKING - 2].fields[0])
            self._camera.settle()
            self._shot("5_periksa_lembar_belum_ada")
            frame.check.sheet.pages.open_list()
            self._camera.settle()
            self._camera.snap(frame.check.sheet.pages.sheets, f"{self._name}_6_daftar_lembar")
            frame.check.sheet.pages.sheets.reject()

    def _plenary(self, frame: DeskFrame) -> None:
        desk, election = self._desk, self._desk.election()
        codes = self._codes(election)
        for code in codes[:3]:
            made.confirm(desk, code, len(desk.template.fields))
        convening.open_sitting(desk, "Aula Kecamatan Latihan", "Rekapitulasi perolehan suara")
        gather(desk, election.contestants)
        made.close(desk, codes[1])
        made.close(desk, codes[2])
        hearing.present(desk, codes[0])
        frame.turn_to(stops.PLENARY)
        frame.plenary.open_tps(codes[0])
        self._camera.settle()
        one = election.contestants[min(2, len(election.contestants) - 1)]
        field = one.fields[min(2, len(one.fields) - 1)]
        frame.open_projection()
        frame.reading.start(codes[0])
        self._camera.settle()
        frame.reading.go_to(field)
        self._camera.settle()
        self._shot("7_pleno")
        self._camera.wall(frame, f"{self._name}_9")
        frame.projection.close()

    def _sums(self, frame: DeskFrame) -> None:
        frame.turn_to(stops.RECAP)
        self._camera.settle()
        wanted = frame.recap.table.model().rowCount() // 6
        frame.recap.table.scrollTo(
            frame.recap.table.model().index(wanted, 0), frame.recap.table.ScrollHint.PositionAtTop
        )
        self._shot("8_rekap")
        if not frame.recap.brief.isHidden():
            frame.recap.brief.click()
            frame.recap.table.scrollToBottom()
            self._shot("8_rekap_partai")
        asked = occasion_dialog.OccasionDialog(
            self._desk.election(), noting.occasion_of(self._desk), self._window
        )
        self._camera.dialog(self._window, asked, f"{self._name}_8_buat")

    @staticmethod
    def _codes(election: Election) -> list[str]:
        return [tps.code for _, tps in election.every_tps()]


def long_names(contestants: Sequence[Contestant]) -> tuple[Contestant, ...]:
    """Candidates with names as long as real ones."""
    named = []
    for number, one in enumerate(contestants):
        people = tuple(
            replace(calon, name=_LONG[(number + calon.number) % len(_LONG)]) for calon in one.calon
        )
        named.append(replace(one, calon=people))
    return tuple(named)


def gather(desk: Desk, contestants: Sequence[Contestant]) -> None:
    """A hall with the chair and a witness of everybody on the ballot."""
    people = [(Kind.PPK, made.CHAIR.name, noting.CHAIR, "")]
    for one in contestants:
        name = f"Saksi {one.number} Latihan"
        people.append((Kind.SAKSI, name, str(one.number), "012/SM/2024, 17-02-2024"))
    for kind, name, of, mandate in people:
        convening.attend(desk, convening.register(desk, kind, name, of, mandate).id, here=True)
