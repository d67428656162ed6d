"""R7: the same number stands differently on one sheet."""

from __future__ import annotations

from sirekap_desktop.models.reading import Reading, Source, Status
from sirekap_desktop.models.rules import Severity
from sirekap_desktop.workflow.conflicts import conflicts
from tests import paper


def reading(why: str, value: int | None = 214) -> Reading:
    sources = (
        Source("digits", "214", 214, 0.9),
        Source("bubbles", "274", 274, 0.9),
        Source("row_sums", "274", 274, 0.8),
        Source("words", "", None, 0.0),
    )
    status = Status.UNREAD if value is None else Status.CHECK
    return Reading("paslon_2", value, 0.6, 274, status, sources, (0.0, 0.0, 1.0, 1.0), why)


def test_every_source_says_what_it_saw() -> None:
    (finding,) = conflicts(paper.template(), [None, reading("conflict")])
    assert (finding.code, finding.severity, finding.fields) == (
        "R7",
        Severity.WARNING,
        ("paslon_2",),
    )
    assert "kotak 214, bulatan 274, jumlah baris turus 274" in finding.explanation
    assert finding.provisional


def test_other_doubts_and_unread_numbers_are_no_conflict() -> None:
    seen = [reading("faint"), reading("sum"), reading("conflict", None)]
    assert list(conflicts(paper.template(), seen)) == []
