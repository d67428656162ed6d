"""How the command line speaks: Indonesian for people, JSON for programs, both in UTF-8."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.messages import Message, sentence
from sirekap_desktop.models.binding import bind
from sirekap_desktop.models.breaches import figure
from sirekap_desktop.models.draft_checks import Trouble
from sirekap_desktop.models.election import Contestant
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.master_problem import MasterProblem
from sirekap_desktop.models.recap import Recap

GOOD, REFUSED, USAGE, DAMAGED, FAULT, STOPPED = 0, 1, 2, 3, 4, 130
"""Exit codes, as `resources/help/cli.md` tells them."""

_DAMAGES = frozenset({"database_damaged", "picture_missing", "model_damaged"})
_USAGE_WORDS = (
    ("the following arguments are required:", "wajib diisi:"),
    ("unrecognized arguments:", "tidak dikenal:"),
    ("invalid choice:", "pilihan salah:"),
    ("(choose from", "(pilih dari"),
    ("expected one argument", "harus diikuti satu isian"),
    ("expected at least one argument", "harus diikuti sekurangnya satu isian"),
    ("not allowed with argument", "tidak boleh bersama"),
    ("argument ", "isian "),
)


@dataclass(frozen=True)
class Voice:
    """Where answers (`out`) and remarks (`err`) go; `json` when a program listens."""

    json: bool
    out: TextIO
    err: TextIO

    def answer(self, value: object, text: str) -> None:
        """The answer of a command: `value` for programs, `text` for people."""
        said = json.dumps(value, ensure_ascii=False, indent=1) if self.json else text
        self.out.write(f"{said}\n")
        self.out.flush()

    def tell(self, text: str) -> None:
        """A remark beside the answer."""
        self.err.write(f"{text}\n")

    def refuse(self, error: SirekapError) -> int:
        """Tell a refusal in full; the exit code for it."""
        message = sentence(error.code, error.facts)
        name = str(error.facts.get("name", ""))
        self.tell(message.text if name in message.text else f"{name}: {message.text}")
        problems = _problems(error)
        for problem in problems:
            self.tell(f"  {problem.place}: {sentence(problem.code, problem.facts).text}")
        if self.json:
            told = [_problem(problem) for problem in problems]
            more = {"problems": told} if told else {}
            self.answer({"refused": {**as_dict(error.code, message), **more}}, "")
        return DAMAGED if error.code in _DAMAGES else REFUSED

    def progress(self) -> Progress:
        """Progress that people see and programs do not."""
        shows = self.err.isatty() and not self.json
        return Progress(self._step if shows else None)

    def _step(self, done: int, total: int, what: str) -> None:
        self.tell(f"{done}/{total} {what}".rstrip())


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian."""

    def __init__(self, **how: object) -> None:
        super().__init__(**how, add_help=False, allow_abbrev=False, formatter_class=_Formatter)  # type: ignore[arg-type]
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words given, and leave with the code for it."""
        for english, indonesian in _USAGE_WORDS:
            message = message.replace(english, indonesian)
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "pemakaian: " if prefix is None else prefix)


def as_dict(code: str, message: Message) -> dict[str, str]:
    """A message as JSON has it."""
    return {"code": code, "what": message.what, "means": message.means, "do": message.do}


def told_code(code: str, facts: Mapping[str, object]) -> dict[str, str]:
    """A code with its sentences as JSON has it."""
    return as_dict(code, sentence(code, facts))


def file_name(path: Path) -> str:
    """A path as text that can always be written."""
    return os.fsencode(path).decode("utf-8", "replace")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns: the first to the left, the others to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def field_names(template: Template) -> dict[str, str]:
    """What the operator calls each field of a form."""
    return dict(template.rules[0].names)


def recap_table(sums: Recap, forms: Mapping[str, Template] | None = None) -> str:
    """Every sum by desa and for the kecamatan; below the name of a party its candidates and sum."""
    known = catalog() if forms is None else forms
    template = bind(known[sums.election.form], sums.election.contestants)
    names = field_names(template) | _party_lines(template)
    head = ["", *(part.desa.region.name for part in sums.desa), "JUMLAH"]
    totals = [*(part.total for part in sums.desa), sums.total]
    rows = [[names[field], *(figure(total[field]) for total in totals)] for field in sums.fields]
    return table([head, *rows])


def votes_value(one: Contestant, total: Mapping[str, int]) -> dict[str, object]:
    """The votes of a line of the ballot; those of a party also by themselves and by candidate."""
    told = {"kind": one.kind, "number": one.number, "name": one.label, "votes": total[one.field]}
    if not one.is_party:
        return told
    calon = [
        {"number": c.number, "name": c.name, "votes": total[one.field_of(c)]} for c in one.calon
    ]
    return {**told, "party_votes": total[one.fields[0]], "calon": calon}


def _party_lines(template: Template) -> dict[str, str]:
    """How the rows of parties begin: with the numbers and names on the ballot."""
    lines = {}
    for row in template.rows:
        if row.party:
            field = row.fields[0]
            told = f"{row.number}. {row.label}" if row.number else row.label
            lines[field] = told if field == f"partai_{row.party}" else f"   {told}"
    return lines


def speak_utf8() -> None:
    """Write UTF-8 wherever this runs, also where LANG is C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _problems(error: SirekapError) -> list[MasterProblem | Trouble]:
    problems = error.facts.get("problems")
    return list(problems) if isinstance(problems, tuple) else []


def _problem(problem: MasterProblem | Trouble) -> dict[str, object]:
    if isinstance(problem, Trouble):
        return {"page": problem.page, **told_code(problem.code, problem.facts)}
    place = {"sheet": problem.sheet, "line": problem.line, "column": problem.column}
    return {**place, **told_code(problem.code, problem.facts)}
