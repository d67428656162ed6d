"""Settings survive any text and any damage; the log turns over and closes."""

from __future__ import annotations

import logging
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_desktop import logs, settings
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.settings import Settings

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == Settings()
    assert not list(tmp_path.iterdir())


@given(st.builds(Settings, **dict.fromkeys((f.name for f in fields(Settings)), TEXT)))
def test_what_was_saved_is_loaded(kept: Settings) -> None:
    with TemporaryDirectory() as place:
        settings.save(Path(place) / "data", kept)
        assert settings.load(Path(place) / "data") == kept
        assert [file.name for file in (Path(place) / "data").iterdir()] == [settings.FILE]


@pytest.mark.parametrize("damage", [b"name = ", b"\xff\xfe\x00", b"[name"])
def test_a_damaged_file_is_set_aside(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / settings.FILE).write_bytes(damage)
    assert settings.load(tmp_path) == Settings()
    assert (tmp_path / settings.DAMAGED).read_bytes() == damage
    assert not (tmp_path / settings.FILE).exists()
    assert "damaged" in caplog.text


def test_unknown_and_odd_values_are_left_out(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text('name = "Petugas"\nrole = 3\ncolour = "red"\n')
    assert settings.load(tmp_path) == Settings(name="Petugas")


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SirekapError, match="folder_unwritable"):
        settings.save(tmp_path / "file", Settings())
    with pytest.raises(SirekapError, match="folder_unwritable"), logs.logging_to(tmp_path / "file"):
        pass


def test_the_log_is_written_and_let_go(tmp_path: Path) -> None:
    logger = logging.getLogger("sirekap_desktop.test")
    before = list(logging.getLogger("sirekap_desktop").handlers)
    with logs.logging_to(tmp_path) as file:
        logger.info("hello")
    logger.info("too late")
    assert file == tmp_path / "log" / "sirekap.log"
    text = file.read_text("utf-8")
    assert "INFO sirekap_desktop.test: hello" in text
    assert "too late" not in text
    assert logging.getLogger("sirekap_desktop").handlers == before


def test_the_log_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LARGEST", 500)
    with logs.logging_to(tmp_path) as file:
        for _ in range(200):
            logging.getLogger("sirekap_desktop.test").info("x" * 40)
    sizes = [one.stat().st_size for one in file.parent.iterdir()]
    assert len(sizes) == logs.KEPT + 1
    assert max(sizes) <= 500
