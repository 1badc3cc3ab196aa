"""The newsletter: an edition's findings as a mail, HTML and plain text.

Mail programs drop scripts, style sheets and drawings: styles stand on their elements, a picture is
a link to the dashboard's PNG of the same exhibit, and is left out where no dashboard is known. It
says what each theme opens with and no more; the whole is a click away, or attached.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from bulletins.content import labels, marking
from bulletins.document import Document, Paragraph, Picture, Role, Section
from charts.theme import BRAND, GRID, INK, INK_SOFT
from emn.themes import THEMES

_THEMES = {theme.id for theme in THEMES}
_LINE = 72  # letters of a line of plain text


def newsletter(document: Document) -> Mapping[str, str]:
    """The mail as `html` and as `txt`, from one set of words."""
    environment = Environment(
        loader=PackageLoader("bulletins"),
        autoescape=select_autoescape(["html.jinja"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["wrapped"] = _wrapped
    words = {
        **marking(document),
        "document": document,
        "words": labels(document.language),
        "themes": [_theme(each) for each in document.sections if each.id in _THEMES],
        "brand": BRAND,
        "ink": INK,
        "soft": INK_SOFT,
        "rule": GRID,
    }
    return {
        kind: environment.get_template(f"newsletter.{kind}.jinja").render(words)
        for kind in ("html", "txt")
    }


def _theme(section: Section) -> Mapping[str, object]:
    """What a theme opens with, and its exhibits."""
    pictures = [each for each in section.blocks if isinstance(each, Picture)]
    return {
        "heading": section.heading,
        "texts": [each.text for each in _opening(section)],
        "exhibits": [
            {
                "title": each.exhibit.title,
                "alt": each.exhibit.alt,
                "source": each.exhibit.source.line(each.exhibit.language),
                "permalink": each.permalink,
                "png": png_of(each.permalink, each.exhibit.id),
            }
            for each in pictures
        ],
    }


def _opening(section: Section) -> tuple[Paragraph, ...]:
    """Its leads; without one, its first paragraph."""
    leads = tuple(each for each in section.paragraphs if each.role is Role.LEAD)
    return leads or section.paragraphs[:1]


def png_of(permalink: str, exhibit: str) -> str:
    """Where the dashboard has an exhibit's picture as a file; nothing without a dashboard."""
    if not permalink:
        return ""
    parts = urlsplit(permalink)
    path = f"{parts.path.rstrip('/')}/{exhibit}.png"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text,
        _LINE,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
