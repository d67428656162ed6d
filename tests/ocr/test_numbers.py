"""What the boxes mean, and when a person has to look."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sirekap_desktop.models.reading import Reading, Status
from sirekap_desktop.ocr.digits import CLASSES
from sirekap_desktop.ocr.marks import Marks
from sirekap_desktop.ocr.numbers import FIGURES, Meanings, from_bubbles, meaning, weigh
from sirekap_desktop.ocr.solve import settle
from tests import paper

MEANINGS = Meanings.of(3)
SURE = 0.9975
PLACE = (10.0, 20.0, 64.0, 18.0)
REASONS = {"blank", "frame", "layout", "conflict", "faint", "struck"}

Rows = NDArray[np.float32]


def symbols_of(text: str) -> tuple[str, ...]:
    """`_` stands for an empty box."""
    return tuple("" if letter == "_" else letter for letter in text)


def rows(text: str, trust: float = 0.9997, second: str = "") -> Rows:
    """Boxes read as `text`; what is left of each goes to the `second` text, else to all others."""
    made = np.zeros((len(text), len(CLASSES)), np.float32)
    for row, symbol, other in zip(made, symbols_of(text), symbols_of(second or text), strict=True):
        first, next_best = CLASSES.index(symbol), CLASSES.index(other)
        row[:] = (1 - trust) / (len(CLASSES) - 1) if first == next_best else 0.0
        row[next_best] = 1 - trust
        row[first] = trust
    return made


def filled(text: str, confidence: float = 0.9) -> Marks:
    """Bubbles seen as `text`, each column as clear as bubbles get; `?` is two filled ones."""
    columns = np.full((len(text), 11), 0.005 / 10)
    for column, mark in zip(columns, text, strict=True):
        column[[3, 4] if mark == "?" else [10 if mark == "_" else int(mark)]] = 0.995
    return Marks(text, confidence, columns / columns.sum(axis=1, keepdims=True))


def weighed(boxes: Rows, marks: Marks | None = None, *, frames_sound: bool = True) -> Reading:
    """The number alone on its form: nothing vouches for it, nothing speaks against it."""
    bubbles = None if marks is None else from_bubbles(marks)
    others = [] if bubbles is None else [bubbles]
    reading = weigh("paslon_1", boxes, others, PLACE, meanings=MEANINGS, frames_sound=frames_sound)
    (settled,) = settle([reading], paper.template())
    return settled


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("117", 117),
        ("000", 0),
        ("006", 6),
        ("XX6", 6),
        ("X06", 6),
        ("X16", 16),
        ("--6", 6),
        ("__6", 6),
        ("_12", 12),
        ("-X6", 6),
        ("XX0", 0),
        ("XXX", 0),
        ("---", 0),
        ("XX-", 0),
        ("999", 999),
        ("___", None),
        ("X__", None),
        ("_X_", None),
        ("__X", None),
        ("XX_", None),
        ("1X6", None),
        ("12_", None),
        ("1__", None),
        ("1_2", None),
        ("6XX", None),
        ("0X6", None),
        ("61-", None),
    ],
)
def test_what_three_boxes_mean(text: str, value: int | None) -> None:
    assert meaning(symbols_of(text)) == value


def test_fillers_never_become_digits() -> None:
    """XXX was once published as 888: a cross, a dash or nothing stands before a number only."""
    for symbols in product(FIGURES, repeat=3):
        value = meaning(symbols)
        digits = "".join(symbols).lstrip("X-")
        if value:
            assert "".join(symbols).endswith(digits)
            assert digits.isdigit()
            assert value == int(digits)
        elif value == 0:
            assert not set("123456789") & set(symbols)


def test_every_string_has_its_meaning_in_the_table() -> None:
    assert MEANINGS.values.shape == (len(FIGURES) ** 3,)
    for index, symbols in enumerate(product(FIGURES, repeat=3)):
        value = meaning(symbols)
        assert MEANINGS.values[index] == (-1 if value is None else value)


def test_all_ways_to_write_a_number_are_added_up() -> None:
    boxes = np.zeros((3, len(CLASSES)))
    boxes[0, [CLASSES.index(s) for s in ("X", "0", "-", "")]] = (0.5, 0.2, 0.2, 0.1)
    boxes[1, [CLASSES.index(s) for s in ("X", "1")]] = (0.75, 0.25)
    boxes[2, CLASSES.index("6")] = 1.0
    spread = MEANINGS.spread(boxes)
    assert spread.shape == (1000,)
    # 0X6 means nothing; every other first box may stand before X6, each before 16.
    assert spread[6] == pytest.approx(0.75 * 0.8)
    assert spread[16] == pytest.approx(0.25)
    assert spread.sum() == pytest.approx(0.75 * 0.8 + 0.25)


ODDS = st.lists(
    st.lists(st.floats(0.0, 1.0), min_size=len(CLASSES), max_size=len(CLASSES)).filter(
        lambda row: sum(row) > 0.01
    ),
    min_size=3,
    max_size=3,
).map(lambda odds: np.array([np.array(row) / sum(row) for row in odds], np.float32))
MARKS = st.none() | st.builds(
    filled, st.text("0123456789_?", min_size=3, max_size=3), st.floats(0.0, 0.99)
)


@given(ODDS)
def test_the_values_share_what_has_a_meaning(boxes: Rows) -> None:
    spread = MEANINGS.spread(boxes.astype(np.float64))
    assert (spread >= 0).all()
    assert spread.sum() <= 1 + 1e-6
    boxes64 = boxes.astype(np.float64)
    hundreds, tens, ones = boxes64[:, :10].max(axis=1)
    best = int("".join(str(i) for i in boxes64[:, :10].argmax(axis=1)))
    assert spread[best] >= hundreds * tens * ones - 1e-9


@pytest.mark.parametrize(
    ("text", "value"),
    [("117", 117), ("XX6", 6), ("XXX", 0), ("---", 0), ("X-7", 7), ("000", 0)],
)
def test_clear_boxes_are_sure(text: str, value: int) -> None:
    reading = weighed(rows(text))
    assert (reading.value, reading.status, reading.why) == (value, Status.SURE, "")
    assert (reading.field, reading.box) == ("paslon_1", PLACE)
    (source,) = reading.sources
    assert (source.kind, source.text, source.value) == ("digits", text, value)
    assert reading.confidence > 0.998


def test_doubt_between_cross_and_dash_is_no_doubt() -> None:
    boxes = rows("XX6", trust=0.55, second="--6")
    boxes[2] = rows("6")[0]
    assert (weighed(boxes).value, weighed(boxes).status) == (6, Status.SURE)


def test_a_struck_figure_may_stand_for_any_and_is_left_to_a_person() -> None:
    boxes = rows("1?7")
    reading = weighed(boxes)
    assert (reading.value, reading.status, reading.why) == (None, Status.UNREAD, "struck")
    assert {value for value, cost in reading.candidates if cost < 3} == {*range(107, 198, 10)}


@pytest.mark.parametrize("text", ["__6", "_17", "X_6"])
def test_an_empty_box_before_a_number_must_be_clearly_empty(text: str) -> None:
    reading = weighed(rows(text))
    assert (reading.value, reading.status) == (int(text.strip("X_")), Status.SURE)
    reading = weighed(rows(text, trust=0.997))
    assert (reading.status, reading.why) == (Status.CHECK, "faint")


def test_empty_boxes_are_unread() -> None:
    reading = weighed(rows("___", trust=0.999))
    assert (reading.value, reading.status, reading.why) == (None, Status.UNREAD, "blank")
    assert (reading.confidence, reading.runner_up) == (0.0, None)
    assert reading.sources[0].text == "___"


def test_boxes_whose_frame_was_not_seen_are_never_sure() -> None:
    reading = weighed(rows("117", trust=0.999), frames_sound=False)
    assert (reading.value, reading.status, reading.why) == (117, Status.CHECK, "frame")
    assert weighed(rows("___"), frames_sound=False).why == "blank"


@pytest.mark.parametrize("text", ["1X6", "12_", "6XX", "X__"])
def test_boxes_without_a_meaning_are_unread(text: str) -> None:
    reading = weighed(rows(text, trust=0.999))
    assert (reading.value, reading.status, reading.why) == (None, Status.UNREAD, "layout")
    assert reading.sources[0].value is None


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_faint_digit_is_enough_to_look(place: int) -> None:
    boxes = rows("117", trust=0.99)
    boxes[place] = rows("117", trust=0.95, second="888")[place]
    reading = weighed(boxes)
    assert (reading.value, reading.status, reading.why) == (117, Status.CHECK, "faint")
    assert reading.runner_up == int("117"[:place] + "8" + "117"[place + 1 :])


def test_the_trust_that_is_asked_for_is_the_limit() -> None:
    boxes = rows("117", trust=0.9999)
    boxes[0] = rows("1", trust=SURE + 0.0003)[0]
    assert weighed(boxes).status is Status.SURE
    boxes[0] = rows("1", trust=SURE - 0.0003)[0]
    assert weighed(boxes).status is Status.CHECK


def test_a_guess_that_is_hardly_likely_is_not_shown() -> None:
    reading = weighed(rows("117", trust=0.6, second="888"))
    assert (reading.value, reading.status, reading.why) == (None, Status.UNREAD, "faint")
    assert reading.sources[0].value == 117


def test_bubbles_that_agree_are_a_second_source() -> None:
    alone = weighed(rows("117", trust=0.95))
    reading = weighed(rows("117", trust=0.95), filled("117"))
    assert (reading.value, reading.status) == (117, Status.SURE)
    assert reading.confidence > alone.confidence
    bubbles = reading.sources[1]
    assert (bubbles.kind, bubbles.text, bubbles.value) == ("bubbles", "117", 117)


@pytest.mark.parametrize("text", ["617", "_17", "11?", "1_7", "?17", "118", "11_"])
def test_bubbles_that_contradict_are_a_conflict(text: str) -> None:
    reading = weighed(rows("117", trust=0.9999), filled(text))
    assert reading.status is not Status.SURE
    assert reading.why == "conflict"
    assert reading.sources[1].text == text


@pytest.mark.parametrize(
    ("digits", "bubbles"),
    [
        ("XX6", "006"),
        ("XX6", "__6"),
        ("XX6", "_06"),
        ("X16", "_16"),
        ("XXX", "000"),
        ("000", "000"),
    ],
)
def test_bubbles_of_leading_zeros_may_be_empty(digits: str, bubbles: str) -> None:
    reading = weighed(rows(digits, trust=0.99), filled(bubbles))
    assert (reading.status, reading.why) == (Status.SURE, "")


@pytest.mark.parametrize(("digits", "bubbles"), [("XX6", "106"), ("XX6", "?06"), ("XXX", "001")])
def test_a_bubble_filled_before_the_number_is_a_conflict(digits: str, bubbles: str) -> None:
    assert weighed(rows(digits, trust=0.99), filled(bubbles)).why == "conflict"


def test_bubbles_nobody_filled_say_nothing() -> None:
    reading = weighed(rows("117"), filled("___"))
    assert (reading.value, reading.status, len(reading.sources)) == (117, Status.SURE, 1)


@pytest.mark.parametrize(("text", "why"), [("___", "blank"), ("1X6", "layout")])
def test_without_a_number_full_bubbles_propose_one_to_be_checked(text: str, why: str) -> None:
    reading = weighed(rows(text), filled("106"))
    assert (reading.value, reading.status, reading.why) == (106, Status.CHECK, why)
    assert reading.confidence == pytest.approx(0.45)
    half = weighed(rows(text), filled("1_6"))
    assert (half.value, half.status) == (None, Status.UNREAD)


def test_bubbles_settle_what_digits_leave_open_but_a_person_looks() -> None:
    boxes = rows("117", trust=0.99)
    boxes[0] = rows("1", trust=0.55, second="6")[0]
    reading = weighed(boxes, filled("617"))
    assert (reading.value, reading.runner_up) == (617, 117)
    assert (reading.status, reading.why) == (Status.CHECK, "conflict")


@given(ODDS, MARKS, st.booleans())
def test_whatever_is_seen_a_reading_is_honest(
    boxes: Rows, marks: Marks | None, frames_sound: bool
) -> None:
    reading = weighed(boxes, marks, frames_sound=frames_sound)
    assert (reading.value is None) == (reading.status is Status.UNREAD)
    assert (reading.why == "") == (reading.status is Status.SURE)
    assert reading.why in REASONS | {""}
    assert 0 <= reading.confidence <= 1
    assert reading.value is None or 0 <= reading.value <= 999
    assert reading.runner_up is None or reading.runner_up != reading.value
    digits = reading.sources[0]
    written = symbols_of(digits.text)
    assert digits.value == meaning(written)
    assert written == tuple(CLASSES[i] for i in boxes.argmax(axis=1))


CLEAR = st.tuples(
    st.sampled_from([*CLASSES]), st.sampled_from([*CLASSES]), st.sampled_from("0169X")
)


@given(CLEAR, MARKS, st.booleans(), st.floats(0.9, 0.99999))
def test_only_what_every_source_says_is_sure(
    symbols: tuple[str, ...], marks: Marks | None, frames_sound: bool, trust: float
) -> None:
    text = "".join(symbol or "_" for symbol in symbols)
    reading = weighed(rows(text, trust=trust), marks, frames_sound=frames_sound)
    if reading.status is not Status.SURE:
        return
    assert frames_sound
    assert "?" not in symbols
    assert reading.value == meaning(symbols)
    said = f"{reading.value:03d}"
    if marks is not None and marks.text.strip("_"):
        leading = len(said) - len(str(reading.value))
        for column, (mark, digit) in enumerate(zip(marks.text, said, strict=True)):
            assert mark == digit or (mark == "_" and column < leading)
