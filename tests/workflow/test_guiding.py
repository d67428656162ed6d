from __future__ import annotations

import re

import pytest

from sirekap_desktop import paths
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.raster import page_count
from sirekap_desktop.workflow import guiding
from tests import desks

GUIDES = guiding.guides()
LONGEST = 28
"""Words in a sentence."""


def test_every_guide_on_the_disk_is_shown() -> None:
    files = (paths.resources() / "help" / "layar").glob("*.md")
    assert {guide.name for guide in GUIDES} == {file.stem for file in files}
    assert GUIDES[0].name == guiding.FIRST_STEPS
    titles = [guide.title for guide in GUIDES]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_guide_leads_to_other_guides_only(guide: guiding.Guide) -> None:
    links = re.findall(r"\]\(([^)]*)\)", guide.text)
    assert {link.removesuffix(".md") for link in links} <= {one.name for one in GUIDES}
    assert "http" not in guide.text
    assert "<" not in guide.text


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_guide_is_short_and_plain(guide: guiding.Guide) -> None:
    assert guide.text.startswith(f"# {guide.title}\n")
    assert len(guide.text.split()) < 450
    for line in guide.text.splitlines():
        for sentence in re.split(r"(?<=[.:;?!])\s", line):
            assert len(sentence.split()) <= LONGEST, sentence


def test_the_first_steps_are_eight() -> None:
    steps = re.findall(r"^(\d)\. ", GUIDES[0].text, re.MULTILINE)
    assert [int(step) for step in steps] == list(range(1, 9))


def test_the_codes_come_as_a_pdf() -> None:
    assert page_count(guiding.codes_sheet(catalog()[desks.FORM])) == 3
