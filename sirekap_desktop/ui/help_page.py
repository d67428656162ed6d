"""The screen Bantuan: a short guide for every screen, the codes and blank sheets to print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.keys import tell
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.print_dialog import PrintDialog
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import guiding, issuing, printing

_MARGIN = 20
_SHARE = 0.9
"""Of the screen, at most, for the guides as a dialog."""
_LINE = 820
"""Pixels of width at 100 %: a longer line is hard to read."""


class GuideReader(QWidget):
    """The guides left, the text of one right; its links lead to other guides only."""

    def __init__(self) -> None:
        super().__init__()
        self._guides = {guide.name: guide for guide in guiding.guides()}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Guides"))
        self.list.setFixedWidth(theme.px(208))
        self.list.setSpacing(3)
        for guide in self._guides.values():
            self.list.addItem(guide.title)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setMaximumWidth(theme.px(_LINE))
        self.text.document().setDocumentMargin(_MARGIN)
        self.text.anchorClicked.connect(self._follow)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.list)
        line.addWidget(self.text, 1)
        line.addStretch()
        self.list.currentRowChanged.connect(self._show)
        self.setFocusProxy(self.list)
        tell(self, "↑  ↓", self.tr("Another guide"))
        self.open_guide(guiding.FIRST_STEPS)

    @property
    def shown(self) -> str:
        """The name of the guide that is read."""
        return list(self._guides)[self.list.currentRow()]

    def open_guide(self, name: str) -> None:
        """Show a guide from its beginning."""
        self.list.setCurrentRow(list(self._guides).index(name))

    def _show(self, row: int) -> None:
        guide = list(self._guides.values())[row]
        self.text.setMarkdown(guide.text)
        _space_out(self.text.document())
        self.text.setAccessibleName(guide.title)
        self.text.verticalScrollBar().setValue(0)

    def _follow(self, link: QUrl) -> None:
        name = Path(link.path()).stem
        if name in self._guides:
            self.open_guide(name)


class HelpPage(QWidget):
    """The guides, opened at the one of the screen that one came from."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        title = QLabel(self.tr("Help"))
        title.setProperty("role", "title")
        self.blank = QPushButton(self.tr("Print blank sheets…"))
        self.blank.setIcon(icons.icon("save"))
        self.blank.setToolTip(self.tr("The empty C form or its copy, with names and heads, as PDF"))
        self.blank.clicked.connect(self._ask_blank)
        self.codes = QPushButton(self.tr("Print sheet of codes…"))
        self.codes.setIcon(icons.icon("save"))
        self.codes.setToolTip(self.tr("Every finding with its condition and what to do, as PDF"))
        self.codes.clicked.connect(self._ask_codes)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title, 1)
        head.addWidget(self.blank)
        head.addWidget(self.codes)
        self.notice = NoticeBar()
        self.reader = GuideReader()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.reader, 1)

    def open_guide(self, name: str) -> None:
        """Show a guide."""
        self.notice.hide()
        self.reader.open_guide(name)

    def take_cursor(self) -> None:
        """Put the cursor into the list of guides."""
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_codes(self, target: Path) -> None:
        """Write the sheet of all codes."""
        template = self._session.template
        self._session.runner.start(
            lambda _: issuing.write_file(target, guiding.codes_sheet(template)),
            lambda _: self.notice.say(self.tr("Saved as {file}.").format(file=target)),
            refuse=self.notice.refuse,
        )

    def save_blank(self, target: Path, stations: Sequence[str], *, copy: bool) -> None:
        """Write the empty sheets, a set for each of these TPS."""
        election = self._session.election
        pattern = self._session.desk.templates[election.form]
        self._session.runner.start(
            lambda progress: issuing.write_file(
                target,
                printing.blank_sheets(pattern, election, stations, copy=copy, progress=progress),
            ),
            lambda _: self.notice.say(self.tr("Saved as {file}.").format(file=target)),
            what=self.tr("Printing blank sheets"),
            refuse=self.notice.refuse,
        )

    def _ask_blank(self) -> None:
        model = self._session.template.model
        dialog = PrintDialog(self._session.election, model, self)
        dialog.accepted.connect(lambda: self._ask_blank_file(dialog))
        dialog.open()

    def _ask_blank_file(self, dialog: PrintDialog) -> None:
        model = self._session.template.model.replace("/", "-")
        proposed = self.tr("Blank {model}").format(model=model)
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save blank sheets"), f"{proposed}.pdf", self.tr("PDF (*.pdf)")
        )
        if name:
            self.save_blank(Path(name), dialog.stations, copy=dialog.copy)

    def _ask_codes(self) -> None:
        proposed = self.tr("Codes of findings {model}").format(model=self._session.template.model)
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save sheet of codes"), f"{proposed}.pdf", self.tr("PDF (*.pdf)")
        )
        if name:
            self.save_codes(Path(name))


class GuideDialog(QDialog):
    """The guides where there is no rail yet."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        wanted = QSize(theme.px(1080), theme.px(640))
        self.resize(wanted.boundedTo(self.screen().availableSize() * _SHARE))
        self.reader = GuideReader()
        self.reader.open_guide(name)
        box = QDialogButtonBox()
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setProperty("role", "primary")
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.reader, 1)
        column.addWidget(box)
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)


def _space_out(document: QTextDocument) -> None:
    """Room before headings and behind paragraphs: Qt takes it from the size of letters in points,
    and ours are in pixels.
    """
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        spaced = block.blockFormat()
        heading = spaced.headingLevel() > 1
        spaced.setTopMargin(theme.px(16) if heading else 0)
        spaced.setBottomMargin(theme.px(6))
        cursor.setPosition(block.position())
        cursor.setBlockFormat(spaced)
        block = block.next()
