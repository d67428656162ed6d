"""What the list of Periksa says beside a TPS."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.tps_list import TpsList
from sirekap_desktop.workflow import correcting, overview
from tests import desks


@pytest.mark.parametrize(
    ("unsure", "confirmed", "word"),
    [
        ((), 0, "terbaca"),
        (("paslon_1", "paslon_2"), 0, "2 periksa"),
        (("paslon_1", "paslon_2"), 3, "2 periksa"),
        ((), 3, "25 belum"),
    ],
)
def test_the_list_counts_what_is_left(
    session: Session,
    bring: Callable[..., object],
    qtbot: QtBot,
    unsure: tuple[str, ...],
    confirmed: int,
    word: str,
) -> None:
    bring(unsure=unsure)
    for field in list(desks.GOOD)[:confirmed]:
        correcting.confirm(session.desk, desks.FIRST, field, desks.GOOD[field], 0)
    shown = TpsList()
    qtbot.addWidget(shown)
    shown.show_lines(overview.overview(session.desk))
    assert shown._items[desks.FIRST].text(1) == word
