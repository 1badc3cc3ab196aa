"""Cuts of the variable Source Sans 3: static instances, web subsets, advance widths.

Apart from `family` because fonttools takes half a second to import, and is needed once.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontpkg_source_sans_3 import ROOT
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from charts.fonts.family import FAMILY_NAME, WEIGHTS, Style
from charts.fonts.letters import LATIN, LETTERS, OTHERS

_FACES = {
    (400, Style.UPRIGHT): "Regular",
    (600, Style.UPRIGHT): "SemiBold",
    (700, Style.UPRIGHT): "Bold",
    (400, Style.ITALIC): "Italic",
}


def _variable(style: Style) -> Path:
    return Path(ROOT) / "files" / f"SourceSans3{style}[wght].ttf"


def measured() -> dict[str, dict[str, int]]:
    """Give the advance width of every letter that we use, by weight, in thousandths of an em."""
    font = TTFont(_variable(Style.UPRIGHT))
    glyphs = font.getBestCmap()
    letters = [code for code in (*LATIN, *OTHERS) if code in LETTERS]
    return {
        str(weight): {chr(code): round(outlines[glyphs[code]].width) for code in letters}
        for weight in WEIGHTS
        for outlines in [font.getGlyphSet(location={"wght": weight})]
    }


def cut(weight: int, style: Style) -> bytes:
    """Give one static instance as TrueType.

    Only Latin keeps its kerning: instancing the class kerning of three scripts takes four times
    as long as all the rest.
    """
    font = _subset(style, (*LATIN, *OTHERS), ("ccmp", "locl"))
    latin = _subset(style, LATIN, ("ccmp", "locl", "kern"))
    for table in ("GPOS", "GDEF"):
        font[table] = latin[table]
    instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True, optimize=False)
    _name(font, weight, style)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def _subset(style: Style, codes: tuple[int, ...], features: tuple[str, ...]) -> TTFont:
    font = TTFont(_variable(style), recalcTimestamp=False)
    options = subset.Options(
        layout_features=list(features), hinting=False, glyph_names=True, drop_tables=["STAT"]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def _name(font: TTFont, weight: int, style: Style) -> None:
    """Name the cut so that typst and other programs find it by family and weight.

    The old naming scheme knows only regular, bold and italic; a semibold is its own family there.
    """
    face = _FACES[weight, style]
    is_semibold = face == "SemiBold"
    names = {
        1: f"{FAMILY_NAME} {face}" if is_semibold else FAMILY_NAME,
        2: "Regular" if is_semibold else face,
        4: f"{FAMILY_NAME} {face}",
        6: f"SourceSans3-{face}",
        16: FAMILY_NAME,
        17: face,
    }
    for id_, text in names.items():
        font["name"].setName(text, id_, 3, 1, 0x409)
    instancer.setRibbiBits(font)


def packed(path: Path) -> bytes:
    """Give a cut as WOFF2."""
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = "woff2"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()
