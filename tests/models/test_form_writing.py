"""What the studio writes is read again as the same form."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models import form_files
from sirekap_desktop.models.draft_files import law_for, open_draft, save_draft
from sirekap_desktop.models.draft_rules import add_rule, choose, fitting, of_every_form, offers
from sirekap_desktop.models.drafting import finished
from sirekap_desktop.models.form import (
    Bubbles,
    FieldPlace,
    Frame,
    Grid,
    Label,
    Line,
    Page,
    Template,
)
from sirekap_desktop.models.form_writing import document
from tests.models import drafts

SHIPPED = [file.parent for file in sorted(paths.resources().glob("forms/*/*/template.toml"))]
ORIGINALS = [
    folder
    for folder in SHIPPED
    if "copy_of" not in tomllib.loads((folder / "template.toml").read_text("utf-8"))
]

mm = st.floats(0, 900).map(lambda value: round(value, 2))
side = st.floats(1, 60).map(lambda value: round(value, 2))
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
box = st.tuples(mm, mm, side, side)
point = st.tuples(mm, mm)


def grids() -> st.SearchStrategy[Grid]:
    many = st.lists(mm, min_size=1, max_size=4).map(tuple)
    return st.builds(Grid, many, many, st.tuples(side, side))


def places(field: str) -> st.SearchStrategy[FieldPlace]:
    optional = st.none() | grids()
    return st.builds(
        FieldPlace,
        st.just(field),
        st.builds(edits.row_of_boxes, box, st.integers(1, 4), side),
        st.booleans(),
        st.none()
        | st.builds(
            Bubbles,
            st.lists(mm, min_size=1, max_size=3).map(tuple),
            st.lists(mm, min_size=10, max_size=10).map(tuple),
            side,
        ),
        optional,
        optional,
        st.none() | box,
        st.none() | box,
        optional,
    )


FIELDS = ("paslon_1", "paslon_2", "suara_sah", "suara_tidak_sah", "suara_total")


@st.composite
def templates(draw: st.DrawFn) -> Template:
    page = Page(
        number=1,
        tag=draw(st.integers(-1, 2000)),
        title=draw(text),
        places=tuple(draw(places(field)) for field in FIELDS),
        head=draw(box),
        repeat=draw(st.sampled_from(["", "paslon"])),
        code=draw(text),
        writing=draw(st.dictionaries(text.filter(bool), point, max_size=3)),
        frames=tuple(draw(st.lists(st.builds(Frame, box, side, side), max_size=3))),
        lines=tuple(draw(st.lists(st.builds(Line, point, point, side, side), max_size=3))),
        labels=tuple(
            draw(st.lists(st.builds(Label, text, point, side, text, text, mm, mm), max_size=3))
        ),
    )
    tagged = draw(st.booleans())
    return replace(
        drafts.fresh().form,
        title=draw(text),
        model=draw(text),
        size=(draw(side), draw(side)),
        tag_family="36h10" if tagged else "",
        tag_box=draw(box) if tagged else (0.0, 0.0, 0.0, 0.0),
        tag_turned=draw(st.sampled_from([0, 90, 180, 270])) if tagged else 180,
        marks=tuple(draw(st.lists(point, min_size=4, max_size=4))),
        mark_side=draw(side),
        frame_width=draw(side),
        checked=draw(st.booleans()),
        draft=draw(st.booleans()),
        frame_grey=draw(st.sampled_from([0.0, 0.78])),
        code_box=draw(box),
        pages=(page,),
    )


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(form=templates())
def test_any_form_is_read_as_it_was_written(form: Template, tmp_path: Path) -> None:
    draft = fitting(replace(drafts.fresh(), form=form))
    folder = tmp_path / "pemilu_2024" / "contoh"
    save_draft(draft, folder)
    assert form_files.load(folder) == finished(draft)


@pytest.mark.parametrize(
    "folder", ORIGINALS, ids=lambda folder: f"{folder.parent.name}/{folder.name}"
)
def test_a_shipped_form_is_saved_unchanged_in_meaning(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / folder.parent.name / folder.name
    save_draft(open_draft(folder), target)
    assert form_files.load(target) == form_files.load(folder)
    assert form_files.load(target).law == form_files.load(folder).law


def test_a_named_draft_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "pemilu_2024" / "contoh"
    save_draft(drafts.named(), folder)
    assert {file.name for file in folder.iterdir()} == {"template.toml", "print.toml", "rules.toml"}
    again = form_files.load(folder)
    assert again == finished(drafts.named())
    assert {rule.code for rule in again.rules} >= {"R3", "R4", "R7", "R12", "R17"}
    assert open_draft(folder) == replace(
        drafts.named(), form=replace(drafts.named().form, outline=again.outline)
    )
    assert again.form in form_files.catalog(tmp_path)


def test_rules_of_every_form_leave_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "pemilu_2024" / "contoh"
    save_draft(drafts.named(), folder)
    whole = of_every_form(open_draft(next(f for f in ORIGINALS if f.name == "c_hasil_ppwp")))
    save_draft(whole, folder)
    assert {file.name for file in folder.iterdir()} == {"template.toml", "print.toml"}


def test_an_unknown_election_brings_its_law_along(tmp_path: Path) -> None:
    draft = edits.describe(drafts.named(), form="pemilu_2099/contoh")
    law, terms = law_for("pemilu_2099/contoh", "pilkada_2024")
    draft = fitting(replace(draft, law=law, terms=terms))
    folder = tmp_path / "pemilu_2099" / "contoh"
    save_draft(draft, folder)
    again = form_files.load(folder)
    assert again.law["terms"]["pindahan"] == "DPPh"
    assert again == finished(draft)
    assert open_draft(folder).terms == terms


def test_own_sums_are_rules(tmp_path: Path) -> None:
    draft = add_rule(
        drafts.named(), "suara_total <= pengguna_total_j", "Suara melebihi pengguna", "Contoh"
    )
    folder = tmp_path / "pemilu_2024" / "contoh"
    save_draft(draft, folder)
    rule = next(rule for rule in form_files.load(folder).rules if rule.code == "R101")
    assert rule.says[0].fields == ("suara_total", "pengguna_total_j")
    assert rule.title == "Suara melebihi pengguna"
    with pytest.raises(SirekapError) as caught:
        add_rule(drafts.named(), "suara_total = kucing", "x", "y")
    assert caught.value.facts["part"] == "kucing"


def test_rules_are_chosen_one_by_one() -> None:
    shown = offers(drafts.named())
    assert any(offer.problem for offer in shown)
    assert all(offer.chosen != bool(offer.problem) for offer in shown)
    only = choose(drafts.named(), [offer.index for offer in shown if offer.code in ("R3", "R4")])
    chosen = {offer.code for offer in offers(only) if offer.chosen}
    assert chosen == {"R3", "R4"}
    assert {rule.code for rule in finished(only).rules} == {"R3", "R4"}


def test_a_broken_form_is_left_out_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "pemilu_2024" / "rusak"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text("form = ", "utf-8")
    assert "pemilu_2024/rusak" not in form_files.catalog(tmp_path)
    ((form, error),) = form_files.installed(tmp_path)
    assert form is None
    assert error is not None
    assert error.code == "template_unreadable"
    assert error.facts["name"] == "pemilu_2024/rusak"


def test_what_is_no_form_or_a_copy_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(SirekapError) as caught:
        open_draft(tmp_path)
    assert caught.value.code == "template_missing"
    copy = next(folder for folder in SHIPPED if folder not in ORIGINALS)
    with pytest.raises(SirekapError) as caught:
        open_draft(copy)
    assert caught.value.code == "template_copy"


TABLES: list[dict[str, Any]] = [
    {
        "a": 1,
        "b": 'x\x7f"\\\n',
        "c": {"d e": [True, 1.5], "": "leer"},
        "l": [{"m": []}, {"m": [[1], [2]]}],
    },
    {"x": {"y": {"z": {"w": "tief"}}}, "n": [{"o": {"p": 1}, "q": [{"r": 2}]}]},
]


@pytest.mark.parametrize("table", TABLES)
def test_any_table_is_toml(table: dict[str, Any]) -> None:
    assert tomllib.loads(document(table)) == table
