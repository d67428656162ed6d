"""`sirekap read` and `sirekap read-digits`: pictures in, numbers out; no store is touched."""

from __future__ import annotations

import traceback
from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop import paths
from sirekap_desktop.cli_output import GOOD, REFUSED, Voice, field_names, file_name, told_code
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.intake.files import SUFFIXES, read_bytes
from sirekap_desktop.messages import sentence
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.reading import Reading, SheetReading, Status

if TYPE_CHECKING:
    from sirekap_desktop.ocr.page import PageReader

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
    """Read sheets, each file on its own; 1 when any page was refused."""
    from sirekap_desktop.ocr.page import PageReader

    templates = catalog()
    reader = PageReader(templates, paths.resources() / "ocr")
    files = list(_files(options.files, SUFFIXES))
    _tell_empty(options.files, files, voice)
    entries: list[PageEntry] = []
    for path in voice.progress().each(files):
        entries += _pages(reader, path, voice)
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


def _pages(reader: PageReader, path: Path, voice: Voice) -> list[PageEntry]:
    """Every page of one file; whatever goes wrong stays with this file."""
    name = file_name(path)
    try:
        results = reader.read_file(read_bytes(path))
    except SirekapError as error:
        return [_refused_page(name, told_code(error.code, error.facts))]
    except Exception:  # noqa: BLE001  (a bug with one picture must not stop the others)
        voice.tell(f"{name}:\n{traceback.format_exc()}")
        return [_refused_page(name, told_code("unexpected", {}))]
    return [_page(name, leaf, result.reading) for leaf, result in enumerate(results)]


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
    }


def _page_text(entry: PageEntry, templates: dict[str, Template]) -> str:
    template = templates.get(entry["form"] or "")
    title = f"{template.model} halaman {entry['page']}" if template else "tidak dikenal"
    lines = [f"{entry['file']}: {title}"]
    lines += [f"  ! {p['what']} {p['means']} {p['do']}" for p in entry["problems"]]
    names = field_names(template) if template else {}
    for number in entry["numbers"]:
        value = "–" if number["value"] is None else number["value"]
        status = _WORDS[Status(str(number["status"]))]
        lines.append(f"  {names[str(number['field'])]:<45} {value:>5}  {status}")
    return "\n".join(lines)


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
