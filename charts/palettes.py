"""The colours of the house in the dark and with more contrast: a twin for every one of theme.py.

A palette is chosen by name: a page swaps the colours of a drawing that is there already, and asks
for those of a figure that plotly.js draws.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from charts.theme import (
    BRAND,
    EDGE,
    GRID,
    HATCHED,
    INK,
    INK_SOFT,
    MUTED,
    PALE,
    PAPER,
    WASH,
)

# The same contrast on dark paper; a map's steps run from dark to light.
DARK: Mapping[str, str] = {
    INK: "#E8ECF2",
    INK_SOFT: "#B3BDCB",
    MUTED: "#7D899B",
    GRID: "#2B3544",
    PAPER: "#10161F",
    EDGE: "#11171F",
    WASH: "#19212D",
    HATCHED: "#222C3A",
    BRAND: "#8FB2FF",
    "#0067A5": "#5CB3E8",
    "#C2500F": "#F0905A",
    "#00795A": "#4CC29B",
    "#8A3FA0": "#CE93E0",
    "#8A6100": "#D3A84A",
    "#007A87": "#4DBECB",
    PALE: "#6480A0",
    "#DCE7F3": "#1C3149",
    "#B3CDE6": "#27496C",
    "#82AED6": "#356798",
    "#4F8CC1": "#4F8FC8",
    "#2566A0": "#86B8E4",
    "#0A3C70": "#CBE1F5",
}
# Text and lines at 7:1, everything else at 4.5:1, and every area outlined in ink.
CONTRAST: Mapping[str, str] = {
    INK: "#000000",
    INK_SOFT: "#010101",
    MUTED: "#4F4F4F",
    GRID: "#8C8C8C",
    PAPER: "#FFFFFF",
    EDGE: "#020202",
    WASH: "#E6E6E6",
    HATCHED: "#F2F2F2",
    BRAND: "#00207A",
    "#0067A5": "#004A78",
    "#C2500F": "#873300",
    "#00795A": "#00523D",
    "#8A3FA0": "#642080",
    "#8A6100": "#5A4000",
    "#007A87": "#00525C",
    PALE: "#65758A",
    "#DCE7F3": "#E6EFF8",
    "#B3CDE6": "#B9D3EC",
    "#82AED6": "#8DB9E0",
    "#4F8CC1": "#6399CC",
    "#2566A0": "#1B5387",
    "#0A3C70": "#06284C",
}
DARK_CONTRAST: Mapping[str, str] = {
    **DARK,
    INK: "#FFFFFF",
    INK_SOFT: "#FEFEFE",
    MUTED: "#B5BDC9",
    GRID: "#77818F",
    PAPER: "#000000",
    EDGE: "#FDFDFD",
    WASH: "#262626",
    HATCHED: "#1A1A1A",
    BRAND: "#B3CCFF",
    PALE: "#8FA6C0",
    "#82AED6": "#2F5C89",
    "#4F8CC1": "#3F76AB",
    "#2566A0": "#9CC8EF",
    "#0A3C70": "#DCECFA",
}
PALETTES: Mapping[str, Mapping[str, str]] = {
    "dark": DARK,
    "contrast": CONTRAST,
    "dark-contrast": DARK_CONTRAST,
}
_COLOURS = re.compile("|".join(DARK), re.IGNORECASE)


def recoloured(text: str, palette: str) -> str:
    """Swap every colour of a figure for its twin; one palette is light, and leaves it as it is."""
    twins = PALETTES.get(palette)
    return _COLOURS.sub(lambda found: twins[found.group().upper()], text) if twins else text
