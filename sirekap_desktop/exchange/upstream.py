"""One contest out of several tables of KPU's systems: voters, candidates, parties, regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange.ballot import EMPTY_COLUMN
from sirekap_desktop.exchange.columns import plain, same_election
from sirekap_desktop.exchange.places import Places, alike, places_of
from sirekap_desktop.exchange.told import Entry, Told, dotted
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant, Desa, Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.formulas import kind_of
from sirekap_desktop.models.master_problem import MasterProblem
from sirekap_desktop.models.region import is_child

LAST = 99
"""The largest number on a ballot."""


@dataclass(frozen=True)
class Asked:
    """What no table tells: the contest itself, and which kecamatan and dapil are meant.

    `kecamatan` is a code or a name; it and `dapil` may be empty where the tables leave one only.
    """

    form: str
    title: str
    day: date
    kecamatan: str = ""
    dapil: str = ""
    simulation: bool = False


def compose(
    asked: Asked, tables: Mapping[str, Told], forms: Mapping[str, Template] | None = None
) -> Election:
    """The contest that the tables make together; `tables` by the id of their sort, `forms` those
    that this laptop knows (the shipped ones when None).

    Raises `form_unknown`, `upstream_lacks` for a table that is needed, `upstream_columns` for one
    without a needed column, `upstream_kecamatan`, `upstream_region`, `upstream_dapil`,
    `upstream_election` when no row is of this election, or `master_bad` with all `problems`.
    """
    template = (catalog() if forms is None else forms).get(asked.form)
    if template is None:
        raise SirekapError("form_unknown", form=asked.form)
    if not asked.title.strip():
        raise SirekapError("upstream_title")
    kind = kind_of(template.fields)
    for sort in ("tps", "calon"):
        if sort not in tables and (sort == "tps" or kind != "partai" or "partai" not in tables):
            raise SirekapError("upstream_lacks", table=sort)
    for told in tables.values():
        if lacking := told.sort.lacking(told.meaning):
            raise SirekapError("upstream_columns", name=told.name, columns="; ".join(lacking))
    problems: list[MasterProblem] = []
    places = places_of(tables["tps"], tables.get("wilayah"), asked.kecamatan, problems)
    dapil = _dapil(asked, tables.get("dapil"), places)
    ballot = _Ballot(asked.form, dapil, problems)
    contestants = ballot.contestants(kind, tables)
    if not problems and not contestants:
        problems.append(MasterProblem("", 0, "", "master_lacks", {"part": "calon / partai"}))
    if problems:
        raise _bad(problems)
    try:
        bind(template, contestants)
    except SirekapError as error:
        facts = {"count": str(len(contestants)), "model": template.model}
        raise _bad([MasterProblem("", 0, "", "master_ballot_form", facts)]) from error
    provinsi, kabkota, kecamatan = places.above()
    return Election(
        form=asked.form,
        title=asked.title.strip(),
        day=asked.day,
        provinsi=provinsi,
        kabkota=kabkota,
        kecamatan=kecamatan,
        desa=tuple(
            Desa(region, tuple(one for _, one in sorted(places.tps[code].items())))
            for code, region in places.desa().items()
        ),
        contestants=contestants,
        simulation=asked.simulation,
        dapil=dapil,
    )


def _bad(problems: Iterable[MasterProblem]) -> SirekapError:
    told = tuple(sorted(problems, key=lambda p: (p.line == 0, p.file, p.sheet, p.line)))
    names = ", ".join(dict.fromkeys(p.file for p in told if p.file)) or "gabungan"
    return SirekapError("master_bad", name=names, count=len(told), problems=told)


def _dapil(asked: Asked, table: Told | None, places: Places) -> str:
    """The dapil of this kecamatan; leaves in `places` only the desa that belong to it."""
    if table is None:
        return asked.dapil.strip()
    found: dict[str, set[str]] = {}
    for entry in table.lines([]):
        if _of_election(entry, asked.form) and (desa := _covered(entry, places)):
            found.setdefault(" ".join(entry.text("dapil").split()), set()).update(desa)
    wanted = [name for name in found if not asked.dapil.strip() or alike(name, asked.dapil)]
    if len(wanted) != 1:
        known = ", ".join(found) or "–"
        raise SirekapError("upstream_dapil", text=asked.dapil.strip() or "?", known=known)
    places.tps = {code: tps for code, tps in places.tps.items() if code in found[wanted[0]]}
    return wanted[0]


def _covered(entry: Entry, places: Places) -> set[str]:
    """The desa of this kecamatan that a row of the dapil table names: one, or all of them."""
    code = dotted(entry.text("kode"))
    if code:
        if is_child(code, places.kecamatan):
            return {code} & places.tps.keys()
        return set(places.tps) if places.kecamatan.startswith(code) else set()
    kecamatan, desa = entry.text("kecamatan"), entry.text("desa")
    if kecamatan and not alike(kecamatan, places.names.get(places.kecamatan, "")):
        return set()
    if desa:
        named = places.desa_named(desa)
        return {named} & places.tps.keys() if named else set()
    return set(places.tps) if kecamatan else set()


def _of_election(entry: Entry, form: str) -> bool:
    """Whether a row is of this election; of every one in a table of one election only."""
    said = entry.text("pemilihan")
    return not said or same_election(form, said)


class _Ballot:
    """Takes the rows of candidates and parties; each number once."""

    def __init__(self, form: str, dapil: str, problems: list[MasterProblem]) -> None:
        self._form = form
        self._dapil = dapil
        self._problems = problems

    def contestants(self, kind: str, tables: Mapping[str, Told]) -> tuple[Contestant, ...]:
        """Everybody on the ballot in order of number."""
        calon = tables.get("calon")
        rows = list(self._rows(calon)) if calon is not None else []
        if kind == "partai":
            return self._parties(tables.get("partai"), calon, rows)
        found: dict[int, Contestant] = {}
        for entry in rows:
            one = self._one(kind, entry)
            self._put(found, entry, one)
        return tuple(one for _, one in sorted(found.items()))

    def _rows(self, calon: Told) -> Iterator[Entry]:
        """The rows of this election and dapil; raises `upstream_dapil` or `upstream_election`."""
        rows = [e for e in calon.lines(self._problems) if _of_election(e, self._form)]
        if not rows:
            raise SirekapError("upstream_election", name=calon.name)
        named = dict.fromkeys(entry.text("dapil") for entry in rows)
        here = [name for name in named if alike(name, self._dapil)]
        if len(named) == 1 and not self._dapil:
            here = list(named)
        if calon.has("dapil") and not here:
            known = ", ".join(filter(None, named)) or "–"
            raise SirekapError("upstream_dapil", text=self._dapil or "?", known=known)
        return (entry for entry in rows if not calon.has("dapil") or entry.text("dapil") in here)

    def _one(self, kind: str, entry: Entry) -> Contestant:
        name = entry.line.name("nama") or ""
        if kind == "calon":
            return Contestant(ChoiceKind.CALON, 0, name)
        if plain(name) == EMPTY_COLUMN:
            return Contestant(ChoiceKind.KOLOM_KOSONG, 0, name)
        deputy = (entry.line.name("wakil") or "") if "wakil" in entry.columns else ""
        return Contestant(ChoiceKind.PASLON, 0, name, deputy)

    def _put(self, found: dict[int, Contestant], entry: Entry, one: Contestant) -> None:
        number = entry.line.number("nomor", 1, LAST)
        if number in found:
            entry.line.wrong("nomor", "master_twice", text=str(number))
        elif number is not None:
            found[number] = replace(one, number=number)

    def _parties(
        self, table: Told | None, calon: Told | None, rows: list[Entry]
    ) -> tuple[Contestant, ...]:
        """The parties of their table, or those that the table of candidates names."""
        parties: dict[int, Contestant] = {}
        for entry in table.lines(self._problems) if table is not None else ():
            local = "lokal" in plain(entry.text("jenis"))
            kind = ChoiceKind.PARTAI_LOKAL if local else ChoiceKind.PARTAI
            self._put(parties, entry, Contestant(kind, 0, entry.line.name("nama") or ""))
        if table is None and calon is not None:
            self._need(calon, "partai_nomor")
            self._need(calon, "partai")
            for entry in rows:
                number = entry.line.number("partai_nomor", 1, LAST)
                if number is not None and number not in parties:
                    name = entry.line.name("partai") or ""
                    parties[number] = Contestant(ChoiceKind.PARTAI, number, name)
        people: dict[int, dict[int, Calon]] = {}
        for entry in rows:
            self._take_calon(entry, parties, people)
        if parties and not people and not self._problems:
            facts = {"parties": ", ".join(one.name for _, one in sorted(parties.items()))}
            self._problems.append(MasterProblem("", 0, "", "master_party_bare", facts))
        return tuple(
            replace(one, calon=tuple(c for _, c in sorted(people.get(number, {}).items())))
            for number, one in sorted(parties.items())
        )

    def _take_calon(
        self,
        entry: Entry,
        parties: Mapping[int, Contestant],
        people: dict[int, dict[int, Calon]],
    ) -> None:
        party = self._party_of(entry, parties)
        number, name = entry.line.number("nomor", 1, LAST), entry.line.name("nama")
        if party is None or number is None or name is None:
            return
        if number in people.setdefault(party, {}):
            told = f"Calon {number}, partai {party}"
            entry.line.wrong("nomor", "master_twice", text=told)
        else:
            people[party][number] = Calon(number, name)

    def _party_of(self, entry: Entry, parties: Mapping[int, Contestant]) -> int | None:
        """The party of a candidate, by its number or else by its name."""
        if "partai_nomor" in entry.columns:
            number = entry.line.number("partai_nomor", 1, LAST)
            if number is not None and number not in parties:
                entry.line.wrong("partai_nomor", "master_party_unknown", text=str(number))
                return None
            return number
        said = plain(entry.text("partai")).removeprefix("partai ")
        for number, one in parties.items():
            if said and plain(one.name).removeprefix("partai ") == said:
                return number
        text = entry.text("partai") or "–"
        entry.wrong(("partai", "nomor"), "master_party_unknown", text=text)
        return None

    @staticmethod
    def _need(calon: Told, column: str) -> None:
        if not calon.has(column):
            label = next(one.label for one in calon.sort.columns if one.id == column)
            raise SirekapError("upstream_columns", name=calon.name, columns=label)
