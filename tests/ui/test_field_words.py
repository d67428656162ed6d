"""What is said of a doubtful number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Reading, Status, Suggestion
from sirekap_desktop.models.tally import Entry
from sirekap_desktop.ui.field_words import doubt_of, state_of, told_of
from sirekap_desktop.workflow.checking import FieldView


def reading(why: str, suggestion: Suggestion | None = None) -> Reading:
    box = (0.0, 0.0, 1.0, 1.0)
    return Reading("suara_total", 60, 0.9, 50, Status.CHECK, (), box, why, suggestion=suggestion)


def test_what_the_sums_would_change_is_told_with_the_rule() -> None:
    told = doubt_of(reading("sum", Suggestion(260, ("R4", "R10"))))
    assert "R4, R10" in told
    assert "260" in told


@pytest.mark.parametrize(
    "why",
    [
        "faint",
        "conflict",
        "layout",
        "struck",
        "blank",
        "frame",
        "sum",
        "glare",
        "shadow",
        "soft",
        "pale",
    ],
)
def test_every_reason_is_told_in_words(why: str) -> None:
    told = doubt_of(reading(why))
    assert not told.startswith(why)
    assert "50" in told


def test_what_was_taken_back_is_not_said_to_have_another_picture() -> None:
    at = datetime(2029, 2, 15, 1, 0, tzinfo=UTC)
    first = Entry("9901012001001", "suara_total", 60, "Ketua Satu", at, "", 0)
    gone = replace(first, seen=1, undoes=0, withdrawn=True)
    view = FieldView("suara_total", 3, reading(""), None, (first, gone), 2, 60, True)
    assert state_of(view, Stage.PERIKSA) == "periksa · dibatalkan, periksa lagi"
    assert "dibatalkan (Ketua Satu" in told_of(view, Stage.PERIKSA)
    moved = replace(view, history=(first,))
    assert "gambarnya" in state_of(moved, Stage.PERIKSA)
