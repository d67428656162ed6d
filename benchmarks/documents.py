"""How long D.HASIL KECAMATAN for 300 TPS takes (at most 5 s on one core), and one signature."""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, date, datetime, timedelta

from sirekap_desktop.documents.recap_pdf import recap_document
from sirekap_desktop.documents.sign import sign
from sirekap_desktop.documents.verify import verify
from sirekap_desktop.models.election import ChoiceKind, Contestant, Desa, Election, Tps
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.people import Committee, Occasion
from sirekap_desktop.models.recap import Recap, recap_of
from sirekap_desktop.models.region import Region, tps_code
from sirekap_desktop.raster import page_count
from sirekap_desktop.simulation.keys import make_p12

FORM = "pemilu_2024/c_hasil_ppwp"
LIMIT = 5.0
"""Seconds for one document."""


def recap(desa: int, tps: int) -> Recap:
    """A kecamatan of `desa` times `tps` polling stations with random figures."""
    parts = []
    for number in range(1, desa + 1):
        code = f"99.01.01.2{number:03d}"
        stations = (Tps(tps_code(code, n), n, 140, 150) for n in range(1, tps + 1))
        parts.append(Desa(Region(code, f"Contoh {number}"), tuple(stations)))
    election = Election(
        form=FORM,
        title="Pemilu Presiden dan Wakil Presiden Tahun 2024",
        day=date(2024, 2, 14),
        provinsi=Region("99", "Provinsi Contoh"),
        kabkota=Region("99.01", "Kabupaten Contoh"),
        kecamatan=Region("99.01.01", "Latihan"),
        desa=tuple(parts),
        contestants=tuple(
            Contestant(ChoiceKind.PASLON, n, f"Calon {n}", f"Wakil {n}") for n in (1, 2, 3)
        ),
        simulation=True,
    )
    figures = random.Random(1)
    fields = catalog()[FORM].fields
    closed = {
        station.code: {field: figures.randrange(300) for field in fields}
        for _, station in election.every_tps()
    }
    return recap_of(election, fields, closed)


def main() -> int:
    """Print the times; 1 when a document takes too long."""
    template = catalog()[FORM]
    occasion = Occasion("Aula Latihan", date(2024, 2, 20), Committee(), copies=7)
    slowest = 0.0
    pdf = b""
    for desa, tps in ((20, 15), (3, 100), (100, 3)):
        sums = recap(desa, tps)
        start = time.perf_counter()
        pdf = recap_document(template, sums, occasion)
        took = time.perf_counter() - start
        slowest = max(slowest, took)
        print(f"{desa:3d} desa x {tps:3d} TPS: {page_count(pdf):3d} pages {took:5.2f} s")
    now = datetime.now(UTC)
    key = make_p12("Penanda Tangan", "contoh", now - timedelta(days=1))
    start = time.perf_counter()
    signed = sign(pdf, key, "contoh", when=now, reason="Uji kecepatan")
    signing = time.perf_counter() - start
    start = time.perf_counter()
    verify(signed)
    print(f"one signature {signing:.2f} s, one verification {time.perf_counter() - start:.2f} s")
    return 0 if slowest <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
