"""`sirekap status` and `sirekap compare`: where each TPS stands, and what KPU published of it."""

from __future__ import annotations

from argparse import Namespace

from sirekap_desktop.app import House
from sirekap_desktop.cli_desk import person_of, seated
from sirekap_desktop.cli_output import GOOD, REFUSED, Voice, table, told_code
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.breaches import figure
from sirekap_desktop.models.form import Template
from sirekap_desktop.workflow import comparing, overview
from sirekap_desktop.workflow.comparing import PublishedReport, TpsComparison
from sirekap_desktop.workflow.lines import TpsLine


def status(options: Namespace, voice: Voice) -> int:
    """Tell where every TPS stands; 1 while a set of sheets lacks one or has one twice."""
    house = House(options.data)
    try:
        lines = overview.overview(house.open_desk(person_of(options)))
    finally:
        house.close()
    rows = [["TPS", "keadaan", "belum dikonfirmasi", "temuan"]]
    rows += [[one.name, one.place, figure(one.unconfirmed), figure(one.findings)] for one in lines]
    text = [table(rows), *(f"! {said}" for one in lines for said in _sheets(one))]
    voice.answer([_line(one) for one in lines], "\n".join(text))
    return REFUSED if any(one.missing or one.doubled for one in lines) else GOOD


def compare(options: Namespace, voice: Voice) -> int:
    """Take published results, then tell what differs; 1 while a difference is not explained."""
    house = House(options.data)
    try:
        desk = seated(house, options)
        report = PublishedReport()
        if options.files:
            report = comparing.import_published(desk, options.files, voice.progress())
        found = comparing.comparison(desk)
        template = desk.template
    finally:
        house.close()
    refused = [{"file": one.name, **told_code(one.code, one.facts)} for one in report.refused]
    value = {
        "taken": len(report.taken),
        "known": list(report.known),
        "empty": list(report.empty),
        "refused": refused,
        "tps": [_compared(one) for one in found],
    }
    lines = [f"! {one.name}: {sentence(one.code, one.facts).text}" for one in report.refused]
    lines += [said for one in found for said in _told(one, template)]
    count = sum(len(one.comparison.open) for one in found)
    lines.append(
        f"{len(found)} TPS dibandingkan, {count} perbedaan belum dijelaskan, "
        f"{len(report.empty)} berkas belum berisi angka, {len(report.refused)} ditolak."
    )
    voice.answer(value, "\n".join(lines))
    return REFUSED if count or report.refused else GOOD


def _sheets(line: TpsLine) -> list[str]:
    missing = [f"{line.name}: {sheet} belum ada" for sheet in line.missing]
    return missing + [f"{line.name}: {sheet} ada dua kali" for sheet in line.doubled]


def _line(line: TpsLine) -> dict[str, object]:
    return {
        "code": line.tps.code,
        "name": line.name,
        "place": line.place.value,
        "unconfirmed": line.unconfirmed,
        "findings": line.findings,
        "missing": list(line.missing),
        "twice": list(line.doubled),
    }


def _told(one: TpsComparison, template: Template) -> list[str]:
    return [
        f"{one.name}: {template.name_of(difference.field)}: {figure(difference.ours)}, "
        f"dipublikasikan {figure(difference.theirs)}"
        + (f" ({difference.word.words}: {difference.word.who})" if difference.word else "")
        for difference in one.comparison.differences
    ]


def _compared(one: TpsComparison) -> dict[str, object]:
    compared = one.comparison
    return {
        "code": one.tps.code,
        "stamp": compared.published.stamp,
        "same": compared.same,
        "waiting": compared.waiting,
        "differences": [
            {
                "field": difference.field,
                "ours": difference.ours,
                "theirs": difference.theirs,
                "words": difference.word.words if difference.word else None,
            }
            for difference in compared.differences
        ],
    }
