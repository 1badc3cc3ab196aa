"""Accessibility statement, after the model of Directive (EU) 2016/2102, from the last test run.

`make accessibility` runs the test and writes accessibility.json; a browser test holds it against
the pages that there are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from charts.workshop import Workshop
from dashboard import opening
from dashboard.listing import Head, listing, section
from dashboard.markup import Child, element, joined
from dashboard.page import Content, Menu, Page
from dashboard.pages.about import contact
from dashboard.view import View
from emn.language import Language, _


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One page as it was tested: in how many widths and colour schemes, and what broke a rule."""

    path: str
    runs: int
    violations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The last test run: when, with what, and every page that it looked at."""

    on: date
    engine: str
    browser: str
    rules: str
    pages: tuple[Tested, ...]

    @property
    def violations(self) -> int:
        """How many rules were broken, counted once a page."""
        return sum(len(each.violations) for each in self.pages)


@cache
def record() -> Record:
    """The record that is shipped with these pages."""
    text = (files("dashboard") / "accessibility.json").read_text(encoding="utf-8")
    stored = json.loads(text)
    pages = (
        Tested(**{**each, "violations": tuple(each["violations"])}) for each in stored["pages"]
    )
    return Record(
        **{**stored, "on": date.fromisoformat(stored["on"]), "pages": tuple(pages)},
    )


def content(view: View, workshop: Workshop) -> Content:
    """The statement in one language."""
    say, tested = view.language.say, record()
    lead = _status(tested, view.language)
    return Content(
        title=opening.title(say(PAGE.label)),
        description=lead,
        opening=opening.heading(say(PAGE.label), say(_("Accessibility of these pages")), lead),
        exhibits=joined(
            (
                _commitment(view.language),
                _preparation(tested, view.language),
                _untested(view.language),
                contact(view, workshop),
                _enforcement(view.language),
            )
        ),
    )


def _status(tested: Record, language: Language) -> str:
    message = _("The last automated test, on {day}, found no violation on {pages} kinds of page.")
    if tested.violations:
        message = _(
            "The last automated test, on {day}, found {violations} on {pages} kinds of page."
        )
    return language.say(
        message,
        day=language.date(tested.on),
        pages=language.number(len(tested.pages)),
        violations=language.plural("{number} violation", "{number} violations", tested.violations),
    )


def _commitment(language: Language) -> Markup:
    told = (
        _(
            "These pages are made to meet EN 301 549 and the Web Content Accessibility Guidelines"
            " 2.2, level AA, which Directive (EU) 2016/2102 asks for. They can be read without"
            " JavaScript, without a mouse and without colours; each chart has its finding, its"
            " numbers as a table, and its text."
        ),
        _(
            "No person has yet audited them as a whole, so this statement claims no more than what"
            " was tested. Whether they are fully or partially compliant is for their operator to"
            " declare."
        ),
    )
    return section(
        "status",
        language.say(_("Compliance status")),
        *(element("p", language.say(each)) for each in told),
    )


def _preparation(tested: Record, language: Language) -> Markup:
    """When and how the test was made, and what it found page by page."""
    say = language.say
    method = say(
        _("Tested on {day} with {engine} in {browser}, against the rules {rules}."),
        day=language.date(tested.on),
        engine=tested.engine,
        browser=tested.browser,
        rules=tested.rules,
    )
    heads = (
        Head(label=say(_("Page"))),
        Head(label=say(_("Runs")), is_number=True),
        Head(label=say(_("Rules broken"))),
    )
    rows: list[Sequence[Child]] = [
        (
            element("a", each.path, href=each.path),
            language.number(each.runs),
            Markup(", ").join(element("code", rule) for rule in each.violations) or say(_("none")),
        )
        for each in tested.pages
    ]
    caption = say(_("Each page was tested wide and narrow, in light and dark"))
    return section(
        "preparation",
        say(_("Preparation of this statement")),
        element("p", method),
        listing("tested", caption, heads, rows),
    )


def _untested(language: Language) -> Markup:
    """What an automated test does not see."""
    listed = (
        _("An automated test finds only some of the barriers that people meet."),
        _("Nobody who uses a screen reader, a magnifier or speech input has tested the pages yet."),
        _("A chart is read number by number with the arrow keys; no screen reader has tried it."),
        _("Files for download, spreadsheets and pictures, were not part of this test."),
        _("Eurostat’s own pages, to which ours lead, have their own statement."),
    )
    return section(
        "untested",
        language.say(_("What was not tested, and what may be hard")),
        element("ul", *(element("li", language.say(each)) for each in listed), class_="bullets"),
    )


def _enforcement(language: Language) -> Markup:
    told = _(
        "If the answer of the operator does not satisfy you, turn to the body that supervises the"
        " accessibility of websites in the operator’s country."
    )
    return section("enforcement", language.say(_("Enforcement")), element("p", language.say(told)))


PAGE = Page(
    path="accessibility",
    label=_("Accessibility"),
    content=content,
    menu=Menu.FOOT,
    has_places=False,
)
