from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor

from sirekap_desktop.models.form import Box
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.crops import Piece, around, piece_of, pieces, row_of
from tests.ui.papers import SCALE, TEMPLATE, blank, sure


def holds(outer: Box, inner: Box) -> bool:
    return around((outer, inner)) == pytest.approx(outer)


def by_kind(field: str, dx: float = 0.0, dy: float = 0.0) -> dict[str, Box]:
    place = TEMPLATE.page_of(field)[1]
    x, y, width, height = place.extent
    reading = replace(sure(field, 1), box=(x + dx, y + dy, width, height))
    return {piece.kind: piece.box for piece in pieces(place, reading)}


def test_a_candidate_is_written_in_four_ways() -> None:
    found = by_kind("paslon_1")
    assert list(found) == ["digits", "bubbles", "words", "tally"]
    place = TEMPLATE.page_of("paslon_1")[1]
    assert place.tally is not None
    assert place.row_sums is not None
    for grid in (place.tally, place.row_sums):
        for x in grid.x:
            for y in grid.y:
                assert holds(found["tally"], (x, y, *grid.cell))


def test_the_pieces_move_with_the_digits() -> None:
    home, moved = by_kind("paslon_2"), by_kind("paslon_2", 3.0, -2.0)
    for kind, (x, y, *_) in home.items():
        assert moved[kind][:2] == pytest.approx((x + 3.0, y - 2.0))


@pytest.mark.parametrize("field", TEMPLATE.fields)
def test_a_row_begins_with_its_wording_and_holds_all_its_boxes(field: str) -> None:
    page, place = TEMPLATE.page_of(field)
    row = row_of(TEMPLATE, field, None)
    for other in TEMPLATE.row_of(field).fields:
        assert holds(row.box, TEMPLATE.page_of(other)[1].extent)
    assert row.box[0] < place.extent[0] - 60
    assert row.box[0] > page.head[0] - 5
    assert row.mark is not None
    assert holds(row.mark, place.extent)


def test_the_number_of_a_row_is_framed() -> None:
    piece = Piece("row", (10.0, 10.0, 100.0, 20.0), (60.0, 14.0, 30.0, 10.0))
    picture = piece_of(blank(), SCALE, piece).toImage()
    on_frame, beside = picture.pixelColor(100, 18), picture.pixelColor(20, 18)
    assert on_frame == QColor(theme.PRINTED.accent)
    assert beside == QColor("white")


def test_outside_the_sheet_there_is_nothing_to_cut() -> None:
    assert piece_of(blank(), SCALE, Piece("row", (900.0, 0.0, 5.0, 5.0), None)).isNull()
