"""`python -m tools.screenshots [OUT]`: every screen, dialog and scene of the wall as a picture."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path

from sirekap_desktop.app import House
from sirekap_desktop.ui import application
from sirekap_desktop.ui.runner import Runner
from tools.screenshots.ballots import BallotWalk
from tools.screenshots.camera import Camera
from tools.screenshots.walk import Walk


def main() -> int:
    """Make the data, open the window offscreen, walk through the screens."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "out/screens")
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        app = application.make(sys.argv[:1])
        runner = Runner()
        try:
            camera = Camera(app, runner, out)
            pin = secrets.token_hex(4)
            Walk(camera, house, runner, Path(folder), pin).everything()
            for ballot in ("dpr", "bupati"):
                home = Path(folder) / ballot
                BallotWalk(camera, home, runner, pin, ballot).everything()
        finally:
            runner.close()
            house.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
