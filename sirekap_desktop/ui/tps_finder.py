"""The search of the top bar: what people say of a TPS, with the likeliest ones below it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QStringListModel, QTimer, Signal
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
        finder.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self.setCompleter(finder)
        self._chosen = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._take)
        self.textEdited.connect(self._look)
        self.returnPressed.connect(self._soon.start)

    def _look(self, text: str) -> None:
        self._hits = find_tps(self._election, text)[:_LISTED]
        self._listed.setStringList([self._names[code] for code in self._hits])

    def _choose(self, index: QModelIndex) -> None:
        self._chosen = self._hits[index.row()]
        self._soon.start()

    def _take(self) -> None:
        """After Qt, which writes the chosen line into the field once more."""
        found = (self._chosen,) if self._chosen else find_tps(self._election, self.text())
        self._chosen = ""
        if found:
            self.clear()
            self.found.emit(found[0])
