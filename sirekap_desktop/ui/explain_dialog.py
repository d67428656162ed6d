"""Says why a finding stands: the words go into the minutes with the name of who says them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QWidget

from sirekap_desktop.ui.act_dialog import ActDialog, words_field
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.workflow import hearing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.docket import Docket


class ExplainDialog(ActDialog):
    """One code at a time; what was said before for other numbers is offered again."""

    def __init__(self, acts: Acts, docket: Docket, code: str, who: str, parent: QWidget) -> None:
        tr = QCoreApplication.translate
        title = tr("explain", "Explain a finding · {name}").format(name=docket.view.name)
        super().__init__(acts, title, tr("explain", "Save explanation"), parent)
        self._view = docket.view
        self.code = QComboBox()
        for finding in docket.view.findings:
            if self.code.findData(finding.code) < 0:
                self.code.addItem(f"{finding.code} · {finding.title}", finding.code)
        self.code.setCurrentIndex(max(0, self.code.findData(code)))
        self.text = words_field(lines=4)
        self.add(self.tr("&Finding"), self.code)
        self._about = self.tell("")
        self.add(self.tr("&Explanation for the minutes"), self.text)
        under = self.tr("It is recorded and printed under the name {who}.")
        self.tell(under.format(who=who), "label")
        self.code.currentIndexChanged.connect(lambda _: self._turn())
        self.text.textChanged.connect(self._judge)
        self._turn()
        self.first = self.text

    def act(self) -> Callable[[Desk], Any]:
        """Explain it."""
        tps, code, words = self._view.tps.code, self.code.currentData(), self.text.toPlainText()
        return lambda desk: hearing.explain(desk, tps, code, words)

    def _turn(self) -> None:
        code = self.code.currentData()
        found = [finding for finding in self._view.findings if finding.code == code]
        self._about.setText("\n".join(dict.fromkeys(one.explanation for one in found)))
        said = [one.words for one in self._view.course.explanations if one.code == code]
        if said and not self.text.toPlainText().strip():
            self.text.setPlainText(said[-1])
            self.text.selectAll()
        self._judge()

    def _judge(self) -> None:
        self.yes.setEnabled(bool(self.code.count() and self.text.toPlainText().strip()))
