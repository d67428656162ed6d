"""Writes a form as its files: what `form_files.load` reads again as the same template."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sirekap_desktop.models.drafting import Draft, outlined
from sirekap_desktop.models.form import (
    NO_TAG,
    FieldPlace,
    Grid,
    Label,
    Page,
    Row,
    Template,
)

_HEAD = (
    "# What is read of a C form, in millimetres from the upper left corner of the sheet.\n"
    "# Made in the template studio; print.toml beside it holds what is only printed.\n"
)
_PRINT = (
    "# What is printed on it besides the boxes that are read, in millimetres.\n"
    "# frames: x, y, width, height, line width, grey (0 black, 1 white)."
    " lines: x1, y1, x2, y2, line width, grey.\n"
    "# labels: text, x, baseline y, size, style, align, width of the longest line"
    " and of the\n"
    "# room for it (0: as it comes).\n"
)
_RULES = "# The rules of this form, chosen in the template studio.\n"
_LAW = "# What the law of this election says where forms and rules differ.\n"


def files_of(draft: Draft) -> dict[str, str]:
    """The files of a form by name, whether it is whole or still being made.

    `rules.toml` only when the rules are its own, `law.toml` only when it brings its terms along.
    """
    form = outlined(draft)
    files = {"template.toml": template_text(form), "print.toml": print_text(form)}
    if draft.own is not None:
        files["rules.toml"] = _RULES + "\n" + document(draft.own)
    if draft.terms is not None:
        files["law.toml"] = _LAW + "\n" + document(draft.terms)
    return files


def template_text(form: Template) -> str:
    """`template.toml`."""
    table: dict[str, Any] = {
        "form": form.form,
        "title": form.title,
        "model": form.model,
        "recap_model": form.recap_model,
        "size": form.size,
    }
    if form.draft:
        table["draft"] = True
    if not form.checked:
        table["checked"] = False
    if form.marks:
        table |= {"marks": form.marks, "mark_side": form.mark_side}
    table["frame_width"] = form.frame_width
    if form.frame_grey:
        table["frame_grey"] = form.frame_grey
    if form.tag_family:
        table["tag"] = {
            "family": form.tag_family,
            "box": form.tag_box,
            "turned": form.tag_turned,
        }
    if any(form.code_box):
        table["code"] = {"box": form.code_box}
    table["page"] = [_page(page) for page in form.pages]
    table["row"] = [_row(row) for row in form.outline]
    return _HEAD + document(table)


def print_text(form: Template) -> str:
    """`print.toml`."""
    pages = [
        {
            "number": page.number,
            "frames": [(*frame.box, frame.width, frame.grey) for frame in page.frames],
            "lines": [(*line.start, *line.end, line.width, line.grey) for line in page.lines],
            "labels": [_label(label) for label in page.labels],
        }
        for page in form.pages
    ]
    return _PRINT + document({"page": pages})


def document(table: Mapping[str, Any]) -> str:
    """A table as TOML; a value that is empty stays, one that is None is left out."""
    return "\n".join(_lines(table, "")).strip("\n") + "\n"


def _page(page: Page) -> dict[str, Any]:
    table: dict[str, Any] = {"number": page.number}
    if page.tag != NO_TAG:
        table["tag"] = page.tag
    if page.code:
        table["code"] = page.code
    table["title"] = page.title
    if page.repeat:
        table["repeat"] = page.repeat
    table["head"] = page.head
    table["writing"] = _Inline(page.writing)
    table["field"] = [_place(place) for place in page.places]
    return table


def _place(place: FieldPlace) -> dict[str, Any]:
    _, y, width, height = place.boxes[0]
    table: dict[str, Any] = {"id": place.field, "x": [box[0] for box in place.boxes], "y": y}
    table |= {"side": width} if width == height else {"size": (width, height)}
    if place.guided:
        table["guided"] = True
    if place.bubbles:
        bubbles = place.bubbles
        table["bubbles"] = _Inline(x=bubbles.x, y=bubbles.y, diameter=bubbles.diameter)
    for name, grid in (
        ("tally", place.tally),
        ("row_sums", place.row_sums),
        ("letters", place.letters),
    ):
        if grid:
            table[name] = _grid(grid)
    for name, box in (("words", place.words), ("words_print", place.words_print)):
        if box:
            table[name] = box
    return table


def _grid(grid: Grid) -> _Inline:
    return _Inline(x=grid.x, y=grid.y, cell=grid.cell)


def _label(label: Label) -> tuple[str | float, ...]:
    told = (label.text, *label.at, label.size, label.style, label.align, label.fit)
    return (*told, label.room) if label.room else told


def _row(row: Row) -> dict[str, Any]:
    table: dict[str, Any] = {"section": row.section, "number": row.number, "label": row.label}
    return table | ({"each": row.each} if row.each else {"fields": row.fields})


class _Inline(dict[str, Any]):
    """A table that is written on one line."""


def _lines(table: Mapping[str, Any], path: str) -> Iterable[str]:
    """Plain values first, then tables, then lists of tables, as TOML wants them."""
    tables, lists = [], []
    for key, value in table.items():
        if isinstance(value, Mapping) and not isinstance(value, _Inline):
            tables.append((key, value))
        elif _is_list_of_tables(value):
            lists.append((key, value))
        else:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in tables:
        yield from ("", f"[{path}{_key(key)}]", *_lines(value, f"{path}{_key(key)}."))
    for key, value in lists:
        for one in value:
            yield from ("", f"[[{path}{_key(key)}]]", *_lines(one, f"{path}{_key(key)}."))


def _is_list_of_tables(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and bool(value)
        and all(isinstance(one, Mapping) and not isinstance(one, _Inline) for one in value)
    )


def _key(key: str) -> str:
    plain = key and all(c.isascii() and (c.isalnum() or c in "_-") for c in key)
    return key if plain else _text(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, Sequence):
        return _list(value)
    raise TypeError(type(value).__name__)


def _list(values: Sequence[object]) -> str:
    """On one line, or a line for each list or text that is inside."""
    told = [_value(value) for value in values]
    nested = any(isinstance(value, Sequence) for value in values)
    if nested and sum(map(len, told)) > 80:
        return "[\n" + "".join(f"    {one},\n" for one in told) + "]"
    return f"[{', '.join(told)}]"


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for the one sign that JSON leaves alone."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
