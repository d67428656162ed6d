"""`sirekap codes` and `blank`: paper for the desk and for practice, without a data folder."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from sirekap_desktop import paths, raster
from sirekap_desktop.cli_output import GOOD, Voice, file_name
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.workflow import guiding, issuing, mastering, printing

FORM = "pemilu_2024/c_hasil_ppwp"
"""The form that is meant when none is named."""


def codes(options: Namespace, voice: Voice) -> int:
    """Write the sheet of all codes of a form."""
    template = _form_of(catalog(paths.forms(options.data)), options.form or FORM)
    issuing.write_file(options.out, guiding.codes_sheet(template))
    every = list(dict.fromkeys(rule.code for rule in template.rules))
    told = {"file": file_name(options.out), "form": template.form, "codes": every}
    voice.answer(told, f"{file_name(options.out)}: kode temuan {template.model}")
    return GOOD


def blank(options: Namespace, voice: Voice) -> int:
    """Write the empty sheets of a form, with names and heads where master data tell them."""
    forms = catalog(paths.forms(options.data))
    election = mastering.preview_master(options.master, forms) if options.master else None
    if options.tps and election is None:
        raise SirekapError("no_election")
    template = _form_of(forms, options.form or (election.form if election else FORM))
    stations = list(options.tps)
    if election is not None and "semua" in stations:
        stations = [tps.code for _, tps in election.every_tps()]
    pdf = printing.blank_sheets(template, election, stations, copy=options.copy)
    issuing.write_file(options.out, pdf)
    sheets = raster.page_count(pdf)
    name = file_name(options.out)
    told = {"file": name, "form": template.form, "tps": stations, "sheets": sheets}
    voice.answer(told, f"{name}: {sheets} lembar {template.model}")
    return GOOD


def _form_of(forms: Mapping[str, Template], name: str) -> Template:
    """The form of that name; raises `form_unknown`."""
    if name not in forms:
        raise SirekapError("form_unknown", form=name)
    return forms[name]
