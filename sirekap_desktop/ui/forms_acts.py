"""What the studio does in the background: each takes and gives plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.document import FormBundle
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.models.form import Point
from sirekap_desktop.models.layout import Layout
from sirekap_desktop.models.reading import SheetReading
from sirekap_desktop.ui.forms_dialogs import Blank
from sirekap_desktop.workflow import templating

if TYPE_CHECKING:
    from sirekap_desktop.workflow.templating import Sheet

Found = tuple[Draft, tuple["Sheet", ...]]
Readings = Sequence[SheetReading]


def begin(blank: Blank) -> Found:
    """A draft of what is found on a blank form."""
    sheets = templating.look_at(_bytes(blank.file), blank.width)
    return templating.begin(sheets, blank.titles, blank.like), sheets


def found_on(sheet: Sheet, size: Point) -> Layout:
    """What is found on a sheet that is open already."""
    return templating.look_again(sheet, size)


def read_photo(draft: Draft, file: Path) -> Readings:
    """What a photo says with this draft."""
    return [result.reading for result in templating.try_on(draft, _bytes(file))]


def keep(draft: Draft, home: Path, sheets: Sequence[Sheet]) -> Draft:
    """Write a draft into its folder below `home`."""
    templating.save(draft, templating.draft_folder(draft.form.form, home), sheets)
    return draft


def pack(draft: Draft, target: Path, p12: Path, password: str, when: datetime) -> None:
    """Write a form as one signed file."""
    data = templating.pack(draft, _bytes(p12), password, when)
    try:
        target.write_bytes(data)
    except OSError as error:
        raise SirekapError("file_unwritable", name=target.name) from error


def read_package(file: Path, anchor: Path | None = None) -> FormBundle:
    """Who signed a form, and what it is; `anchor` is a certificate whose word is taken."""
    return templating.open_bundle(_bytes(file), [] if anchor is None else [_bytes(anchor)])


def unpack(bundle: FormBundle, home: Path) -> Found:
    """Lay a signed form into its folder below `home`, and open it there."""
    folder = templating.draft_folder(bundle.form, home)
    draft = templating.keep_bundle(bundle, folder)
    return draft, templating.sheets_of(draft)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SirekapError("file_unreadable", name=file.name) from error
