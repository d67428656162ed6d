"""Reads form templates from `resources/forms/<election>/<form>/` and from folders like it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
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


class Catalog(Mapping[str, Template]):
    """Forms by form id; one that the program has is read from its files when it is asked for."""

    def __init__(self, folders: Mapping[str, Path], forms: Mapping[str, Template]) -> None:
        self._folders = {form: folder for form, folder in folders.items() if form not in forms}
        self._forms = dict(forms)
        self._order = sorted({*folders, *forms})

    def __getitem__(self, form: str) -> Template:
        if form not in self._forms:
            self._forms[form] = load(self._folders[form])
        return self._forms[form]

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)


def catalog(*folders: Path) -> Catalog:
    """Every form that an election may have; without `copies` and `drafts`.

    `folders` hold forms that were made or received here, beside those that the program has; one
    of the same id stands before them, one that cannot be read is left out.
    """
    own = [form for folder in folders for form, _ in installed(folder) if form is not None]
    known = {form.form: form for form in own if not (form.copy_of or form.draft)}
    plain = _shipped(lambda head: not ("copy_of" in head or head.get("draft", False)))
    return Catalog(plain, known)


def copies() -> Catalog:
    """The forms that repeat another one (C.HASIL SALINAN): evidence, never an election's form."""
    return Catalog(_shipped(lambda head: "copy_of" in head), {})


def drafts() -> Catalog:
    """Designs that were published and never used: they can be read, and no election has them."""
    return Catalog(_shipped(lambda head: head.get("draft", False)), {})


def installed(folder: Path) -> list[tuple[Template | None, SirekapError | None]]:
    """Each form of a folder, or why it cannot be read."""
    found: list[tuple[Template | None, SirekapError | None]] = []
    for file in sorted(folder.glob("*/*/template.toml")):
        try:
            found.append((load(file.parent), None))
        except SirekapError as error:
            found.append((None, error))
    return found


def _shipped(wanted: Callable[[Mapping[str, Any]], bool]) -> dict[str, Path]:
    """The folders of the program's own forms whose first lines say what is wanted."""
    files = sorted(_home().glob("*/*/template.toml"))
    heads = ((file.parent, _head(file)) for file in files)
    return {head["form"]: folder for folder, head in heads if wanted(head)}


def _head(file: Path) -> dict[str, Any]:
    """What stands before the first table of a file; the rest costs fifty times as long."""
    return tomllib.loads(file.read_text(encoding="utf-8").partition("\n[")[0])


def _home() -> Path:
    return paths.resources() / "forms"


def load(folder: Path) -> Template:
    """The template of one form: template.toml, print.toml and the law of its election.

    A copy names its original's folder, beside its own, and has that form's rows and rules. Raises
    `template_unreadable` and `rule_bad`.
    """
    form = pattern(folder)
    with _readable(folder):
        source = folder.parent / _toml(folder / "template.toml").get("copy_of", folder.name)
        original = form if source == folder else pattern(source)
        law = law_of(source, original.form)
        pages = ((page.number, [place.field for place in page.places]) for page in original.pages)
        return replace(
            form,
            rows=rows_of(form.outline, form.fields),
            rules=rules_of(law, form.fields, facts_of(original.model, pages)),
            law=law,
        )


def pattern(folder: Path) -> Template:
    """The sheets of a form as its files have them, without rows and rules: as far as a form that
    is still being made can be read. Raises `template_unreadable`."""
    with _readable(folder):
        form = _toml(folder / "template.toml")
        source = folder.parent / form["copy_of"] if "copy_of" in form else folder
        original = _toml(source / "template.toml")
        tag = form.get("tag", {"family": "", "box": [0, 0, 0, 0]})
        prints = {page["number"]: page for page in _toml(folder / "print.toml")["page"]}
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
            pages=tuple(_page(page, prints[page["number"]]) for page in form["page"]),
            rows=(),
            rules=(),
            copy_of=original["form"] if source != folder else "",
            code_box=_box(form.get("code", {"box": [0, 0, 0, 0]})["box"]),
            draft=form.get("draft", False),
            frame_grey=form.get("frame_grey", 0.0),
            outline=tuple(map(_row, original["row"])),
            checked=form.get("checked", True),
            tag_turned=tag.get("turned", 180),
        )


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """What a file that is no template raises, as a refusal."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        name = f"{folder.parent.name}/{folder.name}"
        reason = f"{type(error).__name__}: {error}"
        raise SirekapError("template_unreadable", name=name, reason=reason) from error


def law_of(folder: Path, form: str) -> dict[str, Any]:
    """What the rules of a form (`<election>/<form>`) are made of: its own rules.toml or that of
    every form, and the law.toml that it brings along or that its election has."""
    own, terms = own_table(folder, "rules"), own_table(folder, "law")
    return {**shared_law(folder, form), **(terms or {}), **(own or {})}


def own_table(folder: Path, name: str) -> dict[str, Any] | None:
    """`rules.toml` or `law.toml` beside a template, None where there is none."""
    file = folder / f"{name}.toml"
    return _toml(file) if file.exists() else None


def shared_law(folder: Path, form: str) -> dict[str, Any]:
    """The rules of every form, and the terms and limits of the election of this form.

    A folder may lie among others of its election, or alone: then the program's own hold.
    """
    election = folder.parent
    rules = _first(election.parent / "rules.toml", _home() / "rules.toml")
    law = _first(election / "law.toml", _home() / form.partition("/")[0] / "law.toml")
    return rules | law


def laws() -> dict[str, dict[str, Any]]:
    """The terms and limits of every election that the program knows."""
    return {file.parent.name: _toml(file) for file in sorted(_home().glob("*/law.toml"))}


def _first(*files: Path) -> dict[str, Any]:
    return next((_toml(file) for file in files if file.exists()), {})


def _toml(file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        return tomllib.load(stream)


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
            Label(text, (x, y), size, style, align, fit, *room)
            for text, x, y, size, style, align, fit, *room in printed["labels"]
        ),
        code=page.get("code", ""),
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
        letters=_grid(field.get("letters")),
    )


def _grid(grid: Mapping[str, Any] | None) -> Grid | None:
    return Grid(tuple(grid["x"]), tuple(grid["y"]), _pair(grid["cell"])) if grid else None


def _pair(values: list[float]) -> tuple[float, float]:
    first, second = values
    return (float(first), float(second))


def _box(values: list[float]) -> tuple[float, float, float, float]:
    x, y, width, height = values
    return (float(x), float(y), float(width), float(height))
