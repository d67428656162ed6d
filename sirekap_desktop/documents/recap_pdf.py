"""MODEL D.HASIL KECAMATAN: berita acara, a table per desa, the kecamatan, words, notes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from sirekap_desktop.documents.bands import Band, Layout, lay_out
from sirekap_desktop.documents.blocks import (
    Pair,
    draw_regions,
    draw_title,
    named,
    plain_name,
    region_pairs,
    regions_end,
    title_end,
)
from sirekap_desktop.documents.columns import Captions, Column, Kind, Unit, spread
from sirekap_desktop.documents.footer import Footer
from sirekap_desktop.documents.minutes_pdf import FrontPages, Leaf
from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.recap_table import Head, draw_table, label_width, room_for
from sirekap_desktop.documents.signatures import Signatures
from sirekap_desktop.documents.style import MM, PAGE, Face, register_faces, thousands
from sirekap_desktop.documents.wording import Wording, wording_for
from sirekap_desktop.models.document import DIGEST_KEY, Explained
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.people import Occasion
from sirekap_desktop.models.recap import DesaRecap, Recap
from sirekap_desktop.models.words import words

_WORDS_WIDTH = 84.0
_SUM_WIDTH = 18.0


def recap_document(
    template: Template,
    recap: Recap,
    occasion: Occasion,
    explanations: Sequence[Explained] = (),
) -> bytes:
    """The unsigned PDF; the same input gives the same bytes at any time and place."""
    register_faces()
    contestants = recap.election.contestants
    say = wording_for("d_hasil_kecamatan", template.recap_model, contestants)
    signatures = Signatures(say, occasion.committee, contestants)
    front = FrontPages(say, template, recap, signatures.body_bottom)
    maker = _Tables(say, template, recap, signatures.body_bottom)
    leaves = [
        *front.minutes(occasion, noted=bool(explanations)),
        *(leaf for part in recap.desa for leaf in maker.desa(part)),
        *maker.kecamatan(),
        *maker.in_words(),
        *front.notes(explanations),
    ]
    target = BytesIO()
    canvas = _canvas(target, say, template, recap, occasion)
    paper = Paper(canvas)
    footer = _footer(say, template, recap)
    footer.prepare(paper, say)
    for number, leaf in enumerate(leaves, start=1):
        footer.draw_mark(paper)
        leaf(paper)
        signatures.draw(paper)
        footer.draw(paper, say, number, len(leaves))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _canvas(
    target: BytesIO, say: Wording, template: Template, recap: Recap, occasion: Occasion
) -> Canvas:
    canvas = Canvas(
        target,
        pagesize=(PAGE[0] * MM, PAGE[1] * MM),
        invariant=1,
        pageCompression=1,
        lang="id-ID",
        initialFontName=Face.REGULAR.value,
    )
    canvas.setDateFormatter(lambda *_: f"D:{occasion.day:%Y%m%d}000000+00'00'")
    kecamatan = plain_name(recap.election.kecamatan)
    model = template.recap_model
    canvas.setTitle(say.text("meta", "title", model=model, kecamatan=kecamatan))
    canvas.setAuthor(say.text("meta", "author", kecamatan=kecamatan))
    canvas.setSubject(recap.election.title)
    canvas.setKeywords(f"{DIGEST_KEY}{recap.digest}")
    canvas.setCreator("Sirekap Desktop")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _footer(say: Wording, template: Template, recap: Recap) -> Footer:
    kecamatan = recap.election.kecamatan
    model = template.recap_model
    name = say.text("footer", "name", model=model, kecamatan=named(kecamatan))
    return Footer(model, name, kecamatan.code, recap.digest, recap.election.simulation)


Spread = tuple[Column, ...]
"""The columns that stand beside each other on a page."""


class _Tables:
    """Plans the pages of tables of one recap."""

    def __init__(self, say: Wording, template: Template, recap: Recap, bottom: float) -> None:
        self._say = say
        self._template = template
        self._recap = recap
        self._bottom = bottom
        self._known: dict[tuple[float, float, bool], Layout] = {}
        self._captions = Captions(*(say.text("table", n) for n in ("carried", "running", "final")))
        self._head = Head(
            say.text("table", "number"), say.text("table", "label"), say.lines("table", "sexes")
        )

    def desa(self, part: DesaRecap) -> list[Leaf]:
        """A column for each TPS of a desa."""
        units = [
            Unit(self._say.text("table", "tps", number=column.tps.number), column.values)
            for column in part.columns
        ]
        kind = part.desa.kind
        region = part.desa.region
        pair = (self._say.text("regions", kind.lower()), named(region))
        spreads = spread(units, self._recap.fields, self._captions)
        return self._leaves("desa", spreads, [pair], kind=kind.upper())

    def kecamatan(self) -> list[Leaf]:
        """A column for each desa."""
        units = [
            Unit(plain_name(part.desa.region).upper(), part.total) for part in self._recap.desa
        ]
        spreads = spread(units, self._recap.fields, self._captions, turned=True)
        return self._leaves("kecamatan", spreads, [])

    def in_words(self) -> list[Leaf]:
        """The final sums, each also in words."""
        total = self._recap.total
        figures = {field: thousands(total[field]) for field in self._recap.fields}
        spoken = {field: words(total[field]) for field in self._recap.fields}
        columns = (
            Column(self._captions.final, figures, Kind.SUM, _SUM_WIDTH),
            Column(self._say.text("table", "words"), spoken, Kind.WORDS, _WORDS_WIDTH),
        )
        return self._leaves("words", [columns], [])

    def _leaves(
        self, title: str, spreads: Sequence[Spread], regions: Sequence[Pair], **facts: str
    ) -> list[Leaf]:
        """The pages in reading order: the first rows over all columns, then the rows below."""
        election = self._recap.election
        lines = self._say.lines("titles", title, election=election.title.upper(), **facts)
        pairs = [*regions, *reversed(region_pairs(self._say, election))]
        sheet = (self._say.text("regions", "sheet"), "")
        several = [*pairs, sheet]
        layouts = self._layouts(spreads, regions_end(title_end(lines), pairs))
        if len(spreads) * len(layouts[0].pages) > 1:
            layouts = self._layouts(spreads, regions_end(title_end(lines), several))
        blocks = len(layouts[0].pages)
        leaves: list[Leaf] = []
        for block in range(blocks):
            for number, layout in enumerate(layouts):
                told = self._sheet_of(block, blocks, number, len(spreads))
                pairs_here = [*pairs, (sheet[0], told)] if told else pairs
                page = layout.size, layout.pages[block]
                leaves.append(partial(self._draw, lines, pairs_here, spreads[number], *page))
        return leaves

    def _layouts(self, spreads: Sequence[Spread], top: float) -> list[Layout]:
        """The rows beside each spread of columns; on several pages they break alike for all."""
        labels = [label_width(columns) for columns in spreads]
        rooms = [room_for(top, self._bottom, columns) for columns in spreads]
        narrow = self._lay_out(spreads[0], min(labels), min(rooms))
        if len(narrow.pages) > 1:
            return [narrow] * len(spreads)
        return [self._lay_out(*one) for one in zip(spreads, labels, rooms, strict=True)]

    def _lay_out(self, columns: Spread, label: float, room: float) -> Layout:
        spoken = next((column for column in columns if column.kind is Kind.WORDS), None)
        key = label, room, spoken is None
        if key not in self._known:
            rows = self._template.rows
            self._known[key] = lay_out(rows, label, room, self._continued, spoken)
        return self._known[key]

    def _continued(self, heading: str) -> str:
        return self._say.text("table", "continued", heading=heading)

    def _sheet_of(self, block: int, blocks: int, spread: int, spreads: int) -> str:
        """Which of the pages of a table this is; nothing when it has one page."""
        facts = {
            "sheet": block * spreads + spread + 1,
            "sheets": blocks * spreads,
            "block": block + 1,
            "blocks": blocks,
            "spread": spread + 1,
            "spreads": spreads,
        }
        if facts["sheets"] == 1:
            return ""
        both = blocks > 1 and spreads > 1
        return self._say.text("regions", "part_of" if both else "sheet_of", **facts)

    def _draw(
        self,
        title: Sequence[str],
        pairs: Sequence[Pair],
        columns: Spread,
        size: float,
        bands: Sequence[Band],
        paper: Paper,
    ) -> None:
        draw_title(paper, self._template.recap_model, title)
        draw_regions(paper, title_end(title), pairs)
        top = regions_end(title_end(title), pairs)
        draw_table(paper, top, bands, size, columns, self._head)
