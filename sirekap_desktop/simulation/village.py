"""Makes up a small kecamatan with its election night; every name says that it is made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil

import numpy as np

from sirekap_desktop.models.election import ChoiceKind, Contestant, Desa, Election, Tps
from sirekap_desktop.models.region import Region, tps_code

PLACES = ("Contoh Satu", "Contoh Dua", "Contoh Tiga", "Contoh Empat", "Contoh Lima")
COUNTS = ("Satu", "Dua", "Tiga", "Empat", "Lima")


def make_election(
    form: str, title: str, rng: np.random.Generator, *, desa: int, tps: int
) -> Election:
    """An election in a kecamatan that does not exist (province code 99), marked SIMULASI."""
    kecamatan = Region("99.01.01", "Latihan")
    return Election(
        form=form,
        title=title,
        day=date(2024, 2, 14),
        provinsi=Region("99", "Provinsi Simulasi"),
        kabkota=Region("99.01", "Kabupaten Simulasi"),
        kecamatan=kecamatan,
        desa=tuple(_desa(kecamatan, number, tps, rng) for number in range(1, desa + 1)),
        contestants=tuple(
            Contestant(ChoiceKind.PASLON, number, f"Calon {name}", f"Wakil {name}")
            for number, name in enumerate(COUNTS[:3], start=1)
        ),
        simulation=True,
    )


def _desa(kecamatan: Region, number: int, tps: int, rng: np.random.Generator) -> Desa:
    code = f"{kecamatan.code}.{2000 + number}"
    name = PLACES[(number - 1) % len(PLACES)]
    if number > len(PLACES):
        name = f"{name} {number}"
    stations = tuple(
        Tps(
            tps_code(code, station),
            station,
            int(rng.integers(85, 148)),
            int(rng.integers(85, 148)),
        )
        for station in range(1, tps + 1)
    )
    return Desa(Region(code, name), stations)


def make_result(
    tps: Tps, contestants: Sequence[Contestant], rng: np.random.Generator
) -> dict[str, int]:
    """One TPS's numbers as they would stand on a flawless form, by KPU's field ids."""
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
    received = listed + ceil(listed * 2 / 100)
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
