"""The scenes hold confirmed numbers of the paper and sums of closed TPS, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace

import pytest
from PySide6.QtGui import QImage

from sirekap_desktop.models.election import Desa
from sirekap_desktop.models.region import Region
from sirekap_desktop.ui import check_acts
from sirekap_desktop.ui import projection_scene as scenes
from sirekap_desktop.ui.projection_build import DESA_A_PAGE, Known, SceneMaker, pages_of
from sirekap_desktop.ui.projection_scene import Spot
from sirekap_desktop.ui.reading_place import Place, Step
from sirekap_desktop.ui.sheet_panel import Paper
from sirekap_desktop.workflow import convening, correcting, hall, hearing
from sirekap_desktop.workflow.desk import Desk
from tests import desks

FIRST = desks.FIRST


@pytest.fixture
def maker(desk: Desk) -> SceneMaker:
    return SceneMaker(desk.election(), desk.template)


def known(desk: Desk, tps: str = FIRST) -> Known:
    """As the window knows it, with sheets as large as real ones."""
    seen, loaded = hall.look(desk), check_acts.load(desk, tps, {})
    sheet = QImage(1500, 2250, QImage.Format.Format_RGB32)
    papers = {page: Paper(paper.flat, sheet, 2.5) for page, paper in loaded.papers.items()}
    return Known(replace(loaded, papers=papers), seen, seen.head)


def confirm(desk: Desk, *names: str, tps: str = FIRST) -> None:
    for name in names or tuple(desks.GOOD):
        correcting.confirm(desk, tps, name, desks.GOOD[name], 0)


def reading(maker: SceneMaker, desk: Desk, field: str) -> scenes.Reading:
    body = maker.scene(Place(FIRST, Step.NUMBER, field), known(desk)).body
    assert isinstance(body, scenes.Reading)
    return body


def numbers_in(value: object) -> set[int]:
    """Every whole number anywhere in a scene."""
    if isinstance(value, int):
        return {value}
    if isinstance(value, tuple):
        return set().union(*map(numbers_in, value))
    if is_dataclass(value) and not isinstance(value, type):
        return set().union(*(numbers_in(getattr(value, f.name)) for f in fields(value)))
    return set()


def test_a_proposal_is_in_no_scene(
    maker: SceneMaker, desk: Desk, bring: Callable[..., object]
) -> None:
    bring()
    confirm(desk, "paslon_1")
    told = reading(maker, desk, "paslon_1").told
    assert told is not None
    drafts = {n for f, n in desks.GOOD.items() if n > 28 and f != "paslon_1"}
    for step in Step:
        for field in ("", "paslon_1") if step is Step.NUMBER else ("",):
            scene = maker.scene(Place(FIRST, step, field), known(desk))
            assert not numbers_in(scene) & drafts, step


def test_a_confirmed_number_stands_with_its_paper_and_its_place(
    maker: SceneMaker, desk: Desk, bring: Callable[..., object]
) -> None:
    bring()
    confirm(desk, "pemilih_dpt_l", "pemilih_dpt_p", "paslon_1", "paslon_2")
    body = reading(maker, desk, "paslon_2")
    assert body.told is not None
    assert (body.told.label, body.told.mark, body.told.hue) == ("Calon 2 – Wakil 2", "2", 1)
    assert (body.told.value, body.told.old, body.told.at) == (90, None, (24, 28))
    assert not body.told.crop.isNull()
    assert [told.value for told in body.before] == [60, 130, 120]
    assert (body.before[1].mark, body.before[1].hue) == ("P", None)
    assert body.before[1].label == "A Jumlah pemilih dalam Daftar Pemilih Tetap (DPT)"


def test_a_number_typed_without_a_picture_has_no_crop(maker: SceneMaker, desk: Desk) -> None:
    confirm(desk, "paslon_1")
    told = reading(maker, desk, "paslon_1").told
    assert told is not None
    assert told.crop.isNull()


def test_why_there_is_no_paper_is_told_as_it_is(
    maker: SceneMaker, desk: Desk, bring: Callable[..., object]
) -> None:
    confirm(desk, "paslon_1")
    typed = reading(maker, desk, "paslon_1").told
    assert typed is not None
    assert typed.no_crop is scenes.NoCrop.TYPED
    bring()
    now = known(desk)
    assert now.loaded is not None
    lost = {page: Paper(paper.flat, QImage(), 2.5) for page, paper in now.loaded.papers.items()}
    for papers, why in (({}, scenes.NoCrop.COMING), (lost, scenes.NoCrop.LOST)):
        seen = replace(now, loaded=replace(now.loaded, papers=papers))
        body = maker.scene(Place(FIRST, Step.NUMBER, "paslon_1"), seen).body
        assert isinstance(body, scenes.Reading)
        assert body.told is not None
        assert body.told.crop.isNull()
        assert body.told.no_crop is why


def test_a_corrected_number_stands_beside_the_one_it_replaced(
    maker: SceneMaker, desk: Desk
) -> None:
    confirm(desk, "paslon_1")
    correcting.confirm(desk, FIRST, "paslon_1", 61, 1, "Salah baca")
    told = reading(maker, desk, "paslon_1").told
    assert told is not None
    assert (told.value, told.old) == (61, 60)


def test_a_number_without_its_confirmation_has_no_figure(
    maker: SceneMaker, desk: Desk, bring: Callable[..., object]
) -> None:
    bring()
    told = reading(maker, desk, "paslon_1").told
    assert told is not None
    assert (told.value, told.old) == (None, None)
    assert told.label == "Calon 1 – Wakil 1"


def test_only_closed_tps_count(maker: SceneMaker, desk: Desk) -> None:
    confirm(desk)
    confirm(desk, tps=desks.SECOND)
    desks.close(desk, FIRST)
    body = maker.scene(Place(desks.SECOND, Step.DESA), known(desk)).body
    assert isinstance(body, scenes.DesaTotals)
    assert [bar.votes for bar in body.sums.bars] == [60, 90, 42]
    assert (body.sums.bars[0].number, body.sums.bars[0].name) == (1, "Calon 1 – Wakil 1")
    assert (body.sums.of, body.sums.closed, body.sums.total) == ("Desa Contoh", 1, 2)
    assert [tile.spot for tile in body.tiles] == [Spot.CLOSED, Spot.READING]


def test_a_tps_that_was_opened_again_is_told_and_counts_no_more(
    maker: SceneMaker, desk: Desk
) -> None:
    confirm(desk)
    desks.close(desk, FIRST)
    hearing.reopen(desk, FIRST, "Keberatan saksi")
    body = maker.scene(Place(None, Step.PROGRESS), known(desk)).body
    assert isinstance(body, scenes.Progress)
    spots = [[tile.spot for tile in line.tiles] for line in body.page.lines]
    assert spots == [[Spot.REOPENED, Spot.OPEN], [Spot.OPEN]]
    assert (body.closed, body.total) == (0, 3)
    body_of_all = maker.scene(Place(None, Step.KECAMATAN), known(desk)).body
    assert isinstance(body_of_all, scenes.KecamatanTotals)
    assert [bar.votes for bar in body_of_all.sums.bars] == [0, 0, 0]


def test_what_a_panel_hears_is_told_as_being_read(maker: SceneMaker, desk: Desk) -> None:
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, desks.OTHER)
    body = maker.scene(Place(FIRST, Step.PROGRESS), known(desk)).body
    assert isinstance(body, scenes.Progress)
    spots = [[tile.spot for tile in line.tiles] for line in body.page.lines]
    assert spots == [[Spot.READING, Spot.OPEN], [Spot.READING]]


def test_a_slip_that_was_taken_back_is_no_correction(maker: SceneMaker, desk: Desk) -> None:
    correcting.confirm(desk, FIRST, "paslon_1", 66, 0)
    correcting.undo(desk, FIRST)
    assert (told := reading(maker, desk, "paslon_1").told) is not None
    assert told.value is None
    correcting.confirm(desk, FIRST, "paslon_1", 60, 2)
    assert (told := reading(maker, desk, "paslon_1").told) is not None
    assert (told.value, told.old) == (60, None)


def test_a_correction_before_the_room_shows_both_figures(maker: SceneMaker, desk: Desk) -> None:
    confirm(desk)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, FIRST)
    hearing.correct(desk, FIRST, "paslon_1", 61, 1, "Salah tulis", ["Saksi Satu"])
    assert (told := reading(maker, desk, "paslon_1").told) is not None
    assert (told.value, told.old) == (61, 60)


def test_the_kecamatan_is_told_desa_by_desa(maker: SceneMaker, desk: Desk) -> None:
    for tps in (FIRST, desks.OTHER):
        confirm(desk, tps=tps)
        desks.close(desk, tps)
    scene = maker.scene(Place(None, Step.KECAMATAN), known(desk))
    body = scene.body
    assert isinstance(body, scenes.KecamatanTotals)
    assert [bar.votes for bar in body.sums.bars] == [120, 180, 84]
    assert body.page is not None
    assert [(line.name, line.votes, line.closed) for line in body.page.lines] == [
        ("Contoh", (60, 90, 42), 1),
        ("Contoh Barat", (60, 90, 42), 1),
    ]
    assert (scene.name, scene.simulation) == ("Kecamatan Contoh", True)


def test_many_desa_take_several_pages(desk: Desk) -> None:
    election = desk.election()
    more = tuple(Desa(Region(f"11.01.01.2{n:03d}", f"Desa {n}"), ()) for n in range(3, 20))
    large = replace(election, desa=(*election.desa, *more))
    assert set(pages_of(election).values()) == {1}
    assert set(pages_of(large).values()) == {3}
    seen = hall.look(desk)
    recap = replace(
        seen.recap,
        desa=tuple(replace(seen.recap.desa[0], desa=desa, columns=()) for desa in large.desa),
    )
    told = Known(None, replace(seen, recap=recap), seen.head)
    maker = SceneMaker(large, desk.template)
    firsts, names = [], []
    for page in range(3):
        body = maker.scene(Place(None, Step.PROGRESS, page=page), told).body
        assert isinstance(body, scenes.Progress)
        firsts.append(body.page.first)
        names += [line.name for line in body.page.lines]
    assert firsts == [1, 1 + DESA_A_PAGE, 1 + 2 * DESA_A_PAGE]
    assert names == [desa.region.name for desa in large.desa]


def test_the_head_tells_where_the_reader_is(maker: SceneMaker, desk: Desk) -> None:
    confirm(desk, "paslon_1")
    scene = maker.scene(Place(FIRST, Step.NUMBER, "paslon_1"), known(desk))
    assert (scene.name, scene.where) == ("TPS 001", "Desa Contoh · Kecamatan Contoh")
    assert scene.title == "Pemilu Presiden dan Wakil Presiden"
    assert scene.now == "TPS 001 · 1 · Calon 1 – Wakil 1"
    digest = known(desk).head[1]
    groups = f"{digest[:4]} {digest[4:8]} {digest[8:12]} {digest[12:16]}"
    assert scene.record == f"Catatan 2 · sidik {groups}"


def test_what_is_not_known_yet_is_left_out(maker: SceneMaker, desk: Desk) -> None:
    nothing = Known()
    scene = maker.scene(Place(FIRST, Step.NUMBER), nothing)
    assert (scene.name, scene.body) == ("TPS 001", scenes.Reading(None, (), None))
    for step in (Step.DESA, Step.KECAMATAN, Step.PROGRESS):
        assert maker.scene(Place(FIRST, step), nothing).body is None
    body = maker.scene(Place(FIRST, Step.NUMBER, "paslon_1"), known(desk, desks.SECOND)).body
    assert isinstance(body, scenes.Reading)
    assert (body.told, body.before) == (None, ())
    assert maker.scene(Place(), nothing).body == scenes.Welcome()
