"""One transaction with everything that may be done in it."""

from __future__ import annotations

from sqlalchemy import Connection

from sirekap_desktop.models.reading import SheetReading
from sirekap_desktop.models.store.accounts import Accounts
from sirekap_desktop.models.store.documents import Documents
from sirekap_desktop.models.store.elections import Elections
from sirekap_desktop.models.store.events import Events
from sirekap_desktop.models.store.published import PublishedNumbers
from sirekap_desktop.models.store.seconds import Seconds
from sirekap_desktop.models.store.sheets import Sheets
from sirekap_desktop.models.store.steps import Steps
from sirekap_desktop.models.store.summaries import Summaries
from sirekap_desktop.models.store.tallies import Tallies


class Unit:
    """The rooms of the store, all in the same transaction; values in, frozen values out.

    `contest` is the election whose numbers are meant, the first one when None.
    """

    def __init__(
        self,
        connection: Connection,
        contest: int | None,
        remembered: dict[int, SheetReading] | None = None,
    ) -> None:
        self._connection = connection
        self.elections = Elections(connection, contest)
        self.sheets = Sheets(connection, self.elections.key, remembered)
        self.tallies = Tallies(connection, self.elections.key)
        self.seconds = Seconds(connection, self.elections.key)
        self.published = PublishedNumbers(connection, self.elections.key)
        self.steps = Steps(connection, self.elections.key)
        self.summaries = Summaries(connection, self.elections.key)
        self.documents = Documents(connection, self.elections.key)
        self.accounts = Accounts(connection)
        self.events = Events(connection)

    def beside(self, contest: int) -> Unit:
        """The same transaction, for another contest."""
        return Unit(self._connection, contest)
