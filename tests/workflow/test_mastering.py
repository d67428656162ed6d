from __future__ import annotations

from dataclasses import replace

import pytest

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.workflow import correcting, mastering
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
