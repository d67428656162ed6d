"""Rows on pages: what is read together is never parted, whatever the ballot."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_desktop.documents.bands import Band, Layout, closes_party, lay_out, opens_party
from sirekap_desktop.documents.columns import Column, Kind
from sirekap_desktop.documents.style import LEADING, register_faces
from sirekap_desktop.models.form import Row

PARTIES = "IV. PEROLEHAN SUARA"


@pytest.fixture(autouse=True, scope="module")
def _faces() -> None:
    register_faces()


def plain(section: str, count: int) -> list[Row]:
    return [Row(section, f"Baris {n}", (f"{section}_{n}",), str(n)) for n in range(1, count + 1)]


def party(number: int, calon: int, name: str = "Partai Contoh") -> list[Row]:
    stem = f"partai_{number}"
    return [
        Row(PARTIES, name, (stem,), str(number), party=number),
        *(
            Row(PARTIES, f"{name} {c}", (f"{stem}_calon_{c}",), str(c), party=number)
            for c in range(1, calon + 1)
        ),
        Row(PARTIES, "Jumlah suara partai dan calon", (f"{stem}_total",), party=number),
    ]


def continued(heading: str) -> str:
    return f"{heading} (lanjutan)"


def shown(layout: Layout) -> list[Row]:
    return [band.row for page in layout.pages for band in page if band.row]


def assert_reads_well(layout: Layout, rows: list[Row], room: float) -> None:
    """Everything once and in order, inside the room, and no page parts what belongs together."""
    assert shown(layout) == rows
    for number, page in enumerate(layout.pages):
        assert sum(band.height for band in page) <= room + 0.01
        first, last = page[0], page[-1]
        assert first.row is None
        assert last.row is not None
        assert not opens_party(last.row)
        lead = [band.heading for band in page if band.row is None]
        top = next(band.row for band in page if band.row)
        if number:
            before = next(b.row for b in reversed(layout.pages[number - 1]) if b.row)
            assert not closes_party(top)
            assert lead[0] == (
                continued(top.section) if before.section == top.section else top.section
            )
            if top.party and before.party == top.party:
                assert page[1].heading.startswith(f"{top.party}. ")
                assert page[1].heading.endswith("(lanjutan)")
    for _, those in groupby(rows, lambda row: row.party):
        assert_first_and_last_stay(layout, list(those))


def assert_first_and_last_stay(layout: Layout, party_rows: list[Row]) -> None:
    if not party_rows[0].party:
        return
    on = {row: n for n, page in enumerate(layout.pages) for row in rows_of(page)}
    assert on[party_rows[0]] == on[party_rows[1]]
    assert on[party_rows[-2]] == on[party_rows[-1]]


def rows_of(page: tuple[Band, ...]) -> list[Row]:
    return [band.row for band in page if band.row]


@settings(max_examples=150, deadline=None)
@given(
    sizes=st.lists(st.integers(0, 15), min_size=1, max_size=24),
    name=st.text("Dr. H.ABCdefgh ijk,", min_size=1, max_size=60).filter(str.strip),
    width=st.floats(40, 120),
    room=st.floats(75, 180),
)
def test_a_party_is_never_parted_from_its_head_or_its_sum(
    sizes: list[int], name: str, width: float, room: float
) -> None:
    rows = [*plain("I. PEMILIH", 9)]
    for number, calon in enumerate(sizes, start=1):
        rows += party(number, calon, name)
    rows += plain("V. SUARA SAH", 3)
    layout = lay_out(rows, width, room, continued)
    assert layout.size >= 6.5
    assert_reads_well(layout, rows, room)


def test_few_rows_stand_on_one_page_in_smaller_type() -> None:
    rows = plain("I. PEMILIH", 40)
    layout = lay_out(rows, 60, 160, continued)
    assert len(layout.pages) == 1
    assert 6.5 <= layout.size < 8.5


def test_parties_stay_whole_and_pages_are_about_equally_full() -> None:
    rows = [row for number in range(1, 19) for row in party(number, 8)]
    layout = lay_out(rows, 60, 160, continued)
    assert [len([r for r in rows_of(page) if opens_party(r)]) for page in layout.pages[:-1]] == (
        [len(rows_of(layout.pages[0])) // 10] * (len(layout.pages) - 1)
    )
    assert all(closes_party(rows_of(page)[-1]) for page in layout.pages)
    used = [len(page) for page in layout.pages]
    assert max(used) - min(used) <= 11
    assert layout.size >= 7


def test_a_party_longer_than_half_a_page_goes_on_under_its_name() -> None:
    rows = [*party(1, 15), *party(2, 15), *party(3, 15)]
    layout = lay_out(rows, 60, 110, continued)
    heads = [band.heading for page in layout.pages for band in page if not band.row]
    assert any(head.endswith("Partai Contoh (lanjutan)") for head in heads)
    assert_reads_well(layout, rows, 110)


def test_a_number_in_words_gets_the_lines_that_it_needs() -> None:
    rows = plain("I. PEMILIH", 3)
    spoken = "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan"
    cells = {row.fields[0]: spoken for row in rows}
    column = Column("HURUF", cells, Kind.WORDS, 40)
    page = lay_out(rows, 60, 30, continued, column).pages[0]
    assert all(band.height >= 3 * 7 * LEADING for band in page if band.row)
