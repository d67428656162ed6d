"""The screen Formulir: the template studio, where a new form becomes data without any code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.document import FormBundle
from sirekap_desktop.models.draft_edits import take_found
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.models.layout import Layout
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import forms_acts, icons, theme
from sirekap_desktop.ui.dialogs import QuestionDialog
from sirekap_desktop.ui.forms_bench import FormsBench
from sirekap_desktop.ui.forms_dialogs import (
    PICTURES,
    Blank,
    BlankDialog,
    PackageDialog,
    TrialDialog,
)
from sirekap_desktop.ui.forms_list import FormsList
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.permitted import allow, set_primary
from sirekap_desktop.ui.runner import Change, Runner
from sirekap_desktop.ui.sign_dialog import SignDialog
from sirekap_desktop.ui.studio import Studio
from sirekap_desktop.workflow import templating

if TYPE_CHECKING:
    from sirekap_desktop.workflow.desk import Desk
    from sirekap_desktop.workflow.templating import Known, Sheet


class FormsPage(QWidget):
    """Opens a blank form, a known one or a signed file; names, tries, keeps, installs, packs."""

    installed = Signal(object)
    """The `Desk` that knows the form which was just installed."""
    left = Signal()
    """Back to where one came from."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self.studio = Studio(self)
        self.studio.others = desk.templates
        self.notice = NoticeBar()
        self.list = FormsList()
        self.bench = FormsBench(self.studio)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.bench)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        column.addLayout(self._foot())
        self._connect()
        self._judge()

    @property
    def unsaved(self) -> bool:
        """Whether something was made here that is kept nowhere yet."""
        return self.studio.unsaved

    def show_desk(self, desk: Desk) -> None:
        """Another person sits here, or other forms are known."""
        self._desk = desk
        self.studio.others = desk.templates
        self._judge()

    def take_cursor(self) -> None:
        """Show the list of forms afresh while none is open."""
        if self.studio.draft is None:
            home = self._desk.store.folder
            self._runner.start(lambda _: templating.known(home), self._show_known)
            self.list.table.setFocus()
        else:
            self.bench.take_cursor()

    def begin(self, blank: Blank) -> None:
        """Look at a blank form and work on what is found."""
        self._say_working(self.tr("The boxes of the form are looked for…"))
        self._runner.start(
            lambda _: forms_acts.begin(blank),
            lambda found: self._open(*found, saved=False),
            refuse=self.notice.refuse,
        )

    def open_known(self, known: Known) -> None:
        """Work on a form that there is."""
        self._runner.start(
            lambda _: templating.open_folder(known.folder),
            lambda found: self._open(*found),
            refuse=self.notice.refuse,
        )

    def open_package(self, file: Path, anchor: Path | None = None) -> None:
        """Verify a signed file, with the certificate of its issuer, and ask whether to go on."""
        self._runner.start(
            lambda _: forms_acts.read_package(file, anchor),
            lambda bundle: self._ask_package(file, bundle),
            refuse=self.notice.refuse,
        )

    def try_on(self, file: Path) -> None:
        """Read a photo with the form as it is."""
        draft = self.studio.draft
        if draft is None:
            return
        self._say_working(self.tr("The photo is read…"))
        self._runner.start(
            lambda _: forms_acts.read_photo(draft, file), self._show_trial, refuse=self._refuse
        )

    def save(self) -> None:
        """Keep the form as far as it is made."""
        draft, sheets = self.studio.draft, self.studio.sheets
        if draft is None:
            return
        home = paths.form_drafts(self._desk.store.folder)
        self._runner.start(
            lambda _: forms_acts.keep(draft, home, sheets), self._kept, refuse=self.notice.refuse
        )

    def install(self) -> None:
        """Take the form into use here."""
        draft, desk, signer = self.studio.draft, self._desk, self.studio.signer
        if draft is None:
            return
        self._runner.start(
            lambda _: templating.install(desk, draft, signer=signer),
            self._installed,
            refuse=self._refuse,
            change=Change("template"),
        )

    def pack(self, target: Path, p12: Path, password: str) -> None:
        """Write the form as one signed file."""
        draft, when = self.studio.draft, datetime.now().astimezone()
        if draft is None:
            return
        self._runner.start(
            lambda _: forms_acts.pack(draft, target, p12, password, when),
            lambda _: self.notice.say(self.tr("Packed as {file}.").format(file=target.name)),
            refuse=self._refuse,
        )

    def find_again(self) -> None:
        """Look at the sheet once more and add what is not known yet."""
        page, number, draft = self.studio.page, self.studio.number, self.studio.draft
        if page is None or draft is None or len(self.studio.sheets) < number:
            return
        sheet, size = self.studio.sheets[number - 1], draft.form.size
        self._runner.start(
            lambda _: forms_acts.found_on(sheet, size),
            lambda layout: self._add_found(number, layout),
            refuse=self.notice.refuse,
        )

    def close_form(self) -> None:
        """Back to the list of forms; asks when something was not kept."""
        if not self._may_leave():
            return
        self._stack.setCurrentIndex(0)
        self.studio.close()
        self.notice.hide()
        self.take_cursor()

    def _head(self) -> QHBoxLayout:
        self.title = QLabel(self.tr("Forms"))
        self.title.setProperty("role", "title")
        self.back = icons.tool("previous", self.tr("Back"))
        self.blank = QPushButton(self.tr("New from a blank form…"))
        self.package = QPushButton(self.tr("Open signed form…"))
        self.undo = icons.tool("undo", self.tr("Undo"))
        self.redo = icons.tool("redo", self.tr("Redo"))
        for button in (self.back, self.undo, self.redo):
            button.setIconSize(theme.square(20))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.back)
        line.addWidget(self.title)
        line.addStretch(1)
        for part in (self.undo, self.redo, self.blank, self.package):
            line.addWidget(part)
        return line

    def _foot(self) -> QHBoxLayout:
        self.again = QPushButton(self.tr("Find boxes again"))
        self.again.setIcon(icons.icon("search"))
        self.trial = QPushButton(self.tr("Try on a photo…"))
        self.trial.setIcon(icons.icon("camera"))
        self.keep = QPushButton(self.tr("Save form"))
        self.take = QPushButton(self.tr("Install form"))
        self.packing = QPushButton(self.tr("Pack and sign…"))
        self.packing.setIcon(icons.icon("sign"))
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (self.again, self.trial):
            line.addWidget(part)
        line.addStretch(1)
        for part in (self.packing, self.take, self.keep):
            line.addWidget(part)
        return line

    def _connect(self) -> None:
        studio = self.studio
        for button, does in (
            (self.back, self._go_back),
            (self.blank, self._ask_blank),
            (self.package, self._choose_package),
            (self.undo, studio.undo),
            (self.redo, studio.redo),
            (self.again, self.find_again),
            (self.trial, self._choose_photo),
            (self.keep, self.save),
            (self.take, self.install),
            (self.packing, self._ask_pack),
        ):
            button.clicked.connect(does)
        self.list.wanted.connect(self.open_known)
        studio.changed.connect(self._judge)
        studio.refused.connect(self.notice.refuse)
        bind(self, "Ctrl+Z", studio.undo, self.tr("Undo"))
        bind(self, "Ctrl+Y", studio.redo, self.tr("Redo"), also="Ctrl+Shift+Z")
        bind(self, "Ctrl+S", self.save, self.tr("Save form"))
        self.bench.bind_keys(self)

    def _judge(self) -> None:
        """What can be done now, and how much is still wrong."""
        draft = self.studio.draft
        opened = draft is not None
        for part in (
            self.again,
            self.trial,
            self.keep,
            self.take,
            self.packing,
            self.undo,
            self.redo,
        ):
            part.setVisible(opened)
        self.blank.setVisible(not opened)
        self.package.setVisible(not opened)
        self.undo.setEnabled(self.studio.can_undo)
        self.redo.setEnabled(self.studio.can_redo)
        self.keep.setEnabled(self.studio.unsaved)
        allow(self.take, self._desk.person, Act.TEMPLATE)
        set_primary(self.blank, not opened)
        set_primary(self.keep, opened)
        self.title.setText(draft.form.model if draft is not None else self.tr("Forms"))

    def _show_known(self, known: tuple[Known, ...]) -> None:
        self.list.show_known(known)

    def _open(
        self,
        draft: Draft,
        sheets: tuple[Sheet, ...],
        *,
        signer: str = "",
        saved: bool = True,
    ) -> None:
        self.notice.hide()
        self.studio.open(draft, sheets, signer=signer, saved=saved)
        self._stack.setCurrentIndex(1)
        self.bench.begin()

    def _ask_package(self, file: Path, bundle: FormBundle) -> None:
        dialog = PackageDialog(bundle.model, bundle.signature, self)
        accepted = dialog.exec()
        if dialog.anchor is not None:
            self.open_package(file, dialog.anchor)
        elif accepted:
            home = paths.form_drafts(self._desk.store.folder)
            signer = bundle.signature.signer
            self._runner.start(
                lambda _: forms_acts.unpack(bundle, home),
                lambda found: self._open(*found, signer=signer),
                refuse=self.notice.refuse,
            )

    def _show_trial(self, readings: forms_acts.Readings) -> None:
        self.notice.hide()
        TrialDialog(readings, self).open()

    def _add_found(self, number: int, layout: Layout) -> None:
        before = len(self.studio.places)
        self.studio.do(lambda draft: take_found(draft, number, layout))
        more = len(self.studio.places) - before
        self.notice.say(self.tr("{count} more numbers were found.").format(count=more))

    def _kept(self, draft: Draft) -> None:
        self.studio.kept(draft)
        self.notice.say(self.tr("Saved. The form can be opened again from the list."))

    def _installed(self, desk: Desk) -> None:
        draft = self.studio.draft
        if draft is not None:
            self.studio.kept(draft)
        self.show_desk(desk)
        self.notice.say(self.tr("Installed. Sheets of this form are read from now on."))
        self.installed.emit(desk)

    def _refuse(self, error: SirekapError) -> None:
        """A refusal that lists what is wrong leads there."""
        self.notice.refuse(error)
        if error.code == "template_refused":
            self.bench.show_troubles()

    def _say_working(self, words: str) -> None:
        self.notice.say(words, Stage.TERBACA)

    def _may_leave(self) -> bool:
        if not self.unsaved:
            return True
        question = QuestionDialog(
            self.tr("Leave the form without saving?"),
            self.tr("What was changed since it was last saved is lost."),
            self.tr("Leave form"),
            self,
        )
        return bool(question.exec())

    def _go_back(self) -> None:
        if self.studio.draft is not None:
            self.close_form()
        else:
            self.left.emit()

    def _ask_blank(self) -> None:
        dialog = BlankDialog(self)
        if dialog.exec():
            self.begin(dialog.chosen)

    def _choose_package(self) -> None:
        kinds = self.tr("Signed forms (*.templat);;All files (*)")
        self._choose(self.tr("Open signed form"), kinds, self.open_package)

    def _choose_photo(self) -> None:
        kinds = self.tr("Photos ({kinds});;All files (*)").format(kinds=PICTURES)
        self._choose(self.tr("Try on a photo"), kinds, self.try_on)

    def _choose(self, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        name, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            then(Path(name))

    def _ask_pack(self) -> None:
        draft = self.studio.draft
        if draft is None:
            return
        dialog = SignDialog(draft.form.model, self)
        if not dialog.exec():
            return
        proposal = f"{draft.form.form.replace('/', '-')}.templat"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Pack and sign"), proposal, self.tr("Signed forms (*.templat)")
        )
        if name:
            self.pack(Path(name), dialog.file, dialog.password)
