"""Scenes for the hall as large and as long as they come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPixmap

from sirekap_desktop.ui import projection_scene as scenes
from sirekap_desktop.ui.charts import Wall
from sirekap_desktop.ui.projection_dress import Colours
from sirekap_desktop.ui.projection_paint import paint

PAPER = "#ff00ff"
KINDS = (
    "welcome",
    "silent",
    "first",
    "reading",
    "checked",
    "desa",
    "kecamatan",
    "progress",
)
LONG_DESA = "Desa Bernama Sangat Panjang Sekali Sampai Penuh Jaya"


@dataclass(frozen=True)
class Written:
    """One line of text on the wall: what it takes up, and how large it is."""

    text: str
    ink: QRectF
    room: QRectF
    pixels: int


def drawn(scene: scenes.Scene, size: tuple[int, int], colours: Colours) -> QImage:
    """A scene as a picture."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(painter, *size, scene, colours, "12:34")
    painter.end()
    return image


class Spy:
    """Takes the place of `Wall.line` and remembers what was written."""

    def __init__(self) -> None:
        self.lines: list[Written] = []

    def line(
        self, wall: Wall, place: QRectF, text: str, font: QFont, colour: str, side: Qt.AlignmentFlag
    ) -> None:
        """Remember; the letters themselves are not needed."""
        del wall, colour
        high = font.pixelSize() * (0.75 if text.isdecimal() else 1.15)
        ink = QRectF(0, 0, QFontMetricsF(font).horizontalAdvance(text), high)
        ink.moveCenter(place.center())
        if side == Qt.AlignmentFlag.AlignLeft:
            ink.moveLeft(place.left())
        elif side == Qt.AlignmentFlag.AlignRight:
            ink.moveRight(place.right())
        self.lines.append(Written(text, ink, place, font.pixelSize()))


def crop() -> QPixmap:
    """A piece of paper in a colour that no dress has."""
    made = QPixmap(240, 80)
    made.fill(QColor(PAPER))
    return made


def bars(count: int) -> tuple[scenes.Bar, ...]:
    """Candidates with names of 60 letters and large sums."""
    name = "Calon Bernama Amat Panjang Sekali, S.T., M.M. – Wakil Panjang"[:60]
    return tuple(scenes.Bar(n, name, 123_456 * n) for n in range(1, count + 1))


def tiles(count: int) -> tuple[scenes.Tile, ...]:
    """TPS in every state."""
    spots = list(scenes.Spot)
    return tuple(scenes.Tile(n, spots[n % 4]) for n in range(1, count + 1))


def bodies(candidates: int, stations: int) -> dict[str, scenes.Body]:
    """Every one of `KINDS`."""
    label = (
        "B.1 Jumlah pengguna hak pilih dalam Daftar Pemilih Tetap (DPT) yang panjang sekali " * 2
    )
    told = scenes.Told(label, "P", None, 999, 888, crop(), (27, 28))
    pair = scenes.Told(bars(1)[0].name, "8", 7, 600, None, QPixmap(), (25, 28))
    gone = scenes.Told(label, "J", None, None, 7, crop(), (3, 28))
    sums = scenes.Sums(LONG_DESA, bars(candidates), 299, 300)
    votes = tuple(bar.votes // 10 for bar in bars(candidates))
    lines = tuple(scenes.DesaLine(LONG_DESA, votes, tiles(stations)) for _ in range(8))
    page = scenes.Page(lines, 9, 31)
    return {
        "welcome": scenes.Welcome(),
        "silent": scenes.Reading(None, (), sums),
        "first": scenes.Reading(told, (), sums),
        "reading": scenes.Reading(told, (pair, told, told), sums),
        "checked": scenes.Reading(gone, (told, pair, told), sums),
        "desa": scenes.DesaTotals(sums, tiles(stations)),
        "kecamatan": scenes.KecamatanTotals(sums, page),
        "progress": scenes.Progress(299, 300, page),
    }


def scene(body: scenes.Body | None, *, simulation: bool = True) -> scenes.Scene:
    """A body in a frame of long names."""
    return scenes.Scene(
        name=LONG_DESA if isinstance(body, scenes.DesaTotals) else "TPS 901",
        where=f"{LONG_DESA} · Kecamatan Bernama Panjang Sekali Jaya",
        title="Pemilihan Umum Presiden dan Wakil Presiden Republik Indonesia Tahun 2029",
        body=body,
        now="TPS 901 · Jumlah seluruh suara sah dan suara tidak sah yang ditulis panjang sekali",
        record="Catatan 123456 · sidik 0123 4567 89ab cdef",
        simulation=simulation,
    )
