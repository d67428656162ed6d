"""Numbers of real polling stations, completed where the published records are silent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import ceil
from pathlib import Path

import numpy as np

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared"
CHART = {"paslon_1": "100025", "paslon_2": "100026", "paslon_3": "100027"}
PUBLISHED = (
    *(
        f"{stem}_{sex}"
        for stem in (
            "pemilih_dpt",
            "pengguna_dpt",
            "pengguna_dptb",
            "pengguna_non_dpt",
            "pengguna_total",
        )
        for sex in "lpj"
    ),
    *("suara_sah", "suara_tidak_sah", "suara_total", *CHART),
)
"""What a record must tell to be complete."""
LARGEST = 999
SLIPS = 0.02
"""Share of forms with a slip of arithmetic of our own; the records bring theirs."""

Values = Mapping[str, int]


@cache
def records(folder: Path = SHARED / "sirekap_tps") -> tuple[Values, ...]:
    """The complete records, by field id, with numbers that fit three boxes."""
    found: list[Values] = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        told = dict(record.get("administrasi") or {})
        chart = record.get("chart") or {}
        told |= {name: chart.get(number) for name, number in CHART.items()}
        values = {name: told[name] for name in PUBLISHED if _fits(told.get(name))}
        if len(values) == len(PUBLISHED):
            found.append(values)
    return tuple(found)


def _fits(value: object) -> bool:
    return isinstance(value, int) and 0 <= value <= LARGEST


def completed(record: Values, rng: np.random.Generator) -> dict[str, int]:
    """A record with ballots and disabled voters beside it, and now and then a slip."""
    values = dict(record)
    listed, used = values["pemilih_dpt_j"], values["suara_total"]
    returned = int(rng.choice([0, 0, 0, 1, 1, 2, 3]))
    received = max(listed + ceil(listed * 2 / 100), used + returned)
    values["surat_suara_diterima"] = min(received, LARGEST)
    values["surat_suara_digunakan"] = used
    values["surat_suara_dikembalikan"] = returned
    values["surat_suara_tidak_digunakan"] = max(values["surat_suara_diterima"] - used - returned, 0)
    men, women = int(rng.choice([0, 0, 0, 1, 2])), int(rng.choice([0, 0, 0, 1, 1, 3]))
    values |= {"disabilitas_l": men, "disabilitas_p": women, "disabilitas_j": men + women}
    if rng.random() < SLIPS:
        field = str(rng.choice(sorted(values)))
        step = int(rng.choice([1, 1, 2, 10, 100])) * (1 if rng.random() < 0.5 else -1)
        values[field] = int(np.clip(values[field] + step, 0, LARGEST))
    return values
