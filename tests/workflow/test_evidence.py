from __future__ import annotations

from pathlib import Path

import pytest

from sirekap_desktop.workflow.evidence import Evidence
from tests import desks


@pytest.mark.parametrize(
    ("name", "tps"),
    [
        (f"{desks.FIRST}.jpg", desks.FIRST),
        (f"foto/{desks.FIRST}/hal 2.jpg", desks.FIRST),
        (f"foto/{desks.FIRST}/x/{desks.FIRST}-2.jpg", desks.FIRST),
        ("Contoh TPS 002.jpg", desks.SECOND),
        ("desa_contoh-tps2_hal1.jpg", desks.SECOND),
        ("CONTOH/TPS 2/IMG_20290214_101500.jpg", desks.SECOND),
        ("Desa Contoh/tps no. 02 halaman 3.pdf", desks.SECOND),
        ("desacontohtps002.jpg", desks.SECOND),
        ("Contoh Barat TPS 1.jpg", desks.OTHER),
        ("contohbarat/tps001.png", desks.OTHER),
        ("Kecamatan Contoh/Contoh Barat/TPS 1/hal 1.jpg", desks.OTHER),
        ("Kec. Contoh/Desa Contoh/TPS 1/hal 1.jpg", desks.FIRST),
    ],
)
def test_names_tell_the_tps(name: str, tps: str) -> None:
    assert Evidence(desks.election()).tps_of(Path("/rumah/data") / name) == tps


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20290214_101500.jpg",
        "1700000000000.jpg",
        "TPS 1.jpg",
        "Contoh.jpg",
        "Contoh TPS 3.jpg",
        "Contoh TPS 1 dan TPS 2.jpg",
        "Contoh/TPS 1/tps 2.jpg",
        "Contoh/Contoh Barat TPS 1.jpg",
        "Mencontoh TPS 1.jpg",
        f"{desks.FIRST}-{desks.SECOND}.jpg",
        f"{desks.FIRST}0.jpg",
        f"Contoh TPS 2/{desks.FIRST}.jpg",
        "Kecamatan Contoh TPS 1.jpg",
        "Contoh/TPS 1/TPS 9 hal 2.jpg",
        "Contoh/Contoh Barat TPS 2.jpg",
        f"Contoh TPS 9/{desks.FIRST}.jpg",
        "Contoh TPS 1/1101012001009.jpg",
    ],
)
def test_doubtful_names_tell_nothing(name: str) -> None:
    assert Evidence(desks.election()).tps_of(Path("/rumah/data") / name) is None
