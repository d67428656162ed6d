"""Reads form templates from `resources/forms/<election>/<form>/` and from folders like it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.binding import facts_of, rows_of
from sirekap_desktop.models.form import (
    NO_TAG,
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


def catalog(*folders: Path) -> dict[str, Template]:
    """Every form that an election may have, by form id; without the `copies` of such forms.

    `folders` hold forms that were made or received here, beside those that the program has; one
    of the same id stands before them, one that cannot be read is left out.
    """
    shipped = {form.form: form for form in _shipped() if not form.copy_of}
    own = [form for folder in folders for form, _ in installed(folder) if form is not None]
    return shipped | {form.form: form for form in own}


def copies() -> dict[str, Template]:
    """The forms that repeat another one (C.HASIL SALINAN): evidence, never an election's form."""
    return {form.form: form for form in _shipped() if form.copy_of}


def installed(folder: Path) -> list[tuple[Template | None, SirekapError | None]]:
    """Each form of a folder, or why it cannot be read."""
    found: list[tuple[Template | None, SirekapError | None]] = []
    for file in sorted(folder.glob("*/*/template.toml")):
        try:
            found.append((load(file.parent), None))
        except SirekapError as error:
            found.append((None, error))
    return found


def _shipped() -> list[Template]:
    return [load(found.parent) for found in sorted(_home().glob("*/*/template.toml"))]


def _home() -> Path:
    return paths.resources() / "forms"


def load(folder: Path) -> Template:
    """The template of one form: template.toml, print.toml and the law of its election.

    A copy names its original's folder, beside its own, and has that form's rows and rules. Raises
    `template_unreadable` and `rule_bad`.
    """
    try:
        return _load(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        name = f"{folder.parent.name}/{folder.name}"
        reason = f"{type(error).__name__}: {error}"
        raise SirekapError("template_unreadable", name=name, reason=reason) from error


def _load(folder: Path) -> Template:
    form = _toml(folder / "template.toml")
    source = folder.parent / form["copy_of"] if "copy_of" in form else folder
    original = _toml(source / "template.toml")
    law = law_of(source)
    outline = tuple(map(_row, original["row"]))
    tag = form.get("tag", {"family": "", "box": [0, 0, 0, 0]})
    prints = {page["number"]: page for page in _toml(folder / "print.toml")["page"]}
    pages = tuple(_page(page, prints[page["number"]]) for page in form["page"])
    fields = [place.field for page in pages for place in page.places]
    return Template(
        form=form["form"],
        title=original["title"],
        model=form["model"],
        recap_model=original["recap_model"],
        size=_pair(form["size"]),
        tag_family=tag["family"],
        tag_box=_box(tag["box"]),
        marks=tuple(_pair(mark) for mark in form.get("marks", ())),
        mark_side=form.get("mark_side", 0.0),
        frame_width=form["frame_width"],
        pages=pages,
        rows=rows_of(outline, fields),
        rules=rules_of(law, fields, facts_of(original["model"], map(_content, original["page"]))),
        copy_of=original["form"] if source != folder else "",
        outline=outline,
        law=law,
        checked=form.get("checked", True),
        tag_turned=tag.get("turned", 180),
    )


def law_of(folder: Path) -> dict[str, Any]:
    """What the rules of a form are made of: its own rules.toml or that of every form, and the
    law.toml that it brings along or that its election has."""
    return {
        **shared_law(folder),
        **(own_table(folder, "law") or {}),
        **(own_table(folder, "rules") or {}),
    }


def own_table(folder: Path, name: str) -> dict[str, Any] | None:
    """`rules.toml` or `law.toml` beside a template, None where there is none."""
    file = folder / f"{name}.toml"
    return _toml(file) if file.exists() else None


def shared_law(folder: Path) -> dict[str, Any]:
    """The rules of every form, and the terms and limits of the election of this folder."""
    election = folder.parent
    rules = _first(election.parent / "rules.toml", _home() / "rules.toml")
    law = _first(election / "law.toml", _home() / election.name / "law.toml")
    return rules | law


def laws() -> dict[str, dict[str, Any]]:
    """The terms and limits of every election that the program knows."""
    return {file.parent.name: _toml(file) for file in sorted(_home().glob("*/law.toml"))}


def _first(*files: Path) -> dict[str, Any]:
    return next((_toml(file) for file in files if file.exists()), {})


def _toml(file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        return tomllib.load(stream)


def _content(page: Mapping[str, Any]) -> tuple[int, list[str]]:
    return page["number"], [place["id"] for place in page["field"]]


def _row(row: Mapping[str, Any]) -> Row:
    return Row(
        section=row["section"],
        label=row["label"],
        fields=tuple(row.get("fields", ())),
        number=row.get("number", ""),
        each=row.get("each", ""),
    )


def _page(page: Mapping[str, Any], printed: Mapping[str, Any]) -> Page:
    return Page(
        number=page["number"],
        tag=page.get("tag", NO_TAG),
        title=page["title"],
        places=tuple(_place(field) for field in page["field"]),
        head=_box(page["head"]),
        repeat=page.get("repeat", ""),
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
    width, height = field["size"] if "size" in field else (field["side"], field["side"])
    return FieldPlace(
        field=field["id"],
        boxes=tuple((x, field["y"], width, height) for x in field["x"]),
        guided=field.get("guided", False),
        bubbles=Bubbles(tuple(bubbles["x"]), tuple(bubbles["y"]), bubbles["diameter"])
        if bubbles
        else None,
        tally=_grid(field.get("tally")),
        row_sums=_grid(field.get("row_sums")),
        words=_box(field["words"]) if "words" in field else None,
        words_print=_box(field["words_print"]) if "words_print" in field else None,
    )


def _grid(grid: Mapping[str, Any] | None) -> Grid | None:
    return Grid(tuple(grid["x"]), tuple(grid["y"]), _pair(grid["cell"])) if grid else None


def _pair(values: list[float]) -> tuple[float, float]:
    first, second = values
    return (float(first), float(second))


def _box(values: list[float]) -> tuple[float, float, float, float]:
    x, y, width, height = values
    return (float(x), float(y), float(width), float(height))
