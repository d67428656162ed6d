"""The screen Beranda: what to do next, and where every TPS of the contest stands."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.plenary import Place, Stage
from sirekap_desktop.models.proceedings import Sitting
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.contest_tabs import ContestTabs
from sirekap_desktop.ui.fields import SearchField
from sirekap_desktop.ui.home_words import advice_told, pace_told
from sirekap_desktop.ui.keys import bind, tell
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.place_legend import PlaceLegend
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tile_board import TileBoard
from sirekap_desktop.workflow import lines, overview
from sirekap_desktop.workflow.finding_tps import find_tps
from sirekap_desktop.workflow.overview import Board

_SOON = 300
"""Milliseconds after the last change until the board looks again."""
_CALM = 5000
"""Milliseconds of calm after which what was worked out is kept for the next start."""


class HomePage(QWidget):
    """Looks again whenever something was done; the cursor stays on its TPS."""

    advised = Signal(object)
    """The `Advice` that a person wants to follow."""
    check_wanted = Signal(str)
    """A TPS that is to be shown in Periksa, by its code."""
    hearing_wanted = Signal(str)
    """A TPS that is to be shown in the plenary, by its code."""
    contest_wanted = Signal(int)
    """The number of another contest."""
    shown = Signal(object)
    """The `Board` that has just been shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._board: Board | None = None
        self.tabs = ContestTabs(session.desk.contest)
        self.notice = NoticeBar()
        self.legend = PlaceLegend()
        self.search = SearchField(self.tr("Find TPS or desa"), self.tr("Find a TPS or a desa"))
        self.search.setClearButtonEnabled(True)
        self.tiles = TileBoard()
        self._soon = self._timer(_SOON, self.look_again)
        self._calm = self._timer(_CALM, self._remember)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 8)
        column.setSpacing(theme.px(10))
        column.addWidget(self.tabs)
        column.addWidget(self.notice)
        column.addLayout(self._next())
        column.addLayout(self._filters())
        column.addWidget(self._below(), 1)
        order = (self.tabs, self.notice, self.do, *self.legend.buttons, self.all, self.search)
        for one, other in pairwise((*order, self.tiles)):
            self.setTabOrder(one, other)
        self._connect()

    @property
    def board(self) -> Board | None:
        """What is shown, None before the first look."""
        return self._board

    def take_cursor(self) -> None:
        """Put the cursor on the tiles."""
        self.tiles.setFocus()

    @property
    def spot(self) -> tuple[str, frozenset[Place], str]:
        """The tile with the cursor, the places that are switched on, what is searched for."""
        return self.tiles.current, self.legend.places, self.search.text()

    def go_back_to(self, tile: str, places: frozenset[Place], sought: str) -> None:
        """Narrow it again as it was, with the cursor on the same tile where that is there."""
        self.legend.switch_on(places)
        self.search.setText(sought)
        self._narrow()
        self.tiles.go_to(tile)

    def refresh(self, change: Change) -> None:  # noqa: ARG002  (every screen hears of it)
        """Something was done: look again as soon as it is over."""
        self._soon.start()

    def wait(self) -> None:
        """Say that another contest has to wait."""
        self.tabs.show_chosen()
        self.notice.say(
            self.tr(
                "Another election can be opened when the import has ended and every number that was"
                " typed in Check is confirmed."
            ),
            Stage.PERIKSA,
        )

    def look_again(self) -> None:
        """Look where everything stands now."""
        self._soon.stop()
        desk = self._session.desk
        self._session.runner.start(lambda _: overview.board(desk), self.show_board)

    def show_board(self, board: Board) -> None:
        """Show where everything stands."""
        first = self._board is None
        self._board = board
        self.tabs.show_contests(board.contests)
        told = advice_told(board.advice)
        self.sentence.setText(told.sentence)
        self.do.setText(told.button)
        self.do.show()
        closed = sum(line.place is Place.SELESAI for line in board.lines)
        self.pace.setText(pace_told(closed, len(board.lines), board.pace))
        self.legend.show_counts(line.place for line in board.lines)
        self._narrow()
        if first:
            self.tiles.go_to(board.advice.tps)
        self._calm.start()
        self.shown.emit(board)

    # ---- parts ----

    def _next(self) -> QHBoxLayout:
        self.sentence = QLabel()
        self.sentence.setProperty("role", "head")
        self.sentence.setWordWrap(True)
        self.pace = QLabel()
        self.pace.setWordWrap(True)
        self.do = QPushButton()
        self.do.setProperty("role", "primary")
        self.do.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.pace)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addWidget(self.do, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _filters(self) -> QHBoxLayout:
        self.all = QPushButton(self.tr("Show all"))
        self.all.setProperty("role", "link")
        self.all.hide()
        self.search.setMaximumWidth(max(self.search.minimumWidth(), theme.px(240)))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.legend, 1)
        for widget in (self.all, self.search):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _below(self) -> QWidget:
        self._none = QLabel(self.tr("No TPS is like that."))
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tiles)
        self._stack.addWidget(self._none)
        self._stack.setMinimumHeight(theme.px(160))
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        return frame

    def _timer(self, milliseconds: int, does: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(does)
        return timer

    def _connect(self) -> None:
        self.do.clicked.connect(self._follow)
        self.all.clicked.connect(self.show_all)
        self.legend.chosen.connect(self._narrow)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_found)
        self.tabs.chosen.connect(self.contest_wanted)
        self.tiles.opened.connect(self._open)
        self.tiles.check_wanted.connect(self.check_wanted)
        self.tiles.hearing_wanted.connect(self.hearing_wanted)
        self.legend.bind_keys(self)
        for keys, does, told in (
            ("Ctrl+F", self.search.setFocus, self.tr("Find a TPS or a desa")),
            ("Ctrl+Tab", lambda: self.tabs.step(1), self.tr("Next election")),
            ("Ctrl+Shift+Tab", lambda: self.tabs.step(-1), self.tr("Election before")),
            ("Esc", self.show_all, self.tr("Show all")),
        ):
            bind(self, keys, does, told)
        bind(self.search, "Down", self.tiles.setFocus, self.tr("From the search to the tiles"))
        for keys, told in (
            (self.tr("Arrows"), self.tr("From tile to tile")),
            ("0 … 9", self.tr("To the TPS of this number")),
            ("Home · End", self.tr("First and last TPS of the desa")),
            ("Enter", self.tr("Open the TPS where it belongs now")),
            ("Shift+Enter", self.tr("Open the TPS in Check")),
            ("Ctrl+Enter", self.tr("Open the TPS in the plenary")),
        ):
            tell(self.tiles, keys, told)

    # ---- doing ----

    def _follow(self) -> None:
        if self._board is not None:
            self.advised.emit(self._board.advice)

    def _open(self, code: str) -> None:
        """Where the TPS belongs now: the plenary once it is checked, as long as that is sitting."""
        board = self._board
        line = next((one for one in board.lines if one.tps.code == code), None) if board else None
        if board is None or line is None:
            return
        heard = board.sitting is Sitting.BERJALAN and not line.unconfirmed
        (self.hearing_wanted if heard else self.check_wanted).emit(code)

    def show_all(self) -> None:
        """Neither search nor filter."""
        self.legend.switch_on(frozenset())
        self.search.clear()
        self._narrow()
        self.tiles.setFocus()

    def _search(self) -> None:
        self._narrow()
        found = find_tps(self._session.election, self.search.text())
        self.tiles.light(bool(found))
        if found:
            self.tiles.go_to(found[0])

    def _open_found(self) -> None:
        if self.tiles.current:
            self._open(self.tiles.current)

    def _narrow(self) -> None:
        """Show what filter and search leave."""
        if self._board is None:
            return
        places, text = self.legend.places, self.search.text().strip()
        found = frozenset(find_tps(self._session.election, text)) if text else None
        shown = None
        if places or found is not None:
            shown = frozenset(
                line.tps.code
                for line in self._board.lines
                if (not places or line.place in places)
                and (found is None or line.tps.code in found)
            )
        self.tiles.show_lines(self._board.lines, shown)
        self.all.setVisible(shown is not None)
        nothing = shown is not None and not shown
        self._stack.setCurrentWidget(self._none if nothing else self.tiles)

    def _remember(self) -> None:
        """What was worked out may be lost: if it cannot be kept, it is worked out again."""
        desk = self._session.desk
        self._session.runner.start(lambda _: lines.remember(desk), lambda _: None, refuse=_let)


def _let(error: SirekapError) -> None:
    del error
