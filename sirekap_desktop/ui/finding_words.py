"""A finding in words, for the one who decides or the one who types, and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.rules import Finding, Severity
from sirekap_desktop.ui import theme

if TYPE_CHECKING:
    from sirekap_desktop.workflow.checking import TpsView

LOOKS: Mapping[Severity, Stage] = {
    Severity.ERROR: Stage.SALAH,
    Severity.EXPLAIN: Stage.SALAH,
    Severity.WARNING: Stage.PERIKSA,
}

Offer = tuple[str, int]
"""A field and the value that a person may take for it."""


def kind_word(severity: Severity) -> str:
    """How grave a finding is."""
    tr = QCoreApplication.translate
    return {
        Severity.ERROR: tr("finding", "error"),
        Severity.EXPLAIN: tr("finding", "has to be explained"),
        Severity.WARNING: tr("finding", "remark"),
    }[severity]


def told(finding: Finding, *, full: bool) -> str:
    """The four parts as rich text: code, title, what is so, what to do.

    In `full`, for those who decide, with the legal basis; otherwise short, for the keyboard.
    """
    tr = QCoreApplication.translate
    muted = theme.worn().muted
    head = f"<b>{plain(finding.code)} · {plain(finding.title)}</b>"
    kind = kind_word(finding.severity)
    if finding.provisional:
        kind = tr("finding", "{kind}, some still proposals").format(kind=kind)
    parts = [
        f"{head} <span style='color:{muted}'>({plain(kind)})</span>",
        plain(finding.explanation if full else finding.short),
        f"<b>{plain(tr('finding', 'What to do:'))}</b>"
        f" {plain(finding.action if full else finding.typist)}",
    ]
    if full:
        parts.append(f"<span style='color:{muted}'>{plain(finding.basis)}</span>")
    return "<br>".join(parts)


def offers(view: TpsView, finding: Finding) -> tuple[Offer, ...]:
    """The values that would mend a finding: what the sums leave as the only one, or suggestions.

    None for a closed TPS, and none that stands there already.
    """
    if view.stage is Stage.SELESAI:
        return ()
    if finding.repair is not None:
        return (finding.repair,)
    open_readings = (
        view.fields[field].reading for field in finding.fields if view.fields[field].entry is None
    )
    return tuple(
        (reading.field, reading.suggestion.value)
        for reading in open_readings
        if reading is not None and reading.suggestion is not None
        if finding.code in reading.suggestion.rules
        if reading.suggestion.value != view.fields[reading.field].shown
    )


def plain(text: str) -> str:
    """Text for a rich label, with nothing that a file could smuggle in as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
