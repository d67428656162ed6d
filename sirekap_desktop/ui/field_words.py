"""What is told of one number: its state, why it is doubtful, and who confirmed what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Reading
from sirekap_desktop.models.tally import Entry
from sirekap_desktop.ui.language import stage_word

if TYPE_CHECKING:
    from sirekap_desktop.workflow.checking import FieldView


def told_of(field: FieldView, stage: Stage) -> str:
    """One line about a number, beginning with the word of its state."""
    return " · ".join(filter(None, (state_of(field, stage), history_of(field))))


def state_of(field: FieldView, stage: Stage) -> str:
    """The word of a number's state and, while nobody's word stands, why one has to look."""
    told = stage_word(stage)
    if field.entry is not None:
        return told
    if field.history:
        tr = QCoreApplication.translate
        changed = tr("doubt", "its picture has changed, look again")
        gone = tr("doubt", "it was taken back, look again")
        return f"{told} · {gone if field.history[-1].withdrawn else changed}"
    doubt = (doubt_of(field.reading) or contest_of(field)) if field.reading is not None else ""
    return f"{told} · {doubt}" if doubt else told


def contest_of(field: FieldView) -> str:
    """Why a number that was read surely is doubtful all the same; "" when it is not."""
    if not field.doubtful:
        return ""
    return QCoreApplication.translate("doubt", "a sum with this number is wrong")


def doubt_of(reading: Reading) -> str:
    """Why a person has to look, with the machine's second guess; "" for a sure reading."""
    tr = QCoreApplication.translate
    reasons = {
        "": "",
        "faint": tr("doubt", "a digit is faint or unclear"),
        "conflict": tr("doubt", "the number is written differently elsewhere on the sheet"),
        "struck": tr("doubt", "a figure is struck out or written over"),
        "glare": tr("doubt", "light drowns the boxes"),
        "shadow": tr("doubt", "the edge of a shadow lies on the boxes"),
        "soft": tr("doubt", "the picture is blurred here"),
        "pale": tr("doubt", "the picture is too pale here"),
        "layout": tr("doubt", "the boxes are filled in an unusual way"),
        "blank": tr("doubt", "a box is empty"),
        "frame": tr("doubt", "the printed frame was not found"),
        "sum": tr("doubt", "a sum with this number is wrong"),
    }
    told = reasons.get(reading.why, reading.why)
    if reading.suggestion is not None:
        offer = tr("doubt", "{rules} would hold with {number}").format(
            rules=", ".join(reading.suggestion.rules), number=reading.suggestion.value
        )
        return f"{told}, {offer}"
    if told and reading.runner_up is not None:
        guess = tr("doubt", "perhaps {number}").format(number=reading.runner_up)
        return f"{told}, {guess}"
    return told


def value_word(entry: Entry) -> str:
    """The number that an entry left standing, or that it left none."""
    if entry.withdrawn:
        return QCoreApplication.translate("history", "withdrawn")
    return str(entry.value)


def history_of(field: FieldView) -> str:
    """Every confirmed value with name, time and reason, oldest first; "" while there is none."""
    told = []
    for entry in field.history:
        why = f": {entry.why}" if entry.why else ""
        when = f"{entry.at.astimezone():%d-%m %H:%M}"
        told.append(f"{value_word(entry)} ({entry.who}, {when}{why})")
    return "  →  ".join(told)
