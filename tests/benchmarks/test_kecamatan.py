from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import _kecamatan
from sirekap_desktop.workflow import checking, hall, hearing


def test_the_large_store_is_one_that_the_plenary_has_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_kecamatan, "DESA", 2)
    monkeypatch.setattr(_kecamatan, "TPS", 3)
    monkeypatch.setattr(_kecamatan, "CONTESTS", 2)
    desk, last = _kecamatan.fill(tmp_path)
    [(desa, tps)] = hall.look(desk).recap.missing
    assert (desa.region.name, tps.code) == ("Contoh Dua", last)
    assert checking.look(desk, last).unconfirmed == 0
    hearing.close(desk, last)
    assert not hall.look(desk).recap.missing
    desk.store.close()
