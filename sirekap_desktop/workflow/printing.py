"""Blank sheets to print: for practice, and for a TPS whose form did not arrive."""

from __future__ import annotations

from collections.abc import Sequence

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.election import Contestant, Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import copies
from sirekap_desktop.models.words import words


def blank_sheets(
    pattern: Template,
    election: Election | None = None,
    stations: Sequence[str] = (),
    *,
    copy: bool = False,
    progress: Progress | None = None,
) -> bytes:
    """The sheets of a form, or of its A4 copy, as PDF.

    With an election its contestants are named; each of its `stations` (codes) has a set of its
    own with the head filled in. Raises `contestants_other` or `tps_unknown`.
    """
    from sirekap_desktop.documents.blank_form import blank_form

    contestants = election.contestants if election else ()
    form = _copy_of(pattern, contestants) if copy else bind(pattern, contestants)
    if election is None or not stations:
        return blank_form(form)
    heads = [head_of(election, *election.find(code)) for code in stations]
    return blank_form(form, heads=(progress or Progress()).each(heads))


def head_of(election: Election, desa: Desa, tps: Tps) -> dict[str, str]:
    """What the KPPS writes into the head of each sheet."""
    return {
        "provinsi": election.provinsi.name,
        "kabkota": election.kabkota.name,
        "kecamatan": election.kecamatan.name,
        "desa": desa.region.name,
        "tps": f"{tps.number:03d}",
        "tps_kata": words(tps.number).upper(),
    }


def _copy_of(pattern: Template, contestants: Sequence[Contestant]) -> Template:
    """The copy that KPU published where all who stand fit on it, else one made of the rows."""
    from sirekap_desktop.documents.copy_form import copy_form

    for published in copies().values():
        if published.copy_of == pattern.form:
            try:
                return bind(published, contestants)
            except SirekapError:
                break
    return copy_form(bind(pattern, contestants))
