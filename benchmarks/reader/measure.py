"""Compares what was read with what stands on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.reader.pages import Truth
from benchmarks.reader.reading import Read
from sirekap_desktop.models.reading import Reading, Status

FILLERS = frozenset(("X", "-", ""))
BLANK = "_"
"""How a reading shows an empty box."""


@dataclass(frozen=True)
class NumberResult:
    """One number: what stands there, what was proposed, and how each box was seen."""

    form: int
    page: int
    level: str
    truth: Truth
    value: int | None
    status: str
    why: str
    seen: tuple[str, ...]
    """One symbol a box, () when the reader showed none."""
    confidence: float
    picture: str = ""
    """The file with the boxes, for what went wrong."""
    together: str = ""
    """The status once all pages of the polling station were heard."""

    @property
    def right(self) -> bool:
        """Whether the proposal is the number that was written."""
        return self.value == self.truth.value

    @property
    def sure(self) -> bool:
        """Whether no person would have been asked."""
        return self.status == Status.SURE

    @property
    def silent(self) -> bool:
        """The worst: wrong, and nobody would have been asked."""
        return self.sure and not self.right

    @property
    def silent_together(self) -> bool:
        """The same with all pages of the polling station."""
        return self.together == Status.SURE and not self.right

    def as_row(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True)
class PageOutcome:
    """One picture: refused and why, or taken for some page; CPU seconds by step."""

    form: int
    page: int
    level: str
    refused: str
    mistaken: bool
    """Whether it was taken for another form or page than it is."""
    seconds: dict[str, float]
    numbers: tuple[NumberResult, ...] = ()


@dataclass
class Characters:
    """Boxes by what happened to them; struck and smeared ones (`?`) are not counted."""

    boxes: int = 0
    right: int = 0
    filler_for_filler: int = 0
    crosses: int = 0
    crosses_as_digit: int = 0
    crosses_as_sure_digit: int = 0
    confusions: dict[str, int] = field(default_factory=dict)

    def add(self, number: NumberResult) -> None:
        """Count the boxes of one number."""
        for wrote, saw in zip(number.truth.symbols, number.seen, strict=False):
            if wrote == "?":
                continue
            self.boxes += 1
            both_fill = wrote in FILLERS and saw in FILLERS
            self.right += wrote == saw or both_fill
            self.filler_for_filler += both_fill and wrote != saw
            if wrote == "X":
                self.crosses += 1
                self.crosses_as_digit += saw.isdigit()
                self.crosses_as_sure_digit += saw.isdigit() and number.sure
            if wrote != saw and not both_fill:
                key = f"{wrote or BLANK}>{saw or BLANK}"
                self.confusions[key] = self.confusions.get(key, 0) + 1


def outcome(
    read: Read, truths: Sequence[Truth], *, form: int, page: int, level: str, form_id: str
) -> PageOutcome:
    """Judge one picture of a page that holds `truths`."""
    if read.result is None or read.refused:
        return PageOutcome(form, page, level, read.refused or "file", False, read.seconds)
    sheet = read.result.reading
    mistaken = (sheet.form, sheet.page) != (form_id, page)
    readings = {} if mistaken else {reading.field: reading for reading in sheet.readings}
    numbers = tuple(
        judge(truth, readings.get(truth.field), form=form, page=page, level=level)
        for truth in truths
    )
    return PageOutcome(form, page, level, "", mistaken, read.seconds, numbers)


def judge(
    truth: Truth, reading: Reading | None, *, form: int, page: int, level: str
) -> NumberResult:
    """One number against its proposal; None counts as unread."""
    if reading is None:
        return NumberResult(form, page, level, truth, None, Status.UNREAD, "absent", (), 0.0)
    return NumberResult(
        form,
        page,
        level,
        truth,
        reading.value,
        reading.status,
        reading.why,
        seen_in(reading),
        reading.confidence,
    )


def seen_in(reading: Reading) -> tuple[str, ...]:
    """The symbols that the network saw in the boxes."""
    for source in reading.sources:
        if source.kind == "digits":
            return tuple("" if symbol == BLANK else symbol for symbol in source.text)
    return ()
