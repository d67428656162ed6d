"""Numbers of a made-up TPS that satisfy every rule, and the template they belong to."""

from __future__ import annotations

from datetime import date
from functools import cache

from sirekap_desktop.models.election import ChoiceKind, Contestant, Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.region import Region, tps_code

FORM = "pemilu_2024/c_hasil_ppwp"
ROWS = {
    "pemilih_dpt": (120, 130, 250),
    "pengguna_dpt": (100, 110, 210),
    "pengguna_dptb": (2, 3, 5),
    "pengguna_non_dpt": (4, 1, 5),
    "pengguna_total": (106, 114, 220),
    "disabilitas": (1, 2, 3),
}
SINGLES = {
    "surat_suara_diterima": 255,
    "surat_suara_digunakan": 220,
    "surat_suara_dikembalikan": 2,
    "surat_suara_tidak_digunakan": 33,
    "paslon_1": 90,
    "paslon_2": 85,
    "paslon_3": 40,
    "suara_sah": 215,
    "suara_tidak_sah": 5,
    "suara_total": 220,
}
DPT = (120, 130)


@cache
def template() -> Template:
    """The presidential C form with its rules."""
    return catalog()[FORM]


def numbers(**changed: int) -> dict[str, int]:
    """All 28 numbers, right but for the `changed` ones."""
    right = {
        f"{row}_{column}": value
        for row, values in ROWS.items()
        for column, value in zip("lpj", values, strict=True)
    } | SINGLES
    assert changed.keys() <= right.keys()
    return {field: {**right, **changed}[field] for field in template().fields}


def kecamatan(tps_each: int = 2, desa: int = 2) -> Election:
    """A made-up kecamatan."""
    parts = []
    for index in range(1, desa + 1):
        code = f"99.01.01.200{index}"
        stations = tuple(
            Tps(tps_code(code, number), number, *DPT) for number in range(1, tps_each + 1)
        )
        parts.append(Desa(Region(code, f"Desa Contoh {index}"), stations))
    return Election(
        form=FORM,
        title="Pemilihan Latihan",
        day=date(2024, 2, 14),
        provinsi=Region("99", "Provinsi Contoh"),
        kabkota=Region("99.01", "Kabupaten Contoh"),
        kecamatan=Region("99.01.01", "Latihan"),
        desa=tuple(parts),
        contestants=tuple(
            Contestant(ChoiceKind.PASLON, n, f"Calon {n}", f"Wakil {n}") for n in (1, 2, 3)
        ),
        simulation=True,
    )
