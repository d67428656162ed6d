"""The studio's acts: who may install a form, what is tried, packed, opened and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import pytest

from sirekap_desktop import paths
from sirekap_desktop.app import House
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models import draft_rules, form_files
from sirekap_desktop.models.draft_files import open_draft
from sirekap_desktop.models.people import Person, Role
from sirekap_desktop.simulation.keys import make_authority, make_p12
from sirekap_desktop.workflow import correcting, templating
from sirekap_desktop.workflow.desk import Desk
from tests import desks, paper
from tests.models import drafts

WHEN = datetime(2029, 2, 1, tzinfo=UTC)


def test_the_chair_installs_a_form_and_the_desk_knows_it(desk: Desk, tmp_path: Path) -> None:
    chair = replace(desk, person=desks.KETUA)
    later = templating.install(chair, drafts.named(), signer="KPU Contoh")
    form = drafts.TITLES.form
    assert form not in chair.templates
    assert later.templates[form].model == "C.CONTOH"
    assert form_files.load(paths.forms(tmp_path / "data") / form) == later.templates[form]
    with desk.look() as unit:
        event = unit.events.all()[-1]
    assert event.kind == "template_installed"
    assert event.facts["signer"] == "KPU Contoh"
    assert event.facts["replaced"] is False


@pytest.mark.parametrize("role", [Role.ANGGOTA, Role.OPERATOR, Role.PENGAMAT])
def test_nobody_else_installs_one(desk: Desk, tmp_path: Path, role: Role) -> None:
    other = replace(desk, person=Person("Orang Lain", role))
    with pytest.raises(SirekapError) as caught:
        templating.install(other, drafts.named())
    assert caught.value.code == "not_allowed"
    assert not paths.forms(tmp_path / "data").exists()


def test_a_form_with_faults_is_not_installed(desk: Desk, tmp_path: Path) -> None:
    chair = replace(desk, person=desks.KETUA)
    bad = edits.name(drafts.named(), 1, 3, "")
    with pytest.raises(SirekapError) as caught:
        templating.install(chair, bad)
    assert caught.value.code == "template_refused"
    assert [t.code for t in templating.troubles(bad, {})] == ["draft_unnamed"]
    assert caught.value.facts["problems"] == templating.troubles(bad, {})
    taken = edits.set_tag(drafts.named(), 1, 101)
    with pytest.raises(SirekapError) as caught:
        templating.install(chair, taken)
    assert not paths.forms(tmp_path / "data").exists()


def test_no_confirmed_number_loses_its_place(desk: Desk) -> None:
    chair = replace(desk, person=desks.KETUA)
    draft, _ = templating.open_folder(paths.resources() / "forms" / paper.FORM)
    fields = [place.field for place in draft.pages[0].places]
    gone = [fields.index(f"disabilitas_{x}") for x in "lpj"]
    less = draft_rules.fitting(edits.delete(draft, 1, gone))
    correcting.confirm(chair, desks.FIRST, "disabilitas_l", 1, 0)
    with pytest.raises(SirekapError) as caught:
        templating.install(chair, less)
    assert caught.value.code == "template_in_use"
    assert caught.value.facts["fields"] == "disabilitas_l"
    assert not paths.forms(desk.store.folder).exists()
    with desk.look() as unit:
        assert unit.events.all()[-1].kind == "number_confirmed"
    correcting.undo(chair, desks.FIRST)
    with pytest.raises(SirekapError, match="template_in_use"):
        templating.install(chair, less)
    assert templating.install(chair, draft).template == chair.template


def test_a_house_knows_its_forms_when_it_opens_again(tmp_path: Path) -> None:
    house = House(tmp_path)
    try:
        before = house.open_desk()
        chair = replace(before, person=desks.KETUA)
        templating.install(chair, drafts.named())
        assert drafts.TITLES.form in house.open_desk().templates
    finally:
        house.close()
    again = House(tmp_path)
    try:
        assert drafts.TITLES.form in again.open_desk().templates
    finally:
        again.close()


def test_a_draft_is_kept_unfinished_with_its_pictures(tmp_path: Path) -> None:
    sheets = templating.look_at(_scan(), 600.0)
    draft = templating.begin(sheets, drafts.TITLES, "pemilu_2024")
    templating.save(draft, tmp_path / "konsep", sheets)
    again, pictures = templating.open_folder(tmp_path / "konsep")
    assert again.pages == draft.pages
    assert pictures[0].picture.shape[1] == 1200
    assert not again.form.checked


def _scan() -> bytes:
    _, data = cv2.imencode(".png", paper.blank(2))
    return bytes(data)


def test_a_form_without_pictures_is_drawn(tmp_path: Path) -> None:
    folder = paths.resources() / "forms" / paper.FORM
    draft, sheets = templating.open_folder(folder)
    assert len(sheets) == len(draft.pages) == 3
    assert sheets[0].picture.min() < 50
    assert templating.troubles(draft, {}) == ()
    templating.save(draft, tmp_path / paper.FORM, sheets)
    assert form_files.load(tmp_path / paper.FORM) == form_files.load(folder)


def test_a_damaged_picture_is_drawn_anew(tmp_path: Path) -> None:
    folder = tmp_path / paper.FORM
    draft, sheets = templating.open_folder(paths.resources() / "forms" / paper.FORM)
    templating.save(draft, folder, sheets)
    (folder / "blank_1.png").write_bytes(b"rusak")
    (folder / "blank_2.png").unlink()
    _, again = templating.open_folder(folder)
    assert [one.picture.shape for one in again] == [one.picture.shape for one in sheets]


def test_a_photo_is_read_with_a_draft() -> None:
    draft, _ = templating.open_folder(paths.resources() / "forms" / paper.FORM)
    filled = paper.filled(2)
    _, photo = cv2.imencode(".jpg", filled.photo())
    (result,) = templating.try_on(draft, bytes(photo))
    assert {r.field: r.value for r in result.reading.readings} == filled.values
    with pytest.raises(SirekapError) as caught:
        templating.try_on(edits.name(draft, 2, 0, ""), bytes(photo))
    assert caught.value.code == "template_refused"


def test_a_form_travels_as_one_signed_file(desk: Desk, tmp_path: Path) -> None:
    start = datetime(2028, 1, 1, tzinfo=UTC)
    authority = make_authority("Otoritas Contoh", start)
    p12 = make_p12("KPU Kabupaten Contoh", "kunci", start, issuer=authority, days=9000)
    data = templating.pack(drafts.named(), p12, "kunci", WHEN)
    bundle = templating.open_bundle(data, [authority.anchor])
    assert bundle.signature.signer == "KPU Kabupaten Contoh"
    draft = templating.keep_bundle(bundle, tmp_path / "masuk")
    chair = replace(desk, person=desks.KETUA)
    later = templating.install(chair, draft, signer=bundle.signature.signer)
    assert later.templates[drafts.TITLES.form].fields == drafts.named().fields
    assert open_draft(tmp_path / "masuk") == draft
    with pytest.raises(SirekapError) as caught:
        templating.pack(edits.set_marks(drafts.named(), [], 0.0), p12, "kunci", WHEN)
    assert caught.value.code == "template_refused"
