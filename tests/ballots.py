"""Ballots that are no three pairs: parties with candidates, candidates, a pair against nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant, Election
from sirekap_desktop.simulation.village import make_result
from tests.desks import election

DPR = "pemilu_2024/c_hasil_dpr"
DPD = "pemilu_2024/c_hasil_dpd"
BUPATI = "pilkada_2024/c_hasil_kwk_bupati"
PARTY_NUMBERS = (*range(1, 18), 24)
_LONG = (
    "Dr. Hj. Calon Bernama Panjang Sekali Wijaya, S.H., M.Hum.",
    "Ir. H. Calon Contoh Purnama bin Latihan, M.Sc.",
    "Calon Pendek",
    "Prof. Calon Latihan Kusuma Negara, Ph.D.",
)


def parties(sizes: Mapping[int, int] | None = None) -> tuple[Contestant, ...]:
    """Eighteen parties with eight candidates each, or as many as `sizes` says by number."""
    return tuple(
        Contestant(
            ChoiceKind.PARTAI_LOKAL if 18 <= number <= 23 else ChoiceKind.PARTAI,
            number,
            f"Partai Contoh Nomor {number}" + (" Persatuan Rakyat Latihan" * (number % 4 == 3)),
            calon=tuple(
                Calon(n, _LONG[(number + n) % len(_LONG)]) for n in range(1, (size or 8) + 1)
            ),
        )
        for number, size in (sizes or dict.fromkeys(PARTY_NUMBERS, 8)).items()
    )


def candidates(count: int = 20) -> tuple[Contestant, ...]:
    """Candidates of a DPD."""
    return tuple(
        Contestant(ChoiceKind.CALON, n, _LONG[n % len(_LONG)]) for n in range(1, count + 1)
    )


def alone() -> tuple[Contestant, ...]:
    """A single pair against the empty column."""
    return (
        Contestant(ChoiceKind.PASLON, 1, _LONG[0], _LONG[1]),
        Contestant(ChoiceKind.KOLOM_KOSONG, 2, "Kolom Kosong"),
    )


def election_of(form: str, contestants: tuple[Contestant, ...], title: str) -> Election:
    """The small kecamatan with another contest."""
    return replace(election(), form=form, contestants=contestants, title=title)


def dpr() -> Election:
    """The small kecamatan, counting eighteen parties."""
    return election_of(DPR, parties(), "Pemilu Anggota DPR Tahun 2029")


def dpd() -> Election:
    """The small kecamatan, counting twenty candidates."""
    return election_of(DPD, candidates(), "Pemilu Anggota DPD Tahun 2029")


def single() -> Election:
    """The small kecamatan, counting a pair against the empty column."""
    return election_of(BUPATI, alone(), "Pemilihan Bupati dan Wakil Bupati Contoh Tahun 2029")


def numbers(made: Election, tps: str, seed: int = 1) -> dict[str, int]:
    """Numbers of a TPS that satisfy every rule."""
    return make_result(made.find(tps)[1], made.contestants, np.random.default_rng(seed))
