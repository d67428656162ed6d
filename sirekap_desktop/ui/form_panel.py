"""The numbers of a TPS in the order and wording of the paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Row, Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import naming, theme
from sirekap_desktop.ui.crops import CropLabel
from sirekap_desktop.ui.keys import tell
from sirekap_desktop.ui.number_field import NumberField
from sirekap_desktop.ui.row_groups import Group, groups, heads, is_party_total, row_words

_CROP, _AROUND = 30, 96
"""Pixels: the height of a piece of paper in a row of three, and what is seen around a field."""


@dataclass(frozen=True)
class Shown:
    """One number as the panel shows it."""

    stage: Stage
    confirmed: int | None
    proposal: int | None


@dataclass(frozen=True)
class _Parts:
    """By field what stands for it on the screen, in the order of the paper."""

    fields: dict[str, NumberField]
    crops: dict[str, CropLabel]
    heads: dict[str, QLabel]


class FormPanel(QScrollArea):
    """One entry field per number, its piece of paper above or beside it; `only` leaves some out.

    They are made when they are first wanted: each widget that a finished one is put into goes
    through all of its parts, which for 205 numbers would take most of the start of the program.
    """

    reached = Signal(str)
    entered = Signal(str)
    zoomed = Signal(int)

    def __init__(
        self, template: Template, election: Election, only: Collection[str] | None = None
    ) -> None:
        super().__init__()
        self._only = frozenset(template.fields if only is None else only)
        self._election = election
        self._template = template
        self._groups = tuple(groups(template, self._only))
        self.order = tuple(
            name
            for group in self._groups
            for row in group.rows
            for name in row.fields
            if name in self._only
        )
        self.why_not = ""
        self._closed = False
        self._made = _Parts({}, {}, {})
        for keys, told in (
            ("Enter", self.tr("Confirm the number and go on")),
            ("Esc", self.tr("Drop what was typed")),
            ("↑  ↓", self.tr("Number above or below")),
            ("+  −", self.tr("Sheet larger or smaller")),
        ):
            tell(self, keys, told)
        self.setProperty("role", "paper")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def fields(self) -> dict[str, NumberField]:
        """The entry field of each number."""
        return self._parts.fields

    @property
    def typed(self) -> dict[str, int]:
        """What was typed and is not kept."""
        found = ((name, entry.typed) for name, entry in self._made.fields.items())
        return {name: typed for name, typed in found if typed is not None}

    @property
    def _parts(self) -> _Parts:
        self.make()
        return self._made

    def make(self) -> None:
        """Make what is not made yet, perhaps while something else is waited for."""
        if self.widget() is not None:
            return
        body = QFrame()
        body.setProperty("role", "paper")
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 4, 8, 12)
        column.setSpacing(4)
        for group in self._groups:
            self._add_group(column, group)
        column.addStretch(1)
        self.setWidget(body)
        before = _stop_before(self)
        for entry in self._made.fields.values():
            QWidget.setTabOrder(before, entry)
            before = entry
        self._bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The number with the cursor stays in sight when the room for all gets smaller."""
        super().resizeEvent(event)
        now = QApplication.focusWidget()
        if isinstance(now, NumberField) and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 8)

    def show_numbers(self, numbers: Mapping[str, Shown], *, keep: bool) -> None:
        """Show these states; digits that were typed and not confirmed stay with `keep`."""
        for field, shown in numbers.items():
            entry = self.fields[field]
            entry.show_state(shown.stage, shown.confirmed, shown.proposal, keep=keep)

    def permit(self, why_not: str) -> None:
        """Let numbers be typed, or say why they are only shown."""
        self.why_not = why_not
        self.setToolTip(why_not)
        self._bar()

    def show_closed(self, closed: bool) -> None:
        """Whether the plenary has closed these numbers."""
        self._closed = closed
        self._bar()

    def _bar(self) -> None:
        for entry in self._made.fields.values():
            entry.setReadOnly(self._closed or bool(self.why_not))

    def show_crop(self, field: str, picture: QPixmap) -> None:
        """Show a field's piece of paper; an empty picture leaves the place blank."""
        self._parts.crops[field].set_picture(picture)

    def show_crops(self, pictures: Mapping[str, QPixmap]) -> None:
        """Show the pieces of some numbers; those of others are passed over."""
        for field, picture in pictures.items():
            if field in self._parts.crops:
                self.show_crop(field, picture)

    def mark(self, fields: Collection[str]) -> None:
        """Mark the fields that a finding involves, and no others."""
        for name, entry in self.fields.items():
            entry.set_marked(name in fields)

    def go_to(self, field: str) -> None:
        """Put the cursor into a field; where it is already, the paper comes back to it."""
        entry = self.fields[field]
        if entry.hasFocus():
            self._reach(field)
        else:
            entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, field: str) -> None:
        """Scroll to a field; the cursor stays where it is."""
        self.ensureWidgetVisible(self.fields[field], 0, _AROUND)

    def reveal_section(self, field: str) -> None:
        """Scroll the head of a field's section to the top; the cursor stays where it is."""
        self.verticalScrollBar().setValue(self._parts.heads[field].y())

    def next_of(self, field: str, wanted: Collection[str]) -> str | None:
        """The first of `wanted` behind `field`, starting over at the top; None when empty."""
        start = self.order.index(field) + 1 if field in self.order else 0
        for name in self.order[start:] + self.order[:start]:
            if name in wanted:
                return name
        return None

    def _walk(self, field: str, by: int) -> None:
        place = self.order.index(field) + by
        if 0 <= place < len(self.order):
            self.go_to(self.order[place])

    def _reach(self, field: str) -> None:
        self.reveal(field)
        self.reached.emit(field)

    def _add_group(self, column: QVBoxLayout, group: Group) -> None:
        for head in heads(group):
            column.addWidget(head)
        rows = list(group.rows)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 5)
        for place in (1, 2, 3):
            grid.setColumnStretch(place, 3)
            grid.setColumnMinimumWidth(place, theme.px(88))
        if any(len(row.fields) > 1 for row in rows):
            self._add_heads(grid, rows)
        for number, row in enumerate(rows):
            self._add_row(grid, 1 + 4 * number, row)
        column.addLayout(grid)
        self._made.heads.update((field, head) for row in rows for field in row.fields)

    def _add_heads(self, grid: QGridLayout, rows: list[Row]) -> None:
        wide = next(row for row in rows if len(row.fields) > 1)
        for column, field in enumerate(wide.fields, start=1):
            head = QLabel(naming.column_word(field))
            head.setProperty("role", "label")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(head, 0, column)

    def _add_row(self, grid: QGridLayout, top: int, row: Row) -> None:
        label = QLabel(row_words(row))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "strong" if is_party_total(row) else "label")
        grid.addWidget(label, top, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        single = len(row.fields) == 1
        for column, field in enumerate(row.fields, start=3 if single else 1):
            if field not in self._only:
                continue
            name = naming.field_label(self._template, field)
            entry = NumberField(field, name)
            crop = CropLabel(self.tr("Paper: {field}").format(field=name), 34 if single else _CROP)
            if single:
                grid.addWidget(crop, top, 1, 2, 2)
                grid.addWidget(entry, top, column, 2, 1)
            else:
                grid.addWidget(crop, top, column)
                grid.addWidget(entry, top + 1, column)
            entry.reached.connect(self._reach)
            entry.entered.connect(self.entered)
            entry.walked.connect(self._walk)
            entry.zoomed.connect(self.zoomed)
            self._made.fields[field] = entry
            self._made.crops[field] = crop
        label.setBuddy(
            self._made.fields[next(field for field in row.fields if field in self._only)]
        )
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        grid.addWidget(line, top + 2, 0, 1, 4)


def _stop_before(widget: QWidget) -> QWidget:
    """Where the tab key comes from when it enters a widget that it does not stop at itself."""
    before = widget.previousInFocusChain()
    while before is not None and before is not widget and not _stops(before):
        before = before.previousInFocusChain()
    return before or widget


def _stops(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
