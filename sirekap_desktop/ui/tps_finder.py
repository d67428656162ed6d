"""The search of the top bar: what people say of a TPS, with the likeliest ones below it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QStringListModel, Signal
from PySide6.QtWidgets import QCompleter

from sirekap_desktop.models.election import Election
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.fields import SearchField
from sirekap_desktop.workflow.finding_tps import find_tps

_LISTED = 12


class TpsFinder(SearchField):
    """Understands "TPS 14 Sukamaju", "14 suka", "sukamaju", "014"; Enter takes the first."""

    found = Signal(str)
    """The 13-digit code of the TPS that was chosen."""

    def __init__(self, election: Election) -> None:
        tr = QCoreApplication.translate
        super().__init__(tr("search", "Find TPS … Ctrl+K"), tr("search", "Find a TPS"))
        self.setMaximumWidth(max(self.minimumWidth(), theme.px(250)))
        self._election = election
        self._names = {
            tps.code: f"{tps.label} · {desa.region.name}" for desa, tps in election.every_tps()
        }
        self._hits: tuple[str, ...] = ()
        self._listed = QStringListModel(self)
        finder = QCompleter(self._listed, self)
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        finder.setMaxVisibleItems(_LISTED)
        finder.activated[QModelIndex].connect(  # type: ignore[index]
            lambda index: self._take(index.row())
        )
        self.setCompleter(finder)
        self.textEdited.connect(self._look)
        self.returnPressed.connect(lambda: self._take(0))

    def _look(self, text: str) -> None:
        self._hits = find_tps(self._election, text)[:_LISTED]
        self._listed.setStringList([self._names[code] for code in self._hits])

    def _take(self, place: int) -> None:
        if 0 <= place < len(self._hits):
            code, self._hits = self._hits[place], ()
            self.clear()
            self.found.emit(code)
