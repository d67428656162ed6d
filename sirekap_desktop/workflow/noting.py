"""What the record of the plenary says, for the pages CATATAN and the front page of D.HASIL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise, zip_longest

from sirekap_desktop.models.document import Explained
from sirekap_desktop.models.election import Desa, Election, Tps
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.minutes import Course, Kind, Minutes, Objection, Outcome, Participant
from sirekap_desktop.models.people import Committee, Occasion
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.tally import Tally, in_force
from sirekap_desktop.workflow import convening
from sirekap_desktop.workflow.desk import Desk

CORRECTION = "koreksi"
DIFFERENCE = "perbedaan"
OBJECTION = "keberatan"
EVENT = "kejadian"
REOPENING = "dibuka lagi"
CHAIR = "Ketua"
"""The office of the chair among the participants; all others of the PPK are members."""
_OUTCOMES = {
    Outcome.DITERIMA: "Keberatan diterima.",
    Outcome.DITERUSKAN: "Keberatan dicatat dan diteruskan ke KPU Kabupaten/Kota.",
}


def notes(
    election: Election, template: Template, minutes: Minutes, tallies: Mapping[str, Tally]
) -> tuple[Explained, ...]:
    """Events of the room; then TPS by TPS corrections, differences, explanations, objections,
    events and reopenings."""
    noted = [Explained("Rapat pleno", (EVENT,), e.words) for e in minutes.events if e.tps is None]
    for desa, tps in election.every_tps():
        place = place_of(desa, tps)
        course = minutes.course(tps.code)
        tally = tallies.get(tps.code, Tally(tps.code))
        noted += [
            *(Explained(place, (CORRECTION,), text) for text in _changes(template, tally, course)),
            *(Explained(place, (DIFFERENCE,), text) for text in _apart(template, course)),
            *_explanations(place, course, tally),
            *(
                Explained(place, (OBJECTION,), _told(one))
                for one in minutes.objections_to(tps.code)
            ),
            *(Explained(place, (EVENT,), e.words) for e in minutes.events if e.tps == tps.code),
            *(
                Explained(place, (REOPENING,), f"{step.words} ({step.who})")
                for step in course.steps
                if step.act is Act.REOPEN
            ),
        ]
    return tuple(noted)


def occasion_of(desk: Desk) -> Occasion:
    """What a D.HASIL tells beside its numbers, as the record of the plenary has it."""
    election = desk.election()
    minutes = convening.minutes(desk)
    there = [one for one in minutes.participants if one.attended]
    opened = next((step.at for step in minutes.turns), desk.clock())
    by_presence = sorted(there, key=lambda one: one.present)
    witnesses = {one.of: one.name for one in by_presence if one.kind is Kind.SAKSI}
    supervisor = [one.name for one in there if one.kind is Kind.PANWASLU]
    copies = len(election.contestants) + 3
    return Occasion(
        place=minutes.place or election.kecamatan.name,
        day=opened.astimezone().date(),
        committee=Committee(
            chair=next((one.name for one in _of_ppk(there) if one.of == CHAIR), ""),
            members=_four([one.name for one in _of_ppk(there) if one.of != CHAIR]),
            witnesses=tuple(witnesses.get(str(p.number), "") for p in election.contestants),
            supervisor=supervisor[0] if supervisor else "",
        ),
        objections=bool(minutes.objections or minutes.events),
        copies=copies,
        attended=tuple(
            f"{one.name} ({one.of})" if one.of else one.name
            for one in there
            if one.kind in (Kind.PPS, Kind.LAIN)
        ),
    )


def filled_up(recorded: Occasion, typed: Occasion | None) -> Occasion:
    """What the record says and, where it is silent, what somebody typed for an earlier document."""
    if typed is None:
        return recorded
    ours, theirs = recorded.committee, typed.committee
    return replace(
        recorded,
        committee=Committee(
            chair=ours.chair or theirs.chair,
            members=_four(
                [name for name in dict.fromkeys((*ours.members, *theirs.members)) if name]
            ),
            witnesses=tuple(
                one or other
                for one, other in zip_longest(ours.witnesses, theirs.witnesses, fillvalue="")
            ),
            supervisor=ours.supervisor or theirs.supervisor,
        ),
        objections=recorded.objections or typed.objections,
        copies=typed.copies,
        attended=recorded.attended or typed.attended,
    )


def place_of(desa: Desa, tps: Tps) -> str:
    """How a document names a TPS."""
    return f"{desa.kind} {desa.region.name}, {tps.label}"


def _of_ppk(there: list[Participant]) -> list[Participant]:
    return [one for one in there if one.kind is Kind.PPK]


def _four(names: list[str]) -> tuple[str, ...]:
    return tuple([*names, "", "", "", ""][: max(4, len(names))])


def _changes(template: Template, tally: Tally, course: Course) -> Iterator[str]:
    """Every change of a confirmed number: before the room with its paraf, or at the desk."""
    parafs = {(c.field, c.old, c.new): c.paraf for c in course.corrections}
    for field in template.fields:
        for before, after in pairwise(in_force(tally.history(field))):
            if before.value == after.value:
                continue
            name = template.name_of(field)
            text = f"{name}: {before.value} menjadi {after.value} ({after.who}). {after.why}"
            paraf = parafs.get((field, before.value, after.value))
            yield f"{text} Paraf: {', '.join(paraf)}." if paraf else text


def _apart(template: Template, course: Course) -> Iterator[str]:
    """Differences with a copy that somebody settled by word; a correction speaks for itself."""
    for one in course.differences:
        if one.settled is not None and one.settled.act is Act.SETTLE:
            name = template.name_of(one.field)
            told = f"{name}: {one.party} menulis {one.theirs}, C.HASIL {one.ours}."
            yield f"{told} {one.settled.words} ({one.settled.who})"


def _explanations(place: str, course: Course, tally: Tally) -> Iterator[Explained]:
    """Those whose numbers are still the numbers: what a correction has mended is not explained."""
    told: dict[tuple[str, str, str], None] = {}
    for one in course.explanations:
        if dict(one.numbers).items() <= tally.values.items():
            told[one.code, one.words, one.who] = None
    for code, words, who in told:
        yield Explained(place, (code,), f"{words} ({who})")
    for step in course.steps:
        if step.act is Act.CLOSE and step.words:
            codes = step.facts["codes"]
            assert isinstance(codes, list | tuple)
            yield Explained(place, tuple(map(str, codes)), step.words)


def _told(one: Objection) -> str:
    parts = [f"{one.by}{f' ({one.of})' if one.of else ''}: {one.words}"]
    if one.answer:
        parts.append(f"Jawaban PPK ({one.answered_by}): {one.answer}")
    if one.opinion:
        parts.append(f"Pendapat Panwaslu: {one.opinion}")
    if one.outcome is not None:
        parts.append(_OUTCOMES[one.outcome])
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)
