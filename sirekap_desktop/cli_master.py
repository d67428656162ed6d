"""`sirekap master`: tables of KPU's systems become one contest."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sirekap_desktop import paths, settings
from sirekap_desktop.app import House
from sirekap_desktop.cli_desk import seated
from sirekap_desktop.cli_output import GOOD, Voice, file_name
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.workflow import mastering, upstreaming
from sirekap_desktop.workflow.upstreaming import ColumnMemory, Told

_MAP = re.compile(r"(\w+):(\w+)=([A-Za-z]{0,2})")
Map = Mapping[str, Mapping[str, str]]
"""The letters that `--map` gives to columns, by sort of table."""


def master(options: Namespace, voice: Voice) -> int:
    """Compose a contest; write it as a master file, take it into a folder, or only tell of it."""
    memory = _memory(options.data)
    given = _given(options.map)
    tables = [_told(text, given, memory) for text in options.files]
    asked = upstreaming.Asked(
        options.form,
        options.title,
        options.day,
        options.kecamatan,
        options.dapil,
        options.simulation,
    )
    election = upstreaming.compose(asked, tables, catalog(paths.forms(options.data)))
    for told in tables:
        memory.put(told)
    if options.out is not None:
        upstreaming.save_master(election, options.out)
    if options.take:
        _take(options, election)
    voice.answer(_value(election, tables), _text(election, tables, options))
    return GOOD


def _memory(folder: Path) -> ColumnMemory:
    kept = settings.load(folder)
    return ColumnMemory(
        kept.columns, lambda text: settings.save(folder, replace(kept, columns=text))
    )


def _given(texts: Sequence[str]) -> Map:
    """What `--map` says; raises `upstream_map`."""
    known = {key: [column.id for column in one.columns] for key, one in upstreaming.sorts().items()}
    given: dict[str, dict[str, str]] = {}
    for text in texts:
        match = _MAP.fullmatch(text)
        if match is None or match[2] not in known.get(match[1], ()):
            told = "; ".join(f"{key}: {', '.join(columns)}" for key, columns in known.items())
            raise SirekapError("upstream_map", text=text, known=told)
        given.setdefault(match[1], {})[match[2]] = match[3]
    return given


def _told(text: str, given: Map, memory: ColumnMemory) -> Told:
    """A file, with its sort before a `=` or guessed, and its columns."""
    word, sign, rest = text.partition("=")
    sort = upstreaming.sorts().get(word) if sign else None
    told = upstreaming.open_told(Path(rest if sort else text), memory, sort)
    meaning = dict(told.meaning)
    for column, letters in given.get(told.sort.id, {}).items():
        place = upstreaming.place_of(letters)
        meaning = {known: at for known, at in meaning.items() if at != place and known != column}
        if place is not None:
            meaning[column] = place
    return upstreaming.told_as(told, meaning)


def _take(options: Namespace, election: Election) -> None:
    house = House(options.data)
    try:
        desk = seated(house, options)
        with desk.look() as unit:
            first = unit.elections.get() is None
        (mastering.adopt if first else mastering.add_contest)(desk, election)
    finally:
        house.close()


def _columns(told: Told) -> list[tuple[str, str, str]]:
    """Each column that was told: its label, its letters and its heading."""
    label = {column.id: column.label for column in told.sort.columns}
    return [
        (label[column], upstreaming.letter(place), told.table.headings[place])
        for column, place in sorted(told.meaning.items(), key=lambda item: item[1])
    ]


def _value(election: Election, tables: Sequence[Told]) -> dict[str, object]:
    return {
        "form": election.form,
        "title": election.title,
        "kecamatan": election.kecamatan.code,
        "desa": len(election.desa),
        "tps": sum(1 for _ in election.every_tps()),
        "voters": sum(tps.dpt_l + tps.dpt_p for _, tps in election.every_tps()),
        "contestants": [
            {"number": one.number, "name": one.label, "calon": len(one.calon)}
            for one in election.contestants
        ],
        "tables": [
            {
                "file": told.name,
                "sort": told.sort.id,
                "columns": {key: upstreaming.letter(at) for key, at in told.meaning.items()},
            }
            for told in tables
        ],
    }


def _text(election: Election, tables: Sequence[Told], options: Namespace) -> str:
    lines = []
    for told in tables:
        lines.append(f"{told.name}: {told.sort.label}")
        lines += [f"  {at:>2}  {label}  ← {heading}" for label, at, heading in _columns(told)]
    count = sum(1 for _ in election.every_tps())
    lines += ["", f"{election.title}: Kecamatan {election.kecamatan.name}"]
    lines.append(f"{len(election.desa)} desa, {count} TPS, {len(election.contestants)} peserta")
    if bare := ", ".join(one.name for one in election.bare_parties):
        lines.append(sentence("parties_bare", {"parties": bare}).text)
    if options.out is not None:
        lines.append(f"Disimpan: {file_name(options.out)}")
    if options.take:
        lines.append("Diambil ke folder data.")
    return "\n".join(lines)
