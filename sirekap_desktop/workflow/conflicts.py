"""Where the same number stands differently on one sheet: finding R7, while nobody has decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sirekap_desktop.models.breaches import Breach, name_of
from sirekap_desktop.models.form import Rule, Template
from sirekap_desktop.models.reading import Reading, Source
from sirekap_desktop.models.rules import Finding, finding_of

CHECK = "sources_agree"
WORDS = {
    "digits": "kotak",
    "bubbles": "bulatan",
    "row_sums": "jumlah baris turus",
    "tally": "turus",
    "words": "huruf",
}
"""What the operator calls each way in which a number stands on the paper."""


def conflicts(template: Template, unconfirmed: Iterable[Reading | None]) -> Iterator[Finding]:
    """A finding for each unconfirmed number whose sources contradict each other."""
    rule = next((rule for rule in template.rules if rule.check == CHECK), None)
    for reading in unconfirmed:
        if rule and reading and reading.why == "conflict" and reading.value is not None:
            values = {reading.field: reading.value}
            yield finding_of(rule, _breach(rule, reading), values, frozenset(values))


def _breach(rule: Rule, reading: Reading) -> Breach:
    name = name_of(rule, reading.field)
    told = ", ".join(_told(source) for source in reading.sources)
    facts = {"Name": name[:1].upper() + name[1:], "list": told}
    return Breach((reading.field,), facts, told.replace(", ", " ≠ "))


def _told(source: Source) -> str:
    seen = source.text if source.value is None else str(source.value)
    return f"{WORDS[source.kind]} {seen}"
