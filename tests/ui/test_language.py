from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QImage, Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from sirekap_desktop import ui
from sirekap_desktop.ui.language import catalogue

EDIT_MENU = {"&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All"}
BY_QT = {"Cancel", *EDIT_MENU}
"""Texts that Qt itself shows."""


def literals() -> Iterator[tuple[str, ast.expr]]:
    for file in sorted(Path(ui.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "tr" and isinstance(node.func, ast.Attribute):
                yield f"{file.name}:{node.lineno}", node.args[0]
            elif name in ("tr", "translate") and len(node.args) > 1:
                yield f"{file.name}:{node.lineno}", node.args[1]


def source_texts() -> set[str]:
    return {
        arg.value
        for _, arg in literals()
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    }


def test_only_literals_are_translated() -> None:
    assert [where for where, arg in literals() if not isinstance(arg, ast.Constant)] == []


def test_every_text_has_its_indonesian() -> None:
    assert source_texts() - set(catalogue()) == set()


def test_the_catalogue_holds_nothing_else() -> None:
    assert set(catalogue()) - source_texts() == BY_QT


def test_blanks_are_the_same() -> None:
    for source, text in catalogue().items():
        assert sorted(re.findall(r"\{(\w*)\}", source)) == sorted(re.findall(r"\{(\w*)\}", text))


def test_the_program_speaks_indonesian(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Batal"
    assert QCoreApplication.translate("recap", "Final sum") == "Jumlah akhir"
    assert QCoreApplication.translate("nobody", "No such text") == "No such text"


def test_pictures_are_still_read() -> None:
    """An empty answer from the translator made Qt take every JPEG for a TGA file."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "JPEG")  # type: ignore[call-overload]
    assert not QImage.fromData(data).isNull()
