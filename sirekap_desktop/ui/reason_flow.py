"""A confirmed number changes only with a reason, which is asked in one line."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sirekap_desktop.ui.notices import ReasonBar


class ReasonFlow(QObject):
    """Holds the number that somebody wants to change until the reason is written."""

    answered = Signal(str, int, str)
    """The field, its new value, and why."""
    given_up = Signal(str)
    """The field that stays as it was."""

    def __init__(self, bar: ReasonBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._asking: tuple[str, int] | None = None
        bar.answered.connect(self._answer)
        bar.given_up.connect(self.give_up)

    def ask(self, field: str, old: int, new: int) -> None:
        """Ask why a number is corrected."""
        self._asking = (field, new)
        self._bar.ask(self.tr("Why is {old} corrected to {new}?").format(old=old, new=new))

    def leave(self, field: str = "") -> None:
        """The cursor is in `field` now: a question about another number is dropped."""
        if self._asking is not None and self._asking[0] != field:
            self._end()

    def give_up(self) -> None:
        """The number stays as it was."""
        if self._asking is not None:
            field, _ = self._asking
            self._end()
            self.given_up.emit(field)

    def _answer(self, why: str) -> None:
        if self._asking is not None:
            field, value = self._asking
            self._end()
            self.answered.emit(field, value, why)

    def _end(self) -> None:
        self._asking = None
        self._bar.hide()
