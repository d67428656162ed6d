"""What is counted where: the election, its desa, its TPS and its choices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.region import Region, is_kelurahan


@dataclass(frozen=True)
class Paslon:
    """A pair of candidates in ballot order."""

    number: int
    head: str
    deputy: str

    @property
    def field(self) -> str:
        """The field id of this pair's votes."""
        return f"paslon_{self.number}"


@dataclass(frozen=True)
class Tps:
    """A polling station; `code` is KPU's 13 digits, `dpt_l`/`dpt_p` the voters on the list."""

    code: str
    number: int
    dpt_l: int
    dpt_p: int

    @property
    def label(self) -> str:
        """The name that everybody in the room uses."""
        return f"TPS {self.number:03d}"


@dataclass(frozen=True)
class Desa:
    """A village or kelurahan with its polling stations in order of number."""

    region: Region
    tps: tuple[Tps, ...]

    @property
    def kind(self) -> str:
        """`Kelurahan` or `Desa`, as the code says."""
        return "Kelurahan" if is_kelurahan(self.region.code) else "Desa"


@dataclass(frozen=True)
class Election:
    """One election in one kecamatan; `form` names the folder of its C form's template."""

    form: str
    title: str
    day: date
    provinsi: Region
    kabkota: Region
    kecamatan: Region
    desa: tuple[Desa, ...]
    paslon: tuple[Paslon, ...]
    simulation: bool = False

    def every_tps(self) -> Iterator[tuple[Desa, Tps]]:
        """All polling stations, desa by desa."""
        for desa in self.desa:
            for tps in desa.tps:
                yield desa, tps

    def find(self, code: str) -> tuple[Desa, Tps]:
        """The polling station of that 13-digit code; raises `tps_unknown`."""
        for desa, tps in self.every_tps():
            if tps.code == code:
                return desa, tps
        raise SirekapError("tps_unknown", tps=code)


@dataclass(frozen=True)
class Contest:
    """An election by its number in the store, without its parts; `kecamatan` is a code."""

    id: int
    title: str
    form: str
    kecamatan: str
    simulation: bool
