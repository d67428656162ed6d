"""What is counted where: the election, its desa, its TPS and its choices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.region import Region, is_kelurahan


class ChoiceKind(StrEnum):
    """Whom a line of the ballot stands for."""

    PASLON = "paslon"
    KOLOM_KOSONG = "kolom_kosong"
    CALON = "calon"
    PARTAI = "partai"
    PARTAI_LOKAL = "partai_lokal"


@dataclass(frozen=True)
class Calon:
    """A party's candidate in the order of its list."""

    number: int
    name: str


@dataclass(frozen=True)
class Contestant:
    """A line of the ballot: a pair, the empty column beside a single pair, a candidate or a party.

    `deputy` is a pair's second name; `calon` are the candidates of a party.
    """

    kind: ChoiceKind
    number: int
    name: str
    deputy: str = ""
    calon: tuple[Calon, ...] = ()

    @property
    def is_party(self) -> bool:
        """Whether votes go to a list of candidates."""
        return self.kind in (ChoiceKind.PARTAI, ChoiceKind.PARTAI_LOKAL)

    @property
    def field(self) -> str:
        """The field id of all votes of this line."""
        return f"{self._stem}_total" if self.is_party else self._stem

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field id of this line in the order of the paper."""
        if not self.is_party:
            return (self._stem,)
        return (self._stem, *(self.field_of(calon) for calon in self.calon), self.field)

    def field_of(self, calon: Calon) -> str:
        """The field id of the votes of one of this party's candidates."""
        return f"{self._stem}_calon_{calon.number}"

    @property
    def label(self) -> str:
        """The names as people read them."""
        return f"{self.name} – {self.deputy}" if self.deputy else self.name

    @property
    def _stem(self) -> str:
        stem = {
            ChoiceKind.PARTAI_LOKAL: ChoiceKind.PARTAI,
            ChoiceKind.KOLOM_KOSONG: ChoiceKind.PASLON,
        }
        return f"{stem.get(self.kind, self.kind)}_{self.number}"


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
    """One election in one kecamatan; `form` names the folder of its C form's template.

    `dapil` is the electoral district whose lists of candidates these are, empty where the whole
    region votes for the same.
    """

    form: str
    title: str
    day: date
    provinsi: Region
    kabkota: Region
    kecamatan: Region
    desa: tuple[Desa, ...]
    contestants: tuple[Contestant, ...]
    simulation: bool = False
    dapil: str = ""

    @property
    def bare_parties(self) -> tuple[Contestant, ...]:
        """The parties for which nobody stands here: their sheet takes only votes for the party."""
        return tuple(one for one in self.contestants if one.is_party and not one.calon)

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
