"""What the pages of one TPS say together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from sirekap_desktop.models.reading import Reading, Sheet, SheetReading, Source, Status
from sirekap_desktop.workflow import checking, convening, hearing
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.standing import proposals
from tests import desks


def sheet(number: int, page: int, **values: int) -> Sheet:
    """A page whose numbers were read a little faintly: each might be a hundred more."""
    readings = tuple(
        Reading(
            field,
            value,
            0.96,
            value + 100,
            Status.CHECK,
            (Source("digits", f"{value:X>3}", value, 0.96),),
            (0.0, 0.0, 1.0, 1.0),
            "faint",
            ((value, 0.0), (value + 100, 4.0)),
        )
        for field, value in values.items()
    )
    read = SheetReading(desks.FORM, page, (), readings)
    now = datetime(2029, 2, 15, tzinfo=UTC)
    return Sheet(number, "", 0, "", "", 4.0, desks.FIRST, now, "Operator Satu", read)


def test_the_pages_of_a_tps_vouch_for_each_other(desk: Desk) -> None:
    template = desk.templates[desks.FORM]
    votes = sheet(1, 2, paslon_1=60, paslon_2=90, paslon_3=42)
    alone = proposals(desk, template, {2: votes})
    assert {r.status for r in alone.values()} == {Status.CHECK}
    totals = sheet(2, 3, suara_sah=192, suara_tidak_sah=4, suara_total=196)
    both = proposals(desk, template, {2: votes, 3: totals})
    assert {r.status for r in both.values()} == {Status.SURE}
    assert {f: r.value for f, r in both.items()} == {f: desks.GOOD[f] for f in both}


def test_another_picture_of_a_page_is_heard_anew(desk: Desk) -> None:
    template = desk.templates[desks.FORM]
    votes = sheet(1, 2, paslon_1=60, paslon_2=90, paslon_3=42)
    wrong = replace(sheet(2, 3, suara_sah=292, suara_tidak_sah=4, suara_total=296), id=3)
    assert proposals(desk, template, {2: votes, 3: wrong})["paslon_1"].status is Status.CHECK
    right = sheet(4, 3, suara_sah=192, suara_tidak_sah=4, suara_total=196)
    assert proposals(desk, template, {2: votes, 3: right})["paslon_1"].status is Status.SURE


def test_a_picture_taken_after_a_correction_does_not_undo_it(
    desk: Desk, take: Callable[..., object]
) -> None:
    """Where a figure was struck the new sheet is read badly; the room has initialled it."""
    take({"sebelum.jpg": desks.picture(2)}, desks.FIRST)
    desks.confirm(desk, desks.FIRST)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, desks.FIRST)
    hearing.correct(desk, desks.FIRST, "paslon_1", 61, 1, "salah tulis", ["Ketua Satu"])
    struck = {name: value for name, value in desks.GOOD.items() if name != "paslon_1"}
    take({"sesudah.jpg": desks.picture(2, struck)}, desks.FIRST)
    view = checking.look(desk, desks.FIRST)
    entry = view.fields["paslon_1"].entry
    assert entry is not None
    assert (entry.value, view.unconfirmed) == (61, 0)
