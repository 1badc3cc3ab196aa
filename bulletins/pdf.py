"""The bulletin as PDF, written by typst: PDF/UA-1 and PDF/A in one file, both enforced.

With its tables attached it is PDF/A-3a, which allows that; without any PDF/A-2a.

The content goes to the template as JSON, so nothing in it can be taken for typst code. The same
content and fonts give the same bytes: no date but that of the figures, no font of the system.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files

import typst

from bulletins.content import Content
from charts.fonts import WEIGHTS, Fonts, Style
from emn.errors import Undrawable


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file within the PDF that supplements it; readers list it by its name."""

    name: str
    kind: str  # its media type
    content: bytes


def pdf(
    content: Content, fonts: Fonts, extracted: datetime, attached: Attached | None = None
) -> bytes:
    """Write the PDF; `Undrawable` where the standards forbid what the content asks for.

    An exhibit without alt text and a document without title are among those.
    """
    for weight in WEIGHTS:
        fonts.ttf(weight)
    fonts.ttf(style=Style.ITALIC)
    with as_file(files("bulletins") / "templates") as templates:
        try:
            return typst.compile(
                templates / ("sheet.typ" if content["pages"] else "bulletin.typ"),
                root=templates,
                font_paths=[fonts.folder],
                ignore_system_fonts=True,
                sys_inputs={
                    "bulletin": json.dumps(content, ensure_ascii=False),
                    "attached": json.dumps(_told(attached)),
                },
                pdf_standards=["ua-1", "a-3a" if attached else "a-2a"],
                timestamp=int(extracted.timestamp()),
            )
        except typst.TypstError as error:
            raise Undrawable(
                f"{content['title']}: typst refuses the PDF ({error.message})."
                " Correct the text or the template in bulletins/templates/."
            ) from error


def _told(attached: Attached | None) -> dict[str, object] | None:
    """The same as values that JSON knows; typst has no other way to be given bytes."""
    if attached is None:
        return None
    return {"name": attached.name, "kind": attached.kind, "bytes": list(attached.content)}
