"""The chain of events: whoever changes one link is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_desktop.models.events import START, Event, Fact, first_break, seal

WHEN = datetime(2029, 2, 15, 9, 30, 0, 123456, tzinfo=UTC)
FACTS: dict[str, Fact] = {"field": "suara_sah", "value": 117, "why": None, "share": 0.5, "ok": True}


def chain(length: int, facts: dict[str, Fact] | None = None) -> list[Event]:
    events: list[Event] = []
    previous = START
    for seq in range(1, length + 1):
        at = WHEN + timedelta(seconds=seq)
        told = {**(FACTS if facts is None else facts), "number": seq}
        events.append(seal(seq, at, "Ketua Satu", "ketua", "made_up", told, previous))
        previous = events[-1].digest
    return events


def test_an_honest_chain_has_no_break() -> None:
    assert first_break([]) is None
    assert first_break(chain(1)) is None
    assert first_break(chain(7)) is None


CHANGES: dict[str, Callable[[Event], Event]] = {
    "seq": lambda e: replace(e, seq=e.seq + 10),
    "at": lambda e: replace(e, at=e.at + timedelta(microseconds=1)),
    "who": lambda e: replace(e, who="Ketua Dua"),
    "role": lambda e: replace(e, role="operator"),
    "kind": lambda e: replace(e, kind="made_up_too"),
    "fact": lambda e: replace(e, facts={**e.facts, "value": 118}),
    "type": lambda e: replace(e, facts={**e.facts, "value": "117"}),
    "none": lambda e: replace(e, facts={**e.facts, "why": ""}),
    "truth": lambda e: replace(e, facts={**e.facts, "ok": 1}),
    "added": lambda e: replace(e, facts={**e.facts, "more": None}),
    "lost": lambda e: replace(e, facts={k: v for k, v in e.facts.items() if k != "why"}),
    "previous": lambda e: replace(e, previous="f" * 64),
    "digest": lambda e: replace(e, digest="f" * 64),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_one_changed_fact_is_found_where_it_stands(what: str, place: int) -> None:
    events = chain(5)
    events[place] = CHANGES[what](events[place])
    assert first_break(events) == place + 1


def test_who_seals_his_lie_anew_is_found_at_the_next_event() -> None:
    events = chain(5)
    old = events[1]
    facts = {**old.facts, "value": 999}
    events[1] = seal(old.seq, old.at, old.who, old.role, old.kind, facts, old.previous)
    assert first_break(events) == 3


@pytest.mark.parametrize("place", [0, 1, 3])
def test_an_event_left_out_is_found(place: int) -> None:
    events = chain(5)
    del events[place]
    assert first_break(events) == place + 1


def test_an_event_put_in_is_found() -> None:
    events = chain(5)
    events.insert(2, events[2])
    assert first_break(events) == 4


def test_a_chain_of_other_beginning_is_found() -> None:
    assert first_break([seal(1, WHEN, "Ketua Satu", "ketua", "made_up", FACTS, "1" * 64)]) == 1


@given(st.permutations(range(6)))
@settings(max_examples=60)
def test_any_other_order_is_found_at_its_first_wrong_place(order: list[int]) -> None:
    events = chain(6)
    wrong = next((n for n, at in enumerate(order, start=1) if at != n - 1), None)
    assert first_break([events[at] for at in order]) == wrong


def test_the_same_moment_has_one_digest_in_every_zone() -> None:
    jakarta = WHEN.astimezone(timezone(timedelta(hours=7)))
    jayapura = WHEN.astimezone(timezone(timedelta(hours=9)))
    digests = {
        seal(1, at, "Ketua Satu", "ketua", "made_up", FACTS, START).digest
        for at in (WHEN, jakarta, jayapura)
    }
    assert len(digests) == 1
    local = replace(chain(1)[0], at=chain(1)[0].at.astimezone(timezone(timedelta(hours=8))))
    assert first_break([local]) is None


def test_the_order_of_facts_says_nothing() -> None:
    backwards = dict(reversed(FACTS.items()))
    one, other = (
        seal(1, WHEN, "Ketua Satu", "ketua", "made_up", facts, START)
        for facts in (FACTS, backwards)
    )
    assert one == other


def test_an_event_does_not_follow_a_change_of_the_callers_facts() -> None:
    facts = dict(FACTS)
    event = seal(1, WHEN, "Ketua Satu", "ketua", "made_up", facts, START)
    facts["value"] = 118
    assert event.facts == FACTS
    assert first_break([event]) is None


def test_the_digest_stays_what_it_was_in_the_first_release() -> None:
    event = seal(1, WHEN, "Élan", "ketua", "made_up", {"b": 1, "a": "é"}, START)
    assert event.digest == ("45c8f913233b917238d775f8de56a1f8fe844a7dbd4842a3aadea0a267d1abbe")


FACT = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()


@given(st.dictionaries(st.text(), FACT), st.data())
def test_facts_of_every_kind_keep_their_digest_through_json(
    facts: dict[str, Fact], data: st.DataObject
) -> None:
    events = chain(3, facts)
    kept = [replace(e, facts=json.loads(json.dumps(e.facts))) for e in events]
    assert first_break(kept) is None
    place = data.draw(st.integers(0, 2))
    kept[place] = replace(kept[place], facts={**kept[place].facts, "number": 99})
    assert first_break(kept) == place + 1


@given(st.text(), st.text())
def test_names_do_not_run_into_each_other(who: str, kind: str) -> None:
    one = seal(1, WHEN, who, "ketua", kind, {}, START)
    moved = seal(1, WHEN, who + "x", "ketua", kind, {}, START)
    swapped = seal(1, WHEN, kind, "ketua", who, {}, START)
    assert one.digest != moved.digest
    assert (one.digest == swapped.digest) == (who == kind)
