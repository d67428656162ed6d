"""Empty fields for the numbers that a second person reads; each is locked once it is kept."""

from __future__ import annotations

from collections.abc import Collection

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui.form_panel import FormPanel


class BlindForm(FormPanel):
    """Every kept number looks alike, whether it agrees with the first one or not."""

    def __init__(self, template: Template, election: Election, only: Collection[str]) -> None:
        super().__init__(template, election, only)
        self._kept: dict[str, bool] = {}

    @property
    def waiting(self) -> set[str]:
        """The numbers that are still to be read."""
        return set(self.order) - set(self._kept)

    @property
    def through(self) -> bool:
        """Whether every number has been read and is on the disk."""
        return all(self._kept.get(name) for name in self.order)

    def take(self, typed: dict[str, int]) -> None:
        """Go on with digits that were typed before."""
        for field, value in typed.items():
            if field in self.fields:
                self.fields[field].setText(str(value))

    def lock(self, field: str, value: int) -> None:
        """Enter was pressed: the number is on its way to the disk."""
        self._kept[field] = False
        self.fields[field].setReadOnly(True)
        self.fields[field].show_state(Stage.SELESAI, value, None)

    def keep(self, field: str) -> None:
        """It is on the disk."""
        if field in self._kept:
            self._kept[field] = True

    def give_back(self, field: str, value: int) -> None:
        """It did not get there: it is typed, and no more."""
        if self._kept.pop(field, None) is not None:
            entry = self.fields[field]
            entry.setReadOnly(False)
            entry.show_state(Stage.KOSONG, None, None)
            entry.setText(str(value))
            self.go_to(field)

    def go_on(self, field: str) -> None:
        """Put the cursor into the next number to be read."""
        found = self.next_of(field, self.waiting)
        if found is not None:
            self.go_to(found)
