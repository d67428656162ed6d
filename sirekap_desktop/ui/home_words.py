"""What the first screen says: places, tiles, the next thing to do, and how fast it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.models.plenary import Place
from sirekap_desktop.ui.theme import grouped
from sirekap_desktop.workflow.lines import TpsLine
from sirekap_desktop.workflow.overview import Advice, Next, Pace

_STEP = timedelta(minutes=5)
"""An end is told in such steps: nobody knows it better."""

_NAMED = 2
"""So many sheets are named before the rest is counted."""


@dataclass(frozen=True)
class Told:
    """The next thing as one sentence, and the words of the button that does it."""

    sentence: str
    button: str


def place_word(place: Place) -> str:
    """The word that stands beside the colour and icon of a place."""
    tr = QCoreApplication.translate
    return {
        Place.KOSONG: tr("place", "empty"),
        Place.DIFOTO: tr("place", "photographed"),
        Place.TERBACA: tr("place", "read"),
        Place.SESUAI: tr("place", "agrees"),
        Place.DIPERSOALKAN: tr("place", "disputed"),
        Place.DIPUTUSKAN: tr("place", "decided"),
        Place.SELESAI: tr("place", "closed"),
    }[place]


def place_told(place: Place) -> str:
    """What a place means, in a few words."""
    tr = QCoreApplication.translate
    return {
        Place.KOSONG: tr("place", "no sheet has come and nothing is confirmed"),
        Place.DIFOTO: tr("place", "some sheets are here, but not all"),
        Place.TERBACA: tr("place", "every sheet is read; numbers wait for a person"),
        Place.SESUAI: tr("place", "every number is confirmed; waits for the plenary"),
        Place.DIPERSOALKAN: tr("place", "an objection, a difference or a finding is open"),
        Place.DIPUTUSKAN: tr("place", "agreed in the plenary; not closed yet"),
        Place.SELESAI: tr("place", "closed by the plenary"),
    }[place]


def tile_told(line: TpsLine) -> str:
    """All that a tile stands for, for tool tips and readers."""
    tr = QCoreApplication.translate
    parts = [f"{line.name}: {place_word(line.place)}"]
    if line.unconfirmed and line.place not in (Place.KOSONG, Place.SELESAI):
        parts.append(tr("place", "{count} numbers unconfirmed").format(count=line.unconfirmed))
    if line.doubts:
        parts.append(tr("place", "{count} doubtful").format(count=len(line.doubts)))
    if line.missing and line.place is Place.DIFOTO:
        parts.append(tr("place", "{sheets} missing").format(sheets=few(line.missing)))
    if line.doubled:
        parts.append(tr("place", "{sheets} here twice").format(sheets=few(line.doubled)))
    if line.findings and line.place is not Place.KOSONG:
        parts.append(tr("place", "{count} findings").format(count=line.findings))
    return " · ".join(parts)


def few(sheets: Sequence[str]) -> str:
    """The first of these sheets by name, the others counted."""
    if len(sheets) <= _NAMED:
        return ", ".join(sheets)
    tr = QCoreApplication.translate
    more = tr("place", "{count} more").format(count=len(sheets) - _NAMED)
    return ", ".join((*sheets[:_NAMED], more))


def advice_told(advice: Advice) -> Told:
    """The next thing in words."""
    sentence, button = _advice(advice.what)
    if advice.what is Next.IMPORT and not advice.count:
        sentence = QCoreApplication.translate("advice", "This election has no TPS.")
    label = " ".join(advice.name.split(" ")[:2])
    facts = {"count": grouped(advice.count), "name": advice.name, "tps": label}
    facts["sheets"] = few(advice.sheets)
    return Told(sentence.format(**facts), button.format(**facts))


def _advice(what: Next) -> tuple[str, str]:
    tr = QCoreApplication.translate
    return {
        Next.IMPORT: (
            tr("advice", "{count} TPS have no photograph of C.HASIL yet."),
            tr("advice", "Import photographs"),
        ),
        Next.LAY: (
            tr("advice", "{count} sheets belong to no TPS yet."),
            tr("advice", "Give them a TPS"),
        ),
        Next.CHECK: (
            tr("advice", "{count} TPS are to be checked. Next: {name}."),
            tr("advice", "Check {tps}"),
        ),
        Next.COMPLETE: (
            tr("advice", "{count} TPS lack a sheet. {name}: {sheets} has not come."),
            tr("advice", "Import the rest"),
        ),
        Next.OPEN: (
            tr("advice", "{count} TPS are checked and wait for the plenary."),
            tr("advice", "Go to the plenary"),
        ),
        Next.RESUME: (
            tr("advice", "The plenary is adjourned; {count} TPS are left."),
            tr("advice", "Go to the plenary"),
        ),
        Next.SETTLE: (
            tr("advice", "{count} TPS are disputed. First: {name}."),
            tr("advice", "Settle {tps}"),
        ),
        Next.GO_ON: (
            tr("advice", "{name} is on the table of the plenary."),
            tr("advice", "Go on with {tps}"),
        ),
        Next.PRESENT: (
            tr("advice", "{count} TPS wait to be read out. Next: {name}."),
            tr("advice", "Read out {tps}"),
        ),
        Next.ISSUE: (
            tr("advice", "All {count} TPS are closed. D.HASIL can be made."),
            tr("advice", "Go to the documents"),
        ),
        Next.SIGN: (
            tr("advice", "D.HASIL is made and waits for its signatures."),
            tr("advice", "Sign D.HASIL"),
        ),
        Next.DONE: (
            tr("advice", "All {count} TPS are closed, and D.HASIL is signed."),
            tr("advice", "Show D.HASIL"),
        ),
    }[what]


def pace_told(closed: int, total: int, pace: Pace) -> str:
    """How far it is, how fast it went, and when it ends where that can be said."""
    tr = QCoreApplication.translate
    parts = [
        tr("pace", "{closed} of {total} TPS closed").format(
            closed=grouped(closed), total=grouped(total)
        )
    ]
    facts = {"numbers": grouped(pace.numbers), "tps": grouped(pace.closed)}
    if pace.numbers and pace.closed:
        told = tr("pace", "{numbers} numbers and {tps} TPS in the last hour")
        parts.append(told.format(**facts))
    elif pace.numbers:
        parts.append(tr("pace", "{numbers} numbers in the last hour").format(**facts))
    elif pace.closed:
        parts.append(tr("pace", "{tps} TPS in the last hour").format(**facts))
    if pace.closing_ends is not None:
        parts.append(
            tr("pace", "at this pace closed about {time}").format(time=_clock(pace.closing_ends))
        )
    elif pace.checking_ends is not None:
        parts.append(
            tr("pace", "at this pace checked about {time}").format(time=_clock(pace.checking_ends))
        )
    return " · ".join(parts)


def _clock(at: datetime) -> str:
    rest = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    up = at - rest + (_STEP if rest else timedelta())
    return f"{up:%H:%M}"


def short_titles(titles: Sequence[str]) -> list[str]:
    """What tells the contests apart, without the words that all of them begin and end with."""
    words = [title.split() for title in titles]
    if len(words) < 2:
        return list(titles)
    most = min(len(some) for some in words) - 1
    ahead = _alike(words, most)
    behind = _alike([some[::-1] for some in words], most - ahead)
    return [" ".join(some[ahead : len(some) - behind]) for some in words]


def _alike(words: Sequence[Sequence[str]], most: int) -> int:
    """How many words all of them begin with."""
    same = 0
    while same < most and len({some[same] for some in words}) == 1:
        same += 1
    return same
