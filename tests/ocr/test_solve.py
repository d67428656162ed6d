"""Numbers of one page against each other."""

from __future__ import annotations

from sirekap_desktop.models.reading import Reading, Status
from sirekap_desktop.ocr.solve import doubt_failed_sums
from tests import paper


def read(**values: int | None) -> list[Reading]:
    return [
        Reading(
            field,
            value,
            0.99,
            None,
            Status.UNREAD if value is None else Status.SURE,
            (),
            (0.0, 0.0, 1.0, 1.0),
        )
        for field, value in values.items()
    ]


def states(**values: int | None) -> list[tuple[Status, str]]:
    return [(r.status, r.why) for r in doubt_failed_sums(read(**values), paper.template())]


def test_numbers_that_add_up_stay_sure() -> None:
    assert states(suara_sah=254, suara_tidak_sah=6, suara_total=260) == [(Status.SURE, "")] * 3


def test_a_struck_figure_taken_for_a_cross_is_betrayed_by_its_sum() -> None:
    found = states(suara_sah=254, suara_tidak_sah=6, suara_total=60)
    assert found == [(Status.CHECK, "sum")] * 3


def test_what_was_not_read_neither_proves_nor_disproves() -> None:
    found = states(suara_sah=254, suara_tidak_sah=None, suara_total=260)
    assert [status for status, _ in found] == [Status.SURE, Status.UNREAD, Status.SURE]


def test_only_the_numbers_in_the_failed_sum_are_doubted() -> None:
    found = doubt_failed_sums(
        read(
            pemilih_dpt_l=100,
            pemilih_dpt_p=90,
            pemilih_dpt_j=190,
            disabilitas_l=1,
            disabilitas_p=1,
            disabilitas_j=3,
        ),
        paper.template(),
    )
    doubted = {r.field for r in found if r.status is Status.CHECK}
    assert doubted == {"disabilitas_l", "disabilitas_p", "disabilitas_j"}
