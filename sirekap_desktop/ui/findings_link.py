"""Findings point at their numbers, on the paper and in the form."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sirekap_desktop.models.rules import Finding
from sirekap_desktop.ui.check_panel import CheckPanel
from sirekap_desktop.ui.sheet_panel import SheetPanel


class FindingsLink(QObject):
    """Marks every number of the finding that is looked at, and leads to the first of them."""

    def __init__(self, panel: CheckPanel, sheet: SheetPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._sheet = sheet
        panel.findings.opened.connect(self._mark)
        panel.findings.gone_to.connect(self._go_to)

    def go_on(self) -> None:
        """To the next finding."""
        finding = self._panel.findings.choose_next()
        if finding is not None:
            self._go_to(finding)

    def _mark(self, finding: Finding | None) -> None:
        fields = finding.fields if finding is not None else ()
        self._panel.form.mark(fields)
        self._sheet.mark(fields)

    def _go_to(self, finding: Finding) -> None:
        self._mark(finding)
        form = self._panel.form
        here = [name for name in form.order if name in finding.fields]
        if here:
            form.go_to(here[0])
