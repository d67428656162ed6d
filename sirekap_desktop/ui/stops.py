"""The screens around a contest: their numbers, their guides, the rail that leads to them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.models.plenary import Place
from sirekap_desktop.ui.frame import Rail, Stop

HOME, IMPORT, CHECK, PLENARY, RECAP, DOCUMENTS, HELP, SETTINGS, SECOND, FORMS = range(10)
"""The screens in the order of the rail; SECOND is reached from CHECK, FORMS from SETTINGS only."""
BEHIND = {SECOND: CHECK, FORMS: SETTINGS}
"""The stop of the rail behind which a screen lies that has none of its own."""
GUIDES = {
    HOME: "beranda",
    IMPORT: "impor",
    CHECK: "periksa",
    SECOND: "entri_kedua",
    PLENARY: "pleno",
    RECAP: "rekap",
    DOCUMENTS: "dokumen",
    SETTINGS: "pengaturan",
    FORMS: "formulir",
}
"""The guide of each screen."""


@dataclass(frozen=True)
class Spot:
    """Where somebody was: the screen, TPS and field in Periksa, the TPS in Pleno, the setting in
    Pengaturan, the TPS of a second entry; tile, filter and search in Beranda."""

    screen: int
    tps: str
    field: str
    before_room: str
    setting: str
    second: str
    tile: str
    places: frozenset[Place]
    sought: str


def make_rail() -> Rail:
    """The stops in the order of the screens' numbers, those that are no work below."""
    tr = QCoreApplication.translate
    return Rail(
        (
            Stop("home", tr("rail", "Home")),
            Stop("import", tr("rail", "Import")),
            Stop("check", tr("rail", "Check")),
            Stop("plenary", tr("rail", "Plenary")),
            Stop("recap", tr("rail", "Sums")),
            Stop("document", tr("rail", "Documents")),
        ),
        (
            Stop("projection", tr("rail", "Projection"), window=True),
            Stop("help", tr("rail", "Help")),
            Stop("settings", tr("rail", "Settings")),
        ),
    )
