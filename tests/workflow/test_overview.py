"""Where the recap stands: one line for each TPS, the queue, the pace and the one next thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sirekap_desktop.models.minutes import Outcome
from sirekap_desktop.models.plenary import Place, Stage
from sirekap_desktop.models.proceedings import Reached, Sitting
from sirekap_desktop.workflow import (
    checking,
    convening,
    correcting,
    hearing,
    mastering,
    overview,
)
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from sirekap_desktop.workflow.overview import Advice, Next, TpsLine
from tests import desks

Take = Callable[..., ImportReport]


def line(desk: Desk, tps: str = desks.FIRST) -> TpsLine:
    (found,) = [line for line in overview.overview(desk) if line.tps.code == tps]
    return found


def advice(desk: Desk) -> Advice:
    return overview.board(desk).advice


def three(**marks: Any) -> dict[str, bytes]:
    return {f"{n}-{len(marks)}.jpg": desks.picture(n, **marks) for n in (1, 2, 3)}


def test_the_overview_counts_what_is_left(desk: Desk, take: Take) -> None:
    take({"2.jpg": desks.picture(2), "3.jpg": desks.picture(3)}, tps=desks.FIRST)
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    first, second, other = overview.overview(desk)
    assert (first.pages, first.unconfirmed, first.doubtful) == (frozenset({2, 3}), 27, 22)
    assert first.doubts == (), "what has no sheet is not in the queue"
    assert (second.stage, second.pages, second.unconfirmed) == (Stage.KOSONG, frozenset(), 28)
    assert (other.desa.region.name, other.tps.code) == ("Contoh Barat", desks.OTHER)


def test_the_place_of_a_tps_on_its_whole_way(desk: Desk, take: Take) -> None:
    seen = [line(desk).place]
    take({"2.jpg": desks.picture(2)}, tps=desks.FIRST)
    seen.append(line(desk).place)
    take({"1.jpg": desks.picture(1), "3.jpg": desks.picture(3)}, tps=desks.FIRST)
    seen.append(line(desk).place)
    desks.confirm(desk, desks.FIRST)
    seen.append(line(desk).place)
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    for act in (hearing.present, hearing.compare, hearing.agree, hearing.close):
        act(desk, desks.FIRST)
        seen.append(line(desk).place)
    assert seen == [
        Place.KOSONG,
        Place.DIFOTO,
        Place.TERBACA,
        Place.SESUAI,
        Place.SESUAI,
        Place.SESUAI,
        Place.DIPUTUSKAN,
        Place.SELESAI,
    ]
    hearing.reopen(desk, desks.FIRST, "keberatan")
    assert (line(desk).place, line(desk).reached) == (Place.SESUAI, Reached.MENUNGGU)


def test_what_is_open_between_the_parties_is_disputed(desk: Desk) -> None:
    desks.confirm(desk, desks.FIRST)
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    hearing.present(desk, desks.FIRST)
    number = hearing.differ(desk, desks.FIRST, "Saksi 1", "paslon_1", 61).id
    assert line(desk).place is Place.DIPERSOALKAN
    hearing.postpone(desk, desks.FIRST, "menunggu saksi")
    assert line(desk).place is Place.DIPERSOALKAN
    hearing.present(desk, desks.FIRST)
    hearing.settle(desk, desks.FIRST, number, "salinan salah")
    assert line(desk).place is Place.SESUAI
    objection = hearing.object_to(desk, desks.FIRST, "Ani", "1", "salah").id
    assert line(desk).place is Place.DIPERSOALKAN
    hearing.answer(desk, desks.FIRST, objection, "benar", "", Outcome.DITERUSKAN)
    assert line(desk).place is Place.SESUAI


def test_a_finding_that_nobody_has_explained_is_disputed(desk: Desk) -> None:
    desks.confirm(desk, desks.FIRST, suara_total=199)
    assert (line(desk).place, line(desk).findings > 0) == (Place.DIPERSOALKAN, True)
    for code in dict.fromkeys(f.code for f in checking.look(desk, desks.FIRST).unexplained):
        hearing.explain(desk, desks.FIRST, code, "salah tulis")
    assert line(desk).place is Place.SESUAI


def test_numbers_typed_without_pictures_are_on_their_way(desk: Desk) -> None:
    correcting.confirm(desk, desks.FIRST, "paslon_1", 60, seen=0)
    assert line(desk).place is Place.TERBACA
    correcting.undo(desk, desks.FIRST)
    assert line(desk).place is Place.KOSONG


def test_the_queue_by_form_and_by_kind(desk: Desk, take: Take) -> None:
    unsure = ["paslon_3", "suara_sah"]
    for tps in (desks.FIRST, desks.SECOND):
        take(three(unsure=unsure, of=tps), tps=tps)
    lines = overview.overview(desk)
    by_form = overview.queue(lines, desk.template, by_kind=False)
    assert [(d.tps, d.field) for d in by_form] == [
        (tps, field) for tps in (desks.FIRST, desks.SECOND) for field in unsure
    ]
    by_kind = overview.queue(lines, desk.template, by_kind=True)
    assert [(d.tps, d.field) for d in by_kind] == [
        (tps, field) for field in unsure for tps in (desks.FIRST, desks.SECOND)
    ]
    correcting.confirm(desk, desks.FIRST, "paslon_3", 42, seen=0)
    left = overview.queue(overview.overview(desk), desk.template, by_kind=True)
    assert [(d.tps, d.field) for d in left] == [(d.tps, d.field) for d in by_kind[1:]]


def test_a_closed_tps_is_not_in_the_queue(desk: Desk) -> None:
    desks.confirm(desk, desks.FIRST)
    desks.close(desk, desks.FIRST)
    closed = replace(line(desk), doubts=("paslon_1",))
    assert overview.queue([closed], desk.template, by_kind=True) == ()


def test_what_is_next_from_the_first_picture_to_the_document(desk: Desk, take: Take) -> None:
    told = [advice(desk)]
    assert (told[0].what, told[0].count) == (Next.IMPORT, 3)
    take(three(), tps=desks.FIRST)
    assert advice(desk) == Advice(Next.CHECK, 1, desks.FIRST, "TPS 001 Contoh")
    desks.confirm(desk, desks.FIRST)
    assert advice(desk) == Advice(Next.OPEN, 1, desks.FIRST, "TPS 001 Contoh")
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    assert advice(desk) == Advice(Next.PRESENT, 1, desks.FIRST, "TPS 001 Contoh")
    hearing.present(desk, desks.FIRST)
    assert advice(desk) == Advice(Next.GO_ON, 1, desks.FIRST, "TPS 001 Contoh")
    convening.adjourn(desk, "magrib")
    assert advice(desk).what is Next.RESUME
    convening.resume(desk, "lanjut")
    for act in (hearing.compare, hearing.agree, hearing.close):
        act(desk, desks.FIRST)
    assert advice(desk) == Advice(Next.IMPORT, 2, desks.SECOND, "TPS 002 Contoh")
    desks.confirm(desk, desks.SECOND, suara_total=199)
    assert advice(desk) == Advice(Next.SETTLE, 1, desks.SECOND, "TPS 002 Contoh")
    desks.close(desk, desks.SECOND)
    desks.confirm(desk, desks.OTHER)
    desks.close(desk, desks.OTHER)
    assert advice(desk).what is Next.ISSUE
    convening.end(desks.paired(desk), "selesai")
    assert (overview.board(desk).sitting, advice(desk).what) == (Sitting.DITUTUP, Next.ISSUE)


def test_contests_do_not_share_their_lines(desk: Desk) -> None:
    other = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    beside = replace(desk, contest=other)
    desks.confirm(desk, desks.FIRST)
    assert line(desk).place is Place.SESUAI
    assert line(beside).place is Place.KOSONG
    assert line(desk).place is Place.SESUAI


def test_mended_master_data_is_seen_at_once(desk: Desk) -> None:
    before = overview.overview(desk)
    contoh, barat = desks.election().desa
    mended = replace(contoh, region=replace(contoh.region, name="Contoh Lama"))
    mastering.adopt(desk, replace(desks.election(), desa=(mended, barat)))
    after = overview.overview(desk)
    assert [one.desa.region.name for one in after] == ["Contoh Lama", "Contoh Lama", "Contoh Barat"]
    assert [one.tps for one in after] == [one.tps for one in before]


@pytest.mark.parametrize("count", [1, 11, 12, 13])
def test_few_and_many_tps_are_read_alike(empty_desk: Desk, count: int) -> None:
    contoh, barat = desks.election().desa
    tps = tuple(
        replace(contoh.tps[0], code=f"{contoh.tps[0].code[:-3]}{n:03d}", number=n)
        for n in range(1, count + 1)
    )
    mastering.adopt(empty_desk, replace(desks.election(), desa=(replace(contoh, tps=tps), barat)))
    for one in tps[:2]:
        desks.confirm(empty_desk, one.code)
    places = [line.place for line in overview.overview(empty_desk)]
    assert places.count(Place.SESUAI) == min(count, 2)
    assert len(places) == count + 1
