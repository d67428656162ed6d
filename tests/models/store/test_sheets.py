"""How a reading is kept, and that readings of earlier versions are still understood."""

from __future__ import annotations

import json

from sirekap_desktop.models.reading import Reading, SheetReading, Source, Status, Suggestion
from sirekap_desktop.models.store.sheets import _from_json, _to_json

READING = Reading(
    "paslon_1",
    5,
    0.9,
    6,
    Status.CHECK,
    (Source("digits", "XX5", 5, 0.9), Source("tally", "4–8", None, 0.9)),
    (1.0, 2.0, 3.0, 4.0),
    "sum",
    ((5, 0.0), (6, 9.1)),
    Suggestion(6, ("R3",)),
)


def test_candidates_and_suggestion_come_back_as_they_were() -> None:
    sheet = SheetReading("pemilu_2024/c_hasil_ppwp", 2, (), (READING,))
    assert _from_json(json.loads(json.dumps(_to_json(sheet)))) == sheet


def test_a_reading_from_before_candidates_has_none() -> None:
    body = json.loads(json.dumps(_to_json(SheetReading("form", 2, (), (READING,)))))
    for later in ("candidates", "suggestion"):
        del body["reading"]["readings"][0][later]
    (old,) = _from_json(body).readings
    assert (old.value, old.candidates, old.suggestion) == (5, (), None)
