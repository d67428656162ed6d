"""Asks which empty sheets are wanted: the form or its copy, and for which TPS."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QVBoxLayout, QWidget

from sirekap_desktop.models.election import Election
from sirekap_desktop.ui.dialogs import buttons, fit


class PrintDialog(QDialog):
    """`copy` is what was chosen, `stations` the codes of the TPS whose heads are filled in."""

    def __init__(self, election: Election, model: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print blank sheets"))
        self.what = QComboBox()
        self.what.addItem(self.tr("{model}, full size").format(model=model), False)
        self.what.addItem(self.tr("Copy on A4 (salinan)"), True)
        self.whose = QComboBox()
        for who, stations in self._choices(election):
            self.whose.addItem(who, stations)
        self.whose.setMaxVisibleItems(20)
        told = QLabel(
            self.tr(
                "For practice, and for a TPS whose form did not arrive. Names of the contestants"
                " are printed; nothing is counted and nothing is stored."
            )
        )
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        head = QLabel(self.tr("Print blank sheets"))
        head.setProperty("role", "head")
        column.addWidget(head)
        column.addWidget(told)
        for text, field in ((self.tr("&Sheets"), self.what), (self.tr("&Head of"), self.whose)):
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            column.addWidget(label)
            column.addWidget(field)
        box, self.save = buttons(self, self.tr("Save as PDF…"))
        column.addWidget(box)
        fit(self, 520)
        self.what.setFocus()

    @property
    def copy(self) -> bool:
        """Whether the A4 copy is wanted."""
        return bool(self.what.currentData())

    @property
    def stations(self) -> tuple[str, ...]:
        """The codes of the TPS; none leaves the heads empty."""
        return tuple(self.whose.currentData())

    def _choices(self, election: Election) -> list[tuple[str, tuple[str, ...]]]:
        every = tuple(tps.code for _, tps in election.every_tps())
        found: list[tuple[str, tuple[str, ...]]] = [
            (self.tr("No TPS: the head stays empty"), ()),
            (self.tr("Every TPS of the kecamatan ({count})").format(count=len(every)), every),
        ]
        for desa in election.desa:
            codes = tuple(tps.code for tps in desa.tps)
            label = self.tr("Every TPS of {desa} ({count})")
            found.append((label.format(desa=desa.region.name, count=len(codes)), codes))
        for desa, tps in election.every_tps():
            found.append((f"{tps.label} {desa.region.name}", (tps.code,)))
        return found
