"""The screen Dokumen: make, look at, sign, check and save what the committee signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.document import Document, Verdict
from sirekap_desktop.models.people import Occasion, Person
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.occasion_dialog import OccasionDialog
from sirekap_desktop.ui.permitted import allow
from sirekap_desktop.ui.preview import Preview
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.second_dialog import ask_second
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sign_dialog import SignDialog
from sirekap_desktop.ui.verdict_dialog import VerdictDialog, stage_of
from sirekap_desktop.workflow import issuing, noting
from sirekap_desktop.workflow.issuing import DocumentView


class DocumentsPage(QWidget):
    """Left the documents with their state, right the pages of the chosen one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._views: tuple[DocumentView, ...] = ()
        self._wanted: int | None = None
        self.notice = NoticeBar()
        self.preview = Preview(session.runner)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Documents"))
        self.list.setIconSize(theme.square(20))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.currentRowChanged.connect(self._choose)
        self._none = QLabel(
            self.tr("No document yet.\n\nWhen every TPS is closed, make D.HASIL KECAMATAN here.")
        )
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.setContentsMargins(0, 8, 0, 0)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self._none, 1)
        side = QWidget()
        side.setFixedWidth(theme.px(320))
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(self._tools())
        right.addWidget(self.preview, 1)
        parts = QHBoxLayout()
        parts.setSpacing(16)
        parts.addWidget(side)
        parts.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.notice)
        column.addLayout(parts, 1)
        self._show(())
        self.look_again()

    def refresh(self, change: Change) -> None:  # noqa: ARG002  (every screen hears of it)
        """A document may have come or be out of date now, or another person sits here."""
        self._permit()
        if self.isVisible():
            self.look_again()

    def look_again(self) -> None:
        """Ask for the documents again."""
        desk = self._session.desk
        self._session.runner.start(lambda _: issuing.documents(desk), self._show)

    def issue(self, occasion: Occasion, second: Person) -> None:
        """Make the document in the background; `second` stands beside the person at the desk."""
        self._session.occasion = occasion
        desk = replace(self._session.desk, second=second)
        self.notice.hide()
        self._session.runner.start(
            lambda _: issuing.issue(desk, occasion),
            lambda document: self._made(
                document, self.tr("The document is made. Look through it.")
            ),
            what=self.tr("Making D.HASIL"),
            refuse=self.notice.refuse,
            change=Change("terbit"),
            long=True,
        )

    def sign(self, document_id: int, p12: Path, password: str) -> None:
        """Add a signature in the background."""
        desk = self._session.desk
        self.notice.hide()
        self._session.runner.start(
            lambda _: issuing.sign(desk, document_id, _bytes_of(p12), password),
            lambda document: self._made(document, self.tr("The document is signed.")),
            what=self.tr("Signing"),
            refuse=self.notice.refuse,
            change=Change("tanda tangan"),
            long=True,
        )

    def verify(self, file: Path) -> None:
        """Tell what any PDF says about its signatures."""
        self._session.runner.start(
            lambda _: issuing.verify_file(_bytes_of(file)),
            lambda verdict: self._tell(file.name, verdict),
            refuse=self.notice.refuse,
        )

    def _tell(self, name: str, verdict: Verdict) -> None:
        VerdictDialog(name, verdict, self).open()

    def _made(self, document: Document, said: str) -> None:
        self._wanted = document.id
        self.notice.say(said)
        self.look_again()

    def _show(self, views: Sequence[DocumentView]) -> None:
        chosen = self._wanted if self._wanted is not None else self._chosen_id()
        self._views = tuple(reversed(views))
        self._wanted = None
        self.list.blockSignals(True)
        self.list.clear()
        for view in self._views:
            self.list.addItem(self._item(view))
        ids = [view.document.id for view in self._views]
        row = ids.index(chosen) if chosen in ids else 0 if ids else -1
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.list.setVisible(bool(ids))
        self._none.setVisible(not ids)
        self._choose(row)

    def _item(self, view: DocumentView) -> QListWidgetItem:
        count = len(view.document.signed)
        if view.outdated:
            stage, state = Stage.SALAH, self.tr("out of date: numbers have changed since")
        elif view.verdict is None:
            stage, state = Stage.TERBACA, self.tr("not signed yet")
        else:
            stage = stage_of(view.verdict)
            state = self.tr("{count} signatures").format(count=count)
            if stage is Stage.PERIKSA:
                state = self.tr("{count} signatures, issuer not known here").format(count=count)
            elif stage is Stage.SALAH:
                state = self.tr("signature broken")
        made = f"{view.document.made_at.astimezone():%d-%m-%Y %H:%M}"
        look = theme.look(stage)
        title = self._session.template.recap_model
        who = self.tr("made by {who}").format(who=view.document.made_by)
        item = QListWidgetItem(icons.icon(look.icon, look.ink), f"{title}\n{made} · {who}\n{state}")
        item.setForeground(QColor(look.ink if view.outdated else theme.worn().ink))
        return item

    def _chosen(self) -> DocumentView | None:
        row = self.list.currentRow()
        return self._views[row] if 0 <= row < len(self._views) else None

    def _chosen_id(self) -> int | None:
        chosen = self._chosen()
        return chosen.document.id if chosen else None

    def _choose(self, row: int) -> None:
        there = 0 <= row < len(self._views)
        self._permit()
        self._save.setEnabled(there)
        self._judge.setEnabled(there and self._views[row].verdict is not None)
        if not there:
            self.preview.show_pdf(b"")
            return
        desk, number = self._session.desk, self._views[row].document.id
        self._session.runner.start(
            lambda _: issuing.pdf_of(desk, number), self.preview.show_pdf, refuse=self.notice.refuse
        )

    def _permit(self) -> None:
        chosen, person = self._chosen(), self._session.desk.person
        allow(self.make, person, Act.ISSUE)
        current = chosen is not None and not chosen.outdated
        allow(self._sign, person, Act.SIGN, ready=current)

    def _ask_issue(self) -> None:
        """Begin with what the record of the plenary says."""
        desk = self._session.desk
        self._session.runner.start(
            lambda _: noting.occasion_of(desk), self._ask_occasion, refuse=self.notice.refuse
        )

    def _ask_occasion(self, recorded: Occasion) -> None:
        told = noting.filled_up(recorded, self._session.occasion)
        dialog = OccasionDialog(self._session.election, told, self)
        if not dialog.exec():
            return
        self._session.occasion = dialog.occasion
        second = ask_second(self._session, Act.ISSUE, self)
        if second is not None:
            self.issue(dialog.occasion, second)

    def _ask_sign(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        dialog = SignDialog(self._session.template.recap_model, self)
        if dialog.exec():
            self.sign(chosen.document.id, dialog.file, dialog.password)

    def _ask_verify(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a signed PDF"), "", self.tr("PDF (*.pdf);;All files (*)")
        )
        if name:
            self.verify(Path(name))

    def _ask_save(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        proposed = f"{self._session.template.recap_model} {self._session.election.kecamatan.name}"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save document as"), f"{proposed}.pdf", self.tr("PDF (*.pdf)")
        )
        if name:
            desk, number = self._session.desk, chosen.document.id
            self._session.runner.start(
                lambda _: issuing.save_as(desk, number, Path(name)),
                lambda _: self.notice.say(self.tr("Saved as {file}.").format(file=name)),
                refuse=self.notice.refuse,
            )

    def _show_verdict(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.verdict is not None:
            self._tell(self._session.template.recap_model, chosen.verdict)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        title = QLabel(self.tr("Documents"))
        title.setProperty("role", "title")
        verify = QPushButton(self.tr("Check any PDF…"))
        verify.setIcon(icons.icon("shield"))
        verify.clicked.connect(self._ask_verify)
        self.make = QPushButton(self.tr("Make D.HASIL…"))
        self.make.setProperty("role", "primary")
        self.make.clicked.connect(self._ask_issue)
        line.addWidget(title, 1)
        line.addWidget(verify)
        line.addWidget(self.make)
        return line

    def _tools(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self._sign = QPushButton(self.tr("Sign document…"))
        self._sign.setIcon(icons.icon("sign"))
        self._sign.clicked.connect(self._ask_sign)
        self._judge = QPushButton(self.tr("Signatures…"))
        self._judge.setIcon(icons.icon("shield"))
        self._judge.clicked.connect(self._show_verdict)
        self._save = QPushButton(self.tr("Save as…"))
        self._save.setIcon(icons.icon("save"))
        self._save.clicked.connect(self._ask_save)
        for button in (self._sign, self._judge, self._save):
            line.addWidget(button)
        line.addStretch(1)
        return line


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SirekapError(
            "file_unreadable", name=file.name, reason=error.strerror or ""
        ) from error
