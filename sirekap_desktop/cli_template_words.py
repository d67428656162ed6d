"""The words of `sirekap template …`; the acts are in `cli_template`, imported when one is asked."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sirekap_desktop import paths
from sirekap_desktop.cli_output import Parser, Voice

if TYPE_CHECKING:
    from argparse import _SubParsersAction

SAYS = "buat dan betulkan templat formulir: satu folder data, tanpa kode program"
_ROLES = ("ketua", "anggota", "operator")


def add_to(commands: _SubParsersAction[Parser], codes: str) -> None:
    """Every command of the studio; `codes` tells the exit codes."""
    studio = commands.add_parser("template", help=SAYS, description=SAYS)
    verbs = studio.add_subparsers(
        title="perintah", metavar="PERINTAH", required=True, parser_class=Parser
    )

    def verb(name: str, says: str) -> Parser:
        parser: Parser = verbs.add_parser(name, help=says, description=says, epilog=codes)
        parser.add_argument("--json", action="store_true", help="jawab sebagai JSON")
        parser.set_defaults(act=_act(name))
        return parser

    _add_making(verb)
    _add_using(verb)


def _act(name: str) -> Callable[[], Callable[[Namespace, Voice], int]]:
    def load() -> Callable[[Namespace, Voice], int]:
        from sirekap_desktop import cli_template

        act: Callable[[Namespace, Voice], int] = getattr(cli_template, f"{name}_")
        return act

    return load


def _add_making(verb: Callable[[str, str], Parser]) -> None:
    find = verb(
        "find", "cari kotak, bulatan, dan tanda pada formulir kosong, simpan sebagai konsep"
    )
    find.add_argument("blank", type=Path, metavar="KOSONG", help="PDF atau pindaian kosong")
    find.add_argument("--width", type=float, metavar="MM", help="lebar kertas pindaian")
    find.add_argument("--form", required=True, help="kode, misalnya pemilu_2029/c_hasil_contoh")
    find.add_argument("--title", required=True, help="nama pemilihan")
    find.add_argument("--model", required=True, help="misalnya C.HASIL-CONTOH")
    find.add_argument("--recap-model", required=True, help="misalnya D.HASIL KECAMATAN-CONTOH")
    find.add_argument(
        "--like", default="pemilu_2024", help="pemilihan yang istilah dan batasnya diikuti"
    )
    find.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder konsep")
    _folder(verb("show", "daftar lembar dan angka sebuah templat"))
    name = _folder(verb("name", "beri nama angka, salin blok ke bawah, atau hapus kotak"))
    name.add_argument("--page", type=int, default=1, help="nomor lembar (bawaan: 1)")
    name.add_argument("--numbers", type=_numbers, default=(), help="nomor urut, misalnya 1-3,5")
    name.add_argument("--row", help="baris, misalnya pengguna_dpt, paslon, suara_sah")
    name.add_argument("--copy", type=int, default=0, metavar="KALI", help="salin ke bawah")
    name.add_argument("--pitch", type=float, default=0.0, metavar="MM", help="jarak salinan")
    name.add_argument("--delete", action="store_true", help="hapus kotak itu")
    name.add_argument("--delete-unnamed", action="store_true", help="hapus semua tanpa nama")
    _add_setting(verb)


def _add_setting(verb: Callable[[str, str], Parser]) -> None:
    put = _folder(verb("set", "ubah tanda dan judul lembar, atau nama formulir"))
    put.add_argument("--page", type=int, default=1, help="nomor lembar (bawaan: 1)")
    put.add_argument("--tag", type=int, help="nomor tanda persegi (AprilTag) lembar itu")
    put.add_argument("--code", help="teks kode QR lembar itu")
    put.add_argument("--page-title", help="judul cetak lembar itu")
    put.add_argument(
        "--repeat", choices=("paslon", "calon", "partai", ""), help="lembar dicetak untuk tiap …"
    )
    for what in ("form", "title", "model", "recap-model"):
        put.add_argument(f"--{what}", help="nama formulir, seperti pada find")
    rules = _folder(verb("rules", "pilih aturan pemeriksaan"))
    rules.add_argument("--fit", action="store_true", help="semua yang cocok dengan formulir ini")
    rules.add_argument("--every", action="store_true", help="aturan semua formulir")
    rules.add_argument("--only", type=_codes, metavar="KODE,…", help="hanya kode ini")
    rules.add_argument("--add", metavar="RUMUS", help="misalnya 'suara_sah <= pengguna_total_j'")
    rules.add_argument("--title", default="", help="judul aturan yang ditambah")
    rules.add_argument("--basis", default="", help="dasar hukum aturan yang ditambah")


def _add_using(verb: Callable[[str, str], Parser]) -> None:
    check = _folder(verb("check", "periksa templat: kotak bertumpuk, angka kurang, aturan salah"))
    check.add_argument("--data", type=Path, default=paths.data(), help="folder data")
    test = _folder(verb("test", "baca foto lembar yang sudah diisi dengan templat ini"))
    test.add_argument("photo", type=Path, metavar="FOTO", help="foto atau pindaian")
    install = _folder(verb("install", "pasang templat di komputer ini (ketua)"))
    install.add_argument("--data", type=Path, default=paths.data(), help="folder data")
    install.add_argument("--name", help="nama petugas")
    install.add_argument("--role", choices=_ROLES, help="peran petugas")
    pack = _folder(verb("pack", "kemas templat menjadi satu berkas bertanda tangan"))
    pack.add_argument("--p12", type=Path, required=True, help="berkas sertifikat PKCS#12")
    pack.add_argument(
        "--password-file",
        type=Path,
        help="berkas kata sandi; tanpa ini dari SIREKAP_P12_PASSWORD atau ditanyakan",
    )
    pack.add_argument("--out", type=Path, required=True, metavar="BERKAS", help="kemasan")
    take = verb("open", "periksa kemasan templat dan buka ke sebuah folder")
    take.add_argument("file", type=Path, metavar="KEMASAN", help="berkas .templat")
    take.add_argument(
        "--trust", type=Path, action="append", default=[], help="sertifikat penerbit yang dipercaya"
    )
    take.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder hasil")


def _folder(parser: Parser) -> Parser:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder templat atau konsep")
    return parser


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _numbers(text: str) -> tuple[int, ...]:
    """Places (0…) from what people count from 1: `1-3,5`."""
    places: list[int] = []
    try:
        for part in text.split(","):
            first, dash, last = part.partition("-")
            places += range(int(first) - 1, int(last if dash else first))
    except ValueError as error:
        raise ArgumentTypeError(f"{text} bukan nomor urut seperti 1-3,5") from error
    if not places or min(places) < 0:
        raise ArgumentTypeError(f"{text} bukan nomor urut seperti 1-3,5")
    return tuple(places)
