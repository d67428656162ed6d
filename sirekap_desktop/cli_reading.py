"""`sirekap read` and `read-digits`: reading without a data folder."""

from __future__ import annotations

import re
import traceback
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop import paths, pool
from sirekap_desktop.cli_output import GOOD, REFUSED, Voice, field_names, file_name, told_code
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.intake.files import SUFFIXES, read_bytes
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog, copies, drafts
from sirekap_desktop.models.reading import Reading, SheetReading, Status
from sirekap_desktop.pool import Fault

if TYPE_CHECKING:
    from sirekap_desktop.ocr.page import PageReader

CODE = re.compile(r"(?<!\d)\d{13}(?!\d)")
"""The code of a polling station in the name of a file, as KPU names its pictures."""
CROPS = SUFFIXES - {".pdf"}
"""What `read-digits` takes out of folders: crops are pictures, never PDF."""
BATCH = 256
CROP_SIDE = 256
_WORDS = {Status.SURE: "yakin", Status.CHECK: "periksa", Status.UNREAD: "tak terbaca"}

Problem = dict[str, object]


class PageEntry(TypedDict):
    """One page of one file, as `read --json` tells it."""

    file: str
    leaf: int
    form: str | None
    page: int | None
    problems: list[Problem]
    numbers: list[dict[str, object]]


class CropEntry(TypedDict, total=False):
    """One character, as `read-digits --json` tells it."""

    file: str
    label: str | None
    confidence: float | None
    problem: dict[str, str]


def read(options: Namespace, voice: Voice) -> int:
    """Read sheets; 1 when any page was refused.

    Files that carry the code of one polling station in their names are settled together.
    """
    forms = _forms(options.data, options.master)
    templates = {**forms, **copies(), **drafts()}
    files = list(_files(options.files, SUFFIXES))
    _tell_empty(options.files, files, voice)
    if options.explain is not None:
        _make(options.explain)
    pages = pool.spread(_Reading(forms, options.explain).pages, [*enumerate(files, 1)])
    found: list[_Leaf] = []
    for path, read in zip(voice.progress().each(files), pages, strict=True):
        found += _broken(path, read, voice) if isinstance(read, Fault) else read
    entries = [_entry(leaf) for leaf in _together(found, templates)]
    voice.answer(entries, "\n".join(_page_text(entry, templates) for entry in entries))
    refused = any(problem["fatal"] for entry in entries for problem in entry["problems"])
    return REFUSED if refused or not entries else GOOD


def read_digits(options: Namespace, voice: Voice) -> int:
    """Read single characters, in batches; 1 when any file was no picture."""
    from sirekap_desktop.ocr.digits import CLASSES, DigitReader

    reader = DigitReader(paths.resources() / "ocr")
    found = list(_files(options.files, CROPS))
    _tell_empty(options.files, found, voice)
    files = iter(found)
    entries: list[CropEntry] = []
    while batch := list(islice(files, BATCH)):
        loaded = [(path, *_crop(path, voice)) for path in batch]
        crops = [crop for _, crop, _ in loaded if crop is not None]
        answers = iter(reader.classify(crops))
        for path, crop, problem in loaded:
            if crop is None:
                entry = CropEntry(label=None, confidence=None, problem=problem)
            else:
                row = next(answers)
                best = int(row.argmax())
                entry = CropEntry(label=CLASSES[best], confidence=round(float(row[best]), 4))
            entries.append({"file": file_name(path), **entry})
    voice.answer(entries, "\n".join(_crop_text(entry) for entry in entries))
    return REFUSED if not entries or any("problem" in entry for entry in entries) else GOOD


def _forms(data: Path, master: Path | None) -> dict[str, Template]:
    """Every form, those installed in the data folder too; that of the master data with those who
    stand on its ballot."""
    forms = dict(catalog(paths.forms(data)))
    if master is not None:
        from sirekap_desktop.workflow import mastering

        election = mastering.preview_master(master, forms)
        forms[election.form] = bind(forms[election.form], election.contestants)
    return forms


def _files(given: Sequence[Path], suffixes: frozenset[str]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            found = (file for file in path.rglob("*") if file.suffix.lower() in suffixes)
            yield from sorted(file for file in found if file.is_file())
        else:
            yield path


def _tell_empty(given: Sequence[Path], found: Sequence[Path], voice: Voice) -> None:
    """Say so when folders hold no picture at all: an empty list alone explains nothing."""
    if not found:
        names = ", ".join(file_name(path) for path in given)
        voice.tell(sentence("no_pictures", {"names": names}).text)


@dataclass(frozen=True)
class _Leaf:
    """One page of one file: what was read, or why the file could not be opened."""

    file: str
    number: int
    reading: SheetReading | None
    problem: dict[str, str] = field(default_factory=dict)


class _Reading:
    """Reads one file after another, in whatever process it finds itself."""

    def __init__(self, forms: Mapping[str, Template], explain: Path | None) -> None:
        self._forms = forms
        self._explain = explain
        self._reader: PageReader | None = None

    def pages(self, numbered: tuple[int, Path]) -> list[_Leaf]:
        """Every page of one file, drawn step by step where that is wanted."""
        from sirekap_desktop.ocr import explain
        from sirekap_desktop.ocr.page import PageReader

        number, path = numbered
        name = file_name(path)
        self._reader = self._reader or PageReader(self._forms, paths.resources() / "ocr")
        try:
            results = self._reader.read_file(read_bytes(path))
        except SirekapError as error:
            return [_Leaf(name, 0, None, told_code(error.code, error.facts))]
        if self._explain is not None:
            for leaf, result in enumerate(results, 1):
                explain.write(result, self._explain, f"{number:03d}-{path.stem}-{leaf}")
        return [_Leaf(name, leaf, result.reading) for leaf, result in enumerate(results)]


def _broken(path: Path, fault: Fault, voice: Voice) -> list[_Leaf]:
    """What is told of a file at which the reader broke."""
    name = file_name(path)
    voice.tell(f"{name}:\n{fault.report}")
    return [_Leaf(name, 0, None, told_code("picture_fault", {}))]


def _together(found: Sequence[_Leaf], templates: Mapping[str, Template]) -> list[_Leaf]:
    """The pages, those of one polling station settled together where each came once."""
    from sirekap_desktop.ocr.solve import settle

    stations: dict[tuple[str, str], list[tuple[int, SheetReading]]] = {}
    for place, leaf in enumerate(found):
        code = CODE.search(leaf.file)
        if code and leaf.reading and leaf.reading.form and not leaf.reading.refused:
            key = (code[0], leaf.reading.form)
            stations.setdefault(key, []).append((place, leaf.reading))
    settled = list(found)
    for (_, form), pages in stations.items():
        if len({reading.page for _, reading in pages}) == len(pages) > 1:
            every = [one for _, reading in pages for one in reading.readings]
            said = {one.field: one for one in settle(every, templates[form])}
            for place, reading in pages:
                readings = tuple(said[one.field] for one in reading.readings)
                settled[place] = replace(found[place], reading=replace(reading, readings=readings))
    return settled


def _entry(leaf: _Leaf) -> PageEntry:
    if leaf.reading is None:
        return _refused_page(leaf.file, leaf.problem)
    return _page(leaf.file, leaf.number, leaf.reading)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SirekapError("file_unwritable", name=file_name(folder)) from error


def _refused_page(name: str, problem: dict[str, str]) -> PageEntry:
    problems: list[Problem] = [{**problem, "fatal": True}]
    return PageEntry(file=name, leaf=0, form=None, page=None, problems=problems, numbers=[])


def _page(name: str, leaf: int, reading: SheetReading) -> PageEntry:
    return PageEntry(
        file=name,
        leaf=leaf,
        form=reading.form,
        page=reading.page,
        problems=[
            {**told_code(problem.code, dict(problem.facts)), "fatal": problem.fatal}
            for problem in reading.problems
        ],
        numbers=[] if reading.refused else [_number(one) for one in reading.readings],
    )


def _number(reading: Reading) -> dict[str, object]:
    return {
        "field": reading.field,
        "value": reading.value,
        "status": reading.status.value,
        "confidence": round(reading.confidence, 4),
        "sources": [
            {
                "kind": source.kind,
                "text": source.text,
                "value": source.value,
                "confidence": round(source.confidence, 4),
            }
            for source in reading.sources
        ],
        "runner_up": reading.runner_up,
        "why": reading.why,
        "suggestion": None
        if reading.suggestion is None
        else {"value": reading.suggestion.value, "rules": list(reading.suggestion.rules)},
    }


def _page_text(entry: PageEntry, templates: dict[str, Template]) -> str:
    template = templates.get(entry["form"] or "")
    title = f"{template.model} halaman {entry['page']}" if template else "tidak dikenal"
    lines = [f"{entry['file']}: {title}"]
    lines += [f"  ! {p['what']} {p['means']} {p['do']}" for p in entry["problems"]]
    names = field_names(template) if template else {}
    for number in entry["numbers"]:
        value = "–" if number["value"] is None else number["value"]
        status = _WORDS[Status(str(number["status"]))] + _offer(number["suggestion"])
        lines.append(f"  {names[str(number['field'])]:<45} {value:>5}  {status}")
    return "\n".join(lines)


def _offer(suggestion: object) -> str:
    if not isinstance(suggestion, dict):
        return ""
    return f" ({', '.join(suggestion['rules'])} cocok bila {suggestion['value']})"


def _crop(path: Path, voice: Voice) -> tuple[NDArray[np.uint8] | None, dict[str, str]]:
    from sirekap_desktop.ocr import load

    try:
        picture = next(load.pictures(read_bytes(path)))
    except SirekapError as error:
        return None, told_code(error.code, error.facts)
    except Exception:  # noqa: BLE001  (a bug with one picture must not stop the others)
        voice.tell(f"{file_name(path)}:\n{traceback.format_exc()}")
        return None, told_code("unexpected", {})
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    if max(grey.shape) > CROP_SIDE:
        side = (CROP_SIDE, CROP_SIDE)
        grey = np.asarray(cv2.resize(grey, side, interpolation=cv2.INTER_AREA), np.uint8)
    return grey, {}


def _crop_text(entry: CropEntry) -> str:
    if "problem" in entry:
        return f"{entry['file']}\t!\t{entry['problem']['what']}"
    return f"{entry['file']}\t{entry['label'] or 'kosong'}\t{entry['confidence']:.4f}"
