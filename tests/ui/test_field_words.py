"""What is said of a doubtful number."""

from __future__ import annotations

import pytest

from sirekap_desktop.models.reading import Reading, Status, Suggestion
from sirekap_desktop.ui.field_words import doubt_of


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
