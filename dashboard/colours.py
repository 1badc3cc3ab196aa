"""The colours of the pages as a stylesheet, made from the house theme of the charts.

The dark theme recolours static drawings by the value of their colours: every colour of a chart is
written in one way only. It follows the system, and a reader can choose.
"""

from __future__ import annotations

import re

from charts.fonts import FAMILY_NAME, WEIGHTS
from charts.theme import (
    BRAND,
    DARK,
    GRID,
    HATCHED,
    INK,
    INK_SOFT,
    MUTED,
    PAPER,
    WASH,
)

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
_IN_TEXT = re.compile("|".join(DARK), re.IGNORECASE)


def stylesheet(fonts: dict[int, str]) -> str:
    """Write font faces, tokens for both themes, and the dark twin of every colour of a drawing.

    `fonts` gives the address of each weight.
    """
    chosen, followed = ':root[data-theme="dark"]', ':root:not([data-theme="light"])'
    return "\n".join(
        (
            *(_face(weight, fonts[weight]) for weight in WEIGHTS),
            f":root {{ color-scheme: light; {_tokens({})} }}",
            *_dark(chosen),
            "@media screen and (prefers-color-scheme: dark) {",
            *_dark(followed),
            "}",
            "",
        )
    )


def darkened(text: str) -> str:
    """Swap every colour of the charts in a text for its dark twin."""
    return _IN_TEXT.sub(lambda found: DARK[found.group().upper()], text)


def _face(weight: int, url: str) -> str:
    return (
        f'@font-face {{ font-family: "{FAMILY_NAME}"; font-weight: {weight};'
        f' font-display: swap; src: url("{url}") format("woff2"); }}'
    )


def _tokens(twins: dict[str, str]) -> str:
    return " ".join(f"--{name}: {twins.get(value, value)};" for name, value in _TOKENS.items())


def _dark(where: str) -> list[str]:
    swaps = [
        f'{where} svg [{attribute}="{light}"] {{ {attribute}: {dark}; }}'
        for light, dark in DARK.items()
        for attribute in ("fill", "stroke")
    ]
    return [f"{where} {{ color-scheme: dark; {_tokens(dict(DARK))} }}", *swaps]
