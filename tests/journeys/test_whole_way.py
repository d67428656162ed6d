"""From photographs to the sums through the window: without a screen, and with real keys on X."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sirekap_desktop.ui import application
from tests import xscreen
from tests.journeys import whole_way

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.journey
def test_the_whole_way_through_the_window(qtbot: QtBot, qapp: object, tmp_path: Path) -> None:
    application.dress(qapp)  # type: ignore[arg-type]
    way, end = whole_way.begin(tmp_path, whole_way.QtHands())
    qtbot.addWidget(way.window)
    try:
        way.walk(tmp_path / "foto")
    finally:
        end()


@pytest.mark.journey
def test_the_whole_way_with_real_keys_and_a_real_pointer(tmp_path: Path) -> None:
    if missing := xscreen.missing():
        pytest.skip(f"not installed: {', '.join(missing)}")
    with xscreen.screen() as environment:
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.whole_way", str(tmp_path)],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
    assert (done.returncode, done.stdout.strip()) == (0, "walked"), done.stderr[-4000:]
