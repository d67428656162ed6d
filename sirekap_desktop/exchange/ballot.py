"""The lines of the ballot in a master file: pairs, candidates, or parties with their candidates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.exchange.cells import Line
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant
from sirekap_desktop.models.form import Template

COLUMNS = {
    "PASLON": ("nomor", "calon", "wakil"),
    "CALON": ("nomor", "nama"),
    "PARTAI": ("nomor", "nama", "jenis"),
    "CALEG": ("partai", "nomor", "nama"),
}
"""The sections of a master file that make the ballot; CALEG are the candidates of PARTAI."""
EMPTY_COLUMN = "kolom kosong"
PARTIES = {"nasional": ChoiceKind.PARTAI, "lokal": ChoiceKind.PARTAI_LOKAL}

Fault = tuple[str, dict[str, str]]
"""The code of what is wrong with the ballot as a whole, and its facts."""


class Ballot:
    """Takes line after line; `contestants` are those who stand on the ballot in its order."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[int, Contestant]] = {}
        self._candidates: dict[int, dict[int, Calon]] = {}
        self._owners: list[tuple[Line, int]] = []
        self._odd = False

    def take(self, section: str, line: Line) -> None:
        """One line of one of the sections."""
        match section:
            case "PASLON":
                self._take_paslon(line)
            case "CALON":
                name = line.name("nama") or ""
                self._keep(section, line, Contestant(ChoiceKind.CALON, 0, name))
            case "PARTAI":
                self._take_partai(line)
            case _:
                self._take_caleg(line)

    @property
    def contestants(self) -> tuple[Contestant, ...]:
        """Everybody on the ballot, each party with its candidates, in order of number."""
        return tuple(
            replace(one, calon=tuple(c for _, c in sorted(self._candidates.get(n, {}).items())))
            if one.is_party
            else one
            for lines in self._lines.values()
            for n, one in sorted(lines.items())
        )

    def faults(self, template: Template | None) -> Iterator[Fault]:
        """What is wrong with the ballot as a whole; candidates of no party are noted where they
        stand. Nothing is said while a line could not be told apart."""
        if self._odd:
            return
        parties = self._lines.get("PARTAI", {})
        for line, party in self._owners:
            if party not in parties:
                line.wrong("partai", "master_party_unknown", text=str(party))
        pairs = sorted(self._lines.get("PASLON", {}))
        if not self._lines:
            yield "master_lacks", {"part": "PASLON / CALON / PARTAI"}
        elif len(self._lines) > 1:
            yield "master_ballots", {"sections": ", ".join(self._lines)}
        elif pairs != list(range(1, len(pairs) + 1)):
            yield "master_paslon_gap", {"numbers": ", ".join(map(str, pairs))}
        elif parties and not self._candidates:
            yield "master_party_bare", {"parties": ", ".join(one.name for one in parties.values())}
        elif template is not None:
            try:
                bind(template, self.contestants)
            except SirekapError:
                count = str(len(self.contestants))
                yield "master_ballot_form", {"count": count, "model": template.model}

    def _take_paslon(self, line: Line) -> None:
        name = line.name("calon") or ""
        if name.casefold() == EMPTY_COLUMN:
            self._keep("PASLON", line, Contestant(ChoiceKind.KOLOM_KOSONG, 0, name))
        else:
            deputy = line.name("wakil") or ""
            self._keep("PASLON", line, Contestant(ChoiceKind.PASLON, 0, name, deputy))

    def _take_partai(self, line: Line) -> None:
        name, kind = line.name("nama") or "", line.text("jenis") or "nasional"
        if kind not in PARTIES:
            self._odd = True
            line.wrong("jenis", "master_party_kind", text=kind, kinds=", ".join(PARTIES))
        else:
            self._keep("PARTAI", line, Contestant(PARTIES[kind], 0, name))

    def _take_caleg(self, line: Line) -> None:
        party, number = (line.number(column, 1, 99) for column in ("partai", "nomor"))
        name = line.name("nama") or ""
        if party is None or number is None:
            self._odd = True
        elif number in self._candidates.setdefault(party, {}):
            line.wrong("nomor", "master_twice", text=f"Calon {number}, partai {party}")
        else:
            self._candidates[party][number] = Calon(number, name)
            self._owners.append((line, party))

    def _keep(self, section: str, line: Line, one: Contestant) -> None:
        number = line.number("nomor", 1, 99)
        lines = self._lines.setdefault(section, {})
        if number is None:
            self._odd = True
        elif number in lines:
            self._odd = True
            line.wrong("nomor", "master_twice", text=str(number))
        else:
            lines[number] = replace(one, number=number)
