"""The colours of the pages as a stylesheet, made from the house theme of the charts.

Every colour of a chart is written in one way only, so one variable a colour recolours pages and
static drawings together. A palette follows the system, or what a reader chose; paper is light.
"""

from __future__ import annotations

from collections.abc import Mapping

from charts.fonts import FAMILY_NAME, WEIGHTS
from charts.palettes import CONTRAST, DARK, DARK_CONTRAST
from charts.theme import BRAND, GRID, HATCHED, INK, INK_SOFT, MUTED, PAPER, WASH

_TOKENS = {
    "ink": INK,
    "ink-soft": INK_SOFT,
    "line-muted": MUTED,
    "grid": GRID,
    "paper": PAPER,
    "wash": WASH,
    "hatched": HATCHED,
    "brand": BRAND,
}
_LIGHT = {colour: colour for colour in DARK}
_FORCED = {INK: "CanvasText", INK_SOFT: "CanvasText", PAPER: "Canvas", BRAND: "LinkText"}

_FOLLOWED = ":root:not([data-theme])"
_DARK = "(prefers-color-scheme: dark)"
_MORE = "(prefers-contrast: more)"


def stylesheet(fonts: Mapping[int, str]) -> str:
    """Write font faces, then every colour in every palette; `fonts` gives each weight's address."""
    return "\n".join(
        (
            *(_face(weight, fonts[weight]) for weight in WEIGHTS),
            _palette(":root", _LIGHT, "light"),
            f":root {{ {_said({name: _used(colour) for name, colour in _TOKENS.items()})} }}",
            *_drawings(),
            "@media screen {",
            *_chosen(),
            *_followed(),
            "}",
            "",
        )
    )


def _chosen() -> tuple[str, ...]:
    """What a reader chose; high contrast is as dark as the system."""
    high = ':root[data-theme="contrast"]'
    return (
        _palette(':root[data-theme="dark"]', DARK, "dark"),
        _palette(high, CONTRAST, "light"),
        _when(_DARK, _palette(high, DARK_CONTRAST, "dark")),
    )


def _followed() -> tuple[str, ...]:
    """What the system asks for; in forced colours whatever the reader chose, since it rules."""
    everyone = ":root:is([data-theme], :not([data-theme]))"
    forced = "(forced-colors: active)"
    return (
        _when(_DARK, _palette(_FOLLOWED, DARK, "dark")),
        _when(_MORE, _palette(_FOLLOWED, CONTRAST, "light")),
        _when(f"{_MORE} and {_DARK}", _palette(_FOLLOWED, DARK_CONTRAST, "dark")),
        _when(forced, _palette(everyone, {**CONTRAST, **_FORCED}, "light dark")),
        _when(
            f"{forced} and {_DARK}",
            _palette(everyone, {**DARK_CONTRAST, **_FORCED}, "light dark"),
        ),
    )


def _face(weight: int, url: str) -> str:
    return (
        f'@font-face {{ font-family: "{FAMILY_NAME}"; font-weight: {weight};'
        f' font-display: swap; src: url("{url}") format("woff2"); }}'
    )


def _palette(where: str, twins: Mapping[str, str], scheme: str) -> str:
    colours = _said({colour[1:]: twin for colour, twin in twins.items()})
    return f"{where} {{ color-scheme: {scheme}; {colours} }}"


def _drawings() -> list[str]:
    """A drawing writes its colours as attributes: each becomes the colour of the palette."""
    return [
        f'svg [{attribute}="{colour}"] {{ {attribute}: {_used(colour)}; }}'
        for colour in _LIGHT
        for attribute in ("fill", "stroke")
    ]


def _when(condition: str, rule: str) -> str:
    return f"@media {condition} {{ {rule} }}"


def _used(colour: str) -> str:
    return f"var(--{colour[1:]})"


def _said(variables: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in variables.items())
