"""Random acts by random people, against the written table: each is done or refused as it says."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from sirekap_desktop.models.folding import minutes_of
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import convening, hall, issuing, overview
from tests.journeys.plenary_acts import EVERY, LETTERS, MEMBERS, PEOPLE, Acts, Seen, make_base
from tests.journeys.plenary_table import RIGHT, SITTING, TPS, WAY, WHO

CHAIR = PEOPLE[0]
HALL = sorted({act for _, act in TPS})
ROOM = [*sorted({act for _, act in SITTING}), "event", "panel", "panel", "rule"]

NUMBERS = (RIGHT, RIGHT, 199, 198)
WORDS = ("salah tulis di kertas",) * 7 + (" ",)
LATE = (0,) * 7 + (1,)
seeds = st.integers(0, 2**64 - 1)


class Plenary(Acts, RuleBasedStateMachine):
    """Half of the draws are acts that may be done now, by somebody who may."""

    def __init__(self, base: Path, seen: Seen) -> None:
        RuleBasedStateMachine.__init__(self)
        Acts.__init__(self, base, seen)
        self.turns = 0
        self.hall: hall.Hall | None = None

    def teardown(self) -> None:
        """The whole record once more, from a store that is opened anew."""
        self.store.close()
        again = Store.open(self.folder / "data")
        with again.look() as unit:
            assert unit.events.first_break() is None
            assert unit.steps.all() == tuple(self.told)
            assert minutes_of(unit.steps.all(), 1) == minutes_of(self.told, 1)
        again.close()
        shutil.rmtree(self.folder)

    @initialize(seed=seeds)
    def begin(self, seed: int) -> None:
        """Most plenaries are open; the others have to be opened first."""
        if Random(seed).random() < 0.75:
            self.open(CHAIR, "Aula", "")

    @rule(seed=seeds)
    def turn_of_somebody(self, seed: int) -> None:
        """Hypothesis draws where the dice begin; they decide on act, person and words."""
        self.turns += 1
        dice = Random(f"{seed} {self.turns}")
        places = [self.in_the_hall, self.at_the_desk, self.in_the_room, self.at_the_door]
        places += [self.go_on, self.finish]
        (place,) = dice.choices(places, weights=(30, 10, 7, 6, 4, 1))
        place(dice)

    def go_on(self, dice: Random) -> None:
        """Some steps of the way at once, so that random acts come to an end at all."""
        if self.room.state == "berjalan" and self.room.active[CHAIR.name]:
            self.bring_on(dice.choice(EVERY), dice.randint(1, 2))

    def finish(self, dice: Random) -> None:
        """Now and then a plenary comes to its end."""
        second = dice.choice(MEMBERS)
        ready = self.room.active[CHAIR.name] and self.room.active[second.name]
        if ready and self.room.state == "berjalan":
            for tps in EVERY:
                self.bring_on(tps, 5)
            self.turn("end", CHAIR, second, WORDS[0])

    def bring_on(self, tps: str, far: int) -> None:
        """What the chair does when nobody has anything to say any more."""
        station = self.room.stations[tps]
        for _ in range(far):
            if station.value is None:
                self.confirm(CHAIR, tps, RIGHT, 0, "")
            if station.state in ("dibacakan", "dicocokkan"):
                for number in station.open_differences:
                    self.settle(CHAIR, tps, WORDS[0], number)
                for number in station.open_objections:
                    self.answer(CHAIR, tps, WORDS[0], number)
            if station.value not in (None, RIGHT, *station.explained):
                self.explain(CHAIR, tps, WORDS[0])
            if station.state in WAY:
                getattr(self, WAY[station.state])(CHAIR, tps, "")

    def in_the_hall(self, dice: Random) -> None:
        """An act on a TPS, mostly one that may be done now; there has to be a sitting for it."""
        if self.room.state != "berjalan" and dice.random() < 0.7:
            self.in_the_room(dice)
            return
        tps = dice.choice(EVERY)
        station = self.room.stations[tps]
        fitting = [act for now, act in TPS if now == station.state]
        fitting += ["correct"] if "correct" in fitting else []
        fitting += ["differ"] * 2 if "differ" in fitting else []
        fitting += ["settle"] * 6 if station.open_differences and "settle" in fitting else []
        act = dice.choice(fitting if dice.random() < 0.7 else HALL)
        person, words = self.who(dice, act), dice.choice(WORDS)
        if act == "differ":
            others = [number for number in NUMBERS if number != station.value]
            self.differ(person, tps, dice.choice(others if dice.random() < 0.8 else NUMBERS))
        elif act == "correct":
            late, paraf = dice.choice(LATE), dice.choice(WORDS)
            others = [number for number in NUMBERS if number != station.value]
            value = dice.choice(others if dice.random() < 0.8 else NUMBERS)
            self.correct(person, tps, value, late, words, paraf)
        elif act in ("settle", "answer"):
            known = station.differences if act == "settle" else station.objections
            getattr(self, act)(person, tps, words, dice.choice([0, *known, *known, *known]))
        else:
            getattr(self, act)(person, tps, words)

    def at_the_desk(self, dice: Random) -> None:
        """A number is entered, taken back or explained, often by who entered it last."""
        tps, act = dice.choice(EVERY), dice.choice(("confirm", "confirm", "undo", "explain"))
        if not self.room.stations[tps].heard and dice.random() < 0.3:
            act = "undo"
        last = [person for person in PEOPLE if [person.name] == self.last(tps)]
        person = last[0] if last and dice.random() < 0.5 else self.who(dice, act)
        words = dice.choice(WORDS)
        if act == "confirm":
            self.confirm(person, tps, dice.choice(NUMBERS), dice.choice(LATE), words)
        elif act == "undo":
            self.undo(person, tps)
        else:
            self.explain(person, tps, words)

    def in_the_room(self, dice: Random) -> None:
        """A turn of the sitting, or what concerns everybody."""
        fitting = [act for now, act in SITTING if now == self.room.state]
        act = dice.choice(fitting if dice.random() < 0.4 else ROOM)
        person, words = self.who(dice, act), dice.choice(WORDS)
        if act == "open":
            self.open(person, dice.choice(("Aula", "Aula", " ")), words)
        elif act == "event":
            self.event(person, dice.choice((None, *EVERY)), words)
        elif act == "panel":
            leaders = ["", *(member.name for member in MEMBERS), "Orang Lain"]
            self.panel(person, dice.choice(leaders))
        elif act == "rule":
            self.second_rule(person, dice.random() < 0.3)
        else:
            self.turn(act, person, dice.choice((None, *MEMBERS, *PEOPLE)), words)

    def at_the_door(self, dice: Random) -> None:
        """Witnesses are registered, come and go; somebody is switched off or on again."""
        act = dice.choice(("register", "register", "attend", "attend", "attend", "accounts"))
        person, known = self.who(dice, act), list(self.room.witnesses)
        if act == "register":
            name, of = dice.choice(("Ani", "Budi", "Cici")), dice.choice("1129")
            self.register(person, name, of, dice.choice(WORDS))
        elif act == "attend":
            number = dice.choice([0, *known, *known, *known])
            self.attend(person, number, dice.random() < 0.6)
        else:
            self.switch(person, dice.choice(PEOPLE), dice.random() < 0.5)

    def who(self, dice: Random, act: str) -> Person:
        """Mostly somebody who may."""
        able = [p for p in PEOPLE if LETTERS[p.role] in WHO[act] and self.room.active[p.name]]
        return dice.choice(able if able and dice.random() < 0.8 else PEOPLE)

    @invariant()
    def what_always_holds(self) -> None:
        """Looked at whenever something was done; a refused act has left nothing, as was seen."""
        if self.unchecked:
            self.the_record_is_what_the_room_remembers()
            self.closed_numbers_alone_count_and_never_change()
            self.what_is_remembered_is_what_a_fresh_desk_sees()
        self.unchecked = False

    def the_record_is_what_the_room_remembers(self) -> None:
        """Every state, what is open, and what the law asks of each act."""
        minutes = convening.minutes(self.desk)
        assert minutes == minutes_of(self.told, 1), "folded as it came, or read again"
        assert minutes.sitting.value == self.room.state
        for tps, station in self.room.stations.items():
            course = minutes.course(tps)
            assert course.reached.value == station.state
            assert [d.id for d in course.open_differences] == station.open_differences
            assert [o.id for o in minutes.open_objections(tps)] == station.open_objections
            assert all(one.words.strip() and one.paraf for one in course.corrections)
            assert all(s.role == "ketua" for s in course.steps if s.act is Act.REOPEN)
        for contestant in "12":
            there = [one for one in minutes.participants if one.of == contestant]
            assert len(there) <= 2
            assert sum(one.present for one in there) <= 1

    def closed_numbers_alone_count_and_never_change(self) -> None:
        """A number is in the recap from the closing of its TPS on, and stays what it was."""
        closed = {tps for tps, one in self.room.stations.items() if one.state == "selesai"}
        assert closed == self.closed_at.keys()
        recap = issuing.recap(self.desk)
        columns = {c.tps.code: c.values for d in recap.desa for c in d.columns}
        assert columns == {tps: self.closed_at.get(tps) for tps in EVERY}
        self.hall = hall.look(self.desk, self.hall)
        assert self.hall.recap == recap, "what the hall sees, added to what it saw before"

    def what_is_remembered_is_what_a_fresh_desk_sees(self) -> None:
        """The lines of the overview depend on nothing else than what they say they do."""
        fresh = replace(self.desk, lines={}, settled={})
        assert overview.overview(self.desk) == overview.overview(fresh)


@pytest.mark.journey
def test_the_plenary_keeps_to_its_table(tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.mktemp("plenary") / "base"
    make_base(base)
    seen: Seen = Counter()
    run_state_machine_as_test(
        partial(Plenary, base, seen),  # type: ignore[arg-type]
        settings=settings(
            max_examples=14,
            stateful_step_count=50,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert WHO.keys() <= {act for act, code in seen if code is None}, "every act was done once"
