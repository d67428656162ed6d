"""The template studio: a blank form becomes data, is tried on a photo and handed on signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sirekap_desktop import paths, raster
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models import draft_files, form_files
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.document import FormBundle
from sirekap_desktop.models.draft_checks import FORM_ID, Trouble, checked, refusal_of
from sirekap_desktop.models.drafting import Draft, Titles, finished, started
from sirekap_desktop.models.form import Point, Template
from sirekap_desktop.models.form_writing import files_of
from sirekap_desktop.models.layout import Layout
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.store import Unit
from sirekap_desktop.workflow.desk import Desk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sirekap_desktop.ocr.page import PageResult

KEPT = 2.0
"""Pixels per mm of the blank sheets that are shown, and kept beside a template."""


@dataclass(frozen=True)
class Sheet:
    """A blank sheet: its picture as PNG (the whole picture is the sheet), what was found on it.

    A form may have twenty of them, so each is unpacked only when somebody looks. `measured`: it
    was drawn from a print file, whose sizes are known.
    """

    png: bytes
    layout: Layout | None = None
    measured: bool = False

    @classmethod
    def of(
        cls, picture: NDArray[np.uint8], layout: Layout | None = None, *, measured: bool = False
    ) -> Sheet:
        """A sheet of this picture (BGR)."""
        import cv2

        _, data = cv2.imencode(".png", picture)
        return cls(bytes(data), layout, measured)

    @property
    def picture(self) -> NDArray[np.uint8]:
        """The picture (BGR)."""
        import cv2
        import numpy as np

        return np.asarray(cv2.imdecode(np.frombuffer(self.png, np.uint8), cv2.IMREAD_COLOR))

    def reduced(self, form: Template) -> NDArray[np.uint8]:
        """The picture as large as a person needs: what is finer only flickers on a screen."""
        import cv2
        import numpy as np

        picture = self.picture
        factor = KEPT * form.size[0] / picture.shape[1]
        if factor >= 1:
            return picture
        small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.uint8)


@dataclass(frozen=True)
class Known:
    """A form that can be opened: one that is being made, one that is in use, or the program's.

    `problem` says why its files cannot be read.
    """

    kind: str
    form: str
    model: str
    folder: Path
    problem: SirekapError | None = None


MAKING, INSTALLED, SHIPPED = "draft", "installed", "shipped"


def known(home: Path) -> tuple[Known, ...]:
    """Every form that the studio can open; `home` is the folder of the data."""
    places = (
        (MAKING, paths.form_drafts(home)),
        (INSTALLED, paths.forms(home)),
        (SHIPPED, paths.resources() / "forms"),
    )
    return tuple(
        one
        for kind, root in places
        for file in sorted(root.glob("*/*/template.toml"))
        if (one := _known(kind, file.parent)) is not None
    )


def _known(kind: str, folder: Path) -> Known | None:
    name = f"{folder.parent.name}/{folder.name}"
    try:
        form = form_files.pattern(folder)
    except SirekapError as error:
        return Known(kind, name, "", folder, error)
    return None if form.copy_of else Known(kind, form.form, form.model, folder)


def look_at(data: bytes, width: float | None) -> tuple[Sheet, ...]:
    """Every sheet of a blank form, with what is found on it by itself.

    `width` in mm for a scan. Raises as `ocr.blank_page.blank_pages`.
    """
    from sirekap_desktop.ocr.blank_page import blank_pages
    from sirekap_desktop.ocr.layout import find_layout

    measured = b"%PDF-" in data[:1024] and width is None
    return tuple(
        Sheet.of(page.picture, find_layout(page.picture, page.size), measured=measured)
        for page in blank_pages(data, width)
    )


def look_again(sheet: Sheet, size: Point) -> Layout:
    """What is found on a sheet of `size` mm that is open already."""
    from sirekap_desktop.ocr.layout import find_layout

    return find_layout(sheet.picture, size)


def draft_folder(form: str, root: Path) -> Path:
    """Where the form of this id lies below `root`; raises `draft_id_bad` for one that is no id."""
    if not FORM_ID.fullmatch(form):
        raise SirekapError("draft_id_bad", form=form)
    return root / form


def begin(sheets: Sequence[Sheet], titles: Titles, like: str) -> Draft:
    """A draft of these sheets; a new election takes its terms from `like`, a known one."""
    law, terms = draft_files.law_for(titles.form, like)
    layouts = [sheet.layout for sheet in sheets if sheet.layout is not None]
    draft = started(layouts, titles, law, terms)
    measured = all(sheet.measured for sheet in sheets)
    return replace(draft, form=replace(draft.form, checked=measured))


def open_folder(folder: Path) -> tuple[Draft, tuple[Sheet, ...]]:
    """A form to be corrected; sheets without a kept picture are drawn from the template."""
    draft = draft_files.open_draft(folder)
    return draft, sheets_of(draft, folder)


def sheets_of(draft: Draft, folder: Path | None = None) -> tuple[Sheet, ...]:
    """The blank sheets of a draft as pictures."""
    from sirekap_desktop.documents.blank_form import blank_form

    sheets = []
    for page in draft.pages:
        kept = _kept_picture(folder / draft_files.picture_name(page.number)) if folder else b""
        if kept:
            sheets.append(Sheet(kept))
        else:
            drawn = raster.render(blank_form(draft.form, [page.number]), 0, KEPT * 25.4)
            sheets.append(Sheet.of(drawn))
    return tuple(sheets)


def _kept_picture(file: Path) -> bytes:
    """The picture of a blank sheet; empty where there is none that can be unpacked."""
    import cv2
    import numpy as np

    try:
        data = file.read_bytes()
    except OSError:
        return b""
    small = cv2.IMREAD_REDUCED_GRAYSCALE_8
    readable = data and cv2.imdecode(np.frombuffer(data, np.uint8), small) is not None
    return data if readable else b""


def save(draft: Draft, folder: Path, sheets: Sequence[Sheet] = ()) -> None:
    """Keep a draft in a folder of its own, whole or not; raises `file_unwritable`."""
    numbered = zip(draft.pages, sheets, strict=False)
    pictures = {page.number: _png(sheet, draft.form) for page, sheet in numbered}
    draft_files.save_draft(draft, folder, pictures)


def troubles(draft: Draft, others: Mapping[str, Template]) -> tuple[Trouble, ...]:
    """What is wrong with a draft beside the forms that are known."""
    return checked(draft, others)


def whole(draft: Draft, others: Mapping[str, Template]) -> Template:
    """The form that a draft makes; raises `template_refused` with all that is wrong."""
    refusal = refusal_of(checked(draft, others))
    if refusal is not None:
        raise refusal
    return finished(draft)


def try_on(draft: Draft, photo: bytes) -> list[PageResult]:
    """What is read from a photo of a filled sheet with this draft; raises `template_refused`."""
    from sirekap_desktop.ocr.page import PageReader

    form = whole(draft, {})
    return PageReader({form.form: form}, paths.resources() / "ocr").read_file(photo)


def pack(draft: Draft, p12: bytes, password: str, when: datetime) -> bytes:
    """A whole form as one signed file; raises `template_refused` and as `check_signer`."""
    from sirekap_desktop.exchange.template_bundle import pack as packed

    form = whole(draft, {})
    return packed(form.form, form.model, files_of(draft), p12, password, when)


def open_bundle(data: bytes, anchors: Sequence[bytes] = ()) -> FormBundle:
    """What a signed file holds and who signed it; raises as `exchange.template_bundle.unpack`."""
    from sirekap_desktop.exchange.template_bundle import unpack

    return unpack(data, anchors)


def keep_bundle(bundle: FormBundle, folder: Path) -> Draft:
    """Lay the files of a signed form into a folder, and open it there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in bundle.files.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        raise SirekapError("file_unwritable", name=folder.name) from error
    return draft_files.open_draft(folder)


def install(desk: Desk, draft: Draft, *, signer: str = "") -> Desk:
    """Take a form into use on this laptop; the desk that knows it.

    `signer` is whose signature the form came with. Raises `not_allowed`, `template_refused`,
    `template_in_use` and `contestants_other` about the contests that are counted on it, and
    `file_unwritable`.
    """
    home = desk.store.folder
    desk.need(Act.TEMPLATE)
    form = whole(draft, desk.templates)
    before = form.form in desk.templates
    folder = paths.forms(home) / form.form
    with desk.unit() as unit:
        for contest in unit.elections.all():
            if contest.form == form.form:
                _need_places(unit.beside(contest.id), contest.title, form)
        unit.events.append(
            desk.clock(),
            desk.person,
            "template_installed",
            form=form.form,
            model=form.model,
            replaced=before,
            signer=signer,
        )
        draft_files.save_draft(draft, folder)
    known = form_files.catalog(paths.forms(home))
    return replace(desk, templates=known, bound={}, settled={})


def _need_places(unit: Unit, title: str, form: Template) -> None:
    """Every number that was confirmed in a contest stands on the new form of it too."""
    election = unit.elections.get()
    places = bind(form, election.contestants).fields if election is not None else ()
    if lost := sorted(unit.tallies.fields() - set(places)):
        raise SirekapError("template_in_use", title=title, fields=", ".join(lost))


def _png(sheet: Sheet, form: Template) -> bytes:
    """The sheet in grey and as large as a person needs."""
    import cv2

    _, data = cv2.imencode(".png", cv2.cvtColor(sheet.reduced(form), cv2.COLOR_BGR2GRAY))
    return bytes(data)
