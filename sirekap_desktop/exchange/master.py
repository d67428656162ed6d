"""Master data from one CSV or XLSX file: wholly good, or every fault by line, column and reason.

The layout is told in `resources/help/master.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange import ballot
from sirekap_desktop.exchange.cells import Line
from sirekap_desktop.exchange.tables import Row, read_rows
from sirekap_desktop.models.election import Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.master_problem import MasterProblem
from sirekap_desktop.models.region import SHAPES, Region, is_child, tps_code

T = TypeVar("T")

COLUMNS = {
    "PEMILIHAN": ("kunci", "nilai"),
    "WILAYAH": ("tingkat", "kode", "nama"),
    **ballot.COLUMNS,
    "TPS": ("kode_desa", "nomor", "dpt_l", "dpt_p"),
}
"""The sections of a master file and the headings of their columns."""
KEYS = ("judul", "tanggal", "formulir", "simulasi", "dapil")
LEVELS = tuple(SHAPES)
LARGEST = 999
"""The largest number of a TPS, and the largest DPT; whether DPT is lawful is asked by R12."""


def read_master(data: bytes, name: str, forms: Mapping[str, Template] | None = None) -> Election:
    """The election of a master file; `name` is the file's name, `forms` are those that are known.

    Raises `master_bad` with all `problems` (MasterProblem), or what `read_rows` refuses.
    """
    rows = read_rows(data, name, tuple(COLUMNS))
    if not any(row.section.upper() in COLUMNS for row in rows):
        raise SirekapError("master_other", name=name)
    reader = _Reader(catalog() if forms is None else forms)
    for row in rows:
        reader.take(row)
    reader.check()
    if reader.problems:
        problems = tuple(sorted(reader.problems, key=lambda p: (p.line == 0, p.sheet, p.line)))
        raise SirekapError("master_bad", name=name, count=len(problems), problems=problems)
    return reader.election()


class _Reader:
    """Takes row after row and keeps what is good and what is not.

    `_odd` holds the sections and levels with a row that could not be told apart: what may only
    seem to lack because of it is not asked for.
    """

    def __init__(self, templates: Mapping[str, Template]) -> None:
        self.problems: list[MasterProblem] = []
        self._templates = templates
        self._texts: dict[str, str] = {}
        self._day: date | None = None
        self._regions: dict[str, dict[str, tuple[Line, Region]]] = {level: {} for level in LEVELS}
        self._ballot = ballot.Ballot()
        self._tps: dict[str, dict[int, Tps]] = {}
        self._tps_lines: list[tuple[Line, str]] = []
        self._odd: set[str] = set()

    def take(self, row: Row) -> None:
        """Read one row into what it means."""
        section = row.section.upper()
        if section not in COLUMNS:
            facts = {"section": row.section, "sections": ", ".join(COLUMNS)}
            self.problems.append(MasterProblem(row.sheet, row.line, "A", "master_section", facts))
            return
        line = Line(row, COLUMNS[section], self.problems)
        if line.is_heading:
            return
        line.check_width()
        match section:
            case "PEMILIHAN":
                self._take_key(line)
            case "WILAYAH":
                self._take_region(line)
            case "TPS":
                self._take_tps(line)
            case _:
                self._ballot.take(section, line)

    def check(self) -> None:
        """Note what the rows do not make together."""
        for key in KEYS[:3]:
            if key not in self._texts and "PEMILIHAN" not in self._odd:
                self._lacks(f"PEMILIHAN {key}")
        self._check_regions()
        template = self._templates.get(self._texts.get("formulir", ""))
        for code, facts in self._ballot.faults(template):
            self._note(code, facts)
        self._check_tps()

    def election(self) -> Election:
        """What the rows make together; only when no problem was noted."""
        provinsi, kabkota, kecamatan = (self._only(level) for level in LEVELS[:3])
        return Election(
            form=self._texts["formulir"],
            title=self._texts["judul"],
            day=_present(self._day),
            provinsi=_present(provinsi),
            kabkota=_present(kabkota),
            kecamatan=_present(kecamatan),
            desa=tuple(
                Desa(region, tuple(tps for _, tps in sorted(self._tps[code].items())))
                for code, (_, region) in sorted(self._regions["desa"].items())
            ),
            contestants=self._ballot.contestants,
            simulation=self._texts.get("simulasi") == "ya",
            dapil=self._texts.get("dapil", ""),
        )

    def _take_key(self, line: Line) -> None:
        key = line.text("kunci")
        if key not in KEYS:
            self._odd.add("PEMILIHAN")
            return line.wrong("kunci", "master_key", text=key, keys=", ".join(KEYS))
        if key in self._texts:
            return line.wrong("kunci", "master_twice", text=key)
        text = line.text("nilai")
        self._texts[key] = text
        match key:
            case "tanggal":
                self._day = line.day("nilai")
            case "judul" | "dapil":
                self._texts[key] = line.name("nilai") or ""
            case "formulir" if text not in self._templates:
                known = ", ".join(self._templates)
                line.wrong("nilai", "master_form", text=text, known=known)
            case "simulasi" if text not in ("ya", "tidak"):
                line.wrong("nilai", "master_yes_no", text=text)
        return None

    def _take_region(self, line: Line) -> None:
        level = line.text("tingkat")
        if level not in LEVELS:
            self._odd |= set(LEVELS)
            return line.wrong("tingkat", "master_level", text=level, levels=", ".join(LEVELS))
        code, name = line.code("kode", level), line.name("nama")
        if code is None:
            self._odd.add(level)
        elif code in self._regions[level]:
            line.wrong("kode", "master_twice", text=code)
        else:
            self._regions[level][code] = (line, Region(code, name or ""))
        return None

    def _take_tps(self, line: Line) -> None:
        code = line.code("kode_desa", "desa")
        number = line.number("nomor", 1, LARGEST)
        voters = [line.number(column, 0, LARGEST) for column in ("dpt_l", "dpt_p")]
        if code is None:
            self._odd.add("TPS")
            return
        self._tps_lines.append((line, code))
        stations = self._tps.setdefault(code, {})
        if number in stations:
            line.wrong("nomor", "master_twice", text=f"TPS {number:03d}, desa {code}")
        elif number is not None:
            stations[number] = Tps(tps_code(code, number), number, voters[0] or 0, voters[1] or 0)

    def _check_regions(self) -> None:
        for level, above in zip(LEVELS, (None, *LEVELS), strict=False):
            found = self._regions[level]
            if not found and level not in self._odd:
                self._lacks(f"WILAYAH {level}")
            parent = self._only(above) if above and above not in self._odd else None
            for index, (line, region) in enumerate(found.values()):
                if index and level != "desa":
                    line.wrong("kode", "master_one_only", level=level)
                elif parent is not None and not is_child(region.code, parent.code):
                    facts = {"text": region.code, "level": str(above), "parent": parent.code}
                    line.wrong("kode", "master_parent", **facts)
                    self._odd |= {level, "TPS"}

    def _check_tps(self) -> None:
        desa = self._regions["desa"]
        if "desa" not in self._odd:
            for line, code in self._tps_lines:
                if code not in desa:
                    line.wrong("kode_desa", "master_desa_unknown", text=code)
        if "TPS" not in self._odd:
            for code, (line, region) in desa.items():
                if code not in self._tps:
                    line.wrong("kode", "master_desa_empty", text=region.name)

    def _only(self, level: str) -> Region | None:
        return next((region for _, region in self._regions[level].values()), None)

    def _lacks(self, part: str) -> None:
        self._note("master_lacks", {"part": part})

    def _note(self, code: str, facts: Mapping[str, str]) -> None:
        self.problems.append(MasterProblem("", 0, "", code, facts))


def _present(value: T | None) -> T:
    """A value that `check` has proved to be there."""
    assert value is not None
    return value
