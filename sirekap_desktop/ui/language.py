"""The language of the screens: English in the source, Indonesian from a plain catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QTranslator

from sirekap_desktop import paths
from sirekap_desktop.models.people import Role
from sirekap_desktop.models.plenary import Stage


def catalogue() -> dict[str, str]:
    """English text of the source to Indonesian, from `resources/translations/id.toml`."""
    text = (paths.resources() / "translations" / "id.toml").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for table in tomllib.loads(text).values():
        found.update(table)
    return found


class Indonesian(QTranslator):
    """Answers `tr` from the catalogue, whatever class asks."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = dict(texts)

    def translate(
        self,
        context: str,  # noqa: ARG002  (Qt's signature; one catalogue serves every class)
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """The Indonesian text, or the English one.

        Never "": Qt takes that for the translation, and its readers of pictures then believe that
        there was no error.
        """
        return self._texts.get(sourceText, sourceText)

    def isEmpty(self) -> bool:
        """Qt refuses to install a translator that calls itself empty."""
        return not self._texts


def stage_word(stage: Stage) -> str:
    """The word that always stands beside a state's colour and icon."""
    tr = QCoreApplication.translate
    return {
        Stage.KOSONG: tr("state", "empty"),
        Stage.TERBACA: tr("state", "read"),
        Stage.PERIKSA: tr("state", "check"),
        Stage.SALAH: tr("state", "wrong"),
        Stage.SESUAI: tr("state", "agrees"),
        Stage.DIKOREKSI: tr("state", "corrected"),
        Stage.SELESAI: tr("state", "closed"),
    }[stage]


def role_word(role: Role) -> str:
    """What a role is called at the desk."""
    tr = QCoreApplication.translate
    return {
        Role.KETUA: tr("role", "chair"),
        Role.ANGGOTA: tr("role", "member"),
        Role.OPERATOR: tr("role", "operator"),
        Role.PENGAMAT: tr("role", "observer"),
    }[role]
