"""The master data: looked at first, then taken over."""

from __future__ import annotations

from pathlib import Path

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import Election
from sirekap_desktop.workflow.desk import Desk


def preview_master(path: Path) -> Election:
    """What a master file holds, without keeping it; raises what `exchange.master` refuses."""
    from sirekap_desktop.exchange.master import read_master

    try:
        data = path.read_bytes()
    except OSError as error:
        raise SirekapError("file_unreadable", reason=error.strerror or "") from error
    return read_master(data, path.name)


def adopt(desk: Desk, election: Election) -> None:
    """Make this the election of the store; raises `election_exists` once numbers are confirmed."""
    template = desk.template_of(election)
    with desk.store.unit() as unit:
        unit.elections.put(election)
        unit.events.append(
            desk.clock(),
            desk.person,
            "election_adopted",
            form=template.form,
            title=election.title,
            kecamatan=election.kecamatan.code,
            tps=sum(1 for _ in election.every_tps()),
            simulation=election.simulation,
        )
