"""Made-up ballots of every kind of election; every name says that it is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant

COUNTS = ("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan")
PARTIES = (*range(1, 18), 24)
"""The numbers of the national parties of 2024."""
SEATS = 8
"""How many candidates each made-up party has."""


@dataclass(frozen=True)
class Ballot:
    """The form that an election is counted on, and whoever stands on its ballot paper."""

    form: str
    contestants: tuple[Contestant, ...]


def pairs(count: int) -> tuple[Contestant, ...]:
    """So many pairs; a single one stands against the empty column."""
    made = [
        Contestant(ChoiceKind.PASLON, number, f"Calon {name}", f"Wakil {name}")
        for number, name in enumerate(COUNTS[:count], start=1)
    ]
    if count == 1:
        made.append(Contestant(ChoiceKind.KOLOM_KOSONG, 2, "Kolom Kosong"))
    return tuple(made)


def candidates(count: int) -> tuple[Contestant, ...]:
    """So many candidates without a party."""
    return tuple(
        Contestant(ChoiceKind.CALON, number, f"Calon {number} Latihan")
        for number in range(1, count + 1)
    )


def parties(count: int = len(PARTIES), calon: int = SEATS) -> tuple[Contestant, ...]:
    """So many parties with so many candidates each."""
    return tuple(
        Contestant(
            ChoiceKind.PARTAI,
            number,
            f"Partai Contoh {_spoken(number)}",
            calon=tuple(Calon(n, f"Calon {number}.{n} Latihan") for n in range(1, calon + 1)),
        )
        for number in PARTIES[:count]
    )


def _spoken(number: int) -> str:
    return COUNTS[number - 1] if number <= len(COUNTS) else str(number)


BALLOTS: Mapping[str, Ballot] = {
    "ppwp": Ballot("pemilu_2024/c_hasil_ppwp", pairs(3)),
    "dpd": Ballot("pemilu_2024/c_hasil_dpd", candidates(12)),
    "dpr": Ballot("pemilu_2024/c_hasil_dpr", parties()),
    "dprd-prov": Ballot("pemilu_2024/c_hasil_dprd_prov", parties()),
    "dprd-kabko": Ballot("pemilu_2024/c_hasil_dprd_kabko", parties()),
    "pilkada": Ballot("pilkada_2024/c_hasil_kwk_gubernur", pairs(4)),
    "bupati": Ballot("pilkada_2024/c_hasil_kwk_bupati", pairs(1)),
    "walikota": Ballot("pilkada_2024/c_hasil_kwk_walikota", pairs(2)),
}
"""What can be rehearsed, by the word that the command line knows it by."""
