"""One transaction with everything that may be done in it."""

from __future__ import annotations

from sqlalchemy import Connection

from sirekap_desktop.models.reading import SheetReading
from sirekap_desktop.models.store.closings import Closings
from sirekap_desktop.models.store.documents import Documents
from sirekap_desktop.models.store.elections import Elections
from sirekap_desktop.models.store.events import Events
from sirekap_desktop.models.store.sheets import Sheets
from sirekap_desktop.models.store.tallies import Tallies


class Unit:
    """The rooms of the store, all in the same transaction; values in, frozen values out."""

    def __init__(
        self, connection: Connection, remembered: dict[int, SheetReading] | None = None
    ) -> None:
        self.elections = Elections(connection)
        self.sheets = Sheets(connection, self.elections.key, remembered)
        self.tallies = Tallies(connection, self.elections.key)
        self.closings = Closings(connection, self.elections.key)
        self.documents = Documents(connection, self.elections.key)
        self.events = Events(connection)
