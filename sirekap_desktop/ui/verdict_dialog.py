"""What a PDF says about its signatures, for anybody who asks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.messages import sentence
from sirekap_desktop.models.document import SignatureVerdict, Verdict
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.dialogs import fit

_GROUP = 4

_STAGES = {
    "signed_valid": Stage.SESUAI,
    "signed_valid_untrusted": Stage.PERIKSA,
    "unsigned": Stage.KOSONG,
}


def stage_of(verdict: Verdict) -> Stage:
    """The colour and icon of a verdict; whatever is not known to be good is wrong."""
    return _STAGES.get(verdict.code, Stage.SALAH)


class VerdictDialog(QDialog):
    """The verdict in one sentence, each signature, and the digest to compare with the print."""

    def __init__(self, name: str, verdict: Verdict, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Verdict on {name}").format(name=name))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        look = theme.look(stage_of(verdict))
        said = sentence(verdict.code, {})
        line = QHBoxLayout()
        line.setSpacing(12)
        mark = QLabel()
        mark.setPixmap(icons.pixmap(look.icon, look.ink, 32, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.addWidget(_label(said.what, "head"))
        for text in (name, said.means, said.do):
            words.addWidget(_label(text))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        column.addLayout(line)
        if verdict.signatures:
            column.addWidget(self._signatures(verdict))
        if verdict.digest:
            column.addWidget(_label(self.tr("Digest, as printed at the foot of each page:")))
            column.addWidget(_label(grouped_digest(verdict.digest), "code"))
        box = QDialogButtonBox()
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setProperty("role", "primary")
        box.accepted.connect(self.accept)
        column.addWidget(box)
        fit(self, 680)

    def _signatures(self, verdict: Verdict) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for signature in verdict.signatures:
            column.addWidget(self._signature(signature))
        column.addStretch(1)
        room = QScrollArea()
        room.setWidget(inside)
        room.setWidgetResizable(True)
        room.setFixedHeight(theme.px(min(288, 96 * len(verdict.signatures))))
        return room

    def _signature(self, signature: SignatureVerdict) -> QWidget:
        panel = QFrame()
        panel.setProperty("role", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        when = f"{signature.when.astimezone():%d-%m-%Y %H:%M}" if signature.when else "–"
        column.addWidget(_label(f"{signature.signer} · {when}", "code"))
        states = (
            self.tr("unchanged") if signature.intact else self.tr("changed after signing"),
            self.tr("covers the whole file")
            if signature.whole_file
            else self.tr("does not cover the whole file"),
            self.tr("issuer known") if signature.trusted else self.tr("issuer not known here"),
        )
        column.addWidget(_label(" · ".join(states)))
        print_of = self.tr("Fingerprint {digest}").format(
            digest=grouped_digest(signature.fingerprint[:32])
        )
        column.addWidget(_label(print_of, "label"))
        return panel


def grouped_digest(digest: str) -> str:
    """Hexadecimal digits in groups of four, as on the print."""
    return " ".join(digest[i : i + _GROUP] for i in range(0, len(digest), _GROUP))


def _label(text: str, role: str = "") -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setProperty("role", role)
    return made
