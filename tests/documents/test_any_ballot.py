"""Random contests of every kind: binding, recap and D.HASIL hold, and every figure is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sirekap_desktop.documents import recap_pdf
from sirekap_desktop.documents.bands import Band, closes_party, opens_party
from sirekap_desktop.documents.columns import Column, Kind
from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.recap_table import Head, draw_table
from sirekap_desktop.documents.style import thousands
from sirekap_desktop.models.election import Calon, ChoiceKind, Contestant
from sirekap_desktop.models.people import Committee
from sirekap_desktop.models.words import words
from tests.documents import ballots
from tests.documents.samples import (
    assert_nothing_collides,
    columns_on,
    desa,
    election,
    fields,
    occasion,
    pages_of,
    recap,
)

TITLES = ("", "Dr. ", "Dr. H. ", "Prof. Dr. Hj. ", "Ir. ")
DEGREES = ("", ", S.H., M.Kn.", ", S.E., M.M., Ak.", ", M.Si.")
WORDS = st.text("abcdefghijklmnopqrstuvwxyz'é", min_size=2, max_size=14).map(str.capitalize)


@st.composite
def names(draw: st.DrawFn) -> str:
    """Names as they stand on ballots, up to 60 characters with titles."""
    title, degree = draw(st.sampled_from(TITLES)), draw(st.sampled_from(DEGREES))
    inner = " ".join(draw(st.lists(WORDS, min_size=1, max_size=4)))
    return f"{title}{inner[: 60 - len(title) - len(degree)].strip()}{degree}"


@st.composite
def of_parties(draw: st.DrawFn) -> list[Contestant]:
    """1 to 24 parties, those of Aceh among them, with 1 to 15 candidates each."""
    sizes = draw(st.lists(st.integers(0, 15), min_size=1, max_size=24))
    pool = draw(st.lists(names(), min_size=3, max_size=12))
    dice = draw(st.randoms(use_true_random=False))
    return [
        Contestant(
            ChoiceKind.PARTAI_LOKAL if 18 <= n <= 23 else ChoiceKind.PARTAI,
            n,
            f"Partai {dice.choice(pool)}"[:60],
            calon=tuple(Calon(c, dice.choice(pool)) for c in range(1, size + 1)),
        )
        for n, size in enumerate(sizes, start=1)
    ]


@st.composite
def of_pairs(draw: st.DrawFn) -> list[Contestant]:
    """1 to 8 pairs; one alone stands against the empty column."""
    people = draw(st.lists(st.tuples(names(), names()), min_size=1, max_size=8))
    pairs = [Contestant(ChoiceKind.PASLON, n, *two) for n, two in enumerate(people, start=1)]
    if len(pairs) == 1:
        pairs.append(Contestant(ChoiceKind.KOLOM_KOSONG, 2, "Kolom Kosong"))
    return pairs


@st.composite
def of_candidates(draw: st.DrawFn) -> list[Contestant]:
    """1 to 40 candidates."""
    people = draw(st.lists(names(), min_size=1, max_size=40))
    return [Contestant(ChoiceKind.CALON, n, name) for n, name in enumerate(people, start=1)]


@dataclass(frozen=True)
class Table:
    """What a page of tables was asked to show; `page` counts from 0."""

    page: int
    bands: Sequence[Band]
    size: float
    columns: Sequence[Column]

    @property
    def fields(self) -> list[str]:
        return [one for band in self.bands if band.row for one in band.row.fields]

    @property
    def units(self) -> list[Column]:
        return [one for one in self.columns if one.kind is Kind.UNIT]

    @property
    def sums(self) -> list[Column]:
        return [one for one in self.columns if one.kind is Kind.SUM]


@dataclass
class Watch:
    """Draws the tables, and keeps what each of them shows."""

    tables: list[Table] = field(default_factory=list)

    def draw(
        self,
        paper: Paper,
        top: float,
        bands: Sequence[Band],
        size: float,
        columns: Sequence[Column],
        head: Head,
    ) -> None:
        page = paper.canvas.getPageNumber() - 1
        self.tables.append(Table(page, bands, size, columns))
        draw_table(paper, top, bands, size, columns, head)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize(
    ("model", "drawn"),
    [("DPR", of_parties()), ("DPD", of_candidates()), ("KWK-BUPATI", of_pairs())],
)
@given(data=st.data())
def test_whatever_the_ballot(
    model: str, drawn: st.SearchStrategy[list[Contestant]], data: st.DataObject
) -> None:
    contestants = data.draw(drawn)
    numbers = data.draw(st.lists(st.integers(1, 999), min_size=1, max_size=62, unique=True))
    of = election([desa(1, "Contoh 1", sorted(numbers)), desa(2, "Contoh 2", (901,))], contestants)
    form = ballots.form_of(of, model)
    order = fields(form)
    assert sorted(order) == sorted(form.fields)
    sums = recap(form, of, data.draw(st.integers(0, 2**20)))
    pool = data.draw(st.lists(names(), min_size=2, max_size=6))
    seen = tuple(pool[n % len(pool)][:40].strip() for n in range(len(contestants)))
    members = Committee(pool[0], (pool[1],) * 4, seen, pool[-1])
    watch = Watch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recap_pdf, "draw_table", watch.draw)
        pdf = recap_pdf.recap_document(form, sums, occasion(members))
    told = pages_of(pdf)
    figures = [columns_on(page) for page in told]
    for table in watch.tables:
        assert_stands_on(table, figures[table.page])
    for part in sums.desa:
        code = f"({part.desa.region.code})"
        tables = [table for table in watch.tables if code in told[table.page]]
        units = {f"TPS {one.tps.number:03d}": one.values or {} for one in part.columns}
        assert_whole(tables, units, part.total, order)
    rest = [t for t in watch.tables if "DALAM WILAYAH KECAMATAN\n" in told[t.page]]
    whole = {part.desa.region.name.upper(): part.total for part in sums.desa}
    assert_whole(rest, whole, sums.total, order)
    squeezed = ["".join(page.split()) for page in told]
    spoken = "".join(squeezed[t.page] for t in watch.tables if t.columns[-1].kind is Kind.WORDS)
    assert all("".join(words(sums.total[one]).split()) in spoken for one in order)
    named = [one.name for one in contestants]
    named += [calon.name for one in contestants for calon in one.calon]
    assert all("".join(name.split()) in spoken for name in named)
    assert all("".join(name.split()) in page for page in squeezed for name in (*seen, pool[0]))
    some = data.draw(st.integers(2, len(told) - 2))
    for page in {0, 1, some, len(told) - 1}:
        assert_nothing_collides(pdf, page)


def assert_stands_on(table: Table, figures: str) -> None:
    """The page shows the figures of each column, in the order of its rows, in legible type."""
    rows = [band.row for band in table.bands if band.row]
    assert table.size >= 6.5
    assert table.bands[0].row is None
    assert not opens_party(rows[-1])
    assert not closes_party(rows[0])
    for one in table.columns:
        if one.kind is not Kind.WORDS:
            assert " ".join(one.cells[name] for name in table.fields) in figures


def assert_whole(
    tables: Sequence[Table],
    units: Mapping[str, Mapping[str, int]],
    total: Mapping[str, int],
    order: Sequence[str],
) -> None:
    """Every row of every unit once, in order; the sums are carried and end in the total."""
    shown: dict[str, list[tuple[str, str]]] = {}
    for table in tables:
        for one in table.units:
            cells = shown.setdefault(one.caption, [])
            cells += [(name, one.cells[name]) for name in table.fields]
    assert shown == {
        caption: [(name, thousands(values[name])) for name in order]
        for caption, values in units.items()
    }
    carried: dict[str, int] = {}
    for table in tables:
        for name in table.fields:
            before = carried.get(name, 0)
            if len(table.sums) == 2:
                assert table.sums[0].cells[name] == thousands(before)
            here = sum(units[one.caption][name] for one in table.units)
            carried[name] = before + here
            assert table.sums[-1].cells[name] == thousands(carried[name])
    assert carried == total
