"""The questions that Periksa asks in a dialog; every answer goes into the record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from sirekap_desktop.models.rules import Finding
from sirekap_desktop.ui import naming
from sirekap_desktop.ui.dialogs import WordsDialog
from sirekap_desktop.ui.history_dialog import HistoryDialog
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import histories


def ask_explanation(tps: str, findings: Sequence[Finding], parent: QWidget) -> str:
    """The chair's words on findings that stand; "" when the chair gave up."""
    tr = QCoreApplication.translate
    dialog = WordsDialog(
        tr("closing", "Close {tps} with findings").format(tps=tps),
        tr("closing", "Explanation by the chair; it is kept and printed:"),
        tuple(f"{finding.code}  {finding.title}" for finding in findings),
        tr("closing", "Close TPS"),
        parent,
    )
    return dialog.words if dialog.exec() else ""


def ask_reason(tps: str, parent: QWidget) -> str:
    """Why a TPS is opened again; "" when the chair gave up."""
    tr = QCoreApplication.translate
    dialog = WordsDialog(
        tr("closing", "Open {tps} again").format(tps=tps),
        tr("closing", "Reason; it is kept in the record:"),
        (),
        tr("closing", "Open again"),
        parent,
    )
    return dialog.words if dialog.exec() else ""


def show_history(
    session: Session, tps: str, field: str, now: str, paper: QPixmap, parent: QWidget
) -> None:
    """Look up every entry of a number and show them; `now` says how it stands."""
    name = naming.field_label(session.template, session.election, field)
    desk = session.desk
    session.runner.start(
        lambda _: histories.history(desk, tps, field),
        lambda steps: HistoryDialog(name, now, paper, steps, parent).open(),
    )
