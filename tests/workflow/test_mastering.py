from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.election import Election
from sirekap_desktop.workflow import checking, correcting, mastering, seconding
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.refusals import refused


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


def lain(**changes: Any) -> Election:
    return replace(desks.election(), title="Pemilu lain", **changes)


def test_a_further_contest_has_its_own_numbers(desk: Desk) -> None:
    number = mastering.add_contest(desk, lain())
    beside = replace(desk, contest=number)
    assert (desk.election().title, beside.election().title) == (
        "Pemilu Presiden dan Wakil Presiden",
        "Pemilu lain",
    )
    correcting.confirm(beside, desks.FIRST, "paslon_1", 60, seen=0)
    assert checking.look(desk, desks.FIRST).fields["paslon_1"].entry is None
    with refused(desk.store, "election_exists"):
        mastering.adopt(beside, lain(contestants=desks.election().contestants[:2]))
    mastering.adopt(desk, replace(desks.election(), title="Judul yang benar"))
    assert [d.election().title for d in (desk, beside)] == ["Judul yang benar", "Pemilu lain"]


def test_the_record_says_of_which_contest_a_number_is(desk: Desk) -> None:
    number = mastering.add_contest(desk, lain())
    for one, where in ((desk, 1), (replace(desk, contest=number), number)):
        second = replace(one, person=desks.OPERATOR)
        correcting.confirm(one, desks.FIRST, "paslon_1", 60, seen=0)
        seconding.enter_second(second, desks.FIRST, {"paslon_1": 60})
        correcting.undo(one, desks.FIRST)
        with desk.look() as unit:
            told = unit.events.all()[-3:]
        assert [(event.kind, event.facts["contest"]) for event in told] == [
            ("number_confirmed", where),
            ("number_read_again", where),
            ("number_undone", where),
        ]


def test_the_first_contest_may_be_added_as_well(empty_desk: Desk) -> None:
    number = mastering.add_contest(empty_desk, desks.election())
    assert empty_desk.election() == replace(empty_desk, contest=number).election()


ELSEWHERE = replace(desks.election().kecamatan, code="11.01.02", name="Lain")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"simulation": False}, "simulation_mix"),
        ({"kecamatan": ELSEWHERE}, "kecamatan_other"),
        ({"title": "Pemilu Presiden dan Wakil Presiden"}, "contest_known"),
    ],
)
def test_a_contest_that_does_not_belong_here(
    desk: Desk, changes: dict[str, Any], code: str
) -> None:
    wrong = replace(lain(), **changes)
    with refused(desk.store, code):
        mastering.add_contest(desk, wrong)
    number = mastering.add_contest(desk, replace(lain(), title="Pemilu ketiga"))
    with refused(desk.store, code):
        mastering.adopt(replace(desk, contest=number), wrong)


def test_practice_and_real_data_are_never_in_one_folder(
    desk: Desk, take: Callable[..., object]
) -> None:
    take({"x.jpg": desks.picture(1)})
    real = replace(desks.election(), simulation=False)
    with refused(desk.store, "simulation_mix"):
        mastering.adopt(desk, real)
    with refused(desk.store, "simulation_mix"):
        mastering.add_contest(desk, replace(real, title="Pemilu lain"))


def test_alone_in_its_folder_a_contest_may_be_of_another_kecamatan(desk: Desk) -> None:
    mastering.adopt(desk, replace(desks.election(), kecamatan=ELSEWHERE))
    assert desk.election().kecamatan == ELSEWHERE
