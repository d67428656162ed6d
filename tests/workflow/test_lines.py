"""A line that was kept is shown only while it is what would be worked out now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sirekap_desktop import paths
from sirekap_desktop.models import draft_rules
from sirekap_desktop.models.draft_files import open_draft
from sirekap_desktop.models.minutes import Outcome
from sirekap_desktop.models.plenary import Place
from sirekap_desktop.workflow import (
    checking,
    convening,
    correcting,
    hearing,
    importing,
    lines,
    mastering,
    overview,
    program,
    templating,
    voters,
)
from sirekap_desktop.workflow.desk import Desk
from sirekap_desktop.workflow.importing import ImportReport
from tests import desks

Take = Callable[..., ImportReport]


@pytest.fixture(autouse=True)
def always_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three TPS are many here, so that summaries are looked for."""
    monkeypatch.setattr(lines, "_FEW", 0)


def _fresh(desk: Desk) -> Desk:
    """The desk after the program was started anew."""
    return replace(desk, lines={}, settled={}, voters={})


def _never_kept(desk: Desk) -> tuple[lines.TpsLine, ...]:
    """The lines as somebody works them out who has never seen a summary."""
    with desk.look() as unit:
        election = desk.election_in(unit)
        minutes = desk.minutes_in(unit)
        return tuple(
            lines.line_of(
                checking.view_of(
                    desk,
                    desk.template_of(election),
                    place,
                    checking.Kept(
                        unit.sheets.of_tps(place[1].code),
                        unit.tallies.get(place[1].code),
                        minutes,
                        voters.beside(unit, place[1].code),
                    ),
                )
            )
            for place in election.every_tps()
        )


def _check(desk: Desk) -> None:
    """At the desk that goes on, and after a new start, the lines are what they have to be."""
    wanted = _never_kept(desk)
    assert overview.overview(desk) == wanted
    assert overview.overview(_fresh(desk)) == wanted
    lines.remember(desk)
    assert overview.overview(_fresh(desk)) == wanted


def test_lines_follow_everything_that_can_happen_to_a_tps(desk: Desk, take: Take) -> None:
    first = desks.FIRST
    _check(desk)
    report = take({f"{n}.jpg": desks.picture(n) for n in (1, 2, 3)}, tps=first)
    _check(desk)
    correcting.confirm(desk, first, "paslon_1", 60, seen=0)
    _check(desk)
    correcting.undo(desk, first)
    _check(desk)
    correcting.confirm(desk, first, "paslon_1", 61, seen=2)
    correcting.confirm(desk, first, "paslon_1", 60, seen=3, why="salah ketik")
    for field, value in desks.GOOD.items():
        if field != "paslon_1":
            correcting.confirm(desk, first, field, value, seen=0)
    _check(desk)
    convening.open_sitting(desk, "Aula Contoh", "Rekapitulasi")
    hearing.present(desk, first)
    _check(desk)
    objection = hearing.object_to(desk, first, "Saksi Satu", "Paslon 1", "keliru")
    _check(desk)
    hearing.answer(desk, first, objection.id, "sudah dihitung ulang", "", Outcome.DITERIMA)
    hearing.compare(desk, first)
    _check(desk)
    hearing.agree(desk, first)
    hearing.close(desk, first)
    _check(desk)
    hearing.reopen(desk, first, "keberatan saksi")
    _check(desk)
    importing.assign(desk, report.taken[0].id, desks.SECOND)
    _check(desk)
    importing.assign(desk, report.taken[0].id, None)
    _check(desk)
    assert [line.place for line in overview.overview(desk)].count(Place.KOSONG) == 2


def test_other_voters_in_the_master_list_are_another_state(desk: Desk, take: Take) -> None:
    take({"1.jpg": desks.picture(1)}, tps=desks.FIRST)
    _check(desk)
    election = desk.election()
    desa = tuple(
        replace(part, tps=tuple(replace(tps, dpt_l=tps.dpt_l + 1) for tps in part.tps))
        for part in election.desa
    )
    before = overview.overview(desk)
    mastering.adopt(desk, replace(election, desa=desa))
    _check(desk)
    assert overview.overview(desk)[0].findings == before[0].findings + 1


def test_another_form_is_another_state(desk: Desk, take: Take) -> None:
    take({f"{n}.jpg": desks.picture(n) for n in (1, 2, 3)}, tps=desks.FIRST)
    for field, value in desks.GOOD.items():
        correcting.confirm(desk, desks.FIRST, field, value + (field == "suara_total"), seen=0)
    _check(desk)
    assert overview.overview(desk)[0].findings > 0
    folder = paths.resources() / "forms" / desks.FORM
    draft = draft_rules.choose(open_draft(folder), ())
    later = templating.install(replace(desk, person=desks.KETUA), draft)
    _check(later)
    assert overview.overview(_fresh(later))[0].findings == 0


def test_the_second_start_works_nothing_out(
    desk: Desk, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    take({"1.jpg": desks.picture(1)}, tps=desks.FIRST)
    told = overview.overview(desk)
    assert lines.remember(desk) == 3
    assert lines.remember(desk) == 0
    monkeypatch.setattr(lines, "view_of", _nobody)
    assert overview.overview(_fresh(desk)) == told


def test_a_summary_that_was_changed_is_not_believed(desk: Desk, take: Take) -> None:
    take({"1.jpg": desks.picture(1)}, tps=desks.FIRST)
    told = overview.overview(desk)
    lines.remember(desk)
    with desk.unit() as unit:
        kept = unit.summaries.all()
        seal, body = kept[desks.FIRST]
        unit.summaries.put({desks.FIRST: (seal, {**body, "place": "selesai"})})
    assert overview.overview(_fresh(desk)) == told
    with desk.unit() as unit:
        unit.summaries.put({desks.FIRST: kept[desks.SECOND]})
    assert overview.overview(_fresh(desk)) == told


def test_another_program_works_out_again(
    desk: Desk, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    take({"1.jpg": desks.picture(1)}, tps=desks.FIRST)
    overview.overview(desk)
    lines.remember(desk)
    monkeypatch.setattr(lines, "fingerprint", lambda: "another")
    monkeypatch.setattr(lines, "view_of", _nobody)
    with pytest.raises(AssertionError, match="worked out"):
        overview.overview(_fresh(desk))


def test_the_fingerprint_tells_a_changed_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program.fingerprint()
    forms = tmp_path / "forms" / "pemilu" / "form"
    forms.mkdir(parents=True)
    (forms / "rules.toml").write_text("limit = 1", encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    told = []
    for text in ("limit = 1", "limit = 2"):
        (forms / "rules.toml").write_text(text, encoding="utf-8")
        program.fingerprint.cache_clear()
        told.append(program.fingerprint())
    program.fingerprint.cache_clear()
    assert len({before, *told}) == 3


def test_two_contests_keep_their_own_lines(desk: Desk, take: Take) -> None:
    take({"1.jpg": desks.picture(1)}, tps=desks.FIRST)
    number = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    other = replace(desk, contest=number)
    for one in (desk, other):
        _check(one)
    assert overview.overview(desk)[0].place is Place.DIFOTO
    assert overview.overview(other)[0].place is Place.KOSONG


def test_the_voters_of_another_contest_are_another_state(desk: Desk) -> None:
    number = mastering.add_contest(desk, replace(desks.election(), title="Pemilu lain"))
    other = replace(desk, contest=number)
    correcting.confirm(desk, desks.FIRST, "pemilih_dpt_l", 120, seen=0)
    assert overview.overview(desk)[0].findings == 0
    correcting.confirm(other, desks.FIRST, "pemilih_dpt_l", 12, seen=0)
    for one in (desk, other):
        _check(one)
    codes = [f.code for f in checking.look(desk, desks.FIRST).findings]
    assert codes == ["R20"]
    assert overview.overview(desk)[0].findings == 1
    correcting.undo(other, desks.FIRST)
    _check(desk)
    assert overview.overview(desk)[0].findings == 0


def _nobody(*_: object, **__: object) -> None:
    raise AssertionError("worked out again")
