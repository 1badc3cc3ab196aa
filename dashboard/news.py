"""What is new in the data, and how the data stand: updates, what is expected, what is held back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from markupsafe import Markup

from cache import Kind, Outcome, Store, Vintage, earlier_than, revisions
from cache.manifest import BY_HAND
from dashboard.listing import datasets, facts, section
from dashboard.markup import element
from dashboard.state import seen_at, state
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.errors import BrokenVintage, Misused
from emn.language import BRUSSELS, Language, _
from emn.period import Frequency, Period
from emn.timeliness import closing_day, usual

_NAMED = 8  # updates that are told one by one
_CHEAP = 30_000  # observations: larger vintages are compared on the page of revisions alone
_HELD = {Outcome.QUARANTINED: _("Held back by a check"), Outcome.WAITING: _("Held back by a check")}
_HELD |= {Outcome.FAILED: _("Not fetched at the last attempt")}


class Update(NamedTuple):
    """A dataset that was updated, and the vintage that did it."""

    dataset: Dataset
    vintage: Vintage


def new(view: View, store: Store) -> Markup | None:
    """What Eurostat updated since the day before, and since the last edition closed."""
    seen = seen_at(store)
    if seen is None:
        return None
    today = seen.astimezone(BRUSSELS).date()
    say, language = view.language.say, view.language
    yesterday = today - timedelta(days=1)
    quarter = last_edition(today)
    closed = closing_day(quarter)
    lately, since = updated(store, yesterday), updated(store, closed)
    shown = lately or sorted(since, key=lambda each: each.vintage.last_update, reverse=True)
    message = _("Since yesterday, {day}: {count} of {all} datasets were updated.")
    if not lately:
        message = _("Since yesterday, {day}, no dataset was updated. The last updates:")
    heading = say(message, day=language.date(yesterday), count=len(lately), all=len(DATASETS))
    edition = say(
        _("Since the edition about {quarter} closed, on {day}: {count} of {all}."),
        quarter=language.in_text(quarter),
        day=language.date(closed),
        count=len(since),
        all=len(DATASETS),
    )
    return section(
        "new",
        say(_("What is new")),
        element("p", heading),
        element("ul", *(_update(each, view, store) for each in shown[:_NAMED]), class_="updates"),
        element("p", edition),
        _all_of_them(since, closed, view),
    )


def stands(view: View, store: Store) -> Markup:
    """The state of the data: the last update, the last check, what is expected, what is held."""
    say, language = view.language.say, view.language
    now, seen = state(store), seen_at(store)
    held = dict(_held(store, language))
    pairs = [
        (say(_("Last update at Eurostat")), now.updated_at and language.instant(now.updated_at)),
        (say(_("Last check")), now.checked_at and language.instant(now.checked_at)),
        (
            say(_("Next expected")),
            seen and expected(store, seen.astimezone(BRUSSELS).date(), language),
        ),
        *((say(label), datasets(names, language)) for label, names in held.items()),
    ]
    nothing = None if held else element("p", say(_("Nothing is held back, nothing failed.")))
    return section(
        "state",
        say(_("State of the data")),
        facts((heading, text or "") for heading, text in pairs),
        nothing,
        element("p", _coverage(view)),
    )


def last_edition(today: date) -> Period:
    """The quarter of the last edition that has closed."""
    quarter = Period.at(today, Frequency.QUARTERLY).previous
    return quarter if closing_day(quarter) <= today else quarter.previous


def updated(store: Store, since: date) -> list[Update]:
    """The datasets that Eurostat updated on this day or later, in the order of the themes."""
    moment = datetime.combine(since, time(), BRUSSELS)
    current = ((each, store.current(each)) for each in DATASETS)
    return [
        Update(dataset, vintage)
        for dataset, vintage in current
        if vintage is not None and vintage.last_update >= moment
    ]


def changed(store: Store, update: Update) -> dict[Kind, int] | None:
    """How many figures an update changed, withdrew, added; None where that is not cheaply told."""
    earlier = earlier_than(store, update.dataset, update.vintage)
    if earlier is None or max(earlier.rows, update.vintage.rows) > _CHEAP:
        return None
    try:
        return revisions(store, update.dataset, earlier, update.vintage).counts()
    except (
        BrokenVintage,
        Misused,
    ):  # stored with other dimensions, or broken: the page of revisions says so
        return None


def expected(store: Store, today: date, language: Language) -> str:
    """Name the dataset, or the datasets of one day, that Eurostat usually updates next."""
    ahead = [
        (day, dataset, period)
        for dataset in DATASETS
        if (vintage := store.current(dataset)) is not None and vintage.last_period is not None
        for period in (Period.at(vintage.last_period, dataset.frequency).shifted(1),)
        if (day := usual(dataset, period)) is not None and day >= today
    ]
    if not ahead:
        return ""
    first = min(day for day, _dataset, _period in ahead)
    titles = {
        dataset.dataflow: f"{language.say(dataset.title)}, {language.period(period)}"
        for day, dataset, period in ahead
        if day == first
    }
    named, more = list(titles.values())[:2], len(titles) - 2
    rest = [language.plural("{number} more dataset", "{number} more datasets", more)]
    return language.say(
        _("{datasets}: usually by {day}"),
        datasets="; ".join(named + (rest if more > 0 else [])),
        day=language.date(first),
    )


def _held(store: Store, language: Language) -> Iterable[tuple[str, Sequence[str]]]:
    """The datasets whose last refresh was held back or failed, by what happened."""
    last: dict[str, str] = {}
    for row in store.runs().sort("started_at").iter_rows(named=True):
        if row["outcome"] not in BY_HAND:
            last[row["dataset"]] = row["outcome"]
    for label in dict.fromkeys(_HELD.values()):
        outcomes = {outcome for outcome, each in _HELD.items() if each == label}
        names = [language.say(each.title) for each in DATASETS if last.get(each.id) in outcomes]
        if names:
            yield label, names


def _update(update: Update, view: View, store: Store) -> Markup:
    language = view.language
    href = view.at("revisions").choosing(dataset=update.dataset.id).url
    told = [language.date(update.vintage.last_update)]
    counts = changed(store, update)
    if counts is not None:
        told.append(
            language.say(
                _("{added} new figures, {changed} revised, {withdrawn} withdrawn"),
                added=language.number(counts[Kind.ADDED]),
                changed=language.number(counts[Kind.CHANGED]),
                withdrawn=language.number(counts[Kind.WITHDRAWN]),
            )
        )
    link = element("a", language.say(update.dataset.title), href=href)
    return element("li", link, f" – {'; '.join(told)}")


def _all_of_them(updates: Sequence[Update], closed: date, view: View) -> Markup:
    """Every one of them, folded away."""
    if not updates:
        return Markup("")
    revised = view.at("revisions")
    links = (
        element(
            "li",
            element(
                "a",
                view.language.say(each.dataset.title),
                href=revised.choosing(dataset=each.dataset.id, since=closed.isoformat()).url,
            ),
        )
        for each in updates
    )
    return element(
        "details",
        element("summary", view.language.say(_("Which ones"))),
        element("ul", *links),
    )


def _coverage(view: View) -> Markup:
    label = view.language.say(_("Who has reported what, and who is late"))
    return element("a", label, href=view.at("coverage").url)
