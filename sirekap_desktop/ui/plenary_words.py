"""What the plenary's states, acts and people are called, and how they look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.minutes import Kind, Outcome, Participant
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Place
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.dresses import Look

_REACHED: Mapping[Reached, tuple[str, str]] = {
    Reached.MENUNGGU: ("kosong", "clock"),
    Reached.DIBACAKAN: ("terbaca", "play"),
    Reached.DICOCOKKAN: ("dikoreksi", "copy"),
    Reached.DISEPAKATI: ("diputuskan", "diputuskan"),
    Reached.SELESAI: ("selesai", "selesai"),
}
_SITTING: Mapping[Sitting, tuple[str, str]] = {
    Sitting.BELUM: ("kosong", "clock"),
    Sitting.BERJALAN: ("sesuai", "play"),
    Sitting.DISKORS: ("periksa", "pause"),
    Sitting.DITUTUP: ("selesai", "selesai"),
}
DISPUTED = Place.DIPERSOALKAN.value
"""The look of what is open between the parties."""


def reached_look(reached: Reached) -> Look:
    """How far a TPS has come, as it is shown."""
    return _look(*_REACHED[reached])


def sitting_look(sitting: Sitting) -> Look:
    """Where the plenary stands, as it is shown."""
    return _look(*_SITTING[sitting])


def _look(state: str, icon: str) -> Look:
    worn = theme.look(state)
    return Look(worn.ink, worn.ground, icon)


def reached_word(reached: Reached) -> str:
    """How far a TPS has come."""
    tr = QCoreApplication.translate
    return {
        Reached.MENUNGGU: tr("plenary", "waiting"),
        Reached.DIBACAKAN: tr("plenary", "being read out"),
        Reached.DICOCOKKAN: tr("plenary", "compared"),
        Reached.DISEPAKATI: tr("plenary", "agreed upon"),
        Reached.SELESAI: tr("plenary", "closed"),
    }[reached]


def station_word(reached: Reached) -> str:
    """What a station of the course is called."""
    tr = QCoreApplication.translate
    return {
        Reached.DIBACAKAN: tr("plenary", "Read out"),
        Reached.DICOCOKKAN: tr("plenary", "Compared with the copies"),
        Reached.DISEPAKATI: tr("plenary", "Agreed by the room"),
        Reached.SELESAI: tr("plenary", "Closed"),
    }[reached]


def sitting_word(sitting: Sitting) -> str:
    """Where the plenary stands."""
    tr = QCoreApplication.translate
    return {
        Sitting.BELUM: tr("plenary", "The plenary is not open yet"),
        Sitting.BERJALAN: tr("plenary", "The plenary is open"),
        Sitting.DISKORS: tr("plenary", "The plenary is adjourned"),
        Sitting.DITUTUP: tr("plenary", "The plenary has ended"),
    }[sitting]


def act_word(act: Act) -> str:
    """What was done, in the history of a TPS or of the room."""
    tr = QCoreApplication.translate
    return {
        Act.OPEN: tr("plenary", "Plenary opened"),
        Act.ADJOURN: tr("plenary", "Plenary adjourned"),
        Act.RESUME: tr("plenary", "Plenary resumed"),
        Act.END: tr("plenary", "Plenary ended"),
        Act.PRESENT: tr("plenary", "Read out"),
        Act.COMPARE: tr("plenary", "Compared with the copies"),
        Act.DIFFER: tr("plenary", "Difference noted"),
        Act.SETTLE: tr("plenary", "Difference settled"),
        Act.CORRECT: tr("plenary", "Figure corrected"),
        Act.OBJECT: tr("plenary", "Objection"),
        Act.ANSWER: tr("plenary", "Objection answered"),
        Act.EXPLAIN: tr("plenary", "Finding explained"),
        Act.AGREE: tr("plenary", "Agreed by the room"),
        Act.CLOSE: tr("plenary", "Closed"),
        Act.POSTPONE: tr("plenary", "Put off"),
        Act.REOPEN: tr("plenary", "Opened again"),
        Act.EVENT: tr("plenary", "Special event"),
    }[act]


def kind_word(kind: Kind) -> str:
    """In what capacity somebody takes part."""
    tr = QCoreApplication.translate
    return {
        Kind.PPK: tr("plenary", "PPK"),
        Kind.SAKSI: tr("plenary", "Witness"),
        Kind.PANWASLU: tr("plenary", "Panwaslu Kecamatan"),
        Kind.PPS: tr("plenary", "PPS"),
        Kind.LAIN: tr("plenary", "Other"),
    }[kind]


def outcome_word(outcome: Outcome) -> str:
    """What became of an objection."""
    tr = QCoreApplication.translate
    return {
        Outcome.DITERIMA: tr("plenary", "accepted"),
        Outcome.DITERUSKAN: tr("plenary", "recorded and carried upward"),
    }[outcome]


def of_word(election: Election, who: Participant) -> str:
    """Whom or what somebody stands for: the contestant of a witness by number and name."""
    if who.kind is not Kind.SAKSI:
        return who.of
    for one in election.contestants:
        if str(one.number) == who.of:
            return f"{one.number:02d}  {one.label}"
    return who.of


def capacity(who: Participant) -> str:
    """In what capacity the record names somebody: `Saksi 02`, `Panwaslu Kecamatan`."""
    word = kind_word(who.kind)
    if who.kind is Kind.SAKSI and who.of.isdigit():
        return f"{word} {int(who.of):02d}"
    if who.kind is Kind.PPK:
        return " ".join(filter(None, (who.of, word)))
    if who.kind is Kind.PPS:
        return " ".join(filter(None, (word, who.of)))
    return who.of if who.kind is Kind.LAIN and who.of else word


def called(who: Participant) -> str:
    """How the record names a participant: `Saksi 02 (name)`."""
    return f"{capacity(who)} ({who.name})"


def objector(by: str, of: str) -> str:
    """How the record names whoever objects."""
    return f"{by} ({of})" if of else by


def clock(at: datetime) -> str:
    """The time of the day on this laptop."""
    return f"{at.astimezone():%H:%M}"


def day_and_time(at: datetime) -> str:
    """Day and time on this laptop."""
    return f"{at.astimezone():%d-%m-%Y %H:%M}"
