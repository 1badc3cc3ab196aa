"""One dataset: where it comes from, how it is to be read, its indicators and its vintages."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from cache import Vintage
from charts.exhibits import EXHIBITIONS
from charts.workshop import Workshop
from dashboard import chooser, opening, revised, slices
from dashboard.listing import facts, section
from dashboard.markup import Child, element, joined
from dashboard.page import Content, Menu, Page
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import dataset
from emn.glossary import of_dimension, of_indicator
from emn.indicator import Indicator
from emn.indicators import INDICATORS, RATIOS
from emn.language import Language, _
from emn.network import Network
from emn.period import Frequency, Period
from emn.ratio import Ratio
from emn.wording import capitalised

_DOI = "https://doi.org/"
_MOST_CODES = 12
_FREQUENCIES = {
    Frequency.MONTHLY: _("monthly"),
    Frequency.QUARTERLY: _("quarterly"),
    Frequency.SEMESTER: _("twice a year"),
    Frequency.ANNUAL: _("annual"),
}


def content(view: View, workshop: Workshop) -> Content:
    """The page of the dataset that the address names."""
    shown, language = dataset(view.subject), view.language
    vintage = workshop.store.current(shown)
    title = language.say(shown.title)
    whose = vintage.whose(language) if vintage else "Eurostat"
    lead = language.say(
        _("{source}, dataflow {code}, {frequency}."),
        source=whose,
        code=shown.dataflow,
        frequency=language.say(_FREQUENCIES[shown.frequency]),
    )
    stored = workshop.store.vintages(shown)
    return Content(
        title=opening.title(title),
        description=f"{title}. {lead}",
        opening=opening.heading(language.say(shown.theme.title), title, lead),
        exhibits=joined(
            (
                section(
                    "about", language.say(_("About the data")), facts(_about(shown, view, workshop))
                ),
                _service(shown, vintage, view),
                _indicators(shown, view),
                _exhibits(shown, view),
                section(
                    "kept",
                    language.say(_("Vintages")),
                    revised.vintages(shown, stored, view, workshop) if stored else None,
                    element(
                        "p",
                        element(
                            "a",
                            language.say(_("What changed between them")),
                            href=chooser.choosing(view.at("revisions"), shown).url,
                        ),
                    ),
                ),
            )
        ),
    )


def frequency(shown: Dataset, language: Language) -> str:
    """How often a dataset has a new period, in a word."""
    return language.say(_FREQUENCIES[shown.frequency])


def _about(shown: Dataset, view: View, workshop: Workshop) -> Iterator[tuple[str, Child]]:
    """What does not change from vintage to vintage."""
    language, say = view.language, view.language.say
    yield say(_("Dataflow")), element("a", shown.dataflow, href=shown.url, rel="external")
    yield say(_("DOI")), element("a", shown.doi, href=f"{_DOI}{shown.doi}", rel="external")
    theme = element("a", say(shown.theme.title), href=view.at(shown.theme.id).url)
    yield say(_("Theme")), theme
    yield say(_("Frequency")), frequency(shown, language)
    yield say(_("Slice")), _slice(shown, view, workshop)
    rounded = _("to the nearest {base}") if shown.rounded_to else _("not rounded by Eurostat")
    yield say(_("Rounding")), say(rounded, base=shown.rounded_to)
    yield say(_("Legal deadline")), _months(shown.deadline_months, language) or say(_("none"))
    yield say(_("Usually published")), _months(shown.lag_months, language)
    yield say(_("Caveats")), _listed(say(each) for each in shown.caveats)
    coverage = chooser.choosing(view.at("coverage"), shown).url
    yield say(_("Coverage")), element("a", say(_("Who has reported what")), href=coverage)


def _months(months: int | None, language: Language) -> str:
    if months is None:
        return ""
    if months < 0:
        return language.plural(
            "{number} month before the period ends",
            "{number} months before the period ends",
            -months,
        )
    return language.plural(
        "{number} month after the period", "{number} months after the period", months
    )


def _slice(shown: Dataset, view: View, workshop: Workshop) -> Child:
    """What is kept of each dimension, in Eurostat's words and codes."""
    structure = workshop.store.structure(shown.dataflow)
    language, lines = view.language, []
    for name in shown.dimensions:
        term = of_dimension(name)
        heading = (
            element("a", term.name(language), href=f"{view.at('glossary').url}#{term.id}")
            if term
            else name
        )
        kept = shown.keep.get(name)
        if kept is None:
            told = language.say(_("every one that Eurostat has"))
        else:
            labels = [
                f"{structure.label(name, code, language)} ({code})" if structure else code
                for code in kept[:_MOST_CODES]
            ]
            more = len(kept) - _MOST_CODES
            told = ", ".join(labels) + (f" + {language.number(more)}" if more > 0 else "")
        lines.append(element("li", heading, f" ({name}): ", told))
    return element("ul", *lines)


def _service(shown: Dataset, vintage: Vintage | None, view: View) -> Markup:
    """The vintage in service, its files, and how to cite it."""
    say = view.language.say
    heading = say(_("The vintage in service"))
    if vintage is None:
        return section(
            "vintage", heading, element("p", say(_("Nothing of this dataset is stored yet.")))
        )
    return section("vintage", heading, facts(_served(shown, vintage, view)))


def _served(shown: Dataset, vintage: Vintage, view: View) -> Iterator[tuple[str, Child]]:
    language, say = view.language, view.language.say
    if vintage.is_sample:
        yield say(_("Sample data")), say(_("Sample data: these figures are invented."))
    yield say(_("Source")), vintage.whose(language)
    yield say(_("Updated at Eurostat")), language.instant(vintage.last_update)
    yield say(_("Extracted")), language.instant(vintage.extracted_at)
    if vintage.first_period and vintage.last_period:
        ends = (
            Period(each, shown.frequency) for each in (vintage.first_period, vintage.last_period)
        )
        yield say(_("Periods")), "–".join(language.period(each, short=True) for each in ends)
    yield say(_("Observations")), language.number(vintage.rows)
    yield say(_("Query")), element("code", vintage.url)
    yield say(_("SHA-256 of the answer")), element("code", vintage.sha256)
    yield say(_("Download")), downloads(shown, view)
    if vintage.is_eurostats:
        yield say(_("Cite as")), shown.citation(language, vintage.extracted_at.date())


def downloads(shown: Dataset, view: View) -> Markup:
    """Links to the whole dataset as files."""
    title = view.language.say(shown.title)
    links = (
        element(
            "a",
            kind.upper() if kind == "csv" else kind.capitalize(),
            href=slices.address(shown, kind, view),
            download=True,
            aria_label=f"{kind.upper()} – {title}",
        )
        for kind in slices.KINDS
    )
    return element("span", Markup(" · ").join(links), class_="files")


def _indicators(shown: Dataset, view: View) -> Markup | None:
    """Every indicator and ratio that is made of this dataset."""
    found: list[Indicator | Ratio] = [
        each
        for each in INDICATORS
        if shown.id in {each.dataset.id, *(dataset.id for dataset in each.by.values())}
    ]
    found += [each for each in RATIOS if shown.id in {each.part.dataset.id, each.whole.dataset.id}]
    if not found:
        return None
    heading = view.language.say(_("Indicators"))
    return section("indicators", heading, *(_indicator(each, view) for each in found))


def _indicator(each: Indicator | Ratio, view: View) -> Markup:
    language, say = view.language, view.language.say
    stock = say(_("a stock, at the end of the period")) if each.is_stock else say(_("a flow"))
    links = [
        element("a", capitalised(term.name(language)), href=f"{view.at('glossary').url}#{term.id}")
        for term in of_indicator(each.id)
    ]
    return element(
        "article",
        element("h3", say(each.label)),
        element("p", say(each.definition)),
        facts(
            (
                (say(_("Unit")), f"{say(each.unit.label)}, {stock}"),
                (say(_("Caveats")), _listed(say(caveat) for caveat in each.caveats)),
                (say(_("Terms")), Markup(", ").join(links) or None),
                (say(_("Id")), element("code", each.id)),
            )
        ),
        id=each.id,
    )


def _exhibits(shown: Dataset, view: View) -> Markup | None:
    """Where the dataset is drawn: a link to the first exhibit of each indicator, by theme."""
    say = view.language.say
    drawn = {
        (each.theme.id, plan.indicator.id): (each.theme, plan)
        for each in EXHIBITIONS
        for plan in reversed(each.exhibits)
        if plan.dataset_id == shown.id
    }
    links = [
        element(
            "li",
            element(
                "a",
                f"{say(theme.title)}: {say(plan.indicator.label)}",
                href=f"{view.at(theme.id).url}#{plan.id}",
            ),
        )
        for theme, plan in reversed(drawn.values())
    ]
    if not links:
        return None
    return section("charts", view.language.say(_("Charts made of it")), element("ul", *links))


def _listed(texts: Iterator[str]) -> Child:
    items = [element("li", each) for each in texts]
    return element("ul", *items) if items else None


def _subject(text: str, _network: Network) -> str:
    return dataset(text.lower()).id


PAGE = Page(
    path="data/{dataset}",
    label=_("Dataset"),
    content=content,
    subject=_subject,
    menu=Menu.NONE,
    has_places=False,
)
