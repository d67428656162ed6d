"""Makes up a small kecamatan with its election night; every name says that it is made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from sirekap_desktop.models.election import Contestant, Desa, Election, Tps
from sirekap_desktop.models.region import Region, tps_code
from sirekap_desktop.simulation.ballots import pairs

PLACES = ("Contoh Satu", "Contoh Dua", "Contoh Tiga", "Contoh Empat", "Contoh Lima")
VOTERS, RESERVE = 300, 20
"""What a TPS may hold in a Pemilu, and the reserve of ballots in thousandths of its voters."""


def make_election(
    form: str,
    title: str,
    rng: np.random.Generator,
    *,
    desa: int,
    tps: int,
    contestants: Sequence[Contestant] = (),
    voters: int = VOTERS,
) -> Election:
    """An election in a kecamatan that does not exist (province code 99), marked SIMULASI.

    Three pairs stand in it unless told otherwise; a TPS has at most so many `voters`.
    """
    kecamatan = Region("99.01.01", "Latihan")
    return Election(
        form=form,
        title=title,
        day=date(2024, 2, 14),
        provinsi=Region("99", "Provinsi Simulasi"),
        kabkota=Region("99.01", "Kabupaten Simulasi"),
        kecamatan=kecamatan,
        desa=tuple(_desa(kecamatan, number, tps, rng, voters) for number in range(1, desa + 1)),
        contestants=tuple(contestants) or pairs(3),
        simulation=True,
    )


def _desa(kecamatan: Region, number: int, tps: int, rng: np.random.Generator, voters: int) -> Desa:
    code = f"{kecamatan.code}.{2000 + number}"
    name = PLACES[(number - 1) % len(PLACES)]
    if number > len(PLACES):
        name = f"{name} {number}"
    low, high = (bound * voters // VOTERS for bound in (85, 148))
    stations = tuple(
        Tps(
            tps_code(code, station),
            station,
            int(rng.integers(low, high)),
            int(rng.integers(low, high)),
        )
        for station in range(1, tps + 1)
    )
    return Desa(Region(code, name), stations)


def make_result(
    tps: Tps,
    contestants: Sequence[Contestant],
    rng: np.random.Generator,
    reserve: int = RESERVE,
) -> dict[str, int]:
    """One TPS's numbers as they would stand on a flawless form, by KPU's field ids.

    `reserve` is how many ballots more than voters there are, in thousandths.
    """
    dpt = {"l": tps.dpt_l, "p": tps.dpt_p}
    used = {x: int(count * rng.uniform(0.68, 0.93)) for x, count in dpt.items()}
    movers = {x: int(rng.integers(0, 4)) for x in "lp"}
    others = {x: int(rng.integers(0, 3)) for x in "lp"}
    values: dict[str, int] = {}
    _spread(values, "pemilih_dpt", dpt)
    _spread(values, "pengguna_dpt", used)
    _spread(values, "pengguna_dptb", movers)
    _spread(values, "pengguna_non_dpt", others)
    _spread(values, "pengguna_total", {x: used[x] + movers[x] + others[x] for x in "lp"})
    voters = values["pengguna_total_j"]
    listed = values["pemilih_dpt_j"]
    received = listed - (-listed * reserve // 1000)
    spoiled = int(rng.integers(0, 3))
    values["surat_suara_diterima"] = max(received, voters + spoiled)
    values["surat_suara_digunakan"] = voters
    values["surat_suara_dikembalikan"] = spoiled
    values["surat_suara_tidak_digunakan"] = values["surat_suara_diterima"] - voters - spoiled
    _spread(values, "disabilitas", {x: int(rng.integers(0, 3)) for x in "lp"})
    invalid = int(rng.integers(0, max(1, voters // 40) + 1))
    votes = rng.multinomial(voters - invalid, rng.dirichlet(np.full(len(contestants), 4.0)))
    for one, count in zip(contestants, votes, strict=True):
        _share(values, one, int(count), rng)
    values["suara_sah"] = voters - invalid
    values["suara_tidak_sah"] = invalid
    values["suara_total"] = voters
    return values


def _share(values: dict[str, int], one: Contestant, count: int, rng: np.random.Generator) -> None:
    """The votes of one line of the ballot; a party's go to itself and to its candidates."""
    if one.is_party:
        parts = one.fields[:-1]
        for field, part in zip(
            parts, rng.multinomial(count, rng.dirichlet(np.full(len(parts), 0.8))), strict=True
        ):
            values[field] = int(part)
    values[one.field] = count


def _spread(values: dict[str, int], stem: str, parts: Mapping[str, int]) -> None:
    for sex, count in parts.items():
        values[f"{stem}_{sex}"] = count
    values[f"{stem}_j"] = sum(parts.values())
