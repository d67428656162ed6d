"""Which state each number of a TPS is shown in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.models.reading import Status
from sirekap_desktop.models.rules import Severity
from sirekap_desktop.models.tally import in_force, was_corrected
from sirekap_desktop.ui.form_panel import Shown
from sirekap_desktop.ui.look_board import Offer

if TYPE_CHECKING:
    from sirekap_desktop.workflow.checking import FieldView, TpsView


def numbers_of(view: TpsView) -> dict[str, Shown]:
    """Every number with its state; in an error among confirmed numbers each one is `salah`."""
    wrong = {
        field
        for finding in view.findings
        if finding.severity is not Severity.WARNING and not finding.provisional
        for field in finding.fields
    }
    return {
        name: Shown(
            field_stage(field, name in wrong),
            field.entry.value if field.entry is not None else None,
            field.reading.value if field.reading is not None else None,
        )
        for name, field in view.fields.items()
    }


def stages_of(numbers: Mapping[str, Shown]) -> dict[str, Stage]:
    """Only the states."""
    return {name: shown.stage for name, shown in numbers.items()}


def offers_of(view: TpsView) -> dict[str, Offer]:
    """Every number as one look would confirm it: what is sure joins, nothing else does."""
    numbers = numbers_of(view)
    return {
        name: Offer(
            number=field.shown,
            stage=Stage.PERIKSA if field.doubtful and field.shown is not None else shown.stage,
            joins=field.entry is None and not field.doubtful,
        )
        for (name, field), shown in zip(view.fields.items(), numbers.values(), strict=True)
    }


def field_stage(field: FieldView, wrong: bool) -> Stage:
    """The state of one number; what nobody has confirmed is never more than read."""
    if field.entry is None:
        if field.reading is None:
            return Stage.KOSONG
        return Stage.TERBACA if field.reading.status is Status.SURE else Stage.PERIKSA
    if wrong:
        return Stage.SALAH
    return Stage.DIKOREKSI if was_corrected(field.history) else Stage.SESUAI


def old_value(field: FieldView) -> int | None:
    """The confirmed number that stood before the one that counts now; None when there is none.

    What somebody took back was a slip at the desk and is none.
    """
    values = [entry.value for entry in in_force(field.history)]
    earlier = [value for value in values[:-1] if value != values[-1]]
    return earlier[-1] if earlier else None
