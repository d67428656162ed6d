"""Which TPS a picture belongs to, as its file and folders are named; in doubt: nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from sirekap_desktop.models.election import Election

_CODE = re.compile(r"(?<!\d)\d{13}(?!\d)")
_NUMBER = re.compile(r"tps ?(?:no |nomor )?0*(\d{1,3})(?!\d)")
_LEVELS = 4
"""The file's own name and the folders above it that people name after desa and TPS."""


class Evidence:
    """Finds the TPS code in names; made once for an import."""

    def __init__(self, election: Election) -> None:
        self._kecamatan = election.kecamatan.code.replace(".", "")
        self._codes = {tps.code for _, tps in election.every_tps()}
        self._numbers = {(d.region.code, tps.number): tps.code for d, tps in election.every_tps()}
        self._desa = [(d.region.code, _name_pattern(d.region.name)) for d in election.desa]
        above = (election.kecamatan, election.kabkota, election.provinsi)
        self._above = [
            re.compile(rf"(?<![a-z0-9])(?:{level}) ?{_name_pattern(region.name).pattern}")
            for region, level in zip(
                above, ("kecamatan|kec", "kabupaten|kab|kota", "provinsi|prov"), strict=True
            )
        ]

    def tps_of(self, path: Path) -> str | None:
        """The one TPS to which all names point, or None."""
        names = (*path.parts[-_LEVELS:-1], path.stem)
        found = {code for name in names for code in _CODE.findall(name)}
        codes: set[str | None] = {
            code if code in self._codes else None
            for code in found
            if code.startswith(self._kecamatan)
        }
        codes |= self._told([self._plain(name) for name in names])
        return codes.pop() if len(codes) == 1 else None

    def _told(self, names: Iterable[str]) -> set[str | None]:
        """The TPS that are named; None stands for each that the election does not have."""
        texts = list(names)
        numbers = {int(number) for text in texts for number in _NUMBER.findall(text)}
        desa = set().union(*(self._desa_in(text) for text in texts))
        return {self._numbers.get((code, number)) for code in desa for number in numbers}

    def _desa_in(self, text: str) -> set[str]:
        """The desa named in a text; a name inside a longer one (Contoh, Contoh Barat) is none."""
        spans = [
            (match.span(1), code)
            for code, pattern in self._desa
            for match in pattern.finditer(text)
        ]
        return {
            code
            for (start, end), code in spans
            if not any(
                other != (start, end) and other[0] <= start and end <= other[1]
                for other, _ in spans
            )
        }

    def _plain(self, name: str) -> str:
        """The name in small letters and single spaces, without the regions above the desa."""
        text = _plain(name)
        for region in self._above:
            text = region.sub(" ", text)
        return text


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", letters.casefold()))


def _name_pattern(name: str) -> re.Pattern[str]:
    words = " ?".join(map(re.escape, _plain(name).split()))
    return re.compile(rf"(?<![a-z0-9])(?:(?:desa|kelurahan|kel) ?)?({words})(?=tps|[^a-z0-9]|$)")
