"""Brings the picture of a corrected sheet, and shows it beside the one before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.minutes import Correction
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import naming
from sirekap_desktop.ui.import_page import picture_kinds
from sirekap_desktop.ui.notices import NoticeBar
from sirekap_desktop.ui.pictures_dialog import Pictures, PicturesDialog, fetch
from sirekap_desktop.ui.plenary_acts import PLENARY
from sirekap_desktop.ui.runner import Change
from sirekap_desktop.ui.session import Session
from sirekap_desktop.workflow import docket, importing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport


class Exhibits:
    """Both pictures of a correction are kept; neither takes the other's place."""

    def __init__(self, session: Session, notice: NoticeBar, parent: QWidget) -> None:
        self._session = session
        self._notice = notice
        self._parent = parent

    def ask_photo(self, tps: str, correction: Correction) -> None:
        """Ask for the file with the new picture."""
        tr = QCoreApplication.translate
        name, _ = QFileDialog.getOpenFileName(
            self._parent,
            tr("exhibit", "Choose the picture of the corrected sheet"),
            "",
            picture_kinds(),
        )
        if name:
            self.bring(tps, correction, Path(name))

    def bring(self, tps: str, correction: Correction, file: Path) -> None:
        """Take the picture in for this TPS and show both."""
        session = self._session
        desk, spread, reader = session.desk, session.runner.spread, session.make_reader
        session.runner.start(
            lambda progress: importing.import_files(
                desk, [file], progress, tps=tps, spread=spread, make_reader=reader
            ),
            lambda report: self._arrived(tps, correction, report),
            what=QCoreApplication.translate("exhibit", "Reading pictures"),
            refuse=self._notice.refuse,
            change=Change(PLENARY, tps),
            long=True,
        )

    def show(self, tps: str, number: int) -> None:
        """Show both pictures of a correction."""
        desk, session = self._session.desk, self._session

        def look(_: object) -> tuple[Correction, Pictures]:
            return _look(desk, tps, number)

        session.runner.start(look, self._open, refuse=self._notice.refuse)

    def _arrived(self, tps: str, correction: Correction, report: ImportReport) -> None:
        tr = QCoreApplication.translate
        page = self._session.template.page_of(correction.field)[0].number
        for refused in report.refused:
            self._notice.refuse(SirekapError(refused.code, **refused.facts))
            return
        if report.known:
            self._notice.say(tr("exhibit", "This picture is here already."), Stage.PERIKSA)
            return
        if not any(sheet.reading.page == page for sheet in report.taken):
            text = tr("exhibit", "The picture is kept, but it does not show sheet {page}.")
            self._notice.say(text.format(page=page), Stage.PERIKSA)
            return
        self.show(tps, correction.id)

    def _open(self, found: tuple[Correction, Pictures]) -> None:
        correction, pictures = found
        session = self._session
        name = naming.field_label(session.template, correction.field)
        PicturesDialog(session.template, correction, name, pictures, self._parent).open()


def _look(desk: Desk, tps: str, number: int) -> tuple[Correction, Pictures]:
    found = docket.look(desk, tps)
    correction = next(one for one in found.view.course.corrections if one.id == number)
    return correction, fetch(desk, found.exhibits[number])
