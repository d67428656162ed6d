"""A whole plenary with made-up sheets: for `sirekap demo`, training days and the self-test.

The operator of the rehearsal is a script, but acts only through the acts that the screens use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.document import Document, Verdict
from sirekap_desktop.models.election import Election, Tps
from sirekap_desktop.models.minutes import Kind
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.models.reading import Status
from sirekap_desktop.models.recap import Recap, recap_of
from sirekap_desktop.simulation import keys
from sirekap_desktop.simulation.ballots import BALLOTS, Ballot
from sirekap_desktop.workflow import (
    checking,
    convening,
    correcting,
    hearing,
    importing,
    issuing,
    mastering,
    noting,
)
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.evening import (
    Numbers,
    Truth,
    draw_sheets,
    make_election,
    make_truth,
)


@dataclass
class Score:
    """How the machine's proposals compare with the paper."""

    right: int = 0
    left: int = 0
    wrong: int = 0
    mistakes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """What the rehearsal showed."""

    election: Election
    pictures: int
    refused: tuple[str, ...]
    score: Score
    recap: Recap
    totals_right: bool
    document: Document
    unsigned: Path
    signed: Path
    verdict: Verdict


def check_all(desk: Desk, election: Election, truth: Truth, progress: Progress) -> Score:
    """The scripted operator: confirms what stands on the paper, then the room goes on with it."""
    score = Score()
    for _, tps in progress.each([*election.every_tps()], "memeriksa"):
        _confirm_paper(desk, tps, truth.paper[tps.code], score)
    return score


def carry_plenary(desk: Desk, election: Election, truth: Truth, progress: Progress) -> None:
    """The scripted plenary: reads every TPS out, corrects, explains, agrees and closes."""
    _gather(desk, election)
    for _, tps in progress.each([*election.every_tps()], "pleno"):
        hearing.present(desk, tps.code)
        hearing.compare(desk, tps.code, [f"Saksi {pair.number}" for pair in election.contestants])
        _correct(desk, tps, truth.paper[tps.code], truth.right[tps.code])
        for code in dict.fromkeys(f.code for f in checking.look(desk, tps.code).unexplained):
            text = "Satu pemilih membawa pulang surat suara; dicatat sebagai kejadian khusus."
            hearing.explain(desk, tps.code, code, text)
        hearing.agree(desk, tps.code)
        hearing.close(desk, tps.code)


def _gather(desk: Desk, election: Election) -> None:
    place = f"Aula Kecamatan {election.kecamatan.name}"
    people = [
        (Kind.PPK, "Ketua Contoh", noting.CHAIR, ""),
        *(
            (Kind.PPK, f"Anggota {word}", "Anggota", "")
            for word in ("Satu", "Dua", "Tiga", "Empat")
        ),
        *(
            (Kind.SAKSI, f"Saksi {pair.name}", str(pair.number), f"{pair.number}/SM/2024")
            for pair in election.contestants
        ),
        (Kind.PANWASLU, "Panwaslu Contoh", "", ""),
    ]
    for kind, name, of, mandate in people:
        step = convening.register(desk, kind, name, of, mandate)
        convening.attend(desk, step.id, here=True)
    convening.open_sitting(desk, place, "Rekapitulasi hasil penghitungan perolehan suara")


def run(
    desk: Desk,
    folder: Path,
    seed: int,
    progress: Progress,
    *,
    make_reader: importing.MakeReader,
    spread: importing.Spread = map,
    ballot: Ballot = BALLOTS["ppwp"],
    desa: int = 2,
    tps: int = 3,
) -> Report:
    """From empty sheets to a signed and verified D.HASIL, all files under `folder`."""
    election = make_election(desk.templates[ballot.form], ballot, seed, desa=desa, tps=tps)
    template = desk.template_of(election)
    truth = make_truth(template, election, seed)
    pictures = draw_sheets(
        template, election, truth, folder / "foto", seed, progress, spread=spread
    )
    mastering.adopt(desk, election)
    imported = importing.import_files(
        desk, pictures, progress, make_reader=make_reader, spread=spread
    )
    score = check_all(desk, election, truth, progress)
    carry_plenary(desk, election, truth, progress)
    recap = issuing.recap(desk)
    both = replace(desk, second=Person("Anggota Satu", Role.ANGGOTA))
    document = issuing.issue(both, noting.occasion_of(desk))
    name = re.sub(r"[^\w.]+", "-", template.recap_model)
    unsigned, signed = folder / f"{name}.pdf", folder / "D.HASIL-ditandatangani.pdf"
    issuing.save_as(desk, document.id, unsigned)
    document = _sign(desk, document, folder / "kunci-latihan")
    issuing.save_as(desk, document.id, signed)
    return Report(
        election=election,
        pictures=len(imported.taken),
        refused=tuple(f"{refused.name}: {refused.code}" for refused in imported.refused),
        score=score,
        recap=recap,
        totals_right=_is_right(recap, truth),
        document=document,
        unsigned=unsigned,
        signed=signed,
        verdict=issuing.verify_file(signed.read_bytes()),
    )


def _confirm_paper(desk: Desk, tps: Tps, paper: Numbers, score: Score) -> None:
    for view in checking.look(desk, tps.code).fields.values():
        on_paper = paper[view.field]
        reading = view.reading
        if reading is None or reading.status is not Status.SURE:
            score.left += 1
        elif reading.value == on_paper:
            score.right += 1
        else:
            score.wrong += 1
            score.mistakes.append(f"{tps.code} {view.field}: {reading.value}, {on_paper}")
        correcting.confirm(desk, tps.code, view.field, on_paper, view.seen)


def _correct(desk: Desk, tps: Tps, paper: Numbers, right: Numbers) -> None:
    for name, value in right.items():
        if paper[name] != value:
            seen = checking.look(desk, tps.code).fields[name].seen
            why = "Salah jumlah pada C.HASIL; dihitung ulang dalam rapat pleno dan diparaf."
            parafs = ("Ketua Contoh", "Saksi 1", "Saksi 2")
            hearing.correct(desk, tps.code, name, value, seen, why, parafs)


def _sign(desk: Desk, document: Document, folder: Path) -> Document:
    """Two signers with keys made now, which are good for nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    start = datetime.now(UTC) - timedelta(days=1)
    for name in ("Ketua PPK Latihan", "Anggota PPK Latihan"):
        p12 = keys.make_p12(name, "latihan", start)
        (folder / f"{name}.p12").write_bytes(p12)
        document = issuing.sign(desk, document.id, p12, "latihan")
    return document


def _is_right(recap: Recap, truth: Truth) -> bool:
    expected = recap_of(recap.election, recap.fields, truth.right)
    return recap.total == expected.total and [d.total for d in recap.desa] == [
        d.total for d in expected.desa
    ]
