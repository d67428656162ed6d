"""The screen Periksa: the paper left, its numbers right, a whole TPS by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.tally import Entry
from sirekap_desktop.ui import check_acts, field_states, theme
from sirekap_desktop.ui.check_acts import Loaded
from sirekap_desktop.ui.check_panel import CheckPanel
from sirekap_desktop.ui.crop_feed import CropFeed
from sirekap_desktop.ui.field_words import state_of, told_of
from sirekap_desktop.ui.findings_link import FindingsLink
from sirekap_desktop.ui.history_dialog import show_history
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.one_look import OneLook, Shown
from sirekap_desktop.ui.permitted import forbidden
from sirekap_desktop.ui.queue_walk import QueueWalk
from sirekap_desktop.ui.reason_flow import ReasonFlow
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sheet_panel import Paper, SheetPanel
from sirekap_desktop.ui.side_panel import SidePanel
from sirekap_desktop.ui.together import Together, bind_sheet
from sirekap_desktop.workflow import overview
from sirekap_desktop.workflow.overview import TpsLine

T = TypeVar("T")

_OWN = "periksa"
"""The act name of changes that this screen made and has shown already."""


class CheckPage(QWidget):
    """Compares reading and paper number by number, until the TPS is ready for the plenary."""

    confirmed = Signal(object, str)
    """A `Loaded` and the field that a person has just confirmed in it ("" for a mere look)."""

    listed = Signal(object)
    """Every `TpsLine`, whenever the list was made afresh."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wanted = ""
        self._loaded: Loaded | None = None
        self._field = ""
        self._sent: set[str] = set()
        self.side = SidePanel(session.template, session.election)
        self.list = self.side.list
        self.sheet = SheetPanel(session.template, session.election)
        self.panel = CheckPanel(session.template, session.election)
        self.form = self.panel.form
        self._crops = CropFeed(session.template, session.runner, self)
        self._crops.arrived.connect(self.form.show_crops)
        self._together = Together(session.template, self.sheet, self.form)
        self._findings = FindingsLink(self.panel, self.sheet)
        self.reason = ReasonFlow(self.panel.reason)
        self._queue = QueueWalk(self.side, self, self.panel.notice.say)
        self._look = OneLook(
            self.sheet,
            lambda: self._loaded.view if self._loaded else None,
            self._confirm_sheet,
            self.panel.notice.say,
        )
        parts = QSplitter()
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        for widget, stretch in ((self.side, 0), (self.sheet, 11), (self.panel, 9)):
            parts.addWidget(widget)
            parts.setStretchFactor(parts.count() - 1, stretch)
        parts.setSizes([theme.px(192), theme.px(560), theme.px(526)])
        self.side.setMinimumWidth(theme.px(184))
        self.panel.setMinimumWidth(theme.px(500))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(300)
        self._later.timeout.connect(self.refresh_list)
        self._connect()
        self.form.permit(forbidden(session.desk.person, Act.CONFIRM))
        self.refresh_list()

    @property
    def loaded(self) -> Loaded | None:
        """The TPS on the screen."""
        return self._loaded

    @property
    def spot(self) -> tuple[str, str]:
        """The code of the TPS that is wanted and the field with the cursor."""
        return self._wanted, self._field

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The numbers that were typed and are not confirmed."""
        return tuple(name for name in self.form.typed if name not in self._sent)

    def open_tps(self, code: str, field: str = "") -> None:
        """Show a TPS, with the cursor in `field` or in the first number that needs a person."""
        self._wanted = code
        self._field = field
        self.list.choose(code)
        self.reason.leave()
        have = self._have()
        desk = self._session.desk
        self._session.runner.start(lambda _: check_acts.load(desk, code, have, field), self._arrive)
        self.form.make()

    def take_cursor(self) -> None:
        """Put the cursor into the number that was left; at first, into the first open TPS."""
        if not self._wanted:
            self.refresh_list()
        if self._loaded is not None and self._field:
            self.form.go_to(self._field)

    def refresh(self, change: Change) -> None:
        """Something was done elsewhere (or here): look again."""
        self.form.permit(forbidden(self._session.desk.person, Act.CONFIRM))
        self._later.start()
        if change.act != _OWN and self._wanted and change.tps in (None, self._wanted):
            look = partial(check_acts.load, self._session.desk, self._wanted, self._have())
            self._session.runner.start(lambda _: look(), self._show)

    def _connect(self) -> None:
        self.list.picked.connect(self._pick)
        self.form.reached.connect(self._reach)
        self.form.entered.connect(self._enter)
        self.sheet.history.clicked.connect(self._show_history)
        self.reason.answered.connect(self._confirm)
        self.reason.given_up.connect(self.form.go_to)
        self.panel.done.clicked.connect(self._go_to_next_tps)
        for keys, does, told in (
            ("F3", self._next_doubtful, self.tr("Next doubtful number")),
            ("F4", self._findings.go_on, self.tr("Next finding")),
            ("F8", self._look.press, self.tr("Look at the sheet, then confirm what is sure")),
            ("F9", self.side.toggle, self.tr("Queue of doubtful numbers, or all TPS")),
            ("Ctrl+Z", self._undo, self.tr("Take back my last entry")),
            ("F6", self.sheet.toggle_lens, self.tr("Magnifier")),
            ("Ctrl+H", self._show_history, self.tr("History of the number")),
            ("PgUp", lambda: self._step(-1), self.tr("TPS before")),
            ("PgDown", lambda: self._step(1), self.tr("Next TPS")),
            ("Ctrl+0", self.sheet.view.fit, self.tr("Whole sheet")),
        ):
            bind(self, keys, does, told).setAutoRepeat(keys not in ("F8", "Ctrl+Z"))
        go_on = self.tr("Checked, next TPS")
        bind(self, "Ctrl+Enter", self._go_to_next_tps, go_on, also="Ctrl+Return")
        bind_sheet(self, self._session.template, self.sheet, self._go_to_page)

    def _have(self) -> dict[str, Paper]:
        return self._loaded.have if self._loaded else {}

    def refresh_list(self) -> None:
        """Look at every TPS again."""
        desk = self._session.desk
        self._session.runner.start(lambda _: overview.overview(desk), self._show_list)

    def _show_list(self, lines: tuple[TpsLine, ...]) -> None:
        self.side.show_lines(lines)
        self.listed.emit(lines)
        self.list.choose(self._wanted)
        if not self._wanted and lines and self.isVisible():
            open_ones = [line.tps.code for line in lines if line.stage is not Stage.SELESAI]
            self.open_tps((open_ones or [lines[0].tps.code])[0])

    def _arrive(self, loaded: Loaded) -> None:
        if loaded.view.tps.code != self._wanted:
            return
        self._sent.clear()
        self.panel.notice.hide()
        self._loaded = None
        self._show(loaded)
        waiting = self._unconfirmed()
        wanted = self._field or self.form.next_of("", waiting) or self.form.order[0]
        if self.isVisible():
            self.form.go_to(wanted)
        self._reach(wanted)
        self.confirmed.emit(loaded, "")

    def _show(self, loaded: Loaded) -> None:
        if loaded.view.tps.code != self._wanted:
            return
        before, self._loaded = self._loaded, loaded
        numbers = field_states.numbers_of(loaded.view)
        readings = {name: field.reading for name, field in loaded.view.fields.items()}
        if before is None or before.papers != loaded.papers:
            first = self._field or loaded.first or self.form.order[0]
            self.sheet.show_papers(loaded.papers, readings, "" if before else first)
            self._crops.begin(loaded.papers, readings, first)
        self.form.show_numbers(numbers, keep=before is not None)
        self.sheet.show_stages(field_states.stages_of(numbers))
        self.panel.show_view(loaded.view, full=self._session.decides)
        if loaded.second is not None:
            self.panel.show_second(loaded.second)
        self._tell()

    def _unconfirmed(self) -> set[str]:
        if self._loaded is None:
            return set()
        fields = self._loaded.view.fields
        return {name for name, f in fields.items() if f.entry is None} - self._sent

    def _reach(self, field: str) -> None:
        self._field = field
        self.sheet.go_to(field)
        self.reason.leave(field)
        self._tell()

    def _go_to_page(self, page: int) -> None:
        self._together.go_to_page(page, self._unconfirmed())

    def _tell(self) -> None:
        if self._loaded is not None and self._field:
            view = self._loaded.view.fields[self._field]
            self.sheet.tell(told_of(view, self.form.fields[self._field].stage))

    def _show_history(self) -> None:
        if self._loaded is not None and self._field:
            view, stage = self._loaded.view, self.form.fields[self._field].stage
            now, paper = state_of(view.fields[self._field], stage), self.sheet.crop(self._field)
            show_history(self._session, view.tps.code, self._field, now, paper, self)

    def _enter(self, field: str) -> None:
        entry = self.form.fields[field]
        if self._loaded is None or field in self._sent:
            return
        typed, firm = entry.typed, self._loaded.view.firm(field)
        if self._loaded.view.stage is Stage.SELESAI:
            self.panel.notice.refuse(SirekapError("tps_closed", tps=self._loaded.view.tps.label))
        elif typed is None and entry.confirmed is not None:
            self._go_on(field)
        elif typed is not None and firm is not None and typed != firm:
            self.reason.ask(field, firm, typed)
        elif typed is not None:
            self._confirm(field, typed)
        elif entry.proposal is not None and entry.stage is Stage.TERBACA:
            self._confirm(field, entry.proposal)
        else:
            self.panel.notice.say(
                self.tr("Type the number that stands on the paper, then press Enter."),
                Stage.PERIKSA,
            )

    def _confirm(self, field: str, value: int, why: str = "") -> None:
        if self._loaded is None:
            return
        view, have, desk = self._loaded.view, self._have(), self._session.desk
        self._sent.add(field)
        self.panel.notice.hide()
        self._run(
            lambda _: check_acts.confirm(desk, view, field, value, why, have),
            lambda loaded: self._saved(loaded, field),
            lambda error: self._unsaved(error, view.tps.code, field),
        )
        self._go_on(field)

    def _saved(self, loaded: Loaded, field: str) -> None:
        if loaded.view.tps.code == self._wanted:
            self._sent.discard(field)
            self.form.fields[field].forget()
            self._show(loaded)
        self.confirmed.emit(loaded, field)

    def _unsaved(self, error: SirekapError, tps: str, *fields: str) -> None:
        if tps == self._wanted:
            self._sent.difference_update(fields)
            self.form.go_to(fields[0])
            self.panel.notice.refuse(error)
            self.refresh(Change(error.code, tps))

    def _confirm_sheet(self, page: int, shown: Shown) -> None:
        """What the board showed goes into the record, all of it or nothing."""
        if self._loaded is None:
            return
        code, have, desk = self._wanted, self._have(), self._session.desk
        self._sent |= set(shown)
        self.sheet.look(None)
        last = list(shown)[-1]
        self._run(
            lambda _: check_acts.confirm_sure(desk, code, page, shown, have),
            lambda loaded: self._sheet_saved(loaded, shown),
            lambda error: self._unsaved(error, code, *shown),
        )
        self._go_on(last)

    def _sheet_saved(self, loaded: Loaded, shown: Shown) -> None:
        if loaded.view.tps.code == self._wanted:
            self._sent -= set(shown)
            self._show(loaded)
        self.confirmed.emit(loaded, "")

    def _undo(self) -> None:
        if self._loaded is None or self.holds_typed():
            return
        code, have, desk = self._wanted, self._have(), self._session.desk
        self._run(
            lambda _: check_acts.undo(desk, code, have), self._undone, self.panel.notice.refuse
        )

    def _undone(self, done: tuple[Loaded, Entry]) -> None:
        loaded, entry = done
        if loaded.view.tps.code == self._wanted:
            self._show(loaded)
            self.form.go_to(entry.field)
            self.panel.notice.say(self.tr("Taken back; the history keeps both entries."))
        self.confirmed.emit(loaded, "")

    def open_at(self, tps: str, field: str) -> None:
        """Put the cursor into a number of any TPS."""
        if tps == self._wanted and self._loaded is not None:
            self.form.go_to(field)
        else:
            self.open_tps(tps, field)

    def _go_on(self, field: str) -> None:
        if self.side.queueing:
            self._queue.go_on(self._wanted, field)
            return
        behind = self.form.next_of(field, self._unconfirmed())
        if behind is not None:
            self.form.go_to(behind)
        else:
            self.panel.done.setFocus()

    def _next_doubtful(self) -> None:
        if self.side.queueing:
            self._queue.skip(self._wanted, self._field)
            return
        fields = self._loaded.view.fields if self._loaded else {}
        doubtful = {name for name, f in fields.items() if f.doubtful} - self._sent
        found = self.form.next_of(self._field, doubtful)
        if found is not None:
            self.form.go_to(found)
        else:
            self.panel.notice.say(self.tr("No doubtful number is left in this TPS."))

    def _step(self, by: int) -> None:
        if (code := self.list.next_to(self._wanted, by)) is not None:
            self._pick(code)

    def _pick(self, code: str) -> None:
        self.list.choose(self._wanted) if self.holds_typed() else self.open_tps(code)

    def holds_typed(self) -> bool:
        """Whether a number was typed and not confirmed; if so it is told."""
        left = self.unsaved
        if left:
            self.form.go_to(left[0])
            self.panel.notice.say(
                self.tr(
                    "This number was typed but not confirmed. Enter confirms it, Esc drops it."
                ),
                Stage.PERIKSA,
            )
        return bool(left)

    def _go_to_next_tps(self) -> None:
        """This TPS is done; the next one that is not comes up."""
        if self._loaded is None or self.holds_typed():
            return
        view = self._loaded.view
        if view.unconfirmed and view.stage is not Stage.SELESAI:
            self.panel.notice.refuse(
                SirekapError("fields_unconfirmed", tps=view.name, count=view.unconfirmed)
            )
            missing = self.form.next_of(self._field, self._unconfirmed())
            if missing is not None:
                self.form.go_to(missing)
            return
        code = self.list.next_open(self._wanted)
        if code is None:
            self.panel.notice.say(self.tr("Every TPS is checked. The plenary may go on."))
        else:
            self.open_tps(code)

    def _run(
        self,
        act: Callable[[Progress], T],
        then: Callable[[T], None],
        refuse: Callable[[SirekapError], None],
    ) -> None:
        change = Change(_OWN, self._wanted)
        self._session.runner.start(
            act, then, refuse=refuse, stopped=self._sent.clear, change=change
        )
