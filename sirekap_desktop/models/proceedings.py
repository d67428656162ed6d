"""The course of the plenary as a state machine: the sitting, and each TPS in it.

sitting:  BELUM ──open──▶ BERJALAN ──adjourn──▶ DISKORS ──resume──▶ BERJALAN
                          BERJALAN ──end──▶ DITUTUP ──open──▶ BERJALAN

TPS:  MENUNGGU ──present──▶ DIBACAKAN ──compare──▶ DICOCOKKAN ──agree──▶ DISEPAKATI
      DISEPAKATI ──close──▶ SELESAI ──reopen──▶ MENUNGGU
      a correction or an objection after the agreement leads back to DICOCOKKAN;
      postpone leads from everything that is under way back to MENUNGGU
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.permits import Act


class Sitting(StrEnum):
    """Where the plenary itself stands."""

    BELUM = "belum"
    BERJALAN = "berjalan"
    DISKORS = "diskors"
    DITUTUP = "ditutup"


class Reached(StrEnum):
    """How far a TPS has come in the plenary."""

    MENUNGGU = "menunggu"
    DIBACAKAN = "dibacakan"
    DICOCOKKAN = "dicocokkan"
    DISEPAKATI = "disepakati"
    SELESAI = "selesai"


SITTING_MOVES: Mapping[tuple[Act, Sitting], Sitting] = {
    (Act.OPEN, Sitting.BELUM): Sitting.BERJALAN,
    (Act.OPEN, Sitting.DITUTUP): Sitting.BERJALAN,
    (Act.ADJOURN, Sitting.BERJALAN): Sitting.DISKORS,
    (Act.RESUME, Sitting.DISKORS): Sitting.BERJALAN,
    (Act.END, Sitting.BERJALAN): Sitting.DITUTUP,
}

TPS_MOVES: Mapping[tuple[Act, Reached], Reached] = {
    (Act.PRESENT, Reached.MENUNGGU): Reached.DIBACAKAN,
    (Act.COMPARE, Reached.DIBACAKAN): Reached.DICOCOKKAN,
    (Act.AGREE, Reached.DICOCOKKAN): Reached.DISEPAKATI,
    (Act.CLOSE, Reached.DISEPAKATI): Reached.SELESAI,
    (Act.REOPEN, Reached.SELESAI): Reached.MENUNGGU,
    (Act.DIFFER, Reached.DIBACAKAN): Reached.DIBACAKAN,
    (Act.DIFFER, Reached.DICOCOKKAN): Reached.DICOCOKKAN,
    (Act.SETTLE, Reached.DIBACAKAN): Reached.DIBACAKAN,
    (Act.SETTLE, Reached.DICOCOKKAN): Reached.DICOCOKKAN,
    (Act.CORRECT, Reached.DIBACAKAN): Reached.DIBACAKAN,
    (Act.CORRECT, Reached.DICOCOKKAN): Reached.DICOCOKKAN,
    (Act.CORRECT, Reached.DISEPAKATI): Reached.DICOCOKKAN,
    (Act.OBJECT, Reached.DIBACAKAN): Reached.DIBACAKAN,
    (Act.OBJECT, Reached.DICOCOKKAN): Reached.DICOCOKKAN,
    (Act.OBJECT, Reached.DISEPAKATI): Reached.DICOCOKKAN,
    (Act.ANSWER, Reached.DIBACAKAN): Reached.DIBACAKAN,
    (Act.ANSWER, Reached.DICOCOKKAN): Reached.DICOCOKKAN,
    (Act.POSTPONE, Reached.DIBACAKAN): Reached.MENUNGGU,
    (Act.POSTPONE, Reached.DICOCOKKAN): Reached.MENUNGGU,
    (Act.POSTPONE, Reached.DISEPAKATI): Reached.MENUNGGU,
}
"""Acts on a TPS; each also needs a sitting that is BERJALAN."""

TPS_ACTS = frozenset(act for act, _ in TPS_MOVES)
SITTING_ACTS = frozenset(act for act, _ in SITTING_MOVES)


def moved_sitting(act: Act, now: Sitting) -> Sitting:
    """Where the sitting stands after an act; raises `sitting_not_there`."""
    after = SITTING_MOVES.get((act, now))
    if after is None:
        raise SirekapError("sitting_not_there", act=act, now=now)
    return after


def moved_tps(act: Act, now: Reached, sitting: Sitting, name: str) -> Reached:
    """Where a TPS stands after an act; raises `sitting_not_open` or `tps_not_there`."""
    if sitting is not Sitting.BERJALAN:
        raise SirekapError("sitting_not_open", now=sitting)
    after = TPS_MOVES.get((act, now))
    if after is None:
        raise SirekapError("tps_not_there", tps=name, act=act, now=now)
    return after
