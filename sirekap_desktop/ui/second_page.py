"""The second entry: another person reads the paper without seeing what the first one typed.

Each number is kept as soon as Enter is pressed, so that a power cut costs nothing; whether it
agrees is told only when all have been read, so that none of them is a guess at the first.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.second import Need
from sirekap_desktop.ui import naming, second_acts, theme
from sirekap_desktop.ui.blind_form import BlindForm
from sirekap_desktop.ui.crop_feed import CropFeed
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.second_acts import Blind
from sirekap_desktop.ui.second_panel import SecondPanel
from sirekap_desktop.ui.second_words import why_nothing
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sheet_panel import Paper, SheetPanel
from sirekap_desktop.ui.together import bind_sheet
from sirekap_desktop.workflow import seconding

_OWN = "second_entry"
"""The act name of changes that this screen made and has shown already."""


class SecondPage(QWidget):
    """Asks for the numbers of one TPS, then for those that differ, then for a third opinion."""

    left = Signal(str)
    """Periksa is wanted again, with this TPS."""
    person_wanted = Signal()
    """Another person wants to take over the desk."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wanted = ""
        self._field = ""
        self._who = session.desk.person
        self._blind: Blind | None = None
        self.sheet = SheetPanel(session.template, session.election, blind=True)
        self.panel = SecondPanel(session.template, session.election)
        self._crops = CropFeed(session.template, session.runner, self)
        self._crops.arrived.connect(lambda pieces: self.panel.form.show_crops(pieces))
        parts = QSplitter()
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        for widget, stretch in ((self.sheet, 11), (self.panel, 9)):
            parts.addWidget(widget)
            parts.setStretchFactor(parts.count() - 1, stretch)
        parts.setSizes([theme.px(700), theme.px(578)])
        self.panel.setMinimumWidth(theme.px(500))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        self._connect()

    @property
    def tps(self) -> str:
        """The code of the TPS that is read, "" for none."""
        return self._wanted

    @property
    def unsaved(self) -> bool:
        """Whether a number was typed and is not kept."""
        return bool(self.panel.form.typed) or self.panel.decision.unsaved

    def open_tps(self, code: str) -> None:
        """Ask for the numbers of a TPS; raises no question while another one is unsaved."""
        if self.holds_typed():
            return
        self._put_away()
        self._wanted = code
        self._look()

    def take_cursor(self) -> None:
        """Put the cursor where the reading goes on."""
        if self._blind is None:
            return
        if self._blind.ask:
            self.panel.form.go_to(self._field or self.panel.form.order[0])
        elif self._blind.disputes:
            self.panel.decision.take_cursor()
        else:
            self.panel.take_cursor()

    def holds_typed(self) -> bool:
        """Whether a typed number keeps this screen open; it is shown, and told."""
        typed = list(self.panel.form.typed)
        if typed:
            self.panel.form.go_to(typed[0])
        elif self.panel.decision.unsaved:
            self.panel.decision.number.setFocus()
        if self.unsaved:
            self.panel.notice.say(
                self.tr("This number was typed but not kept. Enter keeps it, Esc drops it."),
                Stage.PERIKSA,
            )
        return self.unsaved

    def refresh(self, change: Change) -> None:
        """Something was done elsewhere: look again, if a TPS is being read."""
        if self._wanted and change.act != _OWN and change.tps in (None, self._wanted):
            self._look()

    def show_person(self, person: Person) -> None:
        """Another person reads: what somebody else has typed is not theirs."""
        if person != self._who:
            self._who = person
            self._put_away()
        if self._wanted:
            self._look()

    def _connect(self) -> None:
        panel = self.panel
        panel.back.connect(self._leave)
        panel.person_wanted.connect(self.person_wanted)
        panel.decision.decided.connect(self._decide)
        panel.decision.unsure.connect(self._ask_choice)
        self.sheet.chosen.connect(self._choose)
        for keys, does, told in (
            ("F10", self._leave, self.tr("Back to Check")),
            ("PgUp", lambda: self._step(-1), self.tr("TPS before")),
            ("PgDown", lambda: self._step(1), self.tr("Next TPS")),
            ("Ctrl+0", self.sheet.view.fit, self.tr("Whole sheet")),
            ("F6", self.sheet.toggle_lens, self.tr("Magnifier")),
        ):
            bind(self, keys, does, told)
        bind_sheet(self, self._session.template, self.sheet, self._go_to_page)

    def _look(self) -> None:
        desk, code = self._session.desk, self._wanted
        have = self._have()
        self._session.runner.start(
            lambda _: second_acts.load(desk, code, have),
            lambda blind: self._arrive(blind, desk.person),
        )

    def _have(self) -> dict[str, Paper]:
        return {p.flat: p for p in self._blind.papers.values()} if self._blind else {}

    def _put_away(self) -> None:
        """Forget what is on the screen, typed numbers too."""
        self._field = ""
        self._blind = None
        self._crops.stop()
        self.panel.ask(())
        self.panel.notice.hide()

    def _arrive(self, blind: Blind, who: Person) -> None:
        if blind.tps.code != self._wanted or who != self._who:
            return
        before, self._blind = self._blind, blind
        if before is not None and self._goes_on(before, blind):
            return
        typed = self.panel.form.typed
        self.panel.show_tps(blind.desa, blind.tps)
        self.sheet.show_papers(blind.papers, blind.places)
        if blind.ask:
            self._ask(blind, typed)
        elif blind.disputes:
            self._ask_third(blind)
        else:
            self._field = ""
            self.panel.notice.hide()
            self.panel.tell(why_nothing(blind, who))
            self.panel.count("")
        if self.isVisible():
            self.take_cursor()

    def _goes_on(self, before: Blind, now: Blind) -> bool:
        """Whether the numbers on the screen are still those to read."""
        same = before.papers == now.papers and before.again == now.again
        return same and bool(now.ask) and self.panel.form.waiting == set(now.ask)

    def _ask(self, blind: Blind, typed: dict[str, int]) -> None:
        form = self.panel.ask(blind.ask)
        form.reached.connect(self._reach)
        form.entered.connect(self._enter)
        form.zoomed.connect(self.sheet.view.zoom)
        form.take(typed)
        if self._field not in form.order:
            self._field = form.order[0]
        self._crops.begin(blind.papers, blind.places, self._field)
        self.sheet.go_to(self._field)
        if blind.again:
            self.panel.notice.say(
                self.tr(
                    "{count} numbers differ from the first entry. Look closely at the paper and"
                    " type them once more; the other number is not shown."
                ).format(count=len(blind.ask)),
                Stage.PERIKSA,
            )
        else:
            self.panel.notice.say(
                self.tr(
                    "Type each number as it stands on the paper. Enter keeps it for good; what the"
                    " first person typed is not shown."
                ),
                Stage.TERBACA,
            )
        self._count()

    def _ask_third(self, blind: Blind) -> None:
        dispute = blind.disputes[0]
        self._field = dispute.field
        self.sheet.go_to(dispute.field)
        session = self._session
        name = naming.field_label(session.template, dispute.field)
        paper = self.sheet.crop(dispute.field)
        self.panel.notice.hide()
        self.panel.decision.show_dispute(dispute, name, len(blind.disputes), paper)
        self.panel.ask_decision()
        self.panel.count("")

    def _count(self) -> None:
        total = len(self.panel.form.order)
        text = self.tr("{done} of {total} numbers read").format(
            done=total - len(self.panel.form.waiting), total=total
        )
        waiting = self._waiting()
        self.panel.count(f"{text} · {waiting}" if waiting else text)

    def _waiting(self) -> str:
        """What comes afterwards for somebody else; never which numbers they are."""
        needs = self._blind.needs.values() if self._blind is not None else ()
        third = sum(need is Need.THIRD for need in needs)
        return self.tr("{count} wait for a third person").format(count=third) if third else ""

    def _reach(self, field: str) -> None:
        self._field = field
        self.sheet.go_to(field)

    def _choose(self, field: str) -> None:
        """A frame on the picture was clicked."""
        if field in self.panel.form.order:
            self.panel.form.go_to(field)

    def _go_to_page(self, page: int) -> None:
        """The first number of a page that is asked, or else the page alone."""
        pages = [one for one in self._session.template.pages if one.number == page]
        here = {place.field for one in pages for place in one.places}
        found = [field for field in self.panel.form.order if field in here]
        if found:
            self.panel.form.go_to(found[0])
        else:
            self.sheet.pages.turn_to(self._session.template.pages.index(pages[0]))

    def _enter(self, field: str) -> None:
        form = self.panel.form
        value = form.fields[field].typed
        if field not in form.waiting:
            form.go_on(field)
        elif value is None:
            self.panel.notice.say(
                self.tr("Type the number that stands on the paper, then press Enter."),
                Stage.PERIKSA,
            )
        else:
            self._keep(form, field, value)

    def _keep(self, form: BlindForm, field: str, value: int) -> None:
        desk, code = self._session.desk, self._wanted
        form.lock(field, value)
        self._session.runner.start(
            lambda _: second_acts.keep(desk, code, field, value),
            lambda _: self._saved(form, field),
            refuse=lambda error: self._not_saved(form, field, value, error),
            stopped=lambda: self._not_saved(form, field, value),
            change=Change(_OWN, code),
        )
        form.go_on(field)
        self._count()

    def _saved(self, form: BlindForm, field: str) -> None:
        if form is self.panel.form:
            form.keep(field)
            if form.through:
                self._look()

    def _not_saved(
        self, form: BlindForm, field: str, value: int, error: SirekapError | None = None
    ) -> None:
        if form is self.panel.form:
            form.give_back(field, value)
            self._count()
            if error is not None:
                self.panel.notice.refuse(error)

    def _decide(self, field: str, value: int) -> None:
        if self._blind is None:
            return
        desk, code, seen = self._session.desk, self._wanted, self._blind.seen[field]
        self._session.runner.start(
            lambda _: seconding.decide(desk, code, field, value, seen),
            lambda _: self._look(),
            refuse=self.panel.notice.refuse,
            change=Change(_OWN, code),
        )

    def _ask_choice(self) -> None:
        self.panel.notice.say(
            self.tr("Choose what stands on the paper, or type another number."), Stage.PERIKSA
        )

    def _step(self, by: int) -> None:
        codes = [tps.code for _, tps in self._session.election.every_tps()]
        place = codes.index(self._wanted) + by if self._wanted in codes else -1
        if 0 <= place < len(codes):
            self.open_tps(codes[place])

    def _leave(self) -> None:
        if self._wanted and not self.holds_typed():
            code, self._wanted = self._wanted, ""
            self._put_away()
            self.left.emit(code)
