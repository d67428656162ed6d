"""The result of one TPS as KPU's public Sirekap gives it: a JSON object named after the TPS."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError

LARGEST = 1_000_000
"""Bytes of a file; a TPS with parties has some 20 kB."""
HIGHEST = 1_000_000
"""Figures far above 999 were published; they are kept so that they can be shown."""
_CODE = re.compile(r"(?<!\d)\d{13}(?!\d)")
_PILKADA = "tungsura"


@dataclass(frozen=True)
class Record:
    """What a file tells: the TPS in its name, the time in it, and every number by field id."""

    tps: str
    stamp: str
    numbers: tuple[tuple[str, int], ...]


def read_record(data: bytes, name: str, form: str, fields: Collection[str]) -> Record:
    """The numbers of a file that the form has; the file's name tells the TPS.

    Raises `published_name`, `published_json`, `published_value`, `published_chart` for votes of
    somebody whom nobody knows, or `published_empty` for a TPS of which nothing was published yet.
    """
    codes = set(_CODE.findall(name))
    if len(codes) != 1:
        raise SirekapError("published_name")
    told = _object(data)
    inside = told.get(_PILKADA)
    body = inside if isinstance(inside, dict) else told
    if not {"chart", "administrasi"} & body.keys():
        raise SirekapError("published_json", reason="chart / administrasi")
    numbers = dict(_administration(body.get("administrasi"), fields))
    numbers |= _votes(body.get("chart"), form, fields)
    if not numbers:
        raise SirekapError("published_empty")
    order = {field: place for place, field in enumerate(fields)}
    stamp = body.get("ts") or told.get("ts")
    return Record(
        tps=codes.pop(),
        stamp=stamp if isinstance(stamp, str) else "",
        numbers=tuple(sorted(numbers.items(), key=lambda pair: order[pair[0]])),
    )


def _object(data: bytes) -> Mapping[str, Any]:
    if len(data) > LARGEST:
        raise SirekapError("published_json", reason=f"{len(data)} byte")
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SirekapError("published_json", reason=type(error).__name__) from error
    if not isinstance(told, dict):
        raise SirekapError("published_json", reason=type(told).__name__)
    return told


def _administration(table: object, fields: Collection[str]) -> Iterator[tuple[str, int]]:
    """The figures under KPU's field ids; what the form does not have is none of ours."""
    if table is None:
        return
    if not isinstance(table, dict):
        raise SirekapError("published_json", reason="administrasi")
    for field, value in table.items():
        if field in fields and value is not None:
            yield field, _number(field, value)


def _votes(chart: object, form: str, fields: Collection[str]) -> dict[str, int]:
    if chart is None:
        return {}
    if not isinstance(chart, dict):
        raise SirekapError("published_json", reason="chart")
    ids = _ids().get(form, {})
    found: dict[str, int] = {}
    for key, value in chart.items():
        if value is None:
            continue
        field = ids.get(key)
        if field is None or field not in fields:
            raise SirekapError("published_chart", text=key, form=form)
        found[field] = _number(key, value)
    return found


def _number(where: str, value: object) -> int:
    if type(value) is not int or not 0 <= value <= HIGHEST:
        raise SirekapError("published_value", field=where, text=str(value)[:40])
    return value


@cache
def _ids() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((paths.resources() / "published.toml").read_text("utf-8"))
