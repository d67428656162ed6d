from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.workflow import checking, correcting, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks


def test_an_election_is_adopted(empty_desk: Desk) -> None:
    with pytest.raises(SirekapError, match="no_election"):
        empty_desk.election()
    mastering.adopt(empty_desk, desks.election())
    assert empty_desk.election() == desks.election()
    assert empty_desk.template.form == desks.FORM
    with empty_desk.store.look() as unit:
        (event,) = unit.events.all()
    assert (event.kind, event.facts["tps"], event.facts["simulation"]) == (
        "election_adopted",
        3,
        True,
    )


def test_confirmed_numbers_keep_their_election(desk: Desk) -> None:
    mastering.adopt(desk, replace(desks.election(), title="Judul yang benar"))
    assert desk.election().title == "Judul yang benar"
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    with pytest.raises(SirekapError, match="election_exists"):
        mastering.adopt(desk, desks.election())
    assert desk.election().title == "Judul yang benar"


def test_a_form_that_this_program_does_not_have(empty_desk: Desk) -> None:
    with pytest.raises(SirekapError, match="form_unknown"):
        mastering.adopt(empty_desk, replace(desks.election(), form="pilkada/lain"))


def test_the_same_election_once_more_changes_nothing(desk: Desk) -> None:
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    mastering.adopt(desk, desks.election())
    with desk.store.look() as unit:
        kinds = [event.kind for event in unit.events.all()]
    assert kinds == ["election_adopted", "number_confirmed"]


def test_sheets_do_not_follow_a_code_that_gets_the_name_of_another_desa(
    desk: Desk, take: Callable[..., object]
) -> None:
    take({"Contoh TPS 1.jpg": desks.picture(1), "Contoh TPS 2.jpg": desks.picture(2)})
    contoh, barat = desks.election().desa
    swapped = (
        replace(contoh, region=replace(contoh.region, name=barat.region.name)),
        replace(barat, region=replace(barat.region, name=contoh.region.name)),
    )
    mastering.adopt(desk, replace(desks.election(), desa=swapped))
    assert [sheet.tps for sheet in checking.sheets(desk)] == [desks.SECOND, None]
    with desk.store.look() as unit:
        assert unit.events.all()[-1].facts["before"] == desks.FIRST


def test_sheets_stay_where_a_name_is_only_mended(desk: Desk, take: Callable[..., object]) -> None:
    take({"Contoh TPS 1.jpg": desks.picture(1)})
    contoh, barat = desks.election().desa
    mended = replace(contoh, region=replace(contoh.region, name="Contoh Lama"))
    mastering.adopt(desk, replace(desks.election(), desa=(mended, barat)))
    assert [sheet.tps for sheet in checking.sheets(desk)] == [desks.FIRST]
