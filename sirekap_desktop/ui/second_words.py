"""What is said of a second entry: how far it is, and why there is nothing to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.messages import sentence
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import Act, may
from sirekap_desktop.models.second import Need

if TYPE_CHECKING:
    from sirekap_desktop.ui.second_acts import Blind
    from sirekap_desktop.workflow.seconding import SecondView


@dataclass(frozen=True)
class Told:
    """Why nothing is asked; `other` when another person can go on."""

    head: str
    text: str
    other: bool = False


def second_state(second: SecondView) -> str:
    """How far the second entry of a TPS is; "" where nobody asks for one."""
    if not second.asked:
        return ""
    tr = QCoreApplication.translate
    count = Counter(second.needs.values())
    differ = count[Need.AGAIN] + count[Need.THIRD]
    if differ:
        return tr("second", "Second entry: {count} numbers differ").format(count=differ)
    if count[Need.NOTHING] == len(second.needs):
        return tr("second", "Second entry: complete")
    return tr("second", "Second entry: {done} of {total}").format(
        done=count[Need.NOTHING], total=len(second.needs)
    )


def why_nothing(blind: Blind, person: Person) -> Told:
    """What to say when this person has nothing to read and nothing to decide."""
    tr = QCoreApplication.translate
    count = Counter(blind.needs.values())
    if blind.closed:
        said = sentence("tps_closed", {"tps": blind.name})
        return Told(said.what, f"{said.means} {said.do}")
    if not may(person.role, Act.SECOND):
        said = sentence("not_allowed", {"role": person.role, "act": Act.SECOND})
        return Told(said.what, f"{said.means} {said.do}", other=True)
    if count[Need.SECOND] + count[Need.AGAIN]:
        return Told(
            tr("second", "Somebody else has to read this TPS"),
            tr(
                "second",
                "You entered its numbers first, {who}. A second entry is worth something only"
                " when it is made by another person, who has not seen them.",
            ).format(who=person.name),
            other=True,
        )
    if count[Need.THIRD]:
        return Told(
            tr("second", "A third person decides"),
            tr(
                "second",
                "{count} numbers were read differently twice. A member of the committee who has"
                " read neither of them looks at the paper and decides.",
            ).format(count=count[Need.THIRD]),
            other=True,
        )
    if count[Need.FIRST]:
        return Told(
            tr("second", "The first entry is not complete"),
            tr(
                "second",
                "{count} numbers of this TPS are not confirmed yet. They can be read a second"
                " time when they are.",
            ).format(count=count[Need.FIRST]),
        )
    return Told(
        tr("second", "The second entry is complete"),
        tr("second", "No number of this TPS waits for a second reading."),
    )
