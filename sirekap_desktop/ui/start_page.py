"""The first thing that is seen: opens the data, and asks who sits down at this desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.people import Person
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.dialogs import QuestionDialog
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.runner import Runner, Step
from sirekap_desktop.ui.services import Services

if TYPE_CHECKING:
    from sirekap_desktop.jobs import Progress
    from sirekap_desktop.ui.first_account import FirstAccount
    from sirekap_desktop.ui.sign_in import People, SignInForm
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.importing import Spread


@dataclass(frozen=True)
class Opened:
    """A store that was opened: its desk, who may sign in, and whether its numbers are made up."""

    desk: Desk
    people: People
    simulation: bool


class StartPage(QWidget):
    """A card in the middle of the window; the practice folder is entered from here, too.

    What needs the store is imported once it was opened, so that the window is up at once.
    """

    seated = Signal(object)
    """A `Desk` with the person who has signed in at it."""
    simulated = Signal(bool)
    """Whether what is opened is made up."""

    def __init__(self, services: Services, runner: Runner, last: str = "") -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._last = last
        self.training = False
        self.form: SignInForm | FirstAccount | None = None
        self._bar: QProgressBar | None = None
        card = QFrame()
        card.setProperty("role", "panel")
        card.setFixedWidth(theme.px(480))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 24, 32, 24)
        inside.setSpacing(16)
        title = QLabel("Sirekap Desktop")
        title.setProperty("role", "title")
        about = QLabel(
            self.tr(
                "Reads the C.HASIL sheets, carries the district plenary, and makes D.HASIL"
                " KECAMATAN. No internet needed."
            )
        )
        about.setWordWrap(True)
        self._inside = QWidget()
        self._body = QVBoxLayout(self._inside)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(16)
        self.notice = NoticeBar()
        self.main = QPushButton()
        self.main.setProperty("role", "primary")
        self.main.clicked.connect(lambda: self._does())
        self._does: Callable[[], object] = self.open
        for widget in (title, about, self._inside, self.notice, self.main):
            inside.addWidget(widget)
        inside.addLayout(self._quiet_buttons())
        column = QVBoxLayout(self)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        runner.stepped.connect(self._step)
        self._wait(self.tr("Opening the data…"))

    def open(self) -> None:
        """Open the real data in the background."""
        self.training = False
        self._again = self.open
        self._wait(self.tr("Opening the data…"))
        opening = self._services.open_desk
        self._runner.start(
            lambda _: _opened(opening()), self._show, refuse=self._refuse, stopped=self._stopped
        )

    def practise(self) -> None:
        """Go over to the practice folder, which is filled when it is new."""
        if self._services.training is not None:
            self._enter(self._services.training.open)

    def practise_anew(self) -> None:
        """Throw away what was practised, and begin from fresh sheets."""
        if self._services.training is not None:
            self._enter(self._services.training.begin_anew)

    def _enter(self, entering: Callable[[Progress, Spread], Desk]) -> None:
        self.training = True
        self._again = self.practise
        self.simulated.emit(True)
        self._wait(
            self.tr("Sheets for practice are drawn, photographed and read. A minute or two…")
        )
        spread = self._runner.spread
        self._runner.start(
            lambda progress: _opened(entering(progress, spread)),
            self._show,
            what=self.tr("Preparing the practice"),
            refuse=self._refuse,
            stopped=self.open,
            long=True,
        )

    def _wait(self, told: str) -> None:
        label = QLabel(told)
        label.setWordWrap(True)
        self._put(label)
        if self.training:
            self._bar = QProgressBar()
            self._bar.setTextVisible(False)
            self._bar.setAccessibleName(self.tr("Progress"))
            self._bar.setRange(0, 0)
            self._body.addWidget(self._bar)
        self._offer("", self.open)

    def _show(self, opened: Opened) -> None:
        from sirekap_desktop.ui.first_account import FirstAccount

        self.simulated.emit(opened.simulation or self.training)
        if opened.people:
            self._ask_name(opened)
        else:
            first = FirstAccount(opened.desk, self._runner)
            first.seated.connect(lambda person: self._seat(opened.desk, person))
            self._put(first)
            self._offer(self.tr("Make account and begin"), first.make)
            first.take_cursor()
            self.form = first

    def _ask_name(self, opened: Opened) -> None:
        from sirekap_desktop.ui.sign_in import SignInForm
        from sirekap_desktop.workflow import training

        form = SignInForm(self._runner)
        form.seated.connect(lambda person: self._seat(opened.desk, person))
        form.pin.returnPressed.connect(form.try_in)
        last = "" if self.training else self._last
        form.show_people(opened.desk, opened.people, last)
        if self.training:
            told = QLabel(
                self.tr(
                    "Practice: a made-up kecamatan in a folder of its own. Nothing here is real,"
                    " and the real data is not touched. The PIN of everybody here: {pin}"
                ).format(pin=training.PIN)
            )
            told.setWordWrap(True)
            self._put(told, form)
        else:
            self._put(form)
        self._offer(self.tr("Begin work"), form.try_in)
        form.take_cursor()
        self.form = form

    def _seat(self, desk: Desk, person: Person) -> None:
        self._wait(self.tr("Opening the desk…"))
        self.seated.emit(replace(desk, person=person))

    def _refuse(self, error: SirekapError) -> None:
        self._stopped()
        self.notice.refuse(error)

    def _stopped(self) -> None:
        self._put()
        self._offer(self.tr("Try again"), self._again)

    def refuse(self, error: SirekapError) -> None:
        """The desk of whoever signed in could not be opened."""
        self._refuse(error)

    def _put(self, *widgets: QWidget) -> None:
        """Show these in place of what was shown."""
        self._bar = self.form = None
        while (item := self._body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            self._body.addWidget(widget)
            widget.show()
        self.notice.hide()

    def _offer(self, words: str, does: Callable[[], object]) -> None:
        """The one primary button, and the quiet ones that fit to it; no words hide it."""
        self._does = does
        self.main.setText(words)
        self.main.setVisible(bool(words))
        has_training = self._services.training is not None
        self.practice.setVisible(bool(words) and not self.training and has_training)
        self.anew.setVisible(bool(words) and self.training)
        self.back.setVisible(self.training)
        self._let_tab_go_down()

    def _let_tab_go_down(self) -> None:
        """What was put into the card came later than the buttons, but stands above them."""
        inside = self._inside.findChildren(QWidget)
        here = [part for part in inside if part.window() is self.window() and not part.isHidden()]
        inputs = [part for part in here if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for one, other in pairwise((*inputs, self.main, self.practice, self.anew, self.back)):
            QWidget.setTabOrder(one, other)

    def _step(self, step: Step | None) -> None:
        if step is not None and self._bar is not None:
            self._bar.setRange(0, step.total)
            self._bar.setValue(step.done)

    def _quiet_buttons(self) -> QHBoxLayout:
        self.practice = QPushButton(self.tr("Practice (simulation)"))
        self.practice.clicked.connect(self.practise)
        self.anew = QPushButton(self.tr("Begin practice anew…"))
        self.anew.clicked.connect(self._ask_anew)
        self.back = QPushButton(self.tr("Leave practice"))
        self.back.clicked.connect(self._leave)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.practice, self.anew, self.back):
            button.setProperty("role", "link")
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _leave(self) -> None:
        if self._runner.busy:
            self._runner.cancel()
        else:
            self.open()

    def _ask_anew(self) -> None:
        question = QuestionDialog(
            self.tr("Begin the practice anew?"),
            self.tr(
                "Everything that was done in the practice is thrown away. The real data is in"
                " another folder and is not touched."
            ),
            self.tr("Begin anew"),
            self,
        )
        if question.exec():
            self.practise_anew()


def _opened(desk: Desk) -> Opened:
    from sirekap_desktop.workflow import accounts, overview

    simulation = any(line.contest.simulation for line in overview.contests(desk))
    return Opened(desk, accounts.names(desk.store), simulation)
