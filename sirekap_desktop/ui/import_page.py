"""The screen Impor: pictures come in, what was refused says why, loose sheets get a TPS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.permitted import allow
from sirekap_desktop.ui.published_tab import PublishedTab
from sirekap_desktop.ui.runner import Change, Job, Step
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sheet_head import SheetHead
from sirekap_desktop.ui.sheets_table import SheetsTable
from sirekap_desktop.ui.tables import Cell, CellTable
from sirekap_desktop.workflow import importing
from sirekap_desktop.workflow.importing import ImportReport

PICTURES = ("*.jpg", "*.jpeg", "*.png", "*.tif", "*.tiff", "*.heic", "*.heif", "*.pdf")


def picture_kinds() -> str:
    """The files that can be read, for a dialog that asks for one."""
    told = QCoreApplication.translate("import", "Pictures and PDF ({kinds})")
    return f"{told.format(kinds=' '.join((*PICTURES, *(k.upper() for k in PICTURES))))};;* (*)"


class DropZone(QFrame):
    """Takes files and folders that are dropped, and offers to choose them."""

    given = Signal(list)
    """A list of `Path`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        self._light(False)
        mark = QLabel()
        mark.setPixmap(icons.pixmap("import", theme.worn().accent, 40, self.devicePixelRatioF()))
        text = QLabel(self.tr("Drop pictures or folders of C.HASIL sheets here"))
        text.setProperty("role", "head")
        text.setWordWrap(True)
        kinds = QLabel(self.tr("JPEG, PNG, TIFF, HEIC or PDF. The original files are kept."))
        kinds.setProperty("role", "label")
        kinds.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(text)
        words.addWidget(kinds)
        self.files = QPushButton(self.tr("Choose files…"))
        self.files.setProperty("role", "primary")
        self.files.clicked.connect(self._choose_files)
        self.folder = QPushButton(self.tr("Choose a folder…"))
        self.folder.clicked.connect(self._choose_folder)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 20, 24, 20)
        line.setSpacing(16)
        line.addWidget(mark)
        line.addLayout(words, 1)
        line.addWidget(self.folder)
        line.addWidget(self.files)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went away again."""
        super().dragLeaveEvent(event)
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        self._light(False)
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self._give([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose pictures of C.HASIL sheets"), "", picture_kinds()
        )
        self._give([Path(name) for name in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of pictures"))
        self._give([Path(chosen)] if chosen else [])

    def _give(self, paths: list[Path]) -> None:
        if paths:
            self.given.emit(paths)

    def _light(self, on: bool) -> None:
        ground = theme.worn().pale if on else theme.worn().paper
        self.setStyleSheet(
            f"#drop {{ background: {ground}; border: 2px dashed {theme.worn().accent};"
            " border-radius: 6px; }"
        )


_FRESH = 3000
"""Milliseconds after which sheets that came in during an import are shown."""


class ImportPage(QWidget):
    """Imports in the background while everything else can be used."""

    grown = Signal()
    """Sheets came in, though the import has not ended."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job[ImportReport] | None = None
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._fresh.setInterval(_FRESH)
        self._fresh.timeout.connect(self._look_in_between)
        self.drop = DropZone()
        self.drop.given.connect(self.import_paths)
        self.notice = NoticeBar()
        self.sheets = SheetsTable(session)
        self.refused = CellTable(
            self.tr("Refused files"), (self.tr("File"), self.tr("Reason"), self.tr("What to do"))
        )
        self.refused.setWordWrap(True)
        self.refused.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.refused.set_widths(240, 460, 300)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setAccessibleName(self.tr("Sheets and refused files"))
        self.head = SheetHead(session)
        self.sheets.looked.connect(self.head.show_sheet)
        taken = QWidget()
        below = QVBoxLayout(taken)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self.sheets, 1)
        below.addWidget(self.head)
        self._tabs.addTab(taken, "")
        self._tabs.addTab(self.refused, "")
        self.published = PublishedTab(session)
        self.published.counted.connect(self._count_published)
        self._tabs.addTab(self.published, "")
        self._count_published(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        title = QLabel(self.tr("Import sheets"))
        title.setProperty("role", "title")
        column.addWidget(title)
        if len(session.contests) > 1:
            of = self.tr("The photographs are taken for: {title}")
            taken_for = QLabel(of.format(title=session.election.title))
            taken_for.setWordWrap(True)
            column.addWidget(taken_for)
        self.unchecked = NoticeBar()
        self._judged = False
        for widget in (self.unchecked, self.drop, self._progress(), self.notice):
            column.addWidget(widget)
        column.addWidget(self._tabs, 1)
        session.runner.stepped.connect(self._step)
        self.sheets.counted.connect(self._count)
        self.sheets.refused.connect(self.notice.refuse)
        self._show_refused()
        self._permit()

    def _tell_unchecked(self, forms: Iterable[Template]) -> None:
        """Name the forms whose geometry nobody compared with the print file."""
        if models := sorted(form.model for form in forms if not form.checked):
            said = sentence("form_unchecked", {"model": ", ".join(models)})
            self.unchecked.say(f"{said.what}\n{said.means} {said.do}", Stage.PERIKSA)

    def refresh(self, change: Change) -> None:  # noqa: ARG002  (every screen hears of it)
        """The sheets may have changed, or another person sits here."""
        self._permit()
        if self.isVisible():
            self.sheets.refresh()
            self.published.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """What came while nobody looked is shown now; the first time all forms are read."""
        super().showEvent(event)
        self.sheets.refresh()
        self.published.refresh()
        if not self._judged:
            self._judged = True
            session = self._session
            forms = {session.election.form, *(contest.form for contest in session.contests)}
            self._tell_unchecked(session.desk.templates[form] for form in forms)

    def _permit(self) -> None:
        ready, person = self._job is None, self._session.desk.person
        allow(self.drop, person, Act.IMPORT, ready=ready)
        for button in (self.drop.files, self.drop.folder):
            allow(button, person, Act.IMPORT, ready=ready)
        self.sheets.permit()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Begin to import these files and folders."""
        if self._job is not None:
            return
        session = self._session
        desk, spread, reader = session.desk, session.runner.spread, session.make_reader
        self.notice.hide()
        self._cancel.setEnabled(True)
        self._box.show()
        self._job = session.runner.start(
            lambda progress: importing.import_files(
                desk, paths, progress, spread=spread, make_reader=reader
            ),
            self._done,
            what=self.tr("Reading pictures"),
            refuse=self._refuse,
            stopped=self._end,
            change=Change("impor"),
            long=True,
        )
        self._permit()

    def _look_in_between(self) -> None:
        if self._job is not None:
            self.sheets.refresh()
            self.grown.emit()

    def _done(self, report: ImportReport) -> None:
        self._end()
        told = self.tr("{taken} sheets taken, {known} known already, {refused} refused.").format(
            taken=len(report.taken), known=len(report.known), refused=len(report.refused)
        )
        if report.cancelled:
            stopped = self.tr("Stopped. The sheets that were read before are kept.")
            told = f"{stopped} {told}"
        self._session.refused[:0] = report.refused
        self._show_refused()
        weak = report.refused or report.cancelled
        self.notice.say(told, Stage.PERIKSA if weak else Stage.SESUAI)
        self._tabs.setCurrentIndex(1 if report.refused and not report.taken else 0)

    def _refuse(self, error: SirekapError) -> None:
        self._end()
        self.notice.refuse(error)

    def _end(self) -> None:
        self._job = None
        self._box.hide()
        self._permit()

    def _step(self, step: Step | None) -> None:
        if self._job is not None and step is not None:
            self._bar.setRange(0, step.total)
            self._bar.setValue(step.done)
            counted = f"{step.done} / {step.total}" if step.total else ""
            self._told.setText(" · ".join(filter(None, (counted, step.what))))
            if not self._fresh.isActive():
                self._fresh.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._told.setText(self.tr("Stopping after the picture in hand…"))

    def _count(self, sheets: int, loose: int) -> None:
        text = self.tr("Sheets ({count})").format(count=sheets)
        if loose:
            text = self.tr("Sheets ({count}, {loose} without TPS)").format(
                count=sheets, loose=loose
            )
        self._tabs.setTabText(0, text)

    def _count_published(self, differ: int) -> None:
        text = self.tr("Published ({count} differ)") if differ else self.tr("Published")
        self._tabs.setTabText(2, text.format(count=differ))

    def _show_refused(self) -> None:
        look = theme.look(Stage.SALAH)
        rows = []
        for item in self._session.refused:
            said = sentence(item.code, item.facts)
            name = f"{item.name} ({item.leaf + 1})" if item.leaf else item.name
            mark = icons.icon(look.icon, look.ink)
            why = " ".join(filter(None, (said.what, said.means)))
            rows.append((Cell(name, icon=mark), Cell(why), Cell(said.do)))
        self.refused.cells.show_rows(rows)
        self._tabs.setTabText(1, self.tr("Refused ({count})").format(count=len(rows)))

    def _progress(self) -> QWidget:
        self._box = QFrame()
        line = QHBoxLayout(self._box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the import"))
        self._told = QLabel()
        self._told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._cancel = QPushButton(self.tr("Cancel import"))
        self._cancel.clicked.connect(self._stop)
        line.addWidget(self._bar, 2)
        line.addWidget(self._told, 1)
        line.addWidget(self._cancel)
        self._box.hide()
        return self._box
