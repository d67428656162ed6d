"""What the hall sees, as a value: only numbers that a person has confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from sirekap_desktop.models.election import Election
from sirekap_desktop.models.form import Template
from sirekap_desktop.models.plenary import Stage
from sirekap_desktop.ui import naming
from sirekap_desktop.ui.crops import cut, pieces
from sirekap_desktop.ui.field_states import old_value

if TYPE_CHECKING:
    from sirekap_desktop.models.recap import Recap
    from sirekap_desktop.ui.check_acts import Loaded


@dataclass(frozen=True)
class Told:
    """A confirmed number with its piece of paper; `old` is a confirmed one that it replaced."""

    label: str
    value: int
    old: int | None
    crop: QPixmap


@dataclass(frozen=True)
class Bar:
    """The running total of one pair."""

    number: int
    name: str
    votes: int


@dataclass(frozen=True)
class Scene:
    """Everything on the second screen."""

    title: str
    kecamatan: str
    desa: str = ""
    tps: str = ""
    closed_tps: bool = False
    big: Told | None = None
    others: tuple[Told, ...] = ()
    bars: tuple[Bar, ...] = ()
    closed: int = 0
    total: int = 0
    simulation: bool = False


def empty_scene(election: Election) -> Scene:
    """Before a TPS is read."""
    return Scene(
        title=election.title,
        kecamatan=election.kecamatan.name,
        total=sum(1 for _ in election.every_tps()),
        simulation=election.simulation,
    )


def told_of(
    loaded: Loaded, template: Template, election: Election, last: str
) -> tuple[Told | None, tuple[Told, ...]]:
    """The number to show large (`last`, or the latest one) and the others, latest first."""
    done = [(f.entry.at, name) for name, f in loaded.view.fields.items() if f.entry is not None]
    names = [name for _, name in sorted(done, key=lambda pair: pair[0], reverse=True)]
    if last in names:
        names.remove(last)
        names.insert(0, last)
    told = [_told(loaded, template, election, name) for name in names]
    return (told[0], tuple(told[1:])) if told else (None, ())


def is_closed(loaded: Loaded) -> bool:
    """Whether the TPS counts in the running totals."""
    return loaded.view.stage is Stage.SELESAI


def bars_of(recap: Recap) -> tuple[Bar, ...]:
    """The totals of the closed TPS in ballot order."""
    return tuple(
        Bar(
            paslon.number,
            f"{paslon.head} – {paslon.deputy}" if paslon.deputy else paslon.head,
            recap.total[paslon.field],
        )
        for paslon in recap.election.paslon
    )


def _told(loaded: Loaded, template: Template, election: Election, name: str) -> Told:
    field = loaded.view.fields[name]
    assert field.entry is not None
    page, place = template.page_of(name)
    paper = loaded.papers.get(page.number)
    crop = QPixmap()
    if paper is not None:
        crop = QPixmap.fromImage(cut(paper.image, paper.scale, pieces(place, field.reading)[0].box))
    label = naming.field_label(template, election, name)
    return Told(label, field.entry.value, old_value(field), crop)
