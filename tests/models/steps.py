"""Steps of a made-up plenary, numbered and timed as they come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sirekap_desktop.models.minutes import Step
from sirekap_desktop.models.permits import Act

FIRST = "1101012001001"
SECOND = "1101012001002"
CONTEST = 1
START = datetime(2029, 2, 15, 1, 0, tzinfo=UTC)


class Steps(list[Step]):
    """Steps one behind the other; each act gives the number under which it was kept."""

    def room(self, act: Act, words: str = "", contest: int | None = None, **facts: object) -> int:
        """An act that concerns everybody, or everybody of one contest."""
        return self._add(act, words, contest, None, facts)

    def at(self, tps: str, act: Act, words: str = "", **facts: object) -> int:
        """An act on a TPS."""
        return self._add(act, words, CONTEST, tps, facts)

    def _add(
        self, act: Act, words: str, contest: int | None, tps: str | None, facts: dict[str, object]
    ) -> int:
        number = len(self) + 1
        at = START + timedelta(minutes=number)
        self.append(Step(number, act, "Ketua Satu", "ketua", at, contest, tps, words, facts))
        return number

    def through(self, tps: str, *acts: Act) -> None:
        """Acts that need no facts."""
        for act in acts:
            self.at(tps, act)

    def open(self) -> int:
        """The plenary is opened."""
        return self.room(Act.OPEN, place="Aula", agenda="Rekapitulasi")

    def differ(self, theirs: int, field: str = "paslon_1", ours: int = 60) -> int:
        """A witness's copy says another number."""
        return self.at(FIRST, Act.DIFFER, party="Saksi 1", field=field, ours=ours, theirs=theirs)

    def correct(self, old: int, new: int, field: str = "paslon_1") -> int:
        """The room corrects a number."""
        facts = {"field": field, "old": old, "new": new, "paraf": ["Ketua Satu"], "before": None}
        return self.at(FIRST, Act.CORRECT, "dihitung ulang", **facts)
