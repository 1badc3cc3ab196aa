"""Class Fonts: Source Sans 3, cut to what we write with, and measured.

The variable fonts come with a package from PyPI. Static cuts for typst and web subsets are made
from them when first asked for, the same bytes every time. Measuring needs no cut: the advance
widths are read once and kept as a small file, so a web process never loads a font.

Its figures are tabular by default (all digits are equally wide), so there is no `tnum` to keep;
lines can be aligned, and measured, digit by digit.
"""

from __future__ import annotations

import json
import unicodedata
from enum import StrEnum
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from cache import Store

FAMILY_NAME = "Source Sans 3"
WEIGHTS = (400, 600, 700)
_EM = 1000
_CUT = 1  # raise it when cuts.py changes what a cut holds: old cuts are then left alone


class Style(StrEnum):
    """Upright or italic."""

    UPRIGHT = ""
    ITALIC = "-Italic"


class Fonts:
    """The cuts of Source Sans 3 in a folder; making one touches nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / f"source-sans-3-{version('fontpkg-source-sans-3')}-{_CUT}"

    def ttf(self, weight: int = 400, style: Style = Style.UPRIGHT) -> Path:
        """Give the static cut of this weight as TrueType, cutting it where it is not there yet."""
        path = self.folder / f"SourceSans3-{weight}{style}.ttf"
        if not path.exists():
            self._keep(path, _cuts().cut(weight, style))
        return path

    def woff2(self, weight: int = 400, style: Style = Style.UPRIGHT) -> Path:
        """Give the same cut for the web."""
        path = self.ttf(weight, style).with_suffix(".woff2")
        if not path.exists():
            self._keep(path, _cuts().packed(self.ttf(weight, style)))
        return path

    def width(self, text: str, size: float, weight: int = 400) -> float:
        """Measure a line of text, in the unit of its size.

        Kerning is left out: it nearly always brings letters together, so a text is as wide as
        this says or a little narrower. A letter that the font lacks counts as a full em.
        """
        advances = self._advances[str(weight)]
        return sum(_advance(letter, advances) for letter in text) * size / _EM

    @cached_property
    def _advances(self) -> dict[str, dict[str, int]]:
        path = self.folder / "advances.json"
        if not path.exists():
            self._keep(path, json.dumps(_cuts().measured(), ensure_ascii=False).encode())
        advances: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8"))
        return advances

    def _keep(self, path: Path, content: bytes) -> None:
        with Store(self.folder).written(path) as file:
            file.write(content)


def _advance(letter: str, advances: dict[str, int]) -> int:
    known = advances.get(letter)
    if known is None:
        return 0 if unicodedata.combining(letter) else _EM
    return known


def _cuts() -> ModuleType:
    from charts.fonts import cuts  # noqa: PLC0415 - brings fonttools, needed once a machine

    return cuts
