"""Pictures come in: kept as they are, read, and laid to their TPS."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.intake.files import pictures_in, read_bytes
from sirekap_desktop.jobs import Cancelled, Progress
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.reading import Sheet, SheetReading
from sirekap_desktop.models.store import SheetNew, Unit
from sirekap_desktop.pool import Fault
from sirekap_desktop.workflow.desk import Desk, is_closed, need_open
from sirekap_desktop.workflow.evidence import Evidence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

A = TypeVar("A")
B = TypeVar("B")

JPEG_QUALITY = 85

_log = logging.getLogger(__name__)


class Result(Protocol):
    """What a reader says about one page of a file; `ocr.page.PageResult` is one."""

    @property
    def reading(self) -> SheetReading:
        """The numbers and problems."""

    @property
    def scale(self) -> float:
        """Pixels per mm of the flat sheet."""

    def flatten(self) -> NDArray[np.uint8] | None:
        """The rectified sheet (BGR), None when it was refused."""


class Reader(Protocol):
    """Reads files; each process has its own; `ocr.page.PageReader` is one."""

    def read_file(self, data: bytes) -> Sequence[Result]:
        """One result for each page; raises SirekapError for what is no picture."""


MakeReader = Callable[[Mapping[str, Template]], Reader]
"""Makes a reader of these forms, each with its contestants."""


class Spread(Protocol):
    """Like `map`: may work on several processes, gives the results in order; `pool.spread`."""

    def __call__(self, work: Callable[[A], B], items: Sequence[A], /) -> Iterator[B | Fault]:
        """The result for each item, or why there is none."""


@dataclass(frozen=True)
class Refused:
    """A picture that was not taken, with the code that says why."""

    name: str
    leaf: int
    code: str
    facts: dict[str, str]


@dataclass(frozen=True)
class ImportReport:
    """What became of each picture; `known` names files that were here already."""

    taken: tuple[Sheet, ...] = ()
    refused: tuple[Refused, ...] = ()
    known: tuple[str, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True)
class _Page:
    reading: SheetReading
    flat: bytes
    scale: float


@dataclass(frozen=True)
class _Read:
    """A file on its way from the reading process to the store."""

    path: Path
    name: str
    data: bytes = b""
    sha256: str = ""
    pages: tuple[_Page, ...] = ()
    refusal: Refused | None = None
    known: bool = False


def import_files(
    desk: Desk,
    paths: Sequence[Path],
    progress: Progress,
    *,
    tps: str | None = None,
    spread: Spread = map,
    make_reader: MakeReader,
) -> ImportReport:
    """Take files and folders of pictures; each file is kept wholly or not at all.

    Without `tps` the names of file and folders tell it, or it stays open. A stop keeps what was
    taken and says `cancelled`; a picture at which the reader breaks is refused as `picture_fault`
    where `spread` tells of it. With processes `make_reader` travels to them: a whole function. A
    page goes to the contest of the folder that is counted on its form. Raises `no_election`,
    `no_pictures`, `tps_unknown`, `tps_closed` or `not_allowed`.
    """
    desk.need(Act.IMPORT)
    with desk.look() as unit:
        election = desk.election_in(unit)
        if tps is not None:
            need_open(election, desk.minutes_in(unit, tps), tps)
        contests = [(one.id, unit.beside(one.id)) for one in unit.elections.all()]
        known = frozenset[str]().union(*(beside.sheets.hashes() for _, beside in contests))
        here = unit.elections.key()
        elections = {number: desk.election_in(beside) for number, beside in contests}
    forms = {one.form: desk.template_of(one) for one in elections.values()}
    counted = {one.form: number for number, one in elections.items()} | {election.form: here}
    taker = _Taker(desk, counted, {n: Evidence(one) for n, one in elections.items()}, tps)
    worker = _Worker(make_reader, forms, known)
    files = list(pictures_in(paths))
    if paths and not files:
        raise SirekapError("no_pictures", names=", ".join(path.absolute().name for path in paths))
    try:
        for done, (path, read) in enumerate(zip(files, spread(worker.read, files), strict=True)):
            progress.step(done, len(files), _name(path))
            taker.take(_broken(path, read) if isinstance(read, Fault) else read)
        progress.step(len(files), len(files))
    except Cancelled:
        return taker.report(cancelled=True)
    return taker.report(cancelled=False)


def assign(desk: Desk, sheet_id: int, tps: str | None, why: str = "") -> None:
    """Lay a sheet to a TPS, or take it away (None); raises `tps_closed` for either TPS."""
    desk.need(Act.IMPORT)
    with desk.unit() as unit:
        election = desk.election_in(unit)
        sheet = unit.sheets.get(sheet_id)
        for code in {sheet.tps, tps} - {None}:
            need_open(election, desk.minutes_in(unit, code), str(code))
        unit.sheets.assign(sheet_id, tps)
        unit.events.append(
            desk.clock(),
            desk.person,
            "sheet_assigned",
            sheet=sheet_id,
            before=sheet.tps,
            tps=tps,
            why=why.strip(),
        )


class _Worker:
    """Reads files, in whatever process it finds itself; touches no store."""

    def __init__(
        self, make_reader: MakeReader, forms: Mapping[str, Template], known: frozenset[str]
    ) -> None:
        self._make_reader = make_reader
        self._forms = forms
        self._known = known
        self._reader: Reader | None = None

    def read(self, path: Path) -> _Read:
        """Load and read one file; what goes wrong with the file is part of the result."""
        read = _Read(path, _name(path))
        try:
            data = read_bytes(path)
            read = replace(read, sha256=hashlib.sha256(data).hexdigest())
            if read.sha256 in self._known:
                return replace(read, known=True)
            self._reader = self._reader or self._make_reader(self._forms)
            pages = tuple(_page(result) for result in self._reader.read_file(data))
        except SirekapError as error:
            facts = {key: str(value) for key, value in error.facts.items()}
            return replace(read, refusal=Refused(read.name, 0, error.code, facts))
        return replace(read, data=data, pages=pages)


def _broken(path: Path, fault: Fault) -> _Read:
    """What is left of a file at which the reader broke; its report goes to the log."""
    name = _name(path)
    _log.error("%s: %s", name, fault.report)
    return _Read(path, name, refusal=Refused(name, 0, "picture_fault", {}))


def _name(path: Path) -> str:
    return path.name.encode("utf-8", "replace").decode()


class _Taker:
    """Keeps what was read, on the calling thread, one transaction a file.

    `counted` gives the contest of each form, `evidence` tells TPS of each contest from names;
    `tps` is the one that was chosen for every page.
    """

    def __init__(
        self,
        desk: Desk,
        counted: Mapping[str, int],
        evidence: Mapping[int, Evidence],
        tps: str | None,
    ) -> None:
        self._desk = desk
        self._counted = counted
        self._evidence = evidence
        self._tps = tps
        self._taken: list[Sheet] = []
        self._refused: list[Refused] = []
        self._known: list[str] = []

    def report(self, *, cancelled: bool) -> ImportReport:
        """What was done so far."""
        return ImportReport(tuple(self._taken), tuple(self._refused), tuple(self._known), cancelled)

    def take(self, read: _Read) -> None:
        """Keep a file's pages, or only the event that says why not."""
        if read.known:
            self._known.append(read.name)
            return
        if read.refusal is not None:
            refused = [read.refusal]
        else:
            refused = [
                r for leaf, page in enumerate(read.pages) for r in self._bad(read, leaf, page)
            ]
        bad = {refusal.leaf for refusal in refused}
        good = [] if read.refusal else [n for n in range(len(read.pages)) if n not in bad]
        flats = self._put(read, good)
        with self._desk.unit() as unit:
            beside = {leaf: unit.beside(self._contest(read.pages[leaf])) for leaf in good}
            if good and beside[good[0]].sheets.by_hash(read.sha256, good[0]) is not None:
                self._known.append(read.name)
                return
            taken = [self._add(beside[leaf], read, leaf, flats[leaf]) for leaf in good]
            for refusal in refused:
                self._note(unit, read, refusal)
        self._taken += taken
        self._refused += refused

    def _contest(self, page: _Page) -> int:
        return self._counted[str(page.reading.form)]

    def _put(self, read: _Read, leaves: list[int]) -> dict[int, str]:
        """The files go to the disk before any row speaks of them."""
        if leaves:
            self._desk.store.images.put(read.data)
        return {leaf: self._desk.store.images.put(read.pages[leaf].flat) for leaf in leaves}

    def _add(self, unit: Unit, read: _Read, leaf: int, flat: str) -> Sheet:
        page = read.pages[leaf]
        tps = self._tps or self._evidence[self._contest(page)].tps_of(read.path)
        if tps is not None and is_closed(self._desk, unit, tps):
            tps = None
        sheet = unit.sheets.add(
            SheetNew(
                sha256=read.sha256,
                leaf=leaf,
                name=read.name,
                flat=flat,
                scale=page.scale,
                tps=tps,
                received_at=self._desk.clock(),
                received_by=self._desk.person.name,
                reading=page.reading,
            )
        )
        unit.events.append(
            sheet.received_at,
            self._desk.person,
            "picture_taken",
            sheet=sheet.id,
            name=sheet.name,
            sha256=sheet.sha256,
            leaf=leaf,
            page=page.reading.page,
            tps=tps,
        )
        return sheet

    def _note(self, unit: Unit, read: _Read, refusal: Refused) -> None:
        unit.events.append(
            self._desk.clock(),
            self._desk.person,
            "picture_refused",
            name=refusal.name,
            sha256=read.sha256,
            leaf=refusal.leaf,
            code=refusal.code,
        )

    def _bad(self, read: _Read, leaf: int, page: _Page) -> Iterator[Refused]:
        """Why a page cannot be taken: at most one reason."""
        reading = page.reading
        fatal = next((problem for problem in reading.problems if problem.fatal), None)
        if fatal is not None:
            yield Refused(read.name, leaf, fatal.code, dict(fatal.facts))
        elif reading.form is None or reading.page is None or not page.flat:
            yield Refused(read.name, leaf, "page_unknown", {})
        elif reading.form not in self._counted:
            facts = {"form": reading.form, "expected": ", ".join(self._counted)}
            yield Refused(read.name, leaf, "form_other", facts)


def _page(result: Result) -> _Page:
    flat = result.flatten()
    return _Page(result.reading, b"" if flat is None else _jpeg(flat), result.scale)


def _jpeg(picture: NDArray[np.uint8]) -> bytes:
    import cv2

    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return bytes(data)
