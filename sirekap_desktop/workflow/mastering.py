"""The master data: looked at first, then taken over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow.desk import Desk


def preview_master(path: Path, forms: Mapping[str, Template] | None = None) -> Election:
    """What a master file holds, without keeping it; `forms` are those of the desk, the program's
    own when None. Raises what `exchange.master` refuses."""
    from sirekap_desktop.exchange.master import read_master

    try:
        data = path.read_bytes()
    except OSError as error:
        raise SirekapError("file_unreadable", reason=error.strerror or "") from error
    return read_master(data, path.name, forms)


def adopt(desk: Desk, election: Election) -> None:
    """Make this the contest of the desk; raises `election_exists` once numbers are confirmed,
    `not_allowed`, and what `add_contest` raises about the contests beside it.

    The same election once more changes nothing. Where the name of a TPS goes over to another code,
    its sheets belong to nobody again: they may have been laid there by that name.
    """
    desk.need(Act.MASTER)
    with desk.unit() as unit:
        before = unit.elections.get()
        if before == election:
            return
        moved = _moved(before, election)
        laid = unit.sheets.all() if moved else ()
        _need_fitting(unit, election, None if before is None else unit.elections.key())
        unit.elections.put(election)
        _tell(desk, unit, election)
        for sheet in laid:
            if sheet.tps in moved:
                unit.sheets.assign(sheet.id, None)
                unit.events.append(
                    desk.clock(),
                    desk.person,
                    "sheet_assigned",
                    sheet=sheet.id,
                    before=sheet.tps,
                    tps=None,
                    why="",
                )


def add_contest(desk: Desk, election: Election) -> int:
    """Take a further contest of the same kecamatan into the folder; its number.

    Raises `contest_known`, `contest_split`, `kecamatan_other`, `simulation_mix` or `not_allowed`.
    """
    desk.need(Act.MASTER)
    with desk.unit() as unit:
        _need_fitting(unit, election)
        _need_whole(unit, election)
        number = unit.elections.add(election)
        _tell(desk, unit, election)
    return number


def _need_fitting(unit: Unit, election: Election, instead_of: int | None = None) -> None:
    """Practice and real data never lie in one folder; its contests are those of one kecamatan."""
    contests = unit.elections.all()
    if any(contest.simulation != election.simulation for contest in contests):
        raise SirekapError("simulation_mix")
    for contest in contests:
        if contest.id == instead_of:
            continue
        if contest.title == election.title:
            raise SirekapError("contest_known", title=election.title)
        if contest.kecamatan != election.kecamatan.code:
            raise SirekapError("kecamatan_other", kecamatan=election.kecamatan.name)


def _need_whole(unit: Unit, election: Election) -> None:
    """The dapil of one election share a form, so their pictures cannot be told apart; raises
    `contest_split` where another contest on the same form counts other TPS."""
    here = {tps.code for _, tps in election.every_tps()}
    for contest in unit.elections.all():
        other = unit.beside(contest.id).elections.get()
        if other is None or other.form != election.form:
            continue
        if here != {tps.code for _, tps in other.every_tps()}:
            raise SirekapError("contest_split", title=other.title)


def _tell(desk: Desk, unit: Unit, election: Election) -> None:
    unit.events.append(
        desk.clock(),
        desk.person,
        "election_adopted",
        form=desk.template_of(election).form,
        title=election.title,
        kecamatan=election.kecamatan.code,
        tps=sum(1 for _ in election.every_tps()),
        simulation=election.simulation,
    )


def _moved(before: Election | None, after: Election) -> frozenset[str]:
    """The codes of the TPS whose name stands for another TPS now."""
    if before is None:
        return frozenset()
    now = {_name(place): place[1].code for place in after.every_tps()}
    return frozenset(
        place[1].code
        for place in before.every_tps()
        if now.get(_name(place), place[1].code) != place[1].code
    )


def _name(place: tuple[Desa, Tps]) -> tuple[str, int]:
    desa, tps = place
    return desa.region.name.casefold(), tps.number
