"""How a page opens: its finding as text, then the key figures."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.briefing import Briefing
from charts.key_figures import KeyFigure
from charts.static import svg
from charts.workshop import Workshop
from dashboard.markup import Child, element
from dashboard.view import View
from emn.language import Language, _
from emn.wording import capitalised

SITE = "EMN Statistics"


def finding(kicker: str, briefing: Briefing, view: View) -> Markup:
    """The page's finding: when, what, and the sentences that go with it."""
    return element(
        "section",
        element("p", capitalised(kicker), class_="kicker"),
        element("h1", briefing.headline),
        element("p", briefing.lead, class_="lead"),
        until(view),
        class_="finding",
    )


def plain(headline: str) -> Markup:
    """What opens a page that has no figures."""
    return element("section", element("h1", headline), class_="finding")


def heading(kicker: str, headline: str, *lead: Child) -> Markup:
    """How a page without a briefing opens: what it is about, what it finds, and what to know."""
    return element(
        "section",
        element("p", kicker, class_="kicker"),
        element("h1", headline),
        *(element("p", each, class_="lead") for each in lead if each),
        class_="finding",
    )


def further(sentences: Sequence[str]) -> Markup:
    """What else there is to say, one sentence after the other; nothing where there is none."""
    if not sentences:
        return Markup("")
    return element("ul", *(element("li", each) for each in sentences), class_="more")


def waiting(kicker: str, language: Language) -> Markup:
    """What opens a page while its first dataset is on its way."""
    headline = language.say(_("The first figures are on their way"))
    lead = language.say(
        _("The headline dataset is not in the cache yet. This page fills itself as data arrive.")
    )
    return heading(kicker, headline, lead)


def title(headline: str) -> str:
    """What the browser's tab says: the finding, then the site."""
    return f"{headline} – {SITE}"


def key_figures(figures: Sequence[KeyFigure], workshop: Workshop, language: Language) -> Markup:
    """The strip of key figures; nothing where there are none yet."""
    if not figures:
        return Markup("")
    return element(
        "section",
        element("h2", language.say(_("Key figures")), class_="unseen"),
        element("ul", *(_figure(each, workshop) for each in figures)),
        class_="key-figures",
    )


def spark(figure: KeyFigure, workshop: Workshop) -> Markup:
    """The tiny trend of a key figure; those who listen to the page have it in words."""
    drawn = svg(
        figure.sparkline,
        title=figure.label,
        description=" ".join((figure.value, figure.where_and_when, *figure.changes)),
        fonts=workshop.fonts,
    )
    return element("div", Markup(drawn), class_="spark", aria_hidden="true")  # noqa: S704  # ours


def _figure(figure: KeyFigure, workshop: Workshop) -> Markup:
    return element(
        "li",
        element("h3", figure.label),
        element("p", figure.value, class_="value"),
        element("p", figure.where_and_when, class_="where"),
        element("div", *(element("p", change) for change in figure.changes)),
        spark(figure, workshop),
        element("p", figure.remark, class_="remark") if figure.remark else None,
    )


def until(view: View) -> Markup | None:
    """Say that the reader looks at the past, with a way back to the present."""
    if view.until is None:
        return None
    say = view.language.say
    return element(
        "p",
        say(_("You see the figures up to {period}."), period=view.language.period(view.until)),
        " ",
        element("a", say(_("Show the latest")), href=view.latest.url),
        class_="until",
    )
