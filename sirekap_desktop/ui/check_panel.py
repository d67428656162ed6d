"""The right side of Periksa: the numbers, what is found about them, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.finding_words import offers
from sirekap_desktop.ui.findings_panel import FindingsPanel
from sirekap_desktop.ui.form_panel import FormPanel
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.language import stage_word
from sirekap_desktop.ui.notices import NoticeBar, ReasonBar
from sirekap_desktop.ui.second_words import second_state

if TYPE_CHECKING:
    from sirekap_desktop.workflow.checking import TpsView
    from sirekap_desktop.workflow.seconding import SecondView


_MOST = 50
"""Percent of the height for the findings, at most; more only where they would be cut."""


class CheckPanel(QWidget):
    """Holds the parts; the screen decides what they do to the record."""

    def __init__(self, template: Template, election: Election) -> None:
        super().__init__()
        self._total = len(template.fields)
        self.form = FormPanel(template, election)
        self.findings = FindingsPanel(template, election)
        self.notice = NoticeBar()
        self.reason = ReasonBar()
        self.done = QPushButton(self.tr("Checked, next TPS (Ctrl+Enter)"))
        self.done.setProperty("role", "primary")
        self.done.setAutoDefault(True)
        self._progress = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.form, 5)
        said = QVBoxLayout()
        said.setContentsMargins(12, 4, 12, 4)
        said.setSpacing(4)
        said.addWidget(self.notice)
        said.addWidget(self.reason)
        column.addLayout(said)
        self._low = QFrame()
        self._low.setProperty("role", "foot")
        inside = QVBoxLayout(self._low)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.findings)
        column.addWidget(self._low)
        column.addWidget(self._foot())
        self.findings.grown.connect(self._share)
        self.findings.offered.connect(self._type)
        bind(self, "F5", self._use_offer, self.tr("Use what is proposed for the finding"))
        bind(self, "F7", self._show_sum, self.tr("Show the sum of the finding"))

    def show_view(self, view: TpsView, *, full: bool) -> None:
        """Show the TPS's name, state and findings, those in `full` to one who decides."""
        closed = view.stage is Stage.SELESAI
        look = theme.look(view.stage)
        self._name.setText(view.tps.label)
        self._desa.setText(f"{view.desa.kind} {view.desa.region.name}")
        self._icon.setPixmap(icons.pixmap(look.icon, look.ink, 16, self.devicePixelRatioF()))
        self._stage.setText(stage_word(view.stage))
        self._stage.setStyleSheet(f"color: {look.ink}; font-weight: 600;")
        self.findings.show_findings(
            view.findings,
            full=full,
            unconfirmed={name for name, field in view.fields.items() if field.entry is None},
            offers={finding: offers(view, finding) for finding in view.findings},
        )
        done = self._total - view.unconfirmed
        text = self.tr("{done} of {total} numbers confirmed").format(done=done, total=self._total)
        last = view.course.last
        if closed and last is not None:
            text = self.tr("Closed by {who}, {when}").format(
                who=last.who, when=f"{last.at.astimezone():%d-%m-%Y %H:%M}"
            )
        self._progress.setText(text)
        self._progress.setToolTip(text)
        self.form.show_closed(closed)

    def show_second(self, second: SecondView) -> None:
        """Say beside the count how far the second entry is, where there is one."""
        text = " · ".join(filter(None, (self._progress.text(), second_state(second))))
        self._progress.setText(text)
        self._progress.setToolTip(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The findings get their share of the height."""
        super().resizeEvent(event)
        self._share()

    def _use_offer(self) -> None:
        if not self.findings.use_offer():
            self.notice.say(self.tr("Nothing is proposed here: look at the paper."))

    def _show_sum(self) -> None:
        if not self.findings.show_sum():
            self.notice.say(self.tr("This TPS has no finding."))

    def _type(self, field: str, value: int) -> None:
        """Put the digits there as if typed: a person looks at the paper and presses Enter."""
        if self.form.why_not:
            self.notice.say(self.form.why_not, Stage.PERIKSA)
            return
        self.form.go_to(field)
        self.form.fields[field].setText(str(value))
        self.notice.say(
            self.tr("Proposal only: compare it with the paper. Enter confirms it, Esc drops it."),
            Stage.PERIKSA,
        )

    def _share(self) -> None:
        least = self.findings.minimumSizeHint().height()
        share = max(least, self.height() * _MOST // 100)
        self._low.setFixedHeight(min(self.findings.needed, share))

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("role", "bar")
        head.setFixedHeight(theme.px(40))
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(8)
        self._name = QLabel()
        self._name.setProperty("role", "head")
        self._desa = QLabel()
        self._icon = QLabel()
        self._stage = QLabel()
        self.second = QToolButton()
        self.second.setText(self.tr("Second entry… (F10)"))
        self.second.setIcon(icons.icon("group"))
        self.second.setIconSize(theme.square(16))
        self.second.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.second.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line.addWidget(self._name)
        line.addWidget(self._desa, 1)
        line.addWidget(self._icon)
        line.addWidget(self._stage)
        line.addWidget(self.second)
        return head

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        self._progress.setWordWrap(True)
        self._progress.setTextFormat(Qt.TextFormat.PlainText)
        self._progress.setMaximumHeight(theme.px(44))
        line.addWidget(self._progress, 1)
        line.addWidget(self.done)
        return foot
