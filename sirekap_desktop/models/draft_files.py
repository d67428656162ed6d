"""Opens the folder of a form for the studio, and writes it again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models import form_files
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.models.form_writing import files_of

FILES = ("template.toml", "print.toml", "rules.toml", "law.toml")
"""The files that a form may consist of."""


def open_draft(folder: Path) -> Draft:
    """The form of a folder, whole or still being made.

    Raises `template_missing`, `template_unreadable` and `template_copy`.
    """
    if not (folder / "template.toml").is_file():
        raise SirekapError("template_missing", name=folder.name)
    form = form_files.pattern(folder)
    if form.copy_of:
        raise SirekapError("template_copy", model=form.model)
    own, terms = (form_files.own_table(folder, name) for name in ("rules", "law"))
    return Draft(form, own, terms, form_files.shared_law(folder, form.form))


def picture_name(page: int) -> str:
    """The file of a blank sheet's picture beside a template."""
    return f"blank_{page}.png"


def law_for(form: str, like: str) -> tuple[Mapping[str, Any], Mapping[str, Any] | None]:
    """The shared law of a new form (`<election>/<form>`), and the terms that it has to bring.

    An election that the program does not know takes those of `like`, one that it knows.
    """
    election = form.partition("/")[0]
    known = form_files.laws()
    shared = form_files.shared_law(paths.resources() / "forms" / election / "-", form)
    return shared, None if election in known else known[like]


def save_draft(draft: Draft, folder: Path, pictures: Mapping[int, bytes] | None = None) -> None:
    """Write the files of a form, each whole or not at all; raises `file_unwritable`.

    `pictures` (PNG) of its blank sheets, by page, are kept beside them for the studio.
    """
    files = {name: text.encode() for name, text in files_of(draft).items()}
    sheets = {picture_name(page): data for page, data in (pictures or {}).items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in {**files, **sheets}.items():
            fresh = folder / f"{name}.baru"
            fresh.write_bytes(data)
            fresh.replace(folder / name)
        for name in set(FILES) - files.keys():
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or ""
        raise SirekapError("file_unwritable", name=folder.name, reason=reason) from error
