"""The technical log beside the data: what the program did, for whoever has to help.

It holds no numbers and no names of voters or witnesses; acts of persons stand in the event log.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from sirekap_desktop.errors import SirekapError

FILE = "sirekap.log"
LARGEST = 1_000_000
KEPT = 4
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@contextmanager
def logging_to(folder: Path) -> Iterator[Path]:
    """Write the program's log into `folder`/log while the context lasts; gives the file.

    The file turns over at 1 MB and four older ones are kept. Raises `folder_unwritable`.
    """
    file = folder / "log" / FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            file, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="backslashreplace"
        )
    except OSError as error:
        raise SirekapError("folder_unwritable") from error
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger = logging.getLogger("sirekap_desktop")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield file
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        handler.close()
