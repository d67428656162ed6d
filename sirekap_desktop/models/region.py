"""Region names and Kemendagri codes (Permendagri 72/2019): shape and parentage."""

from __future__ import annotations

import re
from dataclasses import dataclass

SHAPES = {
    "provinsi": re.compile(r"\d{2}"),
    "kabkota": re.compile(r"\d{2}\.\d{2}"),
    "kecamatan": re.compile(r"\d{2}\.\d{2}\.\d{2}"),
    "desa": re.compile(r"\d{2}\.\d{2}\.\d{2}\.[12]\d{3}"),
}


@dataclass(frozen=True)
class Region:
    """A region with its dotted Kemendagri code, e.g. `11.01.01.2001`."""

    code: str
    name: str


def has_shape(code: str, level: str) -> bool:
    """Whether `code` is written as a code of `level` (a key of `SHAPES`)."""
    return SHAPES[level].fullmatch(code) is not None


def is_child(code: str, parent: str) -> bool:
    """Whether `code` lies directly below `parent`."""
    return code.rpartition(".")[0] == parent


def is_kelurahan(code: str) -> bool:
    """Codes 1xxx are kelurahan, 2xxx are desa."""
    return code.rpartition(".")[2].startswith("1")


def tps_code(desa_code: str, number: int) -> str:
    """The 13 digits under which KPU publishes a TPS: desa code and three-digit number."""
    return f"{desa_code.replace('.', '')}{number:03d}"
