"""What the numbers of one page say about each other: a sum that fails puts its numbers in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sirekap_desktop.models.form import Template
from sirekap_desktop.models.reading import Reading, Status
from sirekap_desktop.models.rules import Severity, check_tps


def doubt_failed_sums(readings: Sequence[Reading], template: Template) -> tuple[Reading, ...]:
    """The readings, none of them sure that stands in an error on this page.

    Either the paper or the reading is wrong there; which one, only a person can see.
    """
    values = {r.field: r.value for r in readings if r.value is not None}
    findings = check_tps(template, values, None)
    failed = {f for one in findings if one.severity is Severity.ERROR for f in one.fields}
    return tuple(
        replace(r, status=Status.CHECK, why="sum")
        if r.status is Status.SURE and r.field in failed
        else r
        for r in readings
    )
