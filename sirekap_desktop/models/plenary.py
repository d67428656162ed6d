"""The states of a TPS and of its numbers, as the screens show them."""

from __future__ import annotations

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


class Place(StrEnum):
    """How far a TPS has come on the whole way, as the first screen shows it."""

    KOSONG = "kosong"
    DIFOTO = "difoto"
    TERBACA = "terbaca"
    SESUAI = "sesuai"
    DIPERSOALKAN = "dipersoalkan"
    DIPUTUSKAN = "diputuskan"
    SELESAI = "selesai"
