"""`sirekap template …`: the studio without a window."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sirekap_desktop import paths
from sirekap_desktop.app import House
from sirekap_desktop.cli_desk import certificate_password, file_bytes, seated, write_file
from sirekap_desktop.cli_output import GOOD, REFUSED, Voice, file_name, table, told_code
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence
from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models import draft_rules as rules
from sirekap_desktop.models.draft_checks import Trouble
from sirekap_desktop.models.draft_files import open_draft
from sirekap_desktop.models.drafting import Draft, Titles
from sirekap_desktop.models.form import NO_TAG, FieldPlace, Page
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.reading import SheetReading
from sirekap_desktop.workflow import templating


def find_(options: Namespace, voice: Voice) -> int:
    """Look at a blank form and keep what was found."""
    sheets = templating.look_at(file_bytes(options.blank), options.width)
    titles = Titles(options.form, options.title, options.model, options.recap_model)
    draft = templating.begin(sheets, titles, options.like)
    templating.save(draft, options.out, sheets)
    return _tell(draft, voice)


def show_(options: Namespace, voice: Voice) -> int:
    """List sheets and numbers."""
    return _tell(open_draft(options.folder), voice)


def name_(options: Namespace, voice: Voice) -> int:
    """Name numbers, copy them downwards or delete them."""
    draft, page = open_draft(options.folder), options.page
    _need_numbers(draft, page, options.numbers)
    if options.row:
        draft = edits.name_row(draft, page, options.numbers, options.row)
    if options.copy:
        draft = edits.copy_down(draft, page, options.numbers, options.copy, options.pitch)
    if options.delete:
        draft = edits.delete(draft, page, options.numbers)
    if options.delete_unnamed:
        draft = edits.delete_unnamed(draft, page)
    templating.save(draft, options.folder)
    return _tell(draft, voice)


def set_(options: Namespace, voice: Voice) -> int:
    """Change a sheet's marks and words, or the form's."""
    draft, page = open_draft(options.folder), options.page
    _need_numbers(draft, page, ())
    if options.tag is not None:
        draft = edits.set_tag(draft, page, options.tag)
    if options.code is not None:
        draft = edits.set_code(draft, page, options.code)
    if options.page_title is not None:
        draft = edits.set_title(draft, page, options.page_title)
    if options.repeat is not None:
        draft = edits.set_repeat(draft, page, options.repeat)
    words = {what: getattr(options, what) for what in ("form", "title", "model", "recap_model")}
    draft = edits.describe(draft, **{what: word for what, word in words.items() if word})
    templating.save(draft, options.folder)
    return _tell(draft, voice)


def rules_(options: Namespace, voice: Voice) -> int:
    """Choose rules, and tell which there are."""
    draft = open_draft(options.folder)
    if options.every:
        draft = rules.of_every_form(draft)
    if options.fit:
        draft = rules.fitting(draft)
    if options.only:
        wanted = [offer.index for offer in rules.offers(draft) if offer.code in options.only]
        draft = rules.choose(draft, wanted)
    if options.add:
        draft = rules.add_rule(draft, options.add, options.title, options.basis)
    templating.save(draft, options.folder)
    offers = rules.offers(draft)
    lines = [
        f"{'✓' if offer.chosen else '–'} {offer.code}: {offer.title}"
        + (f" (tidak ada: {offer.problem})" if offer.problem else "")
        for offer in offers
    ]
    voice.answer([asdict(offer) for offer in offers], "\n".join(lines))
    return GOOD


def check_(options: Namespace, voice: Voice) -> int:
    """Tell all that is wrong; 1 when anything is."""
    draft = open_draft(options.folder)
    found = templating.troubles(draft, catalog(paths.forms(options.data)))
    value = {"form": draft.form.form, "ok": not found, "problems": [_trouble(one) for one in found]}
    lines = [f"{one.place}: {sentence(one.code, one.facts).text}" for one in found]
    voice.answer(value, "\n".join(lines) or f"{draft.form.model}: templat dapat dipakai.")
    return REFUSED if found else GOOD


def test_(options: Namespace, voice: Voice) -> int:
    """Read a photo with the template; 1 when a sheet was refused."""
    draft = open_draft(options.folder)
    results = templating.try_on(draft, file_bytes(options.photo))
    readings = [result.reading for result in results]
    voice.answer([_reading(one) for one in readings], "\n".join(map(_reading_text, readings)))
    return REFUSED if any(one.refused for one in readings) or not readings else GOOD


def install_(options: Namespace, voice: Voice) -> int:
    """Take the template into use in a data folder."""
    draft = open_draft(options.folder)
    house = House(options.data)
    try:
        templating.install(seated(house, options), draft)
    finally:
        house.close()
    told = {"form": draft.form.form, "model": draft.form.model}
    voice.answer(told, f"{draft.form.model} terpasang sebagai {draft.form.form}.")
    return GOOD


def pack_(options: Namespace, voice: Voice) -> int:
    """Write the template as one signed file."""
    draft = open_draft(options.folder)
    p12, password = file_bytes(options.p12), certificate_password(options.password_file)
    packed = templating.pack(draft, p12, password, datetime.now().astimezone())
    write_file(options.out, packed)
    told = {"file": file_name(options.out), "form": draft.form.form}
    voice.answer(told, f"{draft.form.model} dikemas: {file_name(options.out)}")
    return GOOD


def open_(options: Namespace, voice: Voice) -> int:
    """Verify a signed file and lay its template into a folder; 1 for a signer unknown here."""
    trusted = [file_bytes(path) for path in options.trust]
    bundle = templating.open_bundle(file_bytes(options.file), trusted)
    draft = templating.keep_bundle(bundle, options.out)
    signature = bundle.signature
    told = asdict(signature) | {"when": signature.when.isoformat() if signature.when else None}
    issuer = (
        signature.issuer if signature.trusted else f"{signature.issuer} (tidak dikenal di sini)"
    )
    lines = [
        f"{draft.form.model} ({draft.form.form}) dibuka ke {file_name(options.out)}.",
        f"Ditandatangani oleh {signature.signer}; penerbit: {issuer}.",
        f"Sidik jari sertifikat: {signature.fingerprint}",
    ]
    voice.answer({"form": draft.form.form, "signature": told}, "\n".join(lines))
    return REFUSED if options.trust and not signature.trusted else GOOD


def _need_numbers(draft: Draft, page: int, numbers: Sequence[int]) -> None:
    if page not in [sheet.number for sheet in draft.pages]:
        raise SirekapError("template_page_unknown", page=page, count=len(draft.pages))
    count = len(draft.page(page).places)
    if any(index >= count for index in numbers):
        raise SirekapError("template_number_unknown", page=page, count=count)


def _tell(draft: Draft, voice: Voice) -> int:
    form = draft.form
    value = {
        "form": form.form,
        "size": form.size,
        "marks": form.marks,
        "pages": [_page(page) for page in draft.pages],
    }
    lines = [
        f"{form.model} ({form.form}), {form.size[0]:g} × {form.size[1]:g} mm, "
        f"{len(form.marks)} tanda sudut"
    ]
    for page in draft.pages:
        lines += ["", _page_text(page), table([_HEADS, *map(_row, enumerate(page.places, 1))])]
    voice.answer(value, "\n".join(lines))
    return GOOD


_HEADS = ("no.", "nama", "kotak", "kiri", "atas", "lebar", "tinggi", "bulatan", "turus", "huruf")


def _row(numbered: tuple[int, FieldPlace]) -> tuple[str, ...]:
    number, place = numbered
    x, y, w, h = place.extent
    marks = (place.bubbles, place.tally, place.letters or place.words)
    return (
        str(number),
        place.field or "–",
        str(len(place.boxes)),
        *(f"{side:g}" for side in (round(x, 1), round(y, 1), round(w, 1), round(h, 1))),
        *("ya" if part else "" for part in marks),
    )


def _page_text(page: Page) -> str:
    tag = "" if page.tag == NO_TAG else f", tanda {page.tag}"
    code = f", kode {page.code}" if page.code else ""
    repeat = f", untuk tiap {page.repeat}" if page.repeat else ""
    return f"Lembar {page.number}: {page.title}{tag}{code}{repeat}"


def _page(page: Page) -> dict[str, object]:
    return {
        "number": page.number,
        "tag": None if page.tag == NO_TAG else page.tag,
        "code": page.code,
        "title": page.title,
        "repeat": page.repeat,
        "numbers": [asdict(place) for place in page.places],
    }


def _trouble(trouble: Trouble) -> dict[str, object]:
    numbers = [index + 1 for index in trouble.places]
    return {"page": trouble.page, "numbers": numbers, **told_code(trouble.code, trouble.facts)}


def _reading(reading: SheetReading) -> dict[str, object]:
    return {
        "form": reading.form,
        "page": reading.page,
        "problems": [told_code(one.code, dict(one.facts)) for one in reading.problems],
        "numbers": [
            {"field": one.field, "value": one.value, "status": one.status.value}
            for one in reading.readings
        ],
    }


def _reading_text(reading: SheetReading) -> str:
    lines = [f"lembar {reading.page}" if reading.page else "tidak dikenal"]
    lines += [f"  ! {sentence(one.code, dict(one.facts)).text}" for one in reading.problems]
    for one in reading.readings:
        value = "–" if one.value is None else str(one.value)
        lines.append(f"  {one.field:<32} {value:>5}  {one.status.value}")
    return "\n".join(lines)
