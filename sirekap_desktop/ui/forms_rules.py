"""The rules of a form in the studio: which of those that are known, and one's own sums."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models import draft_rules as rules
from sirekap_desktop.ui.studio import Studio


class FormsRules(QWidget):
    """A list with a tick for each rule; one that does not fit says what is missing."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._filling = False
        about = QLabel(
            self.tr("A rule that names a number which the form does not have cannot be chosen.")
        )
        about.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Rules of the form"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _: self._take())
        self.fit = QPushButton(self.tr("Choose all that fit"))
        self.fit.clicked.connect(lambda: self._studio.do(rules.fitting))
        self.every = QPushButton(self.tr("Rules of every form"))
        self.every.clicked.connect(lambda: self._studio.do(rules.of_every_form))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.fit)
        line.addWidget(self.every)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(about)
        column.addWidget(self.list, 1)
        column.addLayout(line)
        column.addLayout(self._own())
        studio.changed.connect(self._show)
        self._show()

    def add(self) -> None:
        """Add the sum that is typed."""
        says, title, basis = (line.text() for line in (self.says, self.title, self.basis))
        if self._studio.do(lambda draft: rules.add_rule(draft, says, title, basis)):
            for line in (self.says, self.title, self.basis):
                line.clear()

    def _own(self) -> QFormLayout:
        self.says, self.title, self.basis = QLineEdit(), QLineEdit(), QLineEdit()
        self.says.setPlaceholderText("suara_sah <= suara_total")
        self.more = QPushButton(self.tr("Add rule"))
        self.more.clicked.connect(self.add)
        form = QFormLayout()
        form.setVerticalSpacing(4)
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (self.tr("Own sum"), self.says),
            (self.tr("What is wrong then"), self.title),
            (self.tr("Legal basis"), self.basis),
        ):
            form.addRow(words, field)
            field.setAccessibleName(words)
            field.textChanged.connect(self._judge)
        form.addRow("", self.more)
        return form

    def _judge(self) -> None:
        filled = all(line.text().strip() for line in (self.says, self.title, self.basis))
        self.more.setEnabled(filled and self._studio.draft is not None)

    def _show(self) -> None:
        draft = self._studio.draft
        row = self.list.currentRow()
        self._filling = True
        self.list.clear()
        for offer in rules.offers(draft) if draft is not None else ():
            item = QListWidgetItem(self._told(offer))
            item.setData(Qt.ItemDataRole.UserRole, offer.index)
            item.setToolTip("\n".join(offer.says))
            state = Qt.CheckState.Checked if offer.chosen else Qt.CheckState.Unchecked
            item.setCheckState(state)
            if offer.problem and not offer.chosen:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.list.setCurrentRow(row)
        self._filling = False
        self._judge()

    def _told(self, offer: rules.Offer) -> str:
        told = f"{offer.code}  {offer.title}"
        if not offer.problem:
            return told
        return self.tr("{rule} (the form has no {field})").format(rule=told, field=offer.problem)

    def _take(self) -> None:
        if self._filling:
            return
        items = [self.list.item(row) for row in range(self.list.count())]
        wanted = [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]
        self._studio.do(lambda draft: rules.choose(draft, wanted))
