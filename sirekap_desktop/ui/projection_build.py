"""From what is known to what the hall sees; drafts stop here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap

from sirekap_desktop.models.election import Desa, Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.ui import naming
from sirekap_desktop.ui import projection_scene as scenes
from sirekap_desktop.ui.crops import cut, pieces
from sirekap_desktop.ui.field_states import old_value
from sirekap_desktop.ui.projection_scene import Spot
from sirekap_desktop.ui.reading_place import Pages, Place, Step
from sirekap_desktop.ui.row_groups import row_words, short_name

if TYPE_CHECKING:
    from sirekap_desktop.models.recap import DesaRecap
    from sirekap_desktop.ui.check_acts import Loaded
    from sirekap_desktop.workflow.hall import Hall

DESA_A_PAGE = 8
"""So many desa fit on one page of a table that a hall can read."""


@dataclass(frozen=True)
class Known:
    """What has been looked up; `head` is the record's newest number and digest."""

    loaded: Loaded | None = None
    hall: Hall | None = None
    head: tuple[int, str] = (0, "")


MOST_COLUMNS = 10
"""So many columns of figures fit beside the names of the desa."""


def pages_of(election: Election) -> Pages:
    """How many pages the totals of the kecamatan take, and the progress of all desa.

    Where the ballot is too long for a table, each desa has a page of its own.
    """
    tables = max(1, -(-len(election.desa) // DESA_A_PAGE))
    if len(election.contestants) <= MOST_COLUMNS:
        return {Step.KECAMATAN: tables, Step.PROGRESS: tables}
    return {Step.KECAMATAN: 1 + len(election.desa), Step.PROGRESS: tables}


class SceneMaker:
    """Makes the scene of each place of one election; what is not known yet is left out."""

    def __init__(self, election: Election, template: Template) -> None:
        self._election = election
        self._template = template

    def scene(self, place: Place, known: Known) -> scenes.Scene:
        """What the hall sees at this place."""
        tr = QCoreApplication.translate
        above = f"{self._election.kabkota.name} · {self._election.provinsi.name}"
        totals = tr("projection", "Totals of {name}")
        if place.tps is not None and place.step is Step.NUMBER:
            return self._number(place, known)
        if place.tps is not None and place.step is Step.DESA:
            desa, _ = self._election.find(place.tps)
            return self._of_desa(place, desa, known)
        if place.step is Step.KECAMATAN and place.page and self._long:
            return self._of_desa(place, self._election.desa[place.page - 1], known)
        if place.step is Step.KECAMATAN:
            now = totals.format(name=self._kecamatan)
            return self._scene(self._kecamatan, above, self._tables(place, known.hall), now, known)
        if place.step is Step.PROGRESS:
            name = tr("projection", "Progress")
            return self._scene(name, self._kecamatan, _progress(place, known.hall), name, known)
        return self._scene(self._kecamatan, above, scenes.Welcome(), "", known)

    @property
    def _long(self) -> bool:
        """Whether the ballot is too long for a table."""
        return len(self._election.contestants) > MOST_COLUMNS

    def _of_desa(self, place: Place, desa: Desa, known: Known) -> scenes.Scene:
        name, body = _named(desa), self._desa(place, known.hall, desa)
        now = QCoreApplication.translate("projection", "Totals of {name}").format(name=name)
        return self._scene(name, self._kecamatan, body, now, known)

    @property
    def _kecamatan(self) -> str:
        told = QCoreApplication.translate("projection", "Kecamatan {name}")
        return told.format(name=self._election.kecamatan.name)

    def _scene(
        self, name: str, where: str, body: scenes.Body | None, now: str, known: Known
    ) -> scenes.Scene:
        election = self._election
        return scenes.Scene(
            name=name,
            where=where,
            title=election.title,
            body=body,
            now=now,
            record=_record(known.head),
            simulation=election.simulation,
        )

    def _number(self, place: Place, known: Known) -> scenes.Scene:
        assert place.tps is not None
        desa, tps = self._election.find(place.tps)
        sums = None if known.hall is None else self._sums(known.hall)
        body = scenes.Reading(None, (), sums)
        loaded = known.loaded
        fields = {} if loaded is None or loaded.view.tps.code != place.tps else loaded.view.fields
        if loaded is not None and place.field in fields:
            names = list(fields)
            read = [n for n in names[: names.index(place.field)] if fields[n].entry is not None]
            nearest = read[: -scenes.LISTED - 1 : -1]
            told, *before = (self._told(loaded, name) for name in (place.field, *nearest))
            body = scenes.Reading(told, tuple(before), sums)
        now = " · ".join(filter(None, (tps.label, _spoken(body.told))))
        return self._scene(tps.label, f"{_named(desa)} · {self._kecamatan}", body, now, known)

    def _told(self, loaded: Loaded, name: str) -> scenes.Told:
        view = loaded.view.fields[name]
        page, where = self._template.page_of(name)
        paper = loaded.papers.get(page.number)
        crop, without = QPixmap(), scenes.NoCrop.TYPED
        if page.number in loaded.view.sheets:
            without = scenes.NoCrop.COMING if paper is None else scenes.NoCrop.LOST
        if paper is not None:
            box = pieces(where, view.reading)[0].box
            crop = QPixmap.fromImage(cut(paper.image, paper.scale, box))
        label, mark, hue = self._called(name)
        names = list(loaded.view.fields)
        told = scenes.Told(
            label, mark, hue, None, None, crop, (names.index(name) + 1, len(names)),
            self._party(name), without,
        )  # fmt: skip
        if view.entry is None:
            return told
        return replace(told, value=view.entry.value, old=old_value(view))

    def _party(self, name: str) -> str:
        number = self._template.row_of(name).party
        return self._template.row_of(f"partai_{number}").label if number else ""

    def _called(self, name: str) -> tuple[str, str, int | None]:
        """The wording of a number's row; its column, or candidate and place on the ballot."""
        row = self._template.row_of(name)
        for place, one in enumerate(self._election.contestants):
            if name in one.fields:
                label = row_words(row) if one.is_party else row.label
                return label, str(one.number), place
        mark = naming.column_word(name) if len(row.fields) > 1 else ""
        return " ".join(filter(None, (row.number, row.label))), mark, None

    def _sums(self, hall: Hall) -> scenes.Sums:
        closed, total = _counted(hall.recap.desa)
        return scenes.Sums(self._kecamatan, self._bars(hall.recap.total), closed, total)

    def _desa(self, place: Place, hall: Hall | None, desa: Desa) -> scenes.DesaTotals | None:
        if hall is None:
            return None
        part = next(p for p in hall.recap.desa if p.desa.region.code == desa.region.code)
        line = _line(place, hall, part)
        bars = self._bars(part.total)
        sums = scenes.Sums(_named(desa), bars, line.closed, len(line.tiles))
        return scenes.DesaTotals(sums, line.tiles)

    def _tables(self, place: Place, hall: Hall | None) -> scenes.KecamatanTotals | None:
        if hall is None:
            return None
        return scenes.KecamatanTotals(self._sums(hall), None if self._long else _page(place, hall))

    def _bars(self, total: Mapping[str, int]) -> tuple[scenes.Bar, ...]:
        return tuple(
            scenes.Bar(one.number, short_name(one.label), total[one.field])
            for one in self._election.contestants
        )


def _spoken(told: scenes.Told | None) -> str:
    if told is None:
        return ""
    of = (told.mark, told.party, told.label)
    parts = (told.label, told.mark) if told.hue is None else of
    return " · ".join(filter(None, parts))


def _progress(place: Place, hall: Hall | None) -> scenes.Progress | None:
    if hall is None:
        return None
    closed, total = _counted(hall.recap.desa)
    return scenes.Progress(closed, total, _page(place, hall))


def _page(place: Place, hall: Hall) -> scenes.Page:
    start = place.page * DESA_A_PAGE
    parts = hall.recap.desa[start : start + DESA_A_PAGE]
    lines = tuple(_line(place, hall, part) for part in parts)
    return scenes.Page(lines, start + 1, len(hall.recap.desa))


def _line(place: Place, hall: Hall, part: DesaRecap) -> scenes.DesaLine:
    def spot(code: str, closed: bool) -> Spot:
        if closed:
            return Spot.CLOSED
        if code == place.tps or code in hall.under_way:
            return Spot.READING
        return Spot.REOPENED if code in hall.reopened else Spot.OPEN

    return scenes.DesaLine(
        part.desa.region.name,
        tuple(part.total[one.field] for one in hall.recap.election.contestants),
        tuple(
            scenes.Tile(column.tps.number, spot(column.tps.code, column.values is not None))
            for column in part.columns
        ),
    )


def _counted(parts: Iterable[DesaRecap]) -> tuple[int, int]:
    columns = [column for part in parts for column in part.columns]
    return sum(column.values is not None for column in columns), len(columns)


def _named(desa: Desa) -> str:
    return f"{desa.kind} {desa.region.name}"


def _record(head: tuple[int, str]) -> str:
    seq, digest = head
    groups = " ".join(digest[at : at + 4] for at in range(0, 16, 4))
    told = QCoreApplication.translate("projection", "Record {seq} · {digest}")
    return told.format(seq=seq, digest=groups) if digest else ""
