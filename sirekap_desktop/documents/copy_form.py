"""The A4 copy of a C form, laid out from the form's rows: for witnesses, supervisors and practice.

It is a template like any other, without marks, tag, tally or bubbles, so that it is printed and
filled as those are. Where KPU published its own copy, that one is printed instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sirekap_desktop.documents.style import LEADING, MM, Face, register_faces, wrap
from sirekap_desktop.documents.wording import Wording, wording_of
from sirekap_desktop.models.form import (
    NO_TAG,
    Box,
    FieldPlace,
    Frame,
    Label,
    Page,
    Point,
    Row,
    Template,
)

SIZE = (210.0, 297.0)
LEFT, RIGHT, BOTTOM = 12.0, 198.0, 282.0
FIRST, LATER = 55.0, 34.0
"""Where the rows begin on the first sheet and on the others."""
SIDE, STEP = 7.0, 7.6
"""A digit box, and how far the next one stands from it."""
COLUMN = 3 * STEP + 1.6
WORDS = 62.0
HEAD = 6.5
ROW = 9.0
TEXT, SMALL, INDENT = 2.8, 2.3, 4.0
LINE = 0.3
SIGN = 34.0


def copy_form(form: Template) -> Template:
    """The copy of a form that has its contestants."""
    register_faces()
    say = wording_of("salinan")
    model = form.model.replace("C.HASIL-", "C.HASIL SALINAN-")
    sheets = _Sheets(say, model, form)
    for row, needed in _kept(form.rows):
        sheets.add(row, needed)
    return replace(
        form,
        form=f"{form.form}_salinan",
        model=model,
        size=SIZE,
        tag_family="",
        tag_box=(0.0, 0.0, 0.0, 0.0),
        marks=(),
        mark_side=0.0,
        frame_width=LINE,
        pages=sheets.pages(),
        copy_of=form.form,
    )


def _kept(rows: Sequence[Row]) -> Iterator[tuple[Row, float]]:
    """Each row with the height of what must stand on its sheet: a party's first candidate goes
    with it, and nobody signs a sheet without numbers, so the last section goes with the names.
    """
    last = [row for row in rows if row.section == rows[-1].section]
    for row, below in zip(rows, (*rows[1:], None), strict=True):
        kept = [row]
        if below is not None and row.fields == (f"partai_{row.party}",):
            kept.append(below)
        if row is last[0]:
            kept = last
        yield row, sum(map(_height, kept)) + (SIGN if kept is last else 0.0)


class _Sheets:
    """Lays row under row; a new sheet begins where one has no room."""

    def __init__(self, say: Wording, model: str, form: Template) -> None:
        self._say = say
        self._model = model
        self._form = form
        self._done: list[Page] = []
        self._section = ""
        self._begin()

    def add(self, row: Row, needed: float) -> None:
        """One row of the form, under its section, where `needed` mm are free."""
        if row.section != self._section:
            self._section = row.section
            if self._y + 2 * HEAD + needed > BOTTOM:
                self._turn()
            self._head(row)
        elif self._y + needed > BOTTOM:
            self._turn()
            self._head(row)
        self._row(row)

    def pages(self) -> tuple[Page, ...]:
        """All sheets, signed on the last one."""
        self._sign()
        self._turn()
        count = len(self._done)
        return tuple(
            replace(page, labels=(*page.labels, self._numbered(page.number, count)))
            for page in self._done
        )

    def _begin(self) -> None:
        self._places: list[FieldPlace] = []
        self._frames: list[Frame] = []
        self._labels: list[Label] = []
        first = not self._done
        self._y = FIRST if first else LATER
        self._print(self._say.text("title", "model", model=self._model), (RIGHT, 12.0), "right")
        if first:
            title = self._form.title.upper()
            for number, line in enumerate(self._say.lines("title", "lines", title=title)):
                self._print(line, (105.0, 20.0 + 5.0 * number), "center", 3.4)
        self._regions(self._y - 16.0)

    def _regions(self, top: float) -> None:
        self._writing: dict[str, Point] = {}
        for number, name in enumerate(("provinsi", "kabkota", "kecamatan", "desa", "tps")):
            x = LEFT if number < 2 else 108.0
            y = top + 6.0 * (number if number < 2 else number - 2)
            self._labels.append(Label(self._say.text("head", name), (x, y), TEXT, "", "left", 0.0))
            self._labels.append(Label(":", (x + 28.0, y), TEXT, "", "left", 0.0))
            self._writing[name] = (x + 31.0, y)
        self._writing["tps_kata"] = (self._writing["tps"][0] + 14.0, self._writing["tps"][1])
        self._top = top

    def _turn(self) -> None:
        page = Page(
            number=len(self._done) + 1,
            tag=NO_TAG,
            title=f"{self._model} {len(self._done) + 1}",
            places=tuple(self._places),
            head=(LEFT, self._top - 5.0, RIGHT - LEFT, 20.0),
            writing=self._writing,
            frames=tuple(self._frames),
            labels=tuple(self._labels),
        )
        self._done.append(page)
        self._begin()

    def _head(self, row: Row) -> None:
        self._y += 2.0
        for line in wrap(row.section, Face.BOLD, TEXT * MM, RIGHT - LEFT):
            self._print(line, (LEFT, self._y + 3.4))
            self._y += HEAD - 2.0
        cells = _cells(row)
        names = self._say.lines("table", "columns")
        told = names if len(cells) == 3 else (self._say.text("table", "total"),)
        heads = [(_text_box(row, self._y, HEAD), self._say.text("table", "row"))]
        if len(cells) == 1 and _has_words(row):
            box = (cells[0] - WORDS, self._y, WORDS, HEAD)
            heads.append((box, self._say.text("table", "words")))
        heads += [((x, self._y, COLUMN, HEAD), name) for x, name in zip(cells, told, strict=True)]
        for (x, y, width, height), name in heads:
            self._frames.append(Frame((x, y, width, height), LINE, 0.0))
            at = (x + width / 2, y + height / 2 + 1.0)
            self._labels.append(Label(name, at, SMALL, "bold", "center", 0.0))
        self._y += HEAD

    def _row(self, row: Row) -> None:
        height = _height(row)
        box = _text_box(row, self._y, height)
        self._frames.append(Frame(box, LINE, 0.0))
        lines, one_of_party = _lines(row), "_calon_" in row.fields[0]
        y = self._y + (height - len(lines) * TEXT * MM * LEADING) / 2 + TEXT
        for number, line in enumerate(lines):
            at = (box[0] + 1.5 + INDENT * one_of_party, y + number * TEXT * MM * LEADING)
            style = "bold" if row.party and not one_of_party else ""
            self._labels.append(Label(line, at, TEXT, style, "left", 0.0))
        cells = _cells(row)
        words: Box | None = None
        if _has_words(row):
            words = (cells[0] - WORDS, self._y, WORDS, height)
            self._frames.append(Frame(words, LINE, 0.0))
        for x, field in zip(cells, row.fields, strict=True):
            self._frames.append(Frame((x, self._y, COLUMN, height), LINE, 0.0))
            top = self._y + (height - SIDE) / 2
            boxes = tuple((x + 1.1 + STEP * n, top, SIDE, SIDE) for n in range(3))
            self._places.append(FieldPlace(field, boxes, words=words))
        self._y += height

    def _sign(self) -> None:
        self._y += 4.0
        for name, count in (("committee", 7), ("witnesses", 8)):
            self._print(self._say.text("signatures", name), (LEFT, self._y + 3.0))
            width = (RIGHT - LEFT) / count
            for number in range(count):
                box = (LEFT + number * width, self._y + 4.0, width, 10.0)
                self._frames.append(Frame(box, LINE, 0.0))
                at = (box[0] + 1.0, box[1] + 3.2)
                self._labels.append(Label(f"{number + 1}.", at, SMALL, "", "left", 0.0))
            self._y += 15.0

    def _print(self, text: str, at: Point, align: str = "left", size: float = TEXT) -> None:
        room = RIGHT - LEFT
        self._labels.append(Label(text, at, size, "bold", align, 0.0, room))

    def _numbered(self, page: int, pages: int) -> Label:
        told = self._say.text("title", "page", page=page, pages=pages)
        return Label(told, (RIGHT, 290.0), SMALL, "bold", "right", 0.0)


def _has_words(row: Row) -> bool:
    """Votes are written in words too; the numbers of voters and of ballots are not."""
    return len(row.fields) == 1 and not row.fields[0].startswith("surat_suara")


def _cells(row: Row) -> list[float]:
    """The left edge of each column of digit boxes."""
    return [RIGHT - COLUMN * n for n in range(len(row.fields), 0, -1)]


def _text_box(row: Row, y: float, height: float) -> Box:
    right = _cells(row)[0] - (WORDS if _has_words(row) else 0.0)
    return (LEFT, y, right - LEFT, height)


def _lines(row: Row) -> list[str]:
    told = f"{row.number}. {row.label}" if row.number else row.label
    return wrap(told, Face.BOLD, TEXT * MM, _text_box(row, 0.0, ROW)[2] - 3.0 - INDENT)


def _height(row: Row) -> float:
    return max(ROW, len(_lines(row)) * TEXT * MM * LEADING + 2.0)
