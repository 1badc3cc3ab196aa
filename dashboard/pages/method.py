"""Method: how the figures come here, how they are read, and what is computed by us."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.workshop import Workshop
from dashboard import opening
from dashboard.listing import Head, listing, section
from dashboard.markup import element, joined
from dashboard.page import Content, Menu, Page
from dashboard.view import View
from emn.flags import signs
from emn.indicator import Indicator
from emn.indicators import INDICATORS, RATIOS
from emn.language import Language, _
from emn.methodology import CHANGES, FLAGS, LICENCE, TOPICS, VINTAGES, Topic
from emn.ratio import Ratio
from emn.timeliness import Report


def content(view: View, _workshop: Workshop) -> Content:
    """The page; its words are those of the bulletin’s methodology, and what a screen needs more."""
    language = view.language
    headline = language.say(_("How these figures are made, and what they do not say"))
    lead = language.say(
        _("Every figure is Eurostat’s, unless it says otherwise, and leads back to its source.")
    )
    source, *others = TOPICS
    return Content(
        title=opening.title(language.say(PAGE.label)),
        description=lead,
        opening=opening.heading(language.say(PAGE.label), headline, lead),
        exhibits=joined(
            (
                _topic("source", source, language),
                _topic("vintages", VINTAGES, language),
                _topic("flags", FLAGS, language, _signs(language)),
                _topic("changes", CHANGES, language),
                *(_topic(f"topic-{at}", each, language) for at, each in enumerate(others)),
                _coverage(view),
                _computed(view),
                section("reuse", language.say(_("Reuse")), element("p", language.say(LICENCE))),
            )
        ),
    )


def _topic(id_: str, topic: Topic, language: Language, *more: Markup) -> Markup:
    heading, paragraphs = topic
    said = (element("p", language.say(each)) for each in paragraphs)
    return section(id_, language.say(heading), *said, *more)


def _signs(language: Language) -> Markup:
    caption = language.say(_("Signs and flags"))
    return _meanings("signs", caption, signs(), language)


def _coverage(view: View) -> Markup:
    """The signs of the page on coverage, and the way to it."""
    language = view.language
    link = element("a", language.say(_("Coverage and timeliness")), href=view.at("coverage").url)
    caption = language.say(_("Signs of what a place has reported"))
    rows = [(each.mark, each.label) for each in Report]
    heading = language.say(_("Who has reported, and who is late"))
    told = language.say(
        _(
            "A period is due on the last day of the month in which the law’s deadline ends. What"
            " counts is when the figure is at Eurostat. Where no law sets a deadline, the time that"
            " Eurostat usually takes stands in for it."
        )
    )
    return section(
        "timeliness",
        heading,
        element("p", told),
        _meanings("report-signs", caption, rows, language),
        element("p", link),
    )


def _meanings(
    id_: str, caption: str, rows: Sequence[tuple[str, str]], language: Language
) -> Markup:
    heads = (Head(label=language.say(_("Sign"))), Head(label=language.say(_("Meaning"))))
    return listing(id_, caption, heads, [(sign, language.say(label)) for sign, label in rows])


def _computed(view: View) -> Markup:
    """What is no figure of Eurostat's own: every indicator that is made of several."""
    say = view.language.say
    made: list[Indicator | Ratio] = [
        each for each in INDICATORS if any(len(codes) > 1 for codes in each.of.values())
    ]
    items = [
        element("li", element("b", say(each.label)), ": ", say(each.definition))
        for each in [*made, *RATIOS]
    ]
    told = say(
        _(
            "Changes, sums of months, the median of the EMN’s members and what follows are computed"
            " here from the published figures. The rest is shown as Eurostat published it."
        )
    )
    link = element("a", say(_("Every dataset and indicator")), href=view.at("data").url)
    return section(
        "computed",
        say(_("What is computed here")),
        element("p", told),
        element("ul", *items, class_="bullets"),
        element("p", link),
    )


PAGE = Page(path="method", label=_("Method"), content=content, menu=Menu.FOOT, has_places=False)
