"""`sirekap demo` and `sirekap self-test`: the whole way with made-up sheets."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sirekap_desktop import pool
from sirekap_desktop.app import House
from sirekap_desktop.cli_output import DAMAGED, GOOD, REFUSED, Voice, file_name, recap_table, table
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.simulation.ballots import BALLOTS, Ballot
from sirekap_desktop.workflow import rehearsal, training

SEED = 1
"""The self-test draws the same sheets everywhere."""
CHAIR = Person("Ketua Latihan", Role.KETUA)


def demo(options: Namespace, voice: Voice) -> int:
    """Carry a made-up kecamatan from photographs to a signed D.HASIL; 1 if a total is wrong."""
    folder: Path = options.out or Path("out") / "demo"
    training.make_empty(folder)
    start = perf_counter()
    report = _rehearse(folder, options.seed, voice.progress(), BALLOTS[options.election])
    seconds = perf_counter() - start
    voice.answer(_value(report, folder, seconds), _text(report, folder, seconds))
    sound = report.totals_right and report.verdict.unchanged and not report.refused
    return GOOD if sound else REFUSED


def self_test(_: Namespace, voice: Voice) -> int:
    """Try what an installation has to be able to do; 3 when a part of it fails."""
    steps: list[tuple[str, Callable[[], str]]] = [
        ("jendela", _try_window),
        ("baca, rekap, tanda tangan", lambda: _try_plenary(voice.progress())),
    ]
    done: list[dict[str, object]] = []
    for name, step in steps:
        start = perf_counter()
        try:
            fault = step()
        except SirekapError as error:
            fault = sentence(error.code, error.facts).text
        seconds = round(perf_counter() - start, 2)
        done.append({"step": name, "ok": not fault, "seconds": seconds, "fault": fault})
    good = all(step["ok"] for step in done)
    lines = [
        f"{'baik ' if step['ok'] else 'GAGAL'}  {step['step']} ({step['seconds']} detik) "
        f"{step['fault']}".rstrip()
        for step in done
    ]
    voice.answer({"ok": good, "steps": done}, "\n".join(lines))
    return GOOD if good else DAMAGED


def _rehearse(
    folder: Path, seed: int, progress: Progress, ballot: Ballot, desa: int = 2, tps: int = 3
) -> rehearsal.Report:
    house = House(folder / "data")
    try:
        return rehearsal.run(
            house.open_desk(CHAIR),
            folder,
            seed,
            progress,
            make_reader=house.make_reader,
            spread=pool.spread,
            ballot=ballot,
            desa=desa,
            tps=tps,
        )
    finally:
        house.close()


def _try_window() -> str:
    """Show the window once; offscreen where there is no screen."""
    has_screen = os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}
    if sys.platform == "linux" and not has_screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from sirekap_desktop.ui import application
    from sirekap_desktop.ui.main_window import MainWindow
    from sirekap_desktop.ui.runner import Runner
    from sirekap_desktop.ui.services import Services

    with TemporaryDirectory() as place:
        house = House(Path(place))
        app = application.make(["sirekap"])
        runner = Runner()
        window = MainWindow(Services(house.open_desk, house.make_reader), runner)
        window.show()
        app.processEvents()
        picture = window.grab().toImage()
        colours = {
            picture.pixel(x, y)
            for x in range(0, picture.width(), 7)
            for y in range(0, picture.height(), 7)
        }
        window.close()
        runner.close()
        house.close()
    return "" if len(colours) > 1 else "Jendela terbuka tetapi kosong."


def _try_plenary(progress: Progress) -> str:
    """One desa with two TPS, from paper to a verified signature."""
    with TemporaryDirectory() as place:
        report = _rehearse(Path(place), SEED, progress, BALLOTS["ppwp"], desa=1, tps=2)
    if report.refused:
        return f"Lembar ditolak: {', '.join(report.refused)}."
    if report.score.wrong:
        return f"Angka salah dibaca: {'; '.join(report.score.mistakes)}."
    if not report.totals_right:
        return "Jumlah rekap salah."
    return "" if report.verdict.unchanged else sentence(report.verdict.code, {}).text


def _paths(report: rehearsal.Report, folder: Path) -> dict[str, str]:
    found = {
        "foto": folder / "foto",
        "data": folder / "data",
        "D.HASIL": report.unsigned,
        "D.HASIL bertanda tangan": report.signed,
    }
    return {name: file_name(path) for name, path in found.items()}


def _value(report: rehearsal.Report, folder: Path, seconds: float) -> dict[str, object]:
    score = report.score
    return {
        "pictures": report.pictures,
        "refused": list(report.refused),
        "numbers": {"right": score.right, "left": score.left, "wrong": score.wrong},
        "mistakes": score.mistakes,
        "totals_right": report.totals_right,
        "total": dict(report.recap.total),
        "verdict": report.verdict.code,
        "signers": [signature.signer for signature in report.verdict.signatures],
        "paths": _paths(report, folder),
        "seconds": round(seconds, 1),
    }


def _text(report: rehearsal.Report, folder: Path, seconds: float) -> str:
    score = report.score
    count = score.right + score.left + score.wrong
    lines = [
        f"{report.pictures} lembar dibaca, {len(report.refused)} ditolak; {count} angka:",
        table(
            [
                ["  dibaca benar dengan yakin", str(score.right)],
                ["  diserahkan kepada orang", str(score.left)],
                ["  dibaca salah", str(score.wrong)],
            ]
        ),
        *(f"  ! {mistake}" for mistake in (*report.refused, *score.mistakes)),
        "",
        recap_table(report.recap),
        "",
        "Semua jumlah benar." if report.totals_right else "ADA JUMLAH YANG SALAH.",
        sentence(report.verdict.code, {}).what,
        *(f"  {signature.signer}" for signature in report.verdict.signatures),
        "",
        *(f"{name}: {path}" for name, path in _paths(report, folder).items()),
        f"Waktu {seconds:.0f} detik.",
    ]
    return "\n".join(lines)
