"""Tables of facts: a place's numbers of one theme, and the numbers of one citizenship's people.

They read on a phone: four columns at most, what belongs to a number below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from charts.exhibit import Source
from charts.origin import Abroad
from charts.plan import Plan
from charts.profile import Chapter, Fact
from charts.tables import cell
from charts.workshop import Workshop
from dashboard.markup import Child, element, hidden
from dashboard.panel import is_narrow, marked, panels
from dashboard.view import View
from emn.change import Change
from emn.flags import Absence
from emn.indicator import Indicator
from emn.language import Language, _
from emn.network import Place
from emn.wording import amount, capitalised, comparison, signed, superlative


def spread(told: Markup, plans: Sequence[Plan], view: View, workshop: Workshop, id_: str) -> Markup:
    """A chapter in two columns: what is told and the narrow exhibits; beside them the broad ones.

    Where none is broad, the narrow ones stand beside. `id_` is the stem of its heading's id, too.
    """
    broad = [plan for plan in plans if not is_narrow(plan)]
    below = [plan for plan in plans if is_narrow(plan)] if broad else []
    beside = broad or plans
    columns = (
        element("div", told, panels(below, view, workshop, at_once=0) if below else None),
        panels(beside, view, workshop, at_once=0) if beside else None,
    )
    return element(
        "section",
        *columns,
        class_="chapter wide" if beside else "chapter",
        id=id_,
        aria_labelledby=f"{id_}-title",
    )


def facts(chapter: Chapter, language: Language) -> Markup:
    """A row an indicator: its last number, its change, its rank among the members, their median."""
    heads = (_("Indicator"), _("Latest"), _("On a year"), _("Among members"))
    rows = (_fact(each, language) for each in chapter.facts)
    return table(language.say(chapter.theme.title), heads, rows, language)


def abroad(found: Sequence[Abroad], title: str, workshop: Workshop, language: Language) -> Markup:
    """A row an indicator: the main destinations, the EU's total, its change."""
    heads = (_("Indicator and main destinations"), _("In the EU"), _("On a year"))
    rows = (_abroad(each, workshop, language) for each in found)
    return table(title, heads, rows, language)


def uncollected(indicators: Sequence[Indicator], place: Place, language: Language) -> Markup | None:
    """Say what Eurostat does not collect from a place; nothing where that is nothing."""
    if not indicators:
        return None
    said = language.say(
        _("Not collected by Eurostat {where}: {indicators}."),
        where=place.within(language),
        indicators=listed(indicators, language),
    )
    return element("p", said, class_="absent")


def waiting(indicators: Sequence[Indicator], language: Language) -> Markup | None:
    """Say what is not in the cache; nothing where that is nothing."""
    if not indicators:
        return None
    said = language.say(
        _("Not in the cache yet, or not for these periods: {indicators}."),
        indicators=listed(indicators, language),
    )
    return element("p", said, class_="absent")


def listed(indicators: Iterable[Indicator], language: Language) -> str:
    """The names of indicators, one after the other."""
    return "; ".join(language.say(each.label) for each in indicators)


def notes(indicators: Iterable[Indicator], language: Language) -> Markup | None:
    """How these numbers are to be read, folded away; nothing where nothing is to be said."""
    caveats = dict.fromkeys(caveat for each in indicators for caveat in each.caveats)
    if not caveats:
        return None
    return element(
        "details",
        element("summary", language.say(_("How to read these figures"))),
        element("ul", *(element("li", language.say(each)) for each in caveats)),
        class_="caveats",
    )


def sources(found: Iterable[Source], language: Language) -> Markup:
    """Whose figures these are: each dataset once, as a link, by the day of its last update."""
    by_day: dict[str, dict[str, Source]] = {}
    for each in found:
        day = language.date(each.vintage.last_update, short=True)
        by_day.setdefault(day, {})[each.dataset.dataflow] = each
    whose = {each.vintage.whose(language) for day in by_day.values() for each in day.values()}
    parts: list[Child] = [language.say(_("Source: {source}"), source="; ".join(sorted(whose)))]
    for day, unique in by_day.items():
        for code, source in unique.items():
            link = element("a", code, href=source.url, rel="external") if source.url else code
            parts += [", ", link]
        parts.append(f" ({day})")
    return element("p", *parts, ".", class_="source")


def table(caption: str, heads: Sequence[str], rows: Iterable[Markup], language: Language) -> Markup:
    """A table of facts: its first column says what they are, the others hold numbers."""
    first, *others = (language.say(each) for each in heads)
    head = element(
        "tr",
        element("th", first, scope="col"),
        *(element("th", each, scope="col", class_="number") for each in others),
    )
    return element(
        "table",
        element("caption", caption, class_="unseen"),
        element("thead", head),
        element("tbody", *rows),
        class_="facts",
    )


def _fact(fact: Fact, language: Language) -> Markup:
    record = superlative(fact.record, language) if fact.record else ""
    return element(
        "tr",
        element("th", language.say(fact.indicator.label), _below(capitalised(record)), scope="row"),
        value(fact, language),
        moved(fact.indicator, fact.on_year, language),
        number((_rank(fact, language),), _median(fact, language)),
    )


def _abroad(found: Abroad, workshop: Workshop, language: Language) -> Markup:
    destinations = ", ".join(
        f"{workshop.network.named(geo).name(language)} {amount(found.indicator, value, language)}"
        for geo, value in found.destinations
    )
    return element(
        "tr",
        element("th", language.say(found.label), _below(destinations), scope="row"),
        value(found, language),
        moved(found.indicator, found.on_year, language),
    )


def number(content: Sequence[Child], below: str = "") -> Markup:
    """A cell with a number, and below it what belongs to it."""
    return element("td", *content, _below(below), class_="number")


def _below(text: str) -> Markup | None:
    return element("small", text) if text else None


def value(told: Fact | Abroad, language: Language, beside: str = "") -> Markup:
    """A cell with a number and its flag, or why there is none; below it the period."""
    written = cell(told.indicator, told.value, told.flag, language)
    period = language.period(told.period, short=True)
    return number(marked(written.text, written.mark, language), f"{period}{beside}")


def moved(indicator: Indicator, change: Change, language: Language) -> Markup:
    """A cell with a change; where there is none, it says why to those who ask."""
    text: Child = signed(indicator, change, language)
    if not change.is_told:
        text = element("abbr", text, title=capitalised(comparison(indicator, change, language)))
    return number((text,))


def _rank(fact: Fact, language: Language) -> Child:
    if not fact.indicator.is_ranked:
        return language.say(_("not ranked"))
    if not fact.reporting or fact.value is None:
        absent = Absence.NOT_AVAILABLE
        return element("abbr", absent.mark, title=language.say(absent.label))
    if fact.rank is not None:
        rank = language.say(_("{rank} of {count}"), rank=fact.rank, count=fact.reporting)
        return element("span", rank, " ", hidden(language.say(_("from the highest"))))
    return language.say(_("above {below} of {count}"), below=fact.below, count=fact.reporting)


def _median(fact: Fact, language: Language) -> str:
    if fact.median is None:
        return ""
    median = amount(fact.indicator, fact.median, language)
    return language.say(_("median {median}"), median=median)
