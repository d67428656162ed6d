"""Every act of the plenary, done on a real store beside a room that the test keeps itself."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import note

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.minutes import Kind, Outcome, Step
from sirekap_desktop.models.people import Account, Person, Role
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.second import Outcome as Compared
from sirekap_desktop.models.second import SecondEntry
from sirekap_desktop.models.store import Store
from sirekap_desktop.models.tally import Entry
from sirekap_desktop.workflow import accounts, checking, convening, correcting, hearing, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.journeys.plenary_table import LED, RIGHT, SITTING, TPS, WHO, Room, Station, first

SUM = "suara_total"
LETTERS = {Role.KETUA: "K", Role.ANGGOTA: "A", Role.OPERATOR: "O", Role.PENGAMAT: "P"}
PEOPLE = [Person(f"{role.title()} {n}", role) for role in Role for n in ("Satu", "Dua")]
MEMBERS = [person for person in PEOPLE if person.role is Role.ANGGOTA]
EVERY = (desks.FIRST, desks.SECOND, desks.OTHER)
BEFORE = "Operator Kemarin"
"""Who entered the numbers before the test began."""

Seen = Counter[tuple[str, str | None]]
"""How often each act was done (None) or refused with a code."""


def make_base(folder: Path) -> None:
    """A small kecamatan: everybody has an account, every number is entered but one sum.

    The first TPS was read a second time by another person, the second one adds up wrongly.
    """
    folder.mkdir()
    store = Store.open(folder)
    desk = desks.desk_of(store, catalog())
    mastering.adopt(desk, desks.election())
    at = desk.clock()
    with store.unit() as unit:
        for person in PEOPLE:
            unit.accounts.add(Account(person.name, person.role, "-", True, at, "Ketua Satu"))
        for tps in EVERY:
            for name, value in desks.GOOD.items():
                told = 199 if tps == desks.SECOND and name == SUM else value
                if (tps, name) != (desks.OTHER, SUM):
                    unit.tallies.add(Entry(tps, name, told, BEFORE, at, "", 0))
                if tps == desks.FIRST:
                    unit.seconds.add(SecondEntry(tps, name, value, "Ani", at, Compared.SAME))
    store.close()


class Acts:
    """What persons do; each act is done or refused exactly as the table says."""

    def __init__(self, base: Path, seen: Seen) -> None:
        self.seen = seen
        self.folder = Path(tempfile.mkdtemp(dir=base.parent))
        shutil.copytree(base, self.folder / "data")
        self.store = Store.open(self.folder / "data")
        self.desk = desks.desk_of(self.store, catalog())
        self.room = Room(
            {
                desks.FIRST: Station(desks.CONTOH, True, [(BEFORE, RIGHT)], 1),
                desks.SECOND: Station(desks.CONTOH, False, [(BEFORE, 199)], 1),
                desks.OTHER: Station("11.01.01.2002", False, [], 0),
            },
            {person.name: True for person in PEOPLE},
        )
        self.last_event = 0
        self.told: list[Step] = []
        """Every step as its act gave it back."""
        self.closed_at: dict[str, dict[str, int]] = {}
        """The numbers of each closed TPS at its closing."""

    # How an act is done and what is expected of it

    def seat(self, person: Person, second: Person | None = None) -> Desk:
        return replace(self.desk, person=person, second=second)

    def marks(self) -> tuple[object, ...]:
        """What any write changes: the tables only grow, so their lengths are enough."""
        with self.store.look() as unit:
            events = unit.events.since(self.last_event)
            self.last_event += len(events)
            kept = unit.accounts.all(), unit.tallies.counts(), unit.steps.counts()
            return *kept, len(unit.steps.all()), self.last_event

    def do(
        self, act: str, reasons: Iterable[tuple[bool, str]], call: Callable[[], object]
    ) -> object:
        """Done when no reason stands against it, else refused with the first one's code.

        What the act gave back, True for nothing; None when it was refused.
        """
        expected = first(reasons)
        before = self.marks()
        self.seen[act, expected] += 1
        note(f"{act}: {expected}  {call}")
        if expected is not None:
            with pytest.raises(SirekapError) as refused:
                call()
            assert refused.value.code == expected
            assert "TPS TPS" not in sentence(expected, refused.value.facts).text
            assert self.marks() == before, f"{act} was refused and yet has written"
            return None
        result = call()
        assert self.marks() != before, f"{act} has left no trace"
        if isinstance(result, Step):
            self.told.append(result)
        return True if result is None else result

    def last(self, tps: str) -> list[str]:
        """Who entered the number that counts, if there is one."""
        return [who for who, _ in self.room.stations[tps].pile[-1:]]

    def off(self, person: Person | None) -> tuple[bool, str]:
        return person is not None and not self.room.active[person.name], "account_off"

    def asked(self, act: str, person: Person) -> Iterator[tuple[bool, str]]:
        """What every act asks first."""
        yield LETTERS[person.role] not in WHO[act], "not_allowed"

    def on_floor(self, act: str, person: Person, tps: str) -> Iterator[tuple[bool, str]]:
        """What every act on a TPS asks first."""
        station = self.room.stations[tps]
        yield from self.asked(act, person)
        yield self.off(person)
        yield self.room.state != "berjalan", "sitting_not_open"
        yield (station.state, act) not in TPS, "tps_not_there"
        leader = self.room.leaders.get(station.desa, "")
        led = act in LED and person.role is Role.ANGGOTA
        yield led and leader not in ("", person.name), "other_panel"

    def hear(
        self,
        act: str,
        person: Person,
        tps: str,
        more: Iterable[tuple[bool, str]],
        call: Callable[[Desk, str], Step],
    ) -> int | None:
        """An act on a TPS; the number of its step when it was done."""
        station = self.room.stations[tps]
        against = [*self.on_floor(act, person, tps), *more]
        step = self.do(act, against, partial(call, self.seat(person), tps))
        if not isinstance(step, Step):
            return None
        assert (step.act, step.who, step.role) == (Act(act), person.name, person.role.value)
        station.state = TPS[station.state, act]
        return step.id

    # Acts on a TPS

    def present(self, person: Person, tps: str, _words: str) -> None:
        station = self.room.stations[tps]
        open_second = self.room.second_rule and not station.second_done
        against = [(open_second, "second_entry_open")]
        if self.hear("present", person, tps, against, hearing.present):
            station.heard = True

    def compare(self, person: Person, tps: str, _words: str) -> None:
        against = [(self.room.stations[tps].value is None, "fields_unconfirmed")]
        self.hear("compare", person, tps, against, hearing.compare)

    def agree(self, person: Person, tps: str, _words: str) -> None:
        self.hear("agree", person, tps, self.room.stations[tps].unsettled(), hearing.agree)

    def close(self, person: Person, tps: str, _words: str) -> None:
        against = self.room.stations[tps].unsettled()
        if self.hear("close", person, tps, against, hearing.close):
            with self.store.look() as unit:
                self.closed_at[tps] = unit.tallies.get(tps).values

    def postpone(self, person: Person, tps: str, words: str) -> None:
        against = [(not words.strip(), "reason_needed")]
        self.hear("postpone", person, tps, against, partial(hearing.postpone, why=words))

    def reopen(self, person: Person, tps: str, words: str) -> None:
        against = [(not words.strip(), "reason_needed")]
        if self.hear("reopen", person, tps, against, partial(hearing.reopen, why=words)):
            del self.closed_at[tps]

    def differ(self, person: Person, tps: str, theirs: int) -> None:
        station = self.room.stations[tps]
        against = [
            (station.value is None, "fields_unconfirmed"),
            (station.value == theirs, "difference_none"),
        ]
        call = partial(hearing.differ, party="Saksi 1", field=SUM, theirs=theirs)
        number = self.hear("differ", person, tps, against, call)
        if number is not None:
            station.differences[number] = theirs, "open"

    def settle(self, person: Person, tps: str, words: str, number: int) -> None:
        station = self.room.stations[tps]
        against = [
            (number not in station.open_differences, "difference_unknown"),
            (not words.strip(), "reason_needed"),
        ]
        call = partial(hearing.settle, difference=number, why=words)
        if self.hear("settle", person, tps, against, call):
            station.differences[number] = station.differences[number][0], "said"

    def correct(
        self, person: Person, tps: str, value: int, late: int, words: str, paraf: str
    ) -> None:
        station = self.room.stations[tps]
        against = [
            (station.value is None, "fields_unconfirmed"),
            (not words.strip(), "reason_needed"),
            (not paraf.strip(), "paraf_needed"),
            (value == station.value, "correction_same"),
            (bool(late), "stale_entry"),
        ]
        seen = station.entries - late
        call = partial(hearing.correct, field=SUM, value=value, seen=seen, why=words, paraf=[paraf])
        if self.hear("correct", person, tps, against, call):
            station.corrected_to(value, person.name)

    def object(self, person: Person, tps: str, words: str) -> None:
        against = [(not words.strip(), "reason_needed")]
        call = partial(hearing.object_to, by="Ani Saksi", of="1", what=words)
        number = self.hear("object", person, tps, against, call)
        if number is not None:
            self.room.stations[tps].objections[number] = True

    def answer(self, person: Person, tps: str, words: str, number: int) -> None:
        station = self.room.stations[tps]
        against = [
            (number not in station.open_objections, "objection_unknown"),
            (not words.strip(), "reason_needed"),
        ]
        how = Outcome.DITERIMA if number % 2 else Outcome.DITERUSKAN
        call = partial(hearing.answer, objection=number, words=words, opinion="", outcome=how)
        if self.hear("answer", person, tps, against, call):
            station.objections[number] = False

    # Acts at the desk

    def explain(self, person: Person, tps: str, words: str) -> None:
        """Every finding of the TPS; where there is none, one that does not stand."""
        station = self.room.stations[tps]
        wrong = station.value not in (None, RIGHT)
        codes = {finding.code for finding in checking.look(self.desk, tps).unexplained}
        assert bool(codes) is (wrong and station.value not in station.explained)
        against = [
            *self.asked("explain", person),
            (not words.strip(), "reason_needed"),
            self.off(person),
            (station.state == "selesai", "tps_closed"),
            (not wrong, "finding_unknown"),
        ]
        for code in sorted(codes) or ["R4"]:
            call = partial(hearing.explain, self.seat(person), tps, code, words)
            if self.do("explain", against, call) and station.value is not None:
                station.explained.add(station.value)

    def confirm(self, person: Person, tps: str, value: int, late: int, why: str) -> None:
        station = self.room.stations[tps]
        late = min(late, station.entries)
        changes = station.value not in (None, value)
        against = [
            *self.asked("confirm", person),
            self.off(person),
            (station.state == "selesai", "tps_closed"),
            (bool(late), "stale_entry"),
            (changes and station.state != "menunggu", "correct_in_plenary"),
            (changes and station.corrected, "correct_in_plenary"),
            (changes and not why.strip(), "reason_needed"),
        ]
        seen = station.entries - late
        call = partial(correcting.confirm, self.seat(person), tps, SUM, value, seen, why)
        if self.do("confirm", against, call):
            station.pile.append((person.name, value))
            station.entries += 1

    def undo(self, person: Person, tps: str) -> None:
        station = self.room.stations[tps]
        against = [
            *self.asked("undo", person),
            self.off(person),
            (station.state == "selesai", "tps_closed"),
            (self.last(tps) != [person.name], "nothing_to_undo"),
            (station.heard, "correct_in_plenary"),
        ]
        if self.do("undo", against, partial(correcting.undo, self.seat(person), tps)):
            station.pile.pop()
            station.entries += 1

    # Acts in the room

    def open(self, person: Person, place: str, why: str) -> None:
        against = [
            *self.asked("open", person),
            self.off(person),
            ((self.room.state, "open") not in SITTING, "sitting_not_there"),
            (not place.strip(), "place_needed"),
            (self.room.state == "ditutup" and not why.strip(), "reason_needed"),
        ]
        call = partial(convening.open_sitting, self.seat(person), place, "Rekapitulasi", why)
        if self.do("open", against, call):
            self.room.state = SITTING[self.room.state, "open"]

    def turn(self, act: str, person: Person, second: Person | None, why: str) -> None:
        alone = second is None or second.role is not Role.ANGGOTA
        left = any(station.state != "selesai" for station in self.room.stations.values())
        against = [
            *self.asked(act, person),
            (act == "end" and alone, "second_needed"),
            (not why.strip(), "reason_needed"),
            self.off(person),
            self.off(second),
            ((self.room.state, act) not in SITTING, "sitting_not_there"),
            (act == "end" and left, "tps_left"),
        ]
        turns = {"adjourn": convening.adjourn, "resume": convening.resume, "end": convening.end}
        if self.do(act, against, partial(turns[act], self.seat(person, second), why)):
            self.room.state = SITTING[self.room.state, act]

    def event(self, person: Person, tps: str | None, words: str) -> None:
        against = [
            *self.asked("event", person),
            (not words.strip(), "reason_needed"),
            self.off(person),
        ]
        self.do("event", against, partial(convening.note_event, self.seat(person), words, tps))

    def panel(self, person: Person, leader: str) -> None:
        able = self.room.active.get(leader, False)
        against = [
            *self.asked("panel", person),
            self.off(person),
            (bool(leader) and not able, "leader_unknown"),
        ]
        call = partial(convening.assign_panel, self.seat(person), desks.CONTOH, 1, leader)
        if self.do("panel", against, call):
            self.room.leaders[desks.CONTOH] = leader

    def second_rule(self, person: Person, on: bool) -> None:
        against = [*self.asked("rule", person), self.off(person)]
        call = partial(convening.set_second_rule, self.seat(person), on=on)
        if self.do("rule", against, call):
            self.room.second_rule = on

    def register(self, person: Person, name: str, of: str, mandate: str) -> None:
        there = self.room.of(of)
        against = [
            *self.asked("register", person),
            (not mandate.strip(), "mandate_needed"),
            self.off(person),
            (of == "9", "contestant_unknown"),
            (name in [known for _, known, _ in there], "participant_known"),
            (len(there) >= 2, "mandates_full"),
        ]
        call = partial(convening.register, self.seat(person), Kind.SAKSI, name, of, mandate)
        step = self.do("register", against, call)
        if isinstance(step, Step):
            self.room.witnesses[step.id] = name, of, False

    def attend(self, person: Person, number: int, here: bool) -> None:
        name, of, now = self.room.witnesses.get(number, ("", "", False))
        others = [one for one, _, there in self.room.of(of) if there and one != number]
        against = [
            *self.asked("attend", person),
            self.off(person),
            (number == 0, "participant_unknown"),
            (now == here, "attendance_same"),
            (here and bool(others), "witness_already_here"),
        ]
        call = partial(convening.attend, self.seat(person), number, here=here)
        if self.do("attend", against, call):
            self.room.witnesses[number] = name, of, here

    def switch(self, person: Person, other: Person, active: bool) -> None:
        chairs = [p.name for p in PEOPLE if p.role is Role.KETUA and self.room.active[p.name]]
        against = [
            self.off(person),
            *self.asked("accounts", person),
            (not active and chairs == [other.name], "last_chair"),
        ]
        call = partial(accounts.switch, self.seat(person), other.name, active=active)
        if self.do("accounts", against, call):
            self.room.active[other.name] = active
