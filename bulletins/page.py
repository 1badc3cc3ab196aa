"""The bulletin as one HTML file: words, pictures, fonts and style inside, nothing fetched."""

from __future__ import annotations

import base64
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from bulletins.content import Content
from charts.fonts import WEIGHTS, Fonts
from charts.palettes import DARK


def page(content: Content, fonts: Fonts) -> str:
    """Write the page; every text in it is escaped, the SVG comes escaped from the drawing."""
    environment = Environment(
        loader=PackageLoader("bulletins"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("bulletin.html.jinja")
    return template.render(content, style=_style(fonts))


def _style(fonts: Fonts) -> str:
    """The style sheet, our own file, with the fonts and the dark twins of a picture's colours."""
    sheet = (files("bulletins") / "templates" / "bulletin.css").read_text(encoding="utf-8")
    faces = "\n".join(_face(fonts, weight) for weight in WEIGHTS)
    return f"{faces}\n{sheet}\n@media screen and (prefers-color-scheme: dark) {{{_dark()}}}"


def _face(fonts: Fonts, weight: int) -> str:
    packed = base64.b64encode(fonts.woff2(weight).read_bytes()).decode()
    return (
        "@font-face{font-family:'Source Sans 3';font-display:swap;"
        f"font-weight:{weight};src:url(data:font/woff2;base64,{packed}) format('woff2')}}"
    )


def _dark() -> str:
    """Swap each colour of a drawing for its dark twin, by its value."""
    return "".join(
        f'svg [{name}="{light}"]{{{name}:{dark}}}'
        for light, dark in DARK.items()
        for name in ("fill", "stroke")
    )
