"""The map's outlines, read once from europe_laea.json, which build.py made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """Outlines by Eurostat's code, in kilometres of EPSG:3035 (Lambert azimuthal, equal areas).

    `places` are the EMN's members and observers, the other states of the EU and EFTA, the United
    Kingdom, Bosnia and Herzegovina, Kosovo; `context` is what lies around them. `labels` are the
    points inside the places where a letter has most room.
    """

    source: str
    frame: tuple[float, float, float, float]
    places: Mapping[str, tuple[Ring, ...]]
    context: Mapping[str, tuple[Ring, ...]]
    labels: Mapping[str, Point]


@cache
def geography() -> Geography:
    """The outlines, read at the first call."""
    read = json.loads((files("charts.atlas") / "europe_laea.json").read_text(encoding="utf-8"))
    return Geography(
        source=read["source"],
        frame=tuple(read["frame"]),
        places={code: _rings(rings) for code, rings in read["places"].items()},
        context={code: _rings(rings) for code, rings in read["context"].items()},
        labels={code: (x, y) for code, (x, y) in read["labels"].items()},
    )


def _rings(rings: list[list[list[float]]]) -> tuple[Ring, ...]:
    return tuple(tuple((x, y) for x, y in ring) for ring in rings)
