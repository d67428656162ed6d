"""What a step of the plenary was about, in one line or two."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.models.minutes import Course, Outcome, Step
from sirekap_desktop.models.permits import Act
from sirekap_desktop.ui.plenary_words import objector, outcome_word


class Teller:
    """Tells the steps of one TPS; `name` calls a field by its wording."""

    def __init__(self, course: Course, name: Callable[[str], str]) -> None:
        self._course = course
        self._name = name

    def told(self, step: Step) -> str:
        """What was said and written; of a figure also what stood before."""
        made: Mapping[Act, Callable[[Step], str]] = {
            Act.COMPARE: _compared,
            Act.DIFFER: self._differed,
            Act.SETTLE: self._settled,
            Act.CORRECT: self._corrected,
            Act.OBJECT: _objected,
            Act.ANSWER: _answered,
            Act.EXPLAIN: _explained,
            Act.CLOSE: _closed,
        }
        return made[step.act](step) if step.act in made else step.words

    def _differed(self, step: Step) -> str:
        facts = step.facts
        told = QCoreApplication.translate(
            "step", "{party} · {field}: copy {theirs}, C.HASIL {ours}"
        )
        return told.format(
            party=facts["party"],
            field=self._name(str(facts["field"])),
            theirs=facts["theirs"],
            ours=facts["ours"],
        )

    def _settled(self, step: Step) -> str:
        settled = step.facts["difference"]
        one = next((d for d in self._course.differences if d.id == settled), None)
        about = "" if one is None else f"{one.party} · {self._name(one.field)}: "
        return f"{about}{step.words}"

    def _corrected(self, step: Step) -> str:
        facts = step.facts
        change = f"{self._name(str(facts['field']))}: {facts['old']} → {facts['new']}"
        told = QCoreApplication.translate("step", "Initialled by {names}.")
        return f"{change}. {_ended(step.words)} {told.format(names=_listed(facts['paraf']))}"


def _compared(step: Step) -> str:
    none = QCoreApplication.translate("step", "No copy was at hand.")
    return _listed(step.facts.get("parties", ())) or none


def _objected(step: Step) -> str:
    by, of = str(step.facts["by"]), str(step.facts["of"])
    return f"{objector(by, of)}: {step.words}"


def _answered(step: Step) -> str:
    parts = [_ended(step.words)]
    if step.facts["opinion"]:
        told = QCoreApplication.translate("step", "Opinion of the supervisor: {words}")
        parts.append(_ended(told.format(words=step.facts["opinion"])))
    outcome = outcome_word(Outcome(str(step.facts["outcome"])))
    return " ".join((*parts, f"{outcome[0].upper()}{outcome[1:]}."))


def _explained(step: Step) -> str:
    return f"{step.facts['code']}: {step.words}"


def _closed(step: Step) -> str:
    codes = _listed(step.facts.get("codes", ()))
    told = QCoreApplication.translate("step", "With explained findings: {codes}")
    return told.format(codes=codes) if codes else ""


def _listed(names: object) -> str:
    assert isinstance(names, list | tuple)
    return ", ".join(map(str, names))


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
