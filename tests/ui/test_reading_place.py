from __future__ import annotations

from collections.abc import Collection
from types import SimpleNamespace
from typing import Any

import pytest

from sirekap_desktop.ui.reading_place import Place, ReadingPlace, Step

TPS = "1101012001001"
PAPER = ("satu", "dua", "tiga", "empat")


def view(confirmed: Collection[str], tps: str = TPS) -> Any:
    """As much of a `TpsView` as a reading place looks at."""
    entry = SimpleNamespace(value=1)
    fields = {n: SimpleNamespace(entry=entry if n in confirmed else None) for n in PAPER}
    return SimpleNamespace(tps=SimpleNamespace(code=tps), fields=fields)


@pytest.fixture
def place() -> ReadingPlace:
    made = ReadingPlace({Step.KECAMATAN: 2, Step.PROGRESS: 2})
    made.start(TPS)
    return made


def walk(place: ReadingPlace, steps: int = 20) -> list[Place]:
    seen = [place.now]
    for _ in range(steps):
        place.next()
        if place.now == seen[-1]:
            break
        seen.append(place.now)
    return seen


def test_the_walk_goes_over_confirmed_numbers_then_the_totals(place: ReadingPlace) -> None:
    place.hear(view({"empat", "dua"}))
    there = walk(place)
    assert there == [
        Place(TPS, Step.NUMBER, "dua"),
        Place(TPS, Step.NUMBER, "empat"),
        Place(TPS, Step.DESA),
        Place(TPS, Step.KECAMATAN),
        Place(TPS, Step.KECAMATAN, page=1),
        Place(TPS, Step.PROGRESS),
        Place(TPS, Step.PROGRESS, page=1),
    ]
    back = [place.now]
    for _ in there[1:]:
        place.back()
        back.append(place.now)
    assert back == there[::-1]
    place.back()
    assert place.now == there[0]


def test_before_the_first_tps_there_are_the_totals_of_the_kecamatan() -> None:
    place = ReadingPlace()
    assert [p.step for p in walk(place)] == [Step.WELCOME, Step.KECAMATAN, Step.PROGRESS]
    place.show_desa()
    assert place.now == Place(None, Step.PROGRESS)
    place.show_totals()
    assert place.now == Place(None, Step.KECAMATAN)
    place.first()
    assert place.now == Place()


def test_the_first_confirmed_number_is_gone_to_by_itself(place: ReadingPlace) -> None:
    place.hear(view(()))
    assert place.now == Place(TPS, Step.NUMBER)
    place.hear(view({"tiga"}))
    assert place.now.field == "tiga"
    place.hear(view({"satu", "tiga"}))
    assert place.now.field == "tiga"


def test_what_is_not_confirmed_is_no_place_to_be(place: ReadingPlace) -> None:
    place.hear(view({"dua"}))
    place.go_to("tiga")
    place.go_to("lima")
    assert place.now.field == "dua"


def test_another_tps_is_not_listened_to(place: ReadingPlace) -> None:
    place.hear(view({"dua"}, tps="1101012001002"))
    assert place.now == Place(TPS, Step.NUMBER)


def test_a_number_that_loses_its_confirmation_is_being_checked(place: ReadingPlace) -> None:
    place.hear(view({"satu", "dua", "empat"}))
    place.go_to("dua")
    moves: list[Place] = []
    place.moved.connect(moves.append)
    place.hear(view({"satu", "empat"}))
    assert place.being_checked
    assert place.now.field == "dua"
    place.next()
    assert (place.now.field, place.being_checked) == ("empat", False)
    place.back()
    assert place.now.field == "satu"
    place.hear(view({"satu", "empat"}))
    assert [move.field for move in moves] == ["dua", "empat", "satu"]


def test_where_nothing_is_left_confirmed_there_is_a_way_back(place: ReadingPlace) -> None:
    place.hear(view({"dua"}))
    place.hear(view(()))
    place.back()
    assert place.now == Place(TPS, Step.NUMBER)
    place.next()
    assert place.now == Place(TPS, Step.DESA)


def test_jumps(place: ReadingPlace) -> None:
    place.hear(view({"satu", "dua"}))
    place.show_totals()
    assert place.now == Place(TPS, Step.DESA)
    place.show_kecamatan()
    assert place.now == Place(TPS, Step.KECAMATAN)
    place.show_progress()
    assert place.now == Place(TPS, Step.PROGRESS)
    place.first()
    assert place.now == Place(TPS, Step.NUMBER, "satu")


def test_a_tps_that_is_started_anew_begins_at_its_first_number(place: ReadingPlace) -> None:
    place.hear(view({"satu", "dua"}))
    place.go_to("dua")
    place.start(TPS)
    assert place.now == Place(TPS, Step.NUMBER)
    place.hear(view({"satu", "dua"}))
    assert place.now.field == "satu"


def test_only_moves_are_told(place: ReadingPlace) -> None:
    place.hear(view({"satu"}))
    moves: list[Place] = []
    place.moved.connect(moves.append)
    place.go_to("satu")
    place.back()
    assert moves == []
