"""What the parts of the template studio share: the form that is made, its sheet, what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.draft_checks import UNNAMED, Trouble, checked
from sirekap_desktop.models.drafting import Draft, History
from sirekap_desktop.models.form import FieldPlace, Page, Template

if TYPE_CHECKING:
    from sirekap_desktop.workflow.templating import Sheet

Edit = Callable[[Draft], Draft]


class Studio(QObject):
    """One form at a time; every change of it can be taken back."""

    changed = Signal()
    """The form is another, or was changed."""
    turned = Signal()
    """Another sheet is looked at."""
    chosen = Signal()
    """Other numbers are chosen."""
    refused = Signal(object)
    """A `SirekapError`: a change that makes no sense."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history: History | None = None
        self._saved: Draft | None = None
        self.others: Mapping[str, Template] = {}
        """The forms beside which it will be read."""
        self.sheets: tuple[Sheet, ...] = ()
        self.troubles: tuple[Trouble, ...] = ()
        self.signer = ""
        """Whose signature the form came with; nobody's once it was changed."""
        self.number = 1
        """The sheet that is looked at."""
        self.selection: tuple[int, ...] = ()
        """The chosen numbers of that sheet (0…)."""

    @property
    def draft(self) -> Draft | None:
        """The form, None while none is open."""
        return self._history.now if self._history is not None else None

    @property
    def page(self) -> Page | None:
        """The sheet that is looked at."""
        draft = self.draft
        found = [page for page in draft.pages if page.number == self.number] if draft else []
        return found[0] if found else None

    @property
    def places(self) -> tuple[FieldPlace, ...]:
        """The numbers of that sheet."""
        return self.page.places if self.page is not None else ()

    @property
    def wrong(self) -> frozenset[int]:
        """The numbers of that sheet with which something is wrong; to have no name is not."""
        return frozenset(
            index
            for trouble in self.troubles
            if trouble.page == self.number and trouble.code != UNNAMED
            for index in trouble.places
        )

    @property
    def unsaved(self) -> bool:
        """Whether the form was changed since it was kept."""
        return self.draft is not None and self.draft != self._saved

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._history is not None and bool(self._history.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return self._history is not None and bool(self._history.future)

    def open(
        self, draft: Draft, sheets: Sequence[Sheet], *, signer: str = "", saved: bool = True
    ) -> None:
        """Work on this form from now on."""
        self._history = History(draft)
        self._saved = draft if saved else None
        self.sheets, self.signer = tuple(sheets), signer
        self.number, self.selection = 1, ()
        self.troubles = checked(draft, self.others)
        self.changed.emit()
        self.turned.emit()

    def close(self) -> None:
        """No form is open any more."""
        self._history = self._saved = None
        self.sheets, self.troubles, self.signer = (), (), ""
        self.number, self.selection = 1, ()
        self.changed.emit()
        self.turned.emit()

    def kept(self, draft: Draft) -> None:
        """This state of the form was written."""
        self._saved = draft
        self.changed.emit()

    def do(self, edit: Edit) -> bool:
        """Change the form; whether that made sense."""
        if self._history is None:
            return False
        try:
            history = self._history.then(edit(self._history.now))
        except SirekapError as error:
            self.refused.emit(error)
            return False
        if history is not self._history:
            self.signer = ""
        self._step(history)
        return True

    def undo(self) -> None:
        """Take the last step back."""
        if self._history is not None:
            self._step(self._history.undone())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._history is not None:
            self._step(self._history.redone())

    def turn(self, number: int) -> None:
        """Look at another sheet."""
        if number != self.number:
            self.number, self.selection = number, ()
            self.turned.emit()

    def choose(self, indexes: Sequence[int]) -> None:
        """Choose these numbers of the sheet."""
        wanted = tuple(sorted(set(indexes)))
        if wanted != self.selection:
            self.selection = wanted
            self.chosen.emit()

    def _step(self, history: History) -> None:
        """Another state; the chosen numbers stay chosen wherever they are found again."""
        before = self.places
        self._history = history
        if history.now.pages and self.page is None:
            self.number = history.now.pages[0].number
        after = self.places
        if len(before) != len(after):
            kept = {before[i].boxes for i in self.selection if i < len(before)}
            self.selection = tuple(i for i, p in enumerate(after) if p.boxes in kept)
        self.troubles = checked(history.now, self.others)
        self.changed.emit()
