"""The sheet of all codes: what each finding asks, means, and wants done; for the desk's wall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from sirekap_desktop.documents.blocks import draw_title, title_end
from sirekap_desktop.documents.flow import draw_flow, gap, grid, paginate, prose, safe
from sirekap_desktop.documents.paper import Paper
from sirekap_desktop.documents.style import MARGIN, MM, PAGE, WIDTH, Face, register_faces
from sirekap_desktop.documents.wording import Wording, wording_of
from sirekap_desktop.models.form import Rule, Template

_FOOT = PAGE[1] - MARGIN - 5.5
_BOTTOM = _FOOT - 3.0
_SPACE = 4.0
_WIDTHS = (20.0, 70.0, 95.0)


def codes_document(template: Template) -> bytes:
    """The PDF of every rule of a form; the same rules give the same bytes."""
    register_faces()
    say = wording_of("kode_temuan")
    title = say.lines("title", "lines", model=template.model)
    top = title_end(title) + _SPACE
    opening = [[prose(line, size=8.5), gap(1.5)] for line in say.lines("opening", "text")]
    rows = [_row(say, rule) for rule in template.rules]
    table = grid(say.lines("table", "head"), rows, _WIDTHS, ("left",) * 3, size=8, top=True)
    pages = paginate([*opening, [gap(1)], [table]], _BOTTOM - top, _BOTTOM - MARGIN)
    target = BytesIO()
    canvas = _canvas(target, say, template.model)
    paper = Paper(canvas)
    draw_title(paper, "", title)
    for number, items in enumerate(pages, start=1):
        draw_flow(paper, items, top if number == 1 else MARGIN)
        _draw_foot(paper, say, template.model, number, pages)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _canvas(target: BytesIO, say: Wording, model: str) -> Canvas:
    canvas = Canvas(
        target,
        pagesize=(PAGE[0] * MM, PAGE[1] * MM),
        invariant=1,
        pageCompression=1,
        lang="id-ID",
        initialFontName=Face.REGULAR.value,
    )
    canvas.setTitle(say.text("meta", "title", model=model))
    canvas.setAuthor(say.text("meta", "author"))
    canvas.setCreator("Sirekap Desktop")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _row(say: Wording, rule: Rule) -> list[str]:
    def told(name: str, text: str) -> str:
        return f"<b>{say.text('table', name)}:</b> {safe(_general(say, text))}"

    basis = rule.basis
    if not rule.basis_checked:
        basis = say.text("table", "unchecked", basis=basis)
    asked = "<br/>".join(safe(condition) for condition in rule.conditions)
    texts = (("meaning", rule.meaning), ("typist", rule.typist), ("chair", rule.action))
    return [
        f'<font size="11"><b>{safe(rule.code)}</b></font><br/>{say.text("kinds", rule.severity)}',
        f"<b>{safe(rule.title)}</b><br/>{asked}<br/>"
        f"<i>{say.text('table', 'basis')}: {safe(basis)}</i>",
        "<br/>".join(told(name, text) for name, text in texts),
    ]


def _general(say: Wording, text: str) -> str:
    """A text of the rule file without the facts of a case."""
    blank = say.text("table", "blank")
    return text.format_map(defaultdict(lambda: blank))


def _draw_foot(
    paper: Paper, say: Wording, model: str, number: int, pages: Sequence[Sequence[Flowable]]
) -> None:
    paper.lines([(MARGIN, _FOOT, MARGIN + WIDTH, _FOOT)])
    below = _FOOT + 4.0
    paper.text((MARGIN, below), say.text("footer", "note", model=model), Face.REGULAR, 7.5)
    told = say.text("footer", "page", page=number, pages=len(pages))
    paper.text((MARGIN + WIDTH, below), told, Face.BOLD, 8.5, "right")
