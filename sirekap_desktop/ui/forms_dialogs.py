"""The questions of the template studio: a blank form, a signed file, what a photo says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.messages import sentence
from sirekap_desktop.models.document import SignatureVerdict
from sirekap_desktop.models.drafting import Titles
from sirekap_desktop.models.form_files import laws
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import SheetReading, Status
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.dialogs import buttons, fit
from sirekap_desktop.ui.measures import MmField
from sirekap_desktop.ui.tables import Cell, CellTable, wrap

PICTURES = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.heic"


@dataclass(frozen=True)
class Blank:
    """A blank form that somebody chose: the file, the width of a scan, and how it is called."""

    file: Path
    width: float | None
    titles: Titles
    like: str


class BlankDialog(QDialog):
    """Asks for a blank form and for its names."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New form"))
        head = QLabel(self.tr("A new form from a blank sheet"))
        head.setProperty("role", "head")
        about = QLabel(
            self.tr(
                "A PDF of the print shop is best: its sizes are known. A scan needs the width of"
                " the paper."
            )
        )
        about.setWordWrap(True)
        box, self._yes = buttons(self, self.tr("Find boxes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        for widget in (head, about):
            column.addWidget(widget)
        column.addLayout(self._form())
        column.addWidget(box)
        fit(self, 640)
        self._judge()

    @property
    def chosen(self) -> Blank:
        """What was filled in."""
        file = Path(self.file.text().strip()).expanduser()
        form = f"{self.election.currentText().strip()}/{self.name.text().strip()}"
        words = (line.text().strip() for line in (self.title, self.model, self.recap))
        width = self.width_mm.value() if self._is_scan else None
        return Blank(file, width, Titles(form, *words), self.like.currentText())

    def _form(self) -> QFormLayout:
        self.file, self.name = QLineEdit(), QLineEdit()
        self.title, self.model, self.recap = QLineEdit(), QLineEdit(), QLineEdit()
        self.width_mm = MmField(50, 2000)
        self.width_mm.setValue(600)
        self.election, self.like = QComboBox(), QComboBox()
        self.election.setEditable(True)
        for known in laws():
            self.election.addItem(known)
            self.like.addItem(known)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.setAccessibleName(self.tr("Choose a blank form"))
        choose.clicked.connect(self._choose)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.file, 1)
        line.addWidget(choose)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Blank form"), line)
        self.file.setAccessibleName(self.tr("Blank form"))
        for words, field in (
            (self.tr("Width of the paper"), self.width_mm),
            (self.tr("Code of the election"), self.election),
            (self.tr("Code of the form"), self.name),
            (self.tr("Election"), self.title),
            (self.tr("Model"), self.model),
            (self.tr("Model of the recap"), self.recap),
            (self.tr("Terms and limits as in"), self.like),
        ):
            form.addRow(words, field)
            field.setAccessibleName(words)
        self.name.setPlaceholderText("c_hasil_contoh")
        self.election.currentTextChanged.connect(self._judge)
        for text in (self.file, self.name, self.title, self.model, self.recap):
            text.textChanged.connect(self._judge)
        return form

    @property
    def _is_scan(self) -> bool:
        return not self.file.text().strip().lower().endswith(".pdf")

    def _judge(self) -> None:
        self.width_mm.setEnabled(self._is_scan)
        self.like.setEnabled(self.like.findText(self.election.currentText().strip()) < 0)
        lines = (self.file, self.name, self.title, self.model, self.recap)
        filled = all(line.text().strip() for line in lines)
        self._yes.setEnabled(filled and Path(self.file.text().strip()).expanduser().is_file())

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a blank form"),
            "",
            self.tr("Blank forms ({kinds});;All files (*)").format(kinds=PICTURES),
        )
        if name:
            self.file.setText(name)


class PackageDialog(QDialog):
    """Who signed a form that came as one file; a person decides whether to trust them."""

    def __init__(self, model: str, signature: SignatureVerdict, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Signed form"))
        self.anchor: Path | None = None
        """A certificate of the issuer, to be asked once more with."""
        trusted = signature.trusted
        look = theme.look(Stage.SESUAI if trusted else Stage.PERIKSA)
        mark = QLabel()
        mark.setPixmap(icons.pixmap(look.icon, look.ink, 32, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(_label(self.tr("{model}, signed").format(model=model), "head"))
        when = f"{signature.when.astimezone():%d-%m-%Y %H:%M}" if signature.when else "–"
        words.addWidget(
            _label(
                self.tr("Signed by {signer} on {when}. Nothing was changed since.").format(
                    signer=signature.signer, when=when
                )
            )
        )
        issuer = (
            self.tr("Issuer {issuer}: known.")
            if trusted
            else self.tr(
                "Issuer {issuer}: not known here. Compare the fingerprint with what KPU"
                " kabupaten/kota tells you before you go on."
            )
        )
        words.addWidget(_label(issuer.format(issuer=signature.issuer)))
        code = _label(_grouped(signature.fingerprint), "code")
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(_label(self.tr("Fingerprint of the certificate:")))
        words.addWidget(code)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        box, yes = buttons(self, self.tr("Open form"))
        self.trust = box.addButton(
            self.tr("Issuer's certificate…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.trust.setVisible(not trusted)
        self.trust.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(box)
        fit(self, 640)
        if not trusted:
            yes.setAutoDefault(False)
            box.button(QDialogButtonBox.StandardButton.Cancel).setFocus()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose the issuer's certificate"),
            "",
            self.tr("Certificates (*.pem *.crt *.cer *.der);;All files (*)"),
        )
        if name:
            self.anchor = Path(name)
            self.reject()


class TrialDialog(QDialog):
    """What was read from a photo with the form that is being made."""

    def __init__(self, readings: Sequence[SheetReading], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tried on a photo"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(_label(self._summary(readings), "head"))
        for problem in dict.fromkeys(p for one in readings for p in one.problems):
            said = sentence(problem.code, dict(problem.facts))
            column.addWidget(_label(f"{said.what} {said.do}"))
        table = CellTable(
            self.tr("Numbers that were read"),
            (self.tr("Sheet"), self.tr("Number"), self.tr("Read"), self.tr("State")),
        )
        wrap(table, 1)
        table.cells.show_rows([row for one in readings for row in self._rows(one)])
        table.setMinimumHeight(theme.px(280))
        column.addWidget(table, 1)
        box = QDialogButtonBox()
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setProperty("role", "primary")
        box.accepted.connect(self.accept)
        column.addWidget(box)
        fit(self, 640)

    def _summary(self, readings: Sequence[SheetReading]) -> str:
        numbers = [reading for one in readings for reading in one.readings]
        sure = sum(reading.status is Status.SURE for reading in numbers)
        if not numbers:
            return self.tr("No sheet of this form was found in the photo.")
        return self.tr("{sure} of {count} numbers are sure.").format(sure=sure, count=len(numbers))

    def _rows(self, one: SheetReading) -> list[tuple[Cell, ...]]:
        words = {
            Status.SURE: (self.tr("sure"), Stage.SESUAI),
            Status.CHECK: (self.tr("to check"), Stage.PERIKSA),
            Status.UNREAD: (self.tr("unread"), Stage.KOSONG),
        }
        rows: list[tuple[Cell, ...]] = []
        for reading in one.readings:
            word, stage = words[reading.status]
            look = theme.look(stage)
            value = "–" if reading.value is None else theme.grouped(reading.value)
            mark = icons.icon(look.icon, look.ink)
            rows.append(
                (
                    Cell(str(one.page), right=True),
                    Cell(reading.field),
                    Cell(value, right=True),
                    Cell(word, icon=mark),
                )
            )
        return rows


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _grouped(fingerprint: str) -> str:
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))
