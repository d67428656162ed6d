"""Every code has its sentence, every sentence its code, every blank its fact."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import sirekap_desktop
from sirekap_desktop.messages import entries, sentence

PACKAGE = Path(sirekap_desktop.__file__).parent
CODE_AT = {
    "SirekapError": 0,
    "Problem": 0,
    "MasterProblem": 3,
    "Refused": 2,
    "Verdict": 0,
    "Trouble": 0,
}
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file, ast.parse(file.read_text("utf-8"))


def strings(node: ast.expr | None) -> set[str]:
    """The literals that an expression may come to."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    if isinstance(node, ast.Dict):
        return set().union(*(strings(value) for value in node.values))
    return set()


def codes_of(node: ast.AST) -> set[str]:
    """The codes that a call hands on, or that a name keeps to be handed on as a code."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        place = CODE_AT.get(node.func.id, len(node.args))
        return strings(node.args[place]) if place < len(node.args) else set()
    if isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        name = target.id if isinstance(target, ast.Name) else ""
        found = strings(node.value) if name == "code" or name.endswith("_CODES") else set()
        return {code for code in found if CODE.fullmatch(code)}
    return set()


def raised() -> dict[str, set[str]]:
    """The files that name each code."""
    found: dict[str, set[str]] = {}
    for file, tree in trees():
        for node in ast.walk(tree):
            for code in codes_of(node):
                found.setdefault(code, set()).add(file.name)
    return found


def literals() -> set[str]:
    return {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def blanks(code: str) -> set[str]:
    texts = entries()[code].values()
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def test_every_code_has_its_sentence() -> None:
    assert not {code: files for code, files in raised().items() if code not in entries()}


def test_every_sentence_has_its_code() -> None:
    unused = entries().keys() - literals()
    assert not unused


def test_every_sentence_is_whole() -> None:
    for code, entry in entries().items():
        assert CODE.fullmatch(code)
        assert entry.keys() == {"what", "means", "do"}, code
        assert all(text.strip() == text and text.endswith(".") for text in entry.values()), code


def test_every_blank_is_filled_where_the_code_is_raised() -> None:
    lacking = []
    for file, tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id != "SirekapError" or not node.args:
                continue
            named = {keyword.arg for keyword in node.keywords}
            for code in strings(node.args[0]) & entries().keys():
                if None not in named and not blanks(code) <= named:
                    lacking.append(f"{file.name}:{node.lineno} {code} {blanks(code) - named}")
    assert not lacking


def test_blanks_are_filled_and_fields_become_words() -> None:
    told = sentence("number_out_of_range", {"value": 1000, "field": "suara_sah"})
    assert told.what == "Angka 1000 tidak muat di tiga kotak (R17)."
    assert "suara tidak sah" in sentence("frame_missing", {"field": "suara_tidak_sah"}).text


def test_an_unknown_code_or_a_missing_fact_is_a_bug() -> None:
    with pytest.raises(KeyError):
        sentence("no_such_code", {})
    with pytest.raises(KeyError):
        sentence("tps_unknown", {})


def test_a_code_inside_a_sentence_is_told_by_its_own() -> None:
    told = sentence("signature_invalid", {"reason": "signature_broken"})
    assert told.what == "Tanda tangan tidak lolos pemeriksaan ulang: Tanda tangan rusak."
