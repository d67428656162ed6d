"""Tables as KPU's systems give them, made up: merged titles, two lines of headings, sums below."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from sirekap_desktop.exchange.columns import Table, guess, sorts, table_of
from sirekap_desktop.exchange.grids import read_grids
from sirekap_desktop.exchange.told import Told

Rows = Sequence[Sequence[object]]

SIDALIH: Rows = (
    ["DAFTAR PEMILIH TETAP PER TPS"],
    ["KABUPATEN CONTOH"],
    [],
    ["NO", "KECAMATAN", "KODE DESA", "DESA/KELURAHAN", "TPS", "JUMLAH PEMILIH", None, None],
    [None, None, None, None, None, "L", "P", "L+P"],
    ["1", "2", "3", "4", "5", "6", "7", "8"],
    [1, "LATIHAN", "9901012001", "CONTOH UTARA", "001", 120, 125, 245],
    [2, "LATIHAN", "9901012001", "CONTOH UTARA", "TPS 2", 131, 128, 259],
    [3, "LATIHAN", "9901011002", "CONTOH SELATAN", "001", 140, 138, 278],
    [4, "SEBELAH", "9901022001", "LAIN", "001", 99, 98, 197],
    ["JUMLAH", None, None, None, None, 490, 489, 979],
)
WILAYAH = """99,PROVINSI CONTOH
99.01,KAB. CONTOH
99.01.01,Latihan
99.01.01.1002,Contoh Selatan
99.01.01.2001,Contoh Utara
99.01.02,Sebelah
99.01.02.2001,Lain
"""
SILON = """Daftar Calon Tetap;;;;;
Jenis Pemilihan;Dapil;No Urut Partai;Nama Partai Politik;No Urut;Nama Lengkap Calon
DPR;CONTOH I;1;Partai Contoh Satu;1;Calon Satu A
DPR;CONTOH I;1;Partai Contoh Satu;2;Calon Satu B
DPR;CONTOH I;24;Partai Contoh Lokal;1;Calon Lokal A
DPR;CONTOH II;1;Partai Contoh Satu;1;Orang Dapil Lain
DPRD PROVINSI;CONTOH 3;1;Partai Contoh Satu;1;Orang Provinsi
"""
SIPOL = """Nomor Urut,Nama Partai Politik,Jenis
1,Partai Contoh Satu,Nasional
24,Partai Contoh Lokal,Partai Lokal
"""
SIDAPIL = """Jenis Pemilihan\tDaerah Pemilihan\tKode Wilayah\tKecamatan
DPR\tCONTOH I\t99.01\tseluruh kabupaten
DPRD PROVINSI\tCONTOH 3\t99.01.01\tLatihan
DPRD KAB/KOTA\tCONTOH 1\t99.01.01.2001\tLatihan
DPRD KAB/KOTA\tCONTOH 2\t99.01.01.1002\tLatihan
"""
PASANGAN = """No. Urut;Nama Calon Presiden;Nama Calon Wakil Presiden
1;Calon Satu;Wakil Satu
2;Calon Dua;Wakil Dua
3;Calon Tiga;Wakil Tiga
"""


@dataclass(frozen=True)
class File:
    """A made-up file."""

    name: str
    data: bytes

    @property
    def table(self) -> Table:
        """Its first sheet."""
        return table_of(read_grids(self.data, self.name)[0])

    def told(self, sort: str, **letters: int) -> Told:
        """Its first sheet, as far as the headings tell."""
        meaning = {**guess(self.table, sorts()[sort]), **letters}
        return Told(self.table, sorts()[sort], meaning)


def workbook(rows: Rows, merged: Sequence[str] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text(name: str, content: str) -> File:
    return File(name, content.encode())


def sidalih(rows: Rows = SIDALIH) -> File:
    return File("dpt.xlsx", workbook(rows, ("A1:H1", "A2:H2", "F4:H4")))
