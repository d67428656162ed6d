"""`sirekap`: every act without a window, for scripts, training days and tests."""

from __future__ import annotations

import os
import sys
import traceback
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sirekap_desktop import cli_template_words, paths
from sirekap_desktop.cli_output import FAULT, STOPPED, Parser, Voice, speak_utf8
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Cancelled
from sirekap_desktop.messages import sentence

if TYPE_CHECKING:
    from argparse import _SubParsersAction

ELECTIONS = ("ppwp", "dpd", "dpr", "dprd-prov", "dprd-kabko", "pilkada", "bupati", "walikota")
"""What `sirekap demo` can rehearse; `simulation.ballots` has the ballots."""

_CODES = """kode keluar:
  0    berhasil
  1    ada yang ditolak atau bermasalah (lihat pesannya)
  2    perintah salah ketik
  3    data atau dokumen rusak, atau tanda tangan tidak lolos
  4    kesalahan program
  130  dihentikan dengan Ctrl+C"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code as `sirekap --help` tells it."""
    speak_utf8()
    options = _parser().parse_args(arguments)
    voice = Voice(options.json, sys.stdout, sys.stderr)
    try:
        act: Callable[[Namespace, Voice], int] = options.act()
        return act(options, voice)
    except SirekapError as error:
        return voice.refuse(error)
    except (KeyboardInterrupt, Cancelled):
        voice.tell("Dihentikan.")
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except Exception:  # noqa: BLE001  (the outermost door: a bug ends in a report)
        voice.tell(traceback.format_exc())
        voice.tell(sentence("unexpected", {}).text)
        return FAULT


def _read() -> Callable[[Namespace, Voice], int]:
    from sirekap_desktop import cli_reading

    return cli_reading.read


def _read_digits() -> Callable[[Namespace, Voice], int]:
    from sirekap_desktop import cli_reading

    return cli_reading.read_digits


def _printing(name: str) -> Callable[[], Callable[[Namespace, Voice], int]]:
    def load() -> Callable[[Namespace, Voice], int]:
        from sirekap_desktop import cli_printing

        act: Callable[[Namespace, Voice], int] = getattr(cli_printing, name)
        return act

    return load


def _master() -> Callable[[Namespace, Voice], int]:
    from sirekap_desktop import cli_master

    return cli_master.master


def _state(name: str) -> Callable[[], Callable[[Namespace, Voice], int]]:
    def load() -> Callable[[Namespace, Voice], int]:
        from sirekap_desktop import cli_state

        act: Callable[[Namespace, Voice], int] = getattr(cli_state, name)
        return act

    return load


def _desk(name: str) -> Callable[[], Callable[[Namespace, Voice], int]]:
    def load() -> Callable[[Namespace, Voice], int]:
        from sirekap_desktop import cli_desk

        act: Callable[[Namespace, Voice], int] = getattr(cli_desk, name)
        return act

    return load


def _trial(name: str) -> Callable[[], Callable[[Namespace, Voice], int]]:
    def load() -> Callable[[Namespace, Voice], int]:
        from sirekap_desktop import cli_trial

        act: Callable[[Namespace, Voice], int] = getattr(cli_trial, name)
        return act

    return load


def _parser() -> Parser:
    parser = Parser(
        prog="sirekap",
        description="Sirekap Desktop: membaca C.HASIL, merekap, mencetak dan menandatangani "
        "D.HASIL KECAMATAN, tanpa internet.",
        epilog=_CODES,
    )
    commands = parser.add_subparsers(
        title="perintah", metavar="PERINTAH", required=True, parser_class=Parser
    )
    _add_trials(commands)
    _add_reading(commands)
    _add_printing(commands)
    _add_desk(commands)
    _add_files(commands)
    cli_template_words.add_to(commands, _CODES)
    return parser


def _command(
    commands: _SubParsersAction[Parser], name: str, act: Callable[[], Any], says: str
) -> Parser:
    parser = commands.add_parser(name, help=says, description=says, epilog=_CODES)
    parser.add_argument("--json", action="store_true", help="jawab sebagai JSON di keluaran baku")
    parser.set_defaults(act=act)
    return parser


def _add_trials(commands: _SubParsersAction[Parser]) -> None:
    demo = _command(commands, "demo", _trial("demo"), "latihan utuh pada kecamatan kecil buatan")
    demo.add_argument(
        "--election",
        choices=ELECTIONS,
        default=ELECTIONS[0],
        help="pemilihan yang dilatih (bawaan: %(default)s)",
    )
    demo.add_argument("--out", type=Path, help="folder hasil (bawaan: out/demo)")
    demo.add_argument("--seed", type=int, default=1, help="angka yang menentukan isi latihan")
    _command(
        commands,
        "self-test",
        _trial("self_test"),
        "periksa pemasangan: jendela, baca, tanda tangan",
    )


def _add_reading(commands: _SubParsersAction[Parser]) -> None:
    read = _command(commands, "read", _read, "baca lembar C.HASIL tanpa menyimpan apa-apa")
    read.add_argument("files", type=Path, nargs="+", metavar="BERKAS", help="gambar, PDF, folder")
    read.add_argument(
        "--explain",
        type=Path,
        metavar="FOLDER",
        help="simpan gambar tiap langkah pembacaan di sini",
    )
    read.add_argument(
        "--master", type=Path, help="data induk: lembar dibaca dengan peserta pemilihan ini"
    )
    _add_data(read)
    digits = _command(commands, "read-digits", _read_digits, "baca potongan kotak, satu huruf satu")
    digits.add_argument("files", type=Path, nargs="+", metavar="BERKAS", help="gambar atau folder")


def _add_printing(commands: _SubParsersAction[Parser]) -> None:
    codes = _command(commands, "codes", _printing("codes"), "lembar semua kode temuan sebagai PDF")
    _add_form(codes)
    _add_data(codes)
    codes.add_argument("--out", type=Path, required=True, metavar="PDF", help="berkas hasil")
    blank = _command(commands, "blank", _printing("blank"), "lembar C.HASIL kosong sebagai PDF")
    _add_form(blank)
    _add_data(blank)
    blank.add_argument("--master", type=Path, help="data induk: nama peserta, desa, dan TPS")
    blank.add_argument(
        "--tps",
        action="append",
        default=[],
        metavar="KODE",
        help="kode TPS 13 angka yang kepalanya diisi (boleh diulang), atau semua; perlu --master",
    )
    blank.add_argument("--copy", action="store_true", help="salinan A4, bukan lembar plano")
    blank.add_argument("--out", type=Path, required=True, metavar="PDF", help="berkas hasil")


def _add_desk(commands: _SubParsersAction[Parser]) -> None:
    take = _command(commands, "import", _desk("import_"), "ambil data induk dan gambar lembar")
    take.add_argument("files", type=Path, nargs="*", metavar="BERKAS", help="gambar, PDF, folder")
    take.add_argument("--master", type=Path, help="data induk (CSV atau XLSX), dimuat lebih dahulu")
    take.add_argument("--tps", help="kode TPS 13 angka untuk semua gambar")
    _add_master(commands)
    recap = _command(commands, "recap", _desk("recap"), "tampilkan jumlah desa dan kecamatan")
    issue = _command(commands, "issue", _desk("issue"), "buat D.HASIL KECAMATAN sebagai PDF")
    issue.add_argument("--out", type=Path, required=True, metavar="PDF", help="berkas hasil")
    issue.add_argument("--place", default="", help="tempat rapat pleno (bawaan: nama kecamatan)")
    issue.add_argument("--day", type=_day, help="tanggal rapat, 2024-02-20 (bawaan: hari ini)")
    issue.add_argument("--chair", default="", help="nama ketua PPK")
    issue.add_argument("--member", action="append", default=[], help="nama anggota (boleh diulang)")
    issue.add_argument("--witness", action="append", default=[], help="nama saksi (boleh diulang)")
    issue.add_argument("--supervisor", default="", help="nama Panwaslu Kecamatan")
    issue.add_argument("--objections", action="store_true", help="ada keberatan saksi")
    issue.add_argument("--copies", type=int, default=1, help="jumlah rangkap")
    issue.add_argument("--second", default="", help="anggota PPK yang mendampingi (wajib)")
    status = _command(commands, "status", _state("status"), "tampilkan keadaan tiap TPS")
    compare = _command(
        commands, "compare", _state("compare"), "bandingkan dengan hasil Sirekap publik"
    )
    compare.add_argument(
        "files", type=Path, nargs="*", metavar="JSON", help="berkas hasil TPS, atau foldernya"
    )
    for parser in (take, recap, issue, status, compare):
        _add_data(parser)


def _add_master(commands: _SubParsersAction[Parser]) -> None:
    master = _command(commands, "master", _master, "susun data induk dari tabel sistem KPU")
    master.add_argument(
        "files",
        nargs="+",
        metavar="TABEL",
        help="CSV atau XLSX; jenisnya ditebak atau ditulis di depannya, mis. tps=dpt.xlsx",
    )
    master.add_argument("--form", required=True, help="formulir, mis. pemilu_2024/c_hasil_ppwp")
    master.add_argument("--title", required=True, help="judul pemilihan")
    master.add_argument("--day", type=_day, required=True, help="tanggal pemungutan, 2024-02-14")
    master.add_argument("--kecamatan", default="", help="kode atau nama kecamatan")
    master.add_argument("--dapil", default="", help="nama daerah pemilihan")
    master.add_argument("--simulation", action="store_true", help="data latihan")
    master.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="tabel:kolom=HURUF",
        help="kolom yang mana, mis. tps:dpt_l=F (boleh diulang); diingat untuk tabel yang serupa",
    )
    master.add_argument("--out", type=Path, metavar="BERKAS", help="simpan sebagai data induk")
    master.add_argument("--take", action="store_true", help="ambil ke folder data")
    _add_data(master)


def _add_files(commands: _SubParsersAction[Parser]) -> None:
    sign = _command(commands, "sign", _desk("sign"), "tanda tangani dokumen dengan sertifikat")
    sign.add_argument("file", type=Path, nargs="?", metavar="PDF", help="berkas (bukan --data)")
    sign.add_argument("--document", type=int, help="nomor dokumen (bawaan: yang terakhir)")
    sign.add_argument("--p12", type=Path, required=True, help="berkas sertifikat PKCS#12")
    sign.add_argument(
        "--password-file",
        type=Path,
        help="berkas kata sandi; tanpa ini dari SIREKAP_P12_PASSWORD atau ditanyakan",
    )
    sign.add_argument("--reason", default="Rekapitulasi", help="alasan, hanya untuk berkas PDF")
    sign.add_argument("--out", type=Path, required=True, metavar="PDF", help="berkas hasil")
    _add_data(sign)
    verify = _command(commands, "verify", _desk("verify"), "periksa tanda tangan sebuah PDF")
    verify.add_argument("file", type=Path, metavar="PDF", help="berkas yang diperiksa")
    verify.add_argument(
        "--trust", type=Path, action="append", default=[], help="sertifikat penerbit yang dipercaya"
    )


def _add_form(parser: Parser) -> None:
    parser.add_argument(
        "--form", metavar="NAMA", help="nama folder formulir, mis. pemilu_2024/c_hasil_dpr"
    )


def _add_data(parser: Parser) -> None:
    parser.add_argument("--data", type=Path, default=paths.data(), help="folder data")
    parser.add_argument("--name", help="nama petugas")
    parser.add_argument("--role", choices=("ketua", "anggota", "operator"), help="peran petugas")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} bukan tanggal seperti 2024-02-20") from error


if __name__ == "__main__":
    raise SystemExit(main())
