"""Writes the election as one master file, which `exchange.master` reads back as the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sirekap_desktop.exchange import master
from sirekap_desktop.models.election import ChoiceKind, Contestant, Election

Lines = dict[str, list[tuple[str | int, ...]]]


def as_csv(election: Election) -> bytes:
    """The file as CSV with semicolons."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    for section, lines in _sections(election).items():
        writer.writerow((section, *master.COLUMNS[section]))
        writer.writerows((section, *line) for line in lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(election: Election) -> bytes:
    """The file as a workbook with a sheet for each section; codes are text."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook = Workbook()
    for section, lines in _sections(election).items():
        sheet = workbook.create_sheet(section)
        for place, heading in enumerate(master.COLUMNS[section], start=1):
            sheet.cell(1, place, heading).font = Font(bold=True)
            sheet.column_dimensions[chr(64 + place)].width = 30
        for row, line in enumerate(lines, start=2):
            for place, value in enumerate(line, start=1):
                cell = sheet.cell(row, place, value)
                if isinstance(value, str):
                    cell.data_type, cell.number_format = "s", "@"
    workbook.remove(workbook.worksheets[0])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _sections(election: Election) -> Lines:
    lines: Lines = {
        "PEMILIHAN": [
            ("judul", election.title),
            ("tanggal", election.day.isoformat()),
            ("formulir", election.form),
            ("simulasi", "ya" if election.simulation else "tidak"),
            *([("dapil", election.dapil)] if election.dapil else []),
        ],
        "WILAYAH": [
            (level, region.code, region.name)
            for level, region in (
                ("provinsi", election.provinsi),
                ("kabkota", election.kabkota),
                ("kecamatan", election.kecamatan),
                *(("desa", desa.region) for desa in election.desa),
            )
        ],
    }
    for one in election.contestants:
        for section, line in _ballot(one):
            lines.setdefault(section, []).append(line)
    lines["TPS"] = [
        (desa.region.code, tps.number, tps.dpt_l, tps.dpt_p) for desa, tps in election.every_tps()
    ]
    return lines


def _ballot(one: Contestant) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if one.is_party:
        local = one.kind is ChoiceKind.PARTAI_LOKAL
        yield "PARTAI", (one.number, one.name, "lokal" if local else "nasional")
        for calon in one.calon:
            yield "CALEG", (one.number, calon.number, calon.name)
    elif one.kind is ChoiceKind.CALON:
        yield "CALON", (one.number, one.name)
    else:
        yield "PASLON", (one.number, one.name, one.deputy)
