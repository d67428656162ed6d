"""The entry field of one number: a proposal never looks like a confirmed number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QRegularExpression, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegularExpressionValidator,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.language import stage_word


class NumberField(QLineEdit):
    """Up to three digits. Its own text is only what a person typed or confirmed.

    A reading that nobody has confirmed is drawn in the place of the text, in italics inside a
    dashed frame, so that it can never be mistaken for a number of the record.
    """

    entered = Signal(str)
    """Enter was pressed: the name of the field."""
    reached = Signal(str)
    """The cursor came into the field."""
    walked = Signal(str, int)
    """An arrow up (−1) or down (+1) was pressed in the field."""
    zoomed = Signal(int)
    """Plus (+1) or minus (−1) was pressed: it is meant for the picture."""

    def __init__(self, field: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._label = label
        self._stage = Stage.KOSONG
        self._proposal: int | None = None
        self._confirmed: int | None = None
        self._marked = False
        self._state: tuple[Stage, int | None, int | None] | None = None
        self._icon = QPixmap()
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,3}"), self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(theme.font(theme.ENTRY_POINTS))
        self.setFixedHeight(theme.px(34))
        self.setMinimumWidth(theme.px(84))
        self.setTextMargins(theme.px(18), 0, 0, 0)
        self.show_state(Stage.KOSONG, None, None)

    @property
    def stage(self) -> Stage:
        """The state that is shown."""
        return self._stage

    @property
    def proposal(self) -> int | None:
        """The number that the machine proposes and nobody has confirmed."""
        return self._proposal

    @property
    def confirmed(self) -> int | None:
        """The number of the record."""
        return self._confirmed

    @property
    def typed(self) -> int | None:
        """What a person typed and has not confirmed yet."""
        text = self.text()
        if not text:
            return None
        return None if self._confirmed is not None and int(text) == self._confirmed else int(text)

    def show_state(
        self, stage: Stage, confirmed: int | None, proposal: int | None, *, keep: bool = False
    ) -> None:
        """Show the record's number, or else the proposal; `keep` digits that were typed."""
        typed = self.typed if keep and confirmed == self._confirmed else None
        state = (stage, confirmed, proposal)
        if state == self._state and (typed is not None or self.typed is None):
            return
        self._state = state
        self._stage, self._confirmed = stage, confirmed
        self._proposal = proposal if confirmed is None else None
        if typed is None:
            self.forget()
        look = theme.look(stage)
        self._icon = icons.pixmap(look.icon, look.ink, 16, 2.0)
        self._restyle()
        shown = confirmed if confirmed is not None else self._proposal
        told = (
            self.tr("proposal {number}").format(number=shown) if self._proposal is not None else ""
        )
        self.setAccessibleName(self._label)
        self.setAccessibleDescription(" ".join(filter(None, (stage_word(stage), told))))
        self.setToolTip(f"{self._label} · {stage_word(stage)}" + (f" · {told}" if told else ""))

    def forget(self) -> None:
        """Drop what was typed."""
        self.setText("" if self._confirmed is None else str(self._confirmed))
        if self.hasFocus():
            self.selectAll()

    def set_marked(self, marked: bool) -> None:
        """Whether a finding that is being looked at involves this field."""
        self._marked = marked
        self._restyle()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z belongs to the page while nothing was typed here."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and self.typed is None
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, arrows, plus and minus belong to the page; Escape drops what was typed."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.entered.emit(self.field)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(self.field, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoomed.emit(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_Escape and self.typed is not None:
            self.forget()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, so that typing replaces, and tell the page."""
        super().focusInEvent(event)
        self.selectAll()
        self._restyle()
        self.reached.emit(self.field)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The proposal is drawn again when nothing was typed."""
        super().focusOutEvent(event)
        self.deselect()
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text by Qt; over it the state's icon and, unconfirmed, the proposal."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(theme.px(6), (self.height() - theme.px(16)) // 2, self._icon)
        if self._confirmed is None and not self.text() and self._proposal is not None:
            self._draw_proposal(painter)
        painter.end()

    def _draw_proposal(self, painter: QPainter) -> None:
        look = theme.look(self._stage)
        italic = theme.font(theme.ENTRY_POINTS)
        italic.setItalic(True)
        painter.setFont(italic)
        painter.setPen(QColor(look.ink))
        doubt = "?" if self._stage is Stage.PERIKSA else ""
        place = self.rect().adjusted(0, 0, -theme.px(9), 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, f"{self._proposal}{doubt}")
        if not self.hasFocus():
            painter.setPen(QPen(QColor(look.ink), 1.2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _restyle(self) -> None:
        look, worn = theme.look(self._stage), theme.worn()
        edge, width = (worn.edge, 1) if self._confirmed is None else (look.ink, 1)
        if self._marked:
            edge, width = theme.look(Stage.SALAH).ink, theme.px(2)
        if self.hasFocus():
            edge, width = worn.accent, theme.px(3)
        weight = 600 if self._confirmed is not None else 400
        sheet = (
            f"NumberField {{ background: {look.ground}; color: {worn.ink}; font-weight: {weight};"
            f" font-size: {theme.letters(theme.ENTRY_POINTS)}px; border: {width}px solid {edge};"
            f" border-radius: 3px; padding: 0 {theme.px(6) - width}px; min-height: 0; }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
