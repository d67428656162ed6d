"""The regions and polling stations of one kecamatan, out of the tables of KPU's systems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange.columns import plain
from sirekap_desktop.exchange.told import Entry, Told, dotted
from sirekap_desktop.models.election import Tps
from sirekap_desktop.models.master_problem import MasterProblem
from sirekap_desktop.models.region import SHAPES, Region, has_shape, is_child, tps_code

LARGEST = 999
_HEADS = re.compile(
    r"^(?:provinsi|kabupaten|kab|kecamatan|distrik|desa|kelurahan|gampong|nagari|kec|kel) "
)
_SPOKEN = re.compile(r"^(?:provinsi|kecamatan|distrik|desa|kelurahan)\s+", re.IGNORECASE)
_SHORT = re.compile(r"^kab(?:upaten)?\b\.?\s*", re.IGNORECASE)


@dataclass
class Places:
    """What is known of the kecamatan: the regions above it, its desa, and the TPS of each."""

    kecamatan: str
    names: dict[str, str] = field(default_factory=dict)
    tps: dict[str, dict[int, Tps]] = field(default_factory=dict)

    def above(self) -> tuple[Region, Region, Region]:
        """Province, regency and kecamatan; raises `upstream_region` for one without a name."""
        codes = (self.kecamatan[:2], self.kecamatan[:5], self.kecamatan)
        for code, level in zip(codes, SHAPES, strict=False):
            if not self.names.get(code):
                raise SirekapError("upstream_region", region=code, level=level)
        provinsi, kabkota, kecamatan = (Region(code, self.names[code]) for code in codes)
        return provinsi, kabkota, kecamatan

    def desa(self) -> dict[str, Region]:
        """The desa that have a TPS."""
        return {code: Region(code, self.names.get(code, "")) for code in sorted(self.tps)}

    def desa_named(self, name: str) -> str | None:
        """The code of the one desa of that name."""
        found = [
            code
            for code, known in self.names.items()
            if is_child(code, self.kecamatan) and alike(known, name)
        ]
        return found[0] if len(found) == 1 else None


def places_of(
    voters: Told, regions: Told | None, kecamatan: str, problems: list[MasterProblem]
) -> Places:
    """The TPS of that kecamatan, named by code or by name; of the only one when it is empty.

    Raises `upstream_kecamatan` where that is none or several.
    """
    known = _regions(regions)
    code = _kecamatan(voters, known, kecamatan.strip())
    places = Places(code, {c: n for c, n in known.items() if _near(c, code)})
    for entry in voters.lines(problems):
        if _elsewhere(entry, places, code):
            continue
        _take_names(entry, places, code)
        _take_tps(entry, places, problems)
    if not places.tps and not problems:
        raise SirekapError("upstream_kecamatan", text=kecamatan or code, known=_told(voters, known))
    return places


def alike(one: str, other: str) -> bool:
    """Whether two names mean the same region, however it is called before its name."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return _HEADS.sub("", plain(name))


def spoken(name: str) -> str:
    """A region's name as master data have it: in capitals of each word, without its level."""
    text = _SHORT.sub("Kabupaten ", _SPOKEN.sub("", " ".join(name.split())))
    return text.title() if text.isupper() or text.removeprefix("Kabupaten ").isupper() else text


def _regions(regions: Told | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in regions.lines([]) if regions is not None else ():
        code, name = entry.text("kode"), entry.text("nama")
        if any(has_shape(code, level) for level in SHAPES) and name:
            found[code] = spoken(name)
    return found


def _near(code: str, kecamatan: str) -> bool:
    return kecamatan == code or kecamatan.startswith(f"{code}.") or code.startswith(f"{kecamatan}.")


def _kecamatan(voters: Told, known: Mapping[str, str], asked: str) -> str:
    """The code of the kecamatan that is meant."""
    if has_shape(dotted(asked), "kecamatan"):
        return dotted(asked)
    found = {
        code
        for code, name in known.items()
        if has_shape(code, "kecamatan") and asked and alike(name, asked)
    }
    entries = list(voters.lines([]))
    here = {
        entry.text("desa_kode")[:8]
        for entry in entries
        if has_shape(entry.text("desa_kode"), "desa")
        if not asked or alike(entry.text("kecamatan"), asked)
    }
    if not asked and not here:
        names = {_bare(entry.text("kecamatan")) for entry in entries} - {""}
        kecamatan = {c: n for c, n in known.items() if has_shape(c, "kecamatan")}
        found = {code for code, name in kecamatan.items() if _bare(name) in names}
    found = (found & here) or here or found
    if len(found) != 1:
        raise SirekapError("upstream_kecamatan", text=asked or "?", known=_told(voters, known))
    return found.pop()


def _told(voters: Told, known: Mapping[str, str]) -> str:
    """The kecamatan that there are, for a refusal."""
    codes = {entry.text("desa_kode")[:8]: entry.text("kecamatan") for entry in voters.lines([])}
    told = [f"{code} {name or known.get(code, '')}".strip() for code, name in codes.items() if code]
    names = dict.fromkeys(entry.text("kecamatan") for entry in voters.lines([]))
    return ", ".join((told or list(filter(None, names)) or list(known.values()))[:8])


def _elsewhere(entry: Entry, places: Places, code: str) -> bool:
    """Whether a row is of another kecamatan."""
    desa = entry.text("desa_kode")
    if has_shape(desa, "desa"):
        return not is_child(desa, code)
    name = entry.text("kecamatan")
    return bool(name) and code in places.names and not alike(name, places.names[code])


def _take_names(entry: Entry, places: Places, code: str) -> None:
    told = {code[:2]: "provinsi", code[:5]: "kabkota", code: "kecamatan"}
    if has_shape(entry.text("desa_kode"), "desa"):
        told[entry.text("desa_kode")] = "desa"
    for region, column in told.items():
        if not places.names.get(region) and entry.text(column):
            places.names[region] = spoken(entry.text(column))


def _take_tps(entry: Entry, places: Places, problems: list[MasterProblem]) -> None:
    before = len(problems)
    number = entry.line.number("nomor", 1, LARGEST)
    dpt_l, dpt_p = (entry.line.number(column, 0, LARGEST) for column in ("dpt_l", "dpt_p"))
    code = _desa(entry, places)
    if number is None or dpt_l is None or dpt_p is None or code is None:
        return
    stations = places.tps.setdefault(code, {})
    if number in stations:
        entry.line.wrong("nomor", "master_twice", text=f"TPS {number:03d}, desa {code}")
    elif len(problems) == before:
        stations[number] = Tps(tps_code(code, number), number, dpt_l, dpt_p)


def _desa(entry: Entry, places: Places) -> str | None:
    if "desa_kode" in entry.columns and entry.text("desa_kode"):
        code = entry.line.code("desa_kode", "desa")
        if code is not None and not places.names.get(code):
            entry.line.wrong("desa_kode", "upstream_desa_nameless", text=code)
        return code
    code = places.desa_named(entry.text("desa"))
    if code is None:
        entry.wrong(("desa", "desa_kode"), "upstream_desa", text=entry.text("desa") or "–")
    return code
