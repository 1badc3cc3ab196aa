"""A new edition: the folder with everything that people fill in, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bulletins.desk.edition import FILE
from bulletins.desk.theme_file import Part
from bulletins.numbering import edition as number_of
from bulletins.outline import Outline
from charts.exhibition import Exhibition
from charts.exhibits import EXHIBITIONS
from charts.plan import Plan
from emn.language import Language, _
from emn.period import Period
from emn.themes import THEMES
from emn.timeliness import closing_day

FOREWORD = _("Foreword")
_SHOWN = 2  # exhibits of a theme with news every quarter, until an editor chooses
_HEAD = """\
# The edition about {quarter}: docs/reference/edition.md explains every field.
quarter = "{quarter}"
number = {number}
published = {published}
languages = ["en", "fr"]
"""
_THEME = """
[[theme]]
id = "{id}"
exhibits = [{exhibits}]
awaits = ["emn"]
"""
_FORM = """\
---
state: EL
language: en
themes: protection
signed-off-by: Contact point of Greece
signed-off-on: {published}
source: https://www.example.org/
---

Write here what happened on the theme, in paragraphs. A blank line begins the next paragraph.

For several themes, name them all at the top (themes: protection, return) and put a heading of two
number signs and the theme above each text. For a theme without news, write nothing-on: citizenship
at the top.
"""


def files(quarter: Period) -> dict[str, str]:
    """Name → text of each file of a new edition; `Misused` for what is no quarter of one."""
    head = _HEAD.format(
        quarter=quarter, number=number_of(quarter), published=closing_day(quarter).isoformat()
    )
    shown = (
        _THEME.format(id=each.theme.id, exhibits=", ".join(f'"{plan.id}"' for plan in _shown(each)))
        for each in EXHIBITIONS
    )
    form = _FORM.format(published=closing_day(quarter).isoformat())
    return {FILE: "".join((head, *shown)), "contributions/_form.md": form, **dict(_words())}


def _shown(each: Exhibition) -> tuple[Plan, ...]:
    """Its first exhibits: one of annual figures, which are no news of the quarter."""
    return each.exhibits[: min(_SHOWN, Outline().most(each))]


def _words() -> Iterator[tuple[str, str]]:
    for language in Language:
        yield f"{language}/foreword.md", f"# {language.say(FOREWORD)}\n"
        for theme in THEMES:
            titles = [f"# {language.say(theme.title)}\n"]
            titles += [f"## {language.say(part.heading)}\n" for part in Part]
            yield f"{language}/{theme.id}.md", "\n".join(titles)


def new(folder: Path, quarter: Period) -> tuple[list[Path], list[Path]]:
    """Make an edition's files; give those that were made, and those that were there and stay."""
    made, kept = [], []
    for name, text in files(quarter).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
            made.append(path)
        except FileExistsError:
            kept.append(path)
    return made, kept
