"""Reads form templates from `resources/forms/<election>/<form>/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sirekap_desktop import paths
from sirekap_desktop.models.form import (
    Bubbles,
    FieldPlace,
    Frame,
    Grid,
    Label,
    Line,
    Page,
    Row,
    Template,
)
from sirekap_desktop.models.rule_files import rules_of


def catalog(folder: Path | None = None) -> dict[str, Template]:
    """Every template that ships with the program, by form id."""
    root = folder or paths.resources() / "forms"
    templates = [load(found.parent) for found in sorted(root.glob("*/*/template.toml"))]
    return {template.form: template for template in templates}


def load(folder: Path) -> Template:
    """The template of one form: template.toml, print.toml and rules.toml."""
    form = _toml(folder / "template.toml")
    prints = {page["number"]: page for page in _toml(folder / "print.toml")["page"]}
    pages = tuple(_page(page, prints[page["number"]]) for page in form["page"])
    fields = [place.field for page in pages for place in page.places]
    return Template(
        form=form["form"],
        title=form["title"],
        model=form["model"],
        recap_model=form["recap_model"],
        size=_pair(form["size"]),
        tag_family=form["tag"]["family"],
        tag_box=_box(form["tag"]["box"]),
        marks=tuple(_pair(mark) for mark in form["marks"]),
        mark_side=form["mark_side"],
        frame_width=form["frame_width"],
        pages=pages,
        rows=tuple(
            Row(row["section"], row["label"], tuple(row["fields"]), row["number"])
            for row in form["row"]
        ),
        rules=rules_of(_toml(folder / "rules.toml"), fields),
    )


def _toml(file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        return tomllib.load(stream)


def _page(page: Mapping[str, Any], printed: Mapping[str, Any]) -> Page:
    return Page(
        number=page["number"],
        tag=page["tag"],
        title=page["title"],
        places=tuple(_place(field) for field in page["field"]),
        head=_box(page["head"]),
        writing={name: _pair(at) for name, at in page["writing"].items()},
        frames=tuple(Frame(_box(f[:4]), f[4], f[5]) for f in printed["frames"]),
        lines=tuple(Line(_pair(n[:2]), _pair(n[2:4]), n[4], n[5]) for n in printed["lines"]),
        labels=tuple(
            Label(text, (x, y), size, style, align, fit)
            for text, x, y, size, style, align, fit in printed["labels"]
        ),
    )


def _place(field: Mapping[str, Any]) -> FieldPlace:
    bubbles = field.get("bubbles")
    side = field["side"]
    return FieldPlace(
        field=field["id"],
        boxes=tuple((x, field["y"], side, side) for x in field["x"]),
        guided=field.get("guided", False),
        bubbles=Bubbles(tuple(bubbles["x"]), tuple(bubbles["y"]), bubbles["diameter"])
        if bubbles
        else None,
        tally=_grid(field.get("tally")),
        row_sums=_grid(field.get("row_sums")),
        words=_box(field["words"]) if "words" in field else None,
    )


def _grid(grid: Mapping[str, Any] | None) -> Grid | None:
    return Grid(tuple(grid["x"]), tuple(grid["y"]), _pair(grid["cell"])) if grid else None


def _pair(values: list[float]) -> tuple[float, float]:
    first, second = values
    return (float(first), float(second))


def _box(values: list[float]) -> tuple[float, float, float, float]:
    x, y, width, height = values
    return (float(x), float(y), float(width), float(height))
