"""The numbers of a sheet in the studio: a list, a name for what is chosen, copies downwards."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.models.form import FieldPlace
from sirekap_desktop.models.known_fields import known_rows
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.fields import CountField
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.measures import MmField
from sirekap_desktop.ui.studio import Studio
from sirekap_desktop.ui.tables import Cell, CellTable

MOST_COPIES = 40


class FormsNumbers(QWidget):
    """Chooses, names, copies and deletes; everything by keyboard too."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._following = False
        self.table = CellTable(
            self.tr("Numbers of the sheet"),
            (self.tr("No."), self.tr("Name"), self.tr("Found with it")),
        )
        self.table.set_widths(48, 190, 150)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(self._take_selection)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addLayout(self._naming())
        column.addLayout(self._copying())
        column.addLayout(self._deleting())
        studio.changed.connect(self._show)
        studio.turned.connect(self._show)
        studio.chosen.connect(self._follow)
        self._judge()

    def bind_keys(self, screen: QWidget) -> None:
        """The keys of the studio, wherever the cursor is in its screen."""
        bind(screen, "F2", self._take_row, self.tr("Name the chosen numbers"))
        bind(screen, "Ctrl+D", self.copy_down, self.tr("Copy downwards"))
        bind(self.table, "Del", self.delete, self.tr("Delete the chosen boxes"))

    def give_name(self) -> None:
        """Name the chosen numbers by the row that is chosen or typed."""
        row = self.row.currentData()
        typed = self.row.currentText().strip()
        if row is None or self.row.itemText(self.row.currentIndex()) != typed:
            row = typed
        page, chosen = self._studio.number, self._studio.selection
        if self._studio.do(lambda draft: edits.name_row(draft, page, chosen, row)):
            self.table.setFocus()

    def take_name(self) -> None:
        """The chosen numbers have no name any more."""
        page, chosen = self._studio.number, self._studio.selection

        def nameless(draft: Draft) -> Draft:
            for index in chosen:
                draft = edits.name(draft, page, index, "")
            return draft

        self._studio.do(nameless)

    def copy_down(self) -> None:
        """Repeat the chosen numbers below."""
        page, chosen = self._studio.number, self._studio.selection
        times, pitch = self.times.value(), self.pitch.value()
        if chosen and pitch > 0:
            self._studio.do(lambda draft: edits.copy_down(draft, page, chosen, times, pitch))

    def delete(self) -> None:
        """Throw the chosen boxes away."""
        page, chosen = self._studio.number, self._studio.selection
        if chosen:
            self._studio.do(lambda draft: edits.delete(draft, page, chosen))

    def delete_unnamed(self) -> None:
        """Throw away all boxes of the sheet that have no name."""
        page = self._studio.number
        self._studio.do(lambda draft: edits.delete_unnamed(draft, page))

    def _naming(self) -> QGridLayout:
        self.row = QComboBox()
        self.row.setEditable(True)
        self.typed = self.row.lineEdit() or QLineEdit()
        self.row.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.row.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.row.setMinimumContentsLength(22)
        for row in known_rows():
            self.row.addItem(row.name, row.name)
            columns = " (L, P, J)" if row.columns else ""
            tip = f"{row.label}{columns}"
            self.row.setItemData(self.row.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.row.setAccessibleName(self.tr("Row of the chosen numbers"))
        self.typed.returnPressed.connect(self.give_name)
        self.row.currentIndexChanged.connect(self._tell_row)
        label = QLabel(self.tr("&Row"))
        label.setBuddy(self.row)
        self.name = QPushButton(self.tr("Give name"))
        self.name.clicked.connect(self.give_name)
        self.unname = QPushButton(self.tr("Take name away"))
        self.unname.clicked.connect(self.take_name)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("role", "label")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.row, 0, 1)
        grid.addWidget(self.name, 0, 2)
        grid.addWidget(self.about, 1, 1)
        grid.addWidget(self.unname, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        self._tell_row()
        return grid

    def _copying(self) -> QHBoxLayout:
        self.times = CountField(1, MOST_COPIES)
        self.times.setAccessibleName(self.tr("How many copies"))
        self.pitch = MmField(0.0, 2000.0)
        self.pitch.setAccessibleName(self.tr("Distance of the copies in mm"))
        self.copy = QPushButton(self.tr("Copy downwards"))
        self.copy.setIcon(icons.icon("copy"))
        self.copy.clicked.connect(self.copy_down)
        times, pitch = QLabel(self.tr("&Times")), QLabel(self.tr("eve&ry"))
        times.setBuddy(self.times)
        pitch.setBuddy(self.pitch)
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (times, self.times, pitch, self.pitch):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.copy)
        return line

    def _deleting(self) -> QHBoxLayout:
        self.gone = QPushButton(self.tr("Delete boxes"))
        self.gone.clicked.connect(self.delete)
        self.rest = QPushButton(self.tr("Delete all without name"))
        self.rest.clicked.connect(self.delete_unnamed)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.gone)
        line.addWidget(self.rest)
        line.addStretch(1)
        return line

    def _take_row(self) -> None:
        self.row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.typed.selectAll()

    def _tell_row(self) -> None:
        row = next((one for one in known_rows() if one.name == self.row.currentText()), None)
        columns = self.tr(" · three numbers: L, P, J") if row is not None and row.columns else ""
        self.about.setText(f"{row.label}{columns}" if row is not None else "")

    def _show(self) -> None:
        wrong = self._studio.wrong
        rows = [
            self._cells(index, place, index in wrong)
            for index, place in enumerate(self._studio.places)
        ]
        self._following = True
        self.table.cells.show_rows(rows)
        self._following = False
        self._follow()

    def _cells(self, index: int, place: FieldPlace, wrong: bool) -> tuple[Cell, ...]:
        stage = Stage.SALAH if wrong else Stage.SESUAI if place.field else Stage.PERIKSA
        look = theme.look(stage)
        name = place.field or self.tr("no name yet")
        parts = (
            (place.bubbles, self.tr("bubbles")),
            (place.tally, self.tr("strokes")),
            (place.row_sums, self.tr("row sums")),
            (place.letters, self.tr("letter boxes")),
            (place.words, self.tr("words")),
        )
        found = ", ".join(word for part, word in parts if part)
        return (
            Cell(str(index + 1), right=True),
            Cell(name, icon=icons.icon(look.icon, look.ink)),
            Cell(found),
        )

    def _follow(self) -> None:
        """Select in the table what is chosen."""
        model = self.table.selectionModel()
        cells = self.table.cells
        wanted = QItemSelection()
        for index in self._studio.selection:
            wanted.select(cells.index(index, 0), cells.index(index, cells.columnCount() - 1))
        self._following = True
        model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if self._studio.selection:
            last = cells.index(self._studio.selection[-1], 1)
            model.setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.table.scrollTo(last)
        self._following = False
        self._judge()

    def _take_selection(self) -> None:
        if not self._following:
            rows = self.table.selectionModel().selectedRows()
            self._studio.choose([index.row() for index in rows])

    def _judge(self) -> None:
        """What can be done with so many numbers, and how far away the next one below is."""
        places, chosen = self._studio.places, self._studio.selection
        for button in (self.name, self.unname, self.copy, self.gone):
            button.setEnabled(bool(chosen))
        self.rest.setEnabled(any(not place.field for place in places))
        if chosen:
            self.pitch.setValue(_pitch(places, [places[i] for i in chosen]))


def _pitch(places: tuple[FieldPlace, ...], chosen: list[FieldPlace]) -> float:
    """From the first chosen number to the next one below in its column."""
    first = chosen[0]
    left, top, _, height = first.extent
    below = [
        place.extent[1]
        for place in places
        if place not in chosen
        and abs(place.extent[0] - left) < first.boxes[0][2] / 2
        and place.extent[1] >= top + height / 2
    ]
    return round(min(below, default=top + 1.5 * height) - top, 1)
