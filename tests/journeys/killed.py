"""A program that confirms or imports without end and says what it has kept, until it is killed.

It reads lines of JSON, `["confirm", DATA]` or `["import", DATA, PICTURES]`. For each it makes a
process (a fork, so that the libraries are loaded once), tells its number, lets it tell its own
lines, and tells `END` when it is gone.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.store import Store
from sirekap_desktop.workflow import correcting, importing
from sirekap_desktop.workflow.desk import Desk
from tests import desks


def confirm(desk: Desk) -> None:
    """Confirm numbers at random; tell each one after it was kept."""
    with desk.store.look() as unit:
        seen = {
            (code, field): len(tally.history(field))
            for code, tally in unit.tallies.all().items()
            for field in tally.values
        }
    fields = desk.template.fields
    while True:
        place = (random.choice((desks.FIRST, desks.SECOND, desks.OTHER)), random.choice(fields))
        before = seen.get(place, 0)
        value = random.randrange(1000)
        correcting.confirm(desk, *place, value, seen=before, why="uji")
        seen[place] = before + 1
        tell(*place, before, value)


def bring(desk: Desk, pictures: Path) -> None:
    """Import a folder; at each step tell which file comes next: those before it are kept."""
    importing.import_files(
        desk,
        [pictures],
        Progress(lambda _done, _total, name: tell(name)),
        make_reader=lambda _: desks.FakeReader(desk.template),
    )


def tell(*words: object) -> None:
    """A line that has left this process, whole, when the call returns."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def act(what: str, data: str, pictures: str = "") -> None:
    """Open the store and work."""
    store = Store.open(Path(data))
    desk = Desk(store, desks.OPERATOR, catalog(), lambda: datetime.now(UTC))
    if what == "confirm":
        confirm(desk)
    else:
        bring(desk, Path(pictures))


def main() -> None:
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            act(*json.loads(line))
            os._exit(0)
        tell(process)
        os.waitpid(process, 0)
        tell("END")


if __name__ == "__main__":
    main()
