"""The state of a TPS in the open plenary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """Where a TPS stands, from the first picture to the chair's closing."""

    KOSONG = "kosong"
    TERBACA = "terbaca"
    PERIKSA = "periksa"
    SALAH = "salah"
    SESUAI = "sesuai"
    DIKOREKSI = "dikoreksi"
    SELESAI = "selesai"


@dataclass(frozen=True)
class Closing:
    """A TPS was closed (or opened again when `closed` is False) with the words spoken for it.

    `explanation` answers the findings that were open; `codes` are those findings' codes.
    """

    tps: str
    closed: bool
    who: str
    at: datetime
    explanation: str = ""
    codes: tuple[str, ...] = ()
