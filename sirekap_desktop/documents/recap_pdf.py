"""MODEL D.HASIL KECAMATAN: berita acara, a table per desa, the kecamatan, words, notes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from sirekap_desktop.documents.blocks import (
    draw_regions,
    draw_signatures,
    draw_title,
    named,
    plain_name,
    region_pairs,
    regions_end,
    title_end,
)
from sirekap_desktop.documents.columns import Captions, Column, Kind, Unit, spread
from sirekap_desktop.documents.footer import Footer
from sirekap_desktop.documents.minutes_pdf import Leaf, minutes_leaves, notes_leaves
from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.recap_table import Head, draw_table
from sirekap_desktop.documents.style import MM, PAGE, Face, register_faces, thousands
from sirekap_desktop.documents.wording import Wording, wording_of
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
    say = wording_of("d_hasil_kecamatan_ppwp")
    maker = _Tables(say, template, recap)
    leaves = [
        *minutes_leaves(say, template, recap, occasion, noted=bool(explanations)),
        *(leaf for part in recap.desa for leaf in maker.desa(part)),
        *maker.kecamatan(),
        maker.in_words(),
        *notes_leaves(say, template, recap, explanations),
    ]
    target = BytesIO()
    canvas = _canvas(target, say, template, recap, occasion)
    paper = Paper(canvas)
    footer = _footer(say, template, recap)
    footer.prepare(paper, say)
    contestants = [one.number for one in recap.election.contestants]
    for number, leaf in enumerate(leaves, start=1):
        footer.draw_mark(paper)
        leaf(paper)
        draw_signatures(paper, say, occasion.committee, contestants)
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


class _Tables:
    """Plans the pages of tables of one recap."""

    def __init__(self, say: Wording, template: Template, recap: Recap) -> None:
        self._say = say
        self._template = template
        self._recap = recap
        self._captions = Captions(*(say.text("table", n) for n in ("carried", "running", "final")))

    def desa(self, part: DesaRecap) -> list[Leaf]:
        """A column for each TPS of a desa."""
        units = [
            Unit(self._say.text("table", "tps", number=column.tps.number), column.values)
            for column in part.columns
        ]
        kind = part.desa.kind
        region = part.desa.region
        pair = (self._say.text("regions", kind.lower()), named(region))
        pages = spread(units, self._recap.fields, self._captions)
        return self._leaves("desa", pages, [pair], kind=kind.upper())

    def kecamatan(self) -> list[Leaf]:
        """A column for each desa."""
        units = [
            Unit(plain_name(part.desa.region).upper(), part.total) for part in self._recap.desa
        ]
        pages = spread(units, self._recap.fields, self._captions, turned=True)
        return self._leaves("kecamatan", pages, [])

    def in_words(self) -> Leaf:
        """The final sums, each also in words."""
        total = self._recap.total
        figures = {field: thousands(total[field]) for field in self._recap.fields}
        spoken = {field: words(total[field]) for field in self._recap.fields}
        columns = (
            Column(self._captions.final, figures, Kind.SUM, _SUM_WIDTH),
            Column(self._say.text("table", "words"), spoken, Kind.WORDS, _WORDS_WIDTH),
        )
        return self._leaves("words", [columns], [])[0]

    def _leaves(
        self,
        title: str,
        pages: Sequence[tuple[Column, ...]],
        regions: Sequence[tuple[str, str]],
        **facts: str,
    ) -> list[Leaf]:
        election = self._recap.election
        lines = self._say.lines("titles", title, election=election.title.upper(), **facts)
        sheet = self._say.text("regions", "sheet")
        leaves: list[Leaf] = []
        for number, columns in enumerate(pages, start=1):
            of = self._say.text("regions", "sheet_of", sheet=number, sheets=len(pages))
            pairs = [*regions, *reversed(region_pairs(self._say, election))]
            if len(pages) > 1:
                pairs.append((sheet, of))
            leaves.append(partial(self._draw, lines, pairs, columns))
        return leaves

    def _draw(
        self,
        title: Sequence[str],
        pairs: Sequence[tuple[str, str]],
        columns: tuple[Column, ...],
        paper: Paper,
    ) -> None:
        draw_title(paper, self._template.recap_model, title)
        draw_regions(paper, title_end(title), pairs)
        end = regions_end(title_end(title), pairs)
        say = self._say
        letter = say.lines("table", "sexes")
        head = Head(say.text("table", "number"), say.text("table", "label"), letter)
        draw_table(paper, end, self._template.rows, columns, head)
