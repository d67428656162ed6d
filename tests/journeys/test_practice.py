"""A beginner's first evening: the practice folder as it really is, drawn and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sirekap_desktop import paths, pool
from sirekap_desktop.app import Practice
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.reading import Status
from sirekap_desktop.workflow import checking, training
from tests import desks

GUBERNUR = "pilkada_2024/c_hasil_kwk_gubernur"

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("cheap_pins")]


@pytest.mark.parametrize("form", ["", GUBERNUR])
def test_the_trainee_meets_doubts_and_a_wrong_sum(tmp_path: Path, form: str) -> None:
    data = tmp_path / "sirekap"
    practice = Practice(paths.training(data), lambda: (form,))
    told: list[str] = []
    desk = practice.open(Progress(lambda *step: told.append(step[2])), pool.spread)
    assert told
    assert not data.exists(), "the real folder is not touched"
    views = [checking.look(desk, tps.code) for _, tps in desk.election().every_tps()]
    fields = [field for view in views for field in view.fields.values()]
    unsure = [f for f in fields if f.reading is None or f.reading.status is not Status.SURE]
    assert 5 <= len(unsure) <= len(fields) // 2, "some doubts, and enough that is clear"
    assert any(view.unexplained for view in views)
    first = views[0]
    assert 1 <= sum(field.doubtful for field in first.fields.values()) <= 6, "it begins gently"
    assert training.done(desk) == frozenset()
    assert desk.election().form == (form or desks.FORM)
    practice.close()
