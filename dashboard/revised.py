"""Tables of what was revised: place by place, the largest cells, and the vintages that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import polars as pl
from markupsafe import Markup

from cache import Kind, Revisions, Vintage, revisions
from cache.revised import decimals, happened, moved, told, written
from charts.workshop import Workshop
from dashboard.listing import Head, listing
from dashboard.markup import Child, element
from dashboard.view import View
from emn.coverage import AGGREGATES
from emn.dataset import Dataset
from emn.datasets import dataset as declared
from emn.language import BRUSSELS, Language, _
from emn.period import Period

_MOST_CELLS, _MOST_VINTAGES = 20, 7
Row = dict[str, Any]


def shown(found: Revisions, workshop: Workshop, place: str) -> Revisions:
    """The revisions of the places that we show, or of one, read once."""
    places = [each.geo for each in workshop.network.places]
    return found.of([place] if place else [*AGGREGATES, *places]).read()


def by_place(found: Revisions, view: View, workshop: Workshop) -> Markup | None:
    """A row a place: how many cells of each kind, and the largest; None where nothing changed."""
    rows = {row["geo"]: row for row in _places(found).collect().to_dicts()}
    order = (*workshop.network.aggregates, *workshop.network.places)
    known = [(place, rows[place.geo]) for place in order if place.geo in rows]
    if not known:
        return None
    say, language = view.language.say, view.language
    names = _names(found.dataset, workshop, language)
    digits = decimals(row for _place, row in known)
    heads = (
        Head(label=say(_("Place"))),
        *_kinds(language),
        Head(label=say(_("The largest"))),
        *_numbers(language),
    )
    return listing(
        "revised-places",
        say(_("What changed, place by place, in the EU’s protocol order")),
        heads,
        [
            (
                place.name(language),
                *(language.number(row[kind]) for kind in Kind),
                _cell(row, found.dataset, names, language),
                *_change(row, language, digits),
            )
            for place, row in known
        ],
    )


def largest(found: Revisions, view: View, workshop: Workshop) -> Markup | None:
    """The cells that changed most: what, before, after, by how much; None where none did."""
    language = view.language
    revised = found.largest_first().filter(pl.col("kind").is_in([Kind.CHANGED, Kind.WITHDRAWN]))
    rows = revised.head(_MOST_CELLS).collect().to_dicts()
    if not rows:
        return None
    names = _names(found.dataset, workshop, language)
    digits = decimals(rows)
    heads = (
        Head(label=language.say(_("Place"))),
        Head(label=language.say(_("What"))),
        *_numbers(language),
    )
    caption = language.say(_("The largest changes of published figures, largest first"))
    return listing(
        "revised-cells",
        caption,
        heads,
        [
            (
                names["geo"][row["geo"]],
                _cell(row, found.dataset, names, language),
                *_change(row, language, digits),
            )
            for row in rows
        ],
    )


def vintages(dataset: Dataset, stored: Sequence[Vintage], view: View, workshop: Workshop) -> Markup:
    """The vintages of late, newest first, each with what it changed of the one before."""
    language, say = view.language, view.language.say
    heads = (
        Head(label=say(_("Updated at Eurostat"))),
        Head(label=say(_("Extracted"))),
        *_kinds(language),
        Head(label=say(_("Look"))),
    )
    of_late = stored[-_MOST_VINTAGES:]
    pairs = {later.name: (earlier, later) for earlier, later in pairwise(of_late)}
    rows = [
        (
            language.instant(each.last_update),
            language.date(each.extracted_at, short=True),
            *_counts(pairs.get(each.name), workshop, language),
            _looks(each, pairs.get(each.name), view),
        )
        for each in reversed(of_late)
    ]
    caption = language.plural(
        "“{dataset}”: {number} vintage is kept",
        "“{dataset}”: {number} vintages are kept",
        len(stored),
        dataset=say(dataset.title),
    )
    return listing("vintages", caption, heads, rows)


def tally(workshop: Workshop, earlier: Vintage, later: Vintage) -> pl.DataFrame:
    """How many cells fared in each way between two vintages: columns kind, len."""
    dataset = declared(later.dataset)
    return revisions(workshop.store, dataset, earlier, later).cells.group_by("kind").len().collect()


def _counts(
    pair: tuple[Vintage, Vintage] | None, workshop: Workshop, language: Language
) -> list[str]:
    if pair is None:
        return ["–"] * len(Kind)
    found = dict(workshop.once(tally, *pair).iter_rows())
    return [language.number(found.get(kind, 0)) for kind in Kind]


def _looks(vintage: Vintage, pair: tuple[Vintage, Vintage] | None, view: View) -> Markup:
    """Links: what changed since then, and every page as it stood with this vintage."""
    day = vintage.extracted_at.astimezone(BRUSSELS).date()
    past = element("a", view.language.say(_("Pages as they stood")), href=view.on(day).at("").url)
    if pair is None:
        return past
    since = vintage.last_update.astimezone(BRUSSELS).date()
    what = element(
        "a",
        view.language.say(_("Changes since")),
        href=view.choosing(since=since.isoformat()).url,
    )
    return Markup("").join((what, " · ", past))


def _places(found: Revisions) -> pl.LazyFrame:
    """One row a geo: how many cells of each kind, then the largest of them."""
    return (
        found.largest_first()
        .group_by("geo", maintain_order=True)
        .agg(
            *((pl.col("kind") == kind).sum().alias(kind) for kind in Kind),
            pl.exclude("geo").first(),
        )
    )


def _kinds(language: Language) -> tuple[Head, ...]:
    labels = (_("Changed"), _("Withdrawn"), _("Added"), _("Other flag"))
    return tuple(Head(label=language.say(each), is_number=True) for each in labels)


def _numbers(language: Language) -> tuple[Head, ...]:
    labels = (_("Before"), _("After"), _("Difference"), _("%"))
    return tuple(Head(label=language.say(each), is_number=True) for each in labels)


def _change(row: Row, language: Language, digits: int) -> tuple[str, ...]:
    return (
        written(row, "before", language, digits),
        written(row, "after", language, digits),
        moved(row["difference"], language, digits),
        moved(row["percent"], language, 1),
    )


def _cell(
    row: Row, dataset: Dataset, names: dict[str, dict[str, str]], language: Language
) -> Child:
    """Which cell: what happened to it, its period, the labels of what tells it from others."""
    period = language.period(Period(row["period"], dataset.frequency), short=True)
    labels = (names[name][row[name]] for name in told(dataset))
    return " · ".join((happened(row, language), period, *labels))


def _names(dataset: Dataset, workshop: Workshop, language: Language) -> dict[str, dict[str, str]]:
    return {
        name: workshop.names(dataset, language, "" if name == "geo" else name)
        for name in ("geo", *told(dataset))
    }
