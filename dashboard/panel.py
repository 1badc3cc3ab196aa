"""One exhibit on a page: its finding, then the same numbers as chart, table and text.

The three are switched by radio buttons and style alone, so they work without JavaScript and by
keyboard. While a dataset is on its way the panel keeps its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.exhibit import Exhibit, Source, Table
from charts.origin import destinations_view
from charts.plan import Plan
from charts.positions import positions
from charts.profile import beside_peers_view
from charts.sketch import Figure
from charts.static import svg
from charts.views import map_view, small_multiples_view, trend_view
from charts.workshop import Workshop
from dashboard.markup import Child, element, hidden, joined
from dashboard.share import menu
from dashboard.view import View
from dashboard.words import words
from emn.datasets import dataset
from emn.errors import NothingStored
from emn.flags import Absence, labels
from emn.language import Language, _

_BROAD = (trend_view, map_view, small_multiples_view, beside_peers_view, destinations_view)
FIRST = 2  # exhibits that a screen shows below the opening
_ABSENCES = {each.mark: each for each in Absence}


def panels(
    plans: Sequence[Plan], view: View, workshop: Workshop, *, at_once: int = FIRST
) -> Markup:
    """Every exhibit of a page, in its order.

    Where the page is there already and is redrawn, only so many come at once; the others follow
    one by one, each when it is near.
    """
    now, later = (plans[:at_once], plans[at_once:]) if view.is_redrawn else (plans, ())
    return element(
        "div",
        *(panel(plan, view, workshop) for plan in now),
        *(_following(plan, view) for plan in later),
        class_="panels",
    )


def is_narrow(plan: Plan) -> bool:
    """Tell whether an exhibit needs a third of a page's width rather than two."""
    return plan.view not in _BROAD


def panel(plan: Plan, view: View, workshop: Workshop) -> Markup:
    """One exhibit; a calm empty frame while its dataset is not in the cache."""
    try:
        exhibit = plan.exhibit(workshop, view.selection)
    except NothingStored:
        return _empty(plan, view.language)
    explained = words(plan, view)
    return shown(exhibit, view, workshop, is_broad=not is_narrow(plan), explained=explained)


def shown(  # noqa: PLR0913  # what every exhibit has, then how this one stands on its page
    exhibit: Exhibit,
    view: View,
    workshop: Workshop,
    *,
    is_broad: bool = True,
    opened: str = "chart",
    heading: tuple[str, str] | None = None,
    explained: Markup | None = None,
) -> Markup:
    """An exhibit that is made already, with one of its tabs open: chart, table or text.

    `heading` replaces its finding where the page says that elsewhere; `explained` says what its
    words mean.
    """
    return _frame(
        exhibit.id,
        heading or (exhibit.title, exhibit.subtitle),
        element("div", _tabs(exhibit, opened), menu(exhibit, view), class_="bar"),
        element(
            "figure",
            _chart(exhibit, view, workshop),
            table(exhibit.table, exhibit.id, view.language),
            element("p", exhibit.text, class_="as-text"),
            caption(exhibit, explained),
        ),
        is_broad=is_broad,
    )


def table(table: Table, id_: str, language: Language) -> Markup:
    """The numbers behind a figure; a wide table scrolls inside its own frame."""
    head = element(
        "tr",
        *(
            element(
                "th",
                column.label,
                scope="col",
                class_="number" if column.is_number else None,
                data_sort="order" if column.id == "period" else None,  # names of months don't sort
            )
            for column in table.columns
        ),
    )
    rows = (
        _row(table, row, marks, language)
        for row, marks in zip(table.rows, table.marks, strict=True)
    )
    caption = f"{id_}-caption"
    return element(
        "div",
        element(
            "table",
            element("caption", table.caption, id=caption),
            element("thead", head),
            element("tbody", *rows),
        ),
        class_="as-table",
        role="region",
        aria_labelledby=f"{id_}-title {caption}",
        tabindex="0",
    )


def _row(table: Table, row: Sequence[str], marks: Sequence[str], language: Language) -> Markup:
    cells = [
        element("td", *marked(text, mark, language), class_="number" if column.is_number else None)
        for column, text, mark in zip(table.columns, row, marks, strict=True)
    ]
    return element("tr", element("th", row[0], scope="row"), *cells[1:])


def marked(text: str, mark: str, language: Language) -> tuple[Child, ...]:
    """A number with its flag; where there is none, the shorthand that says which kind of none."""
    if text in _ABSENCES:
        return (element("abbr", text, title=language.say(_ABSENCES[text].label)),)
    if not mark:
        return (text,)
    return (text, element("sup", element("abbr", mark, title=labels(mark, language))))


def drawing(exhibit: Exhibit, workshop: Workshop) -> Markup:
    """Both static drawings; the style shows the one that fits."""
    drawn = (
        element(
            "div",
            Markup(  # noqa: S704  # our own drawing, which escapes every text
                svg(figure, title=exhibit.title, description=exhibit.alt, fonts=workshop.fonts)
            ),
            class_=size,
            data_positions=_positions(figure, exhibit.table),
        )
        for size, figure in (("wide", exhibit.figure), ("narrow", exhibit.narrow))
    )
    return element("div", *drawn, class_="drawn")


def caption(exhibit: Exhibit, *more: Child) -> Markup:
    """What stands below a figure: its notes, its source, and what else there is to say."""
    return element("figcaption", _notes(exhibit), _sources(exhibit), *more)


def _chart(exhibit: Exhibit, view: View, workshop: Workshop) -> Markup:
    """The drawings, which the script makes interactive."""
    return element(
        "div",
        drawing(exhibit, workshop),
        class_="chart",
        data_figure=view.file("figure", exhibit.id),
        **_reading(exhibit),
    )


def _reading(exhibit: Exhibit) -> dict[str, str]:
    """What assets/reading.js says and which way it goes when a key steps through the numbers."""
    say, table = exhibit.language.say, exhibit.table
    place, period = ("{column}", "{row}") if table.is_over_time else ("{row}", "{column}")
    columns = "up" if exhibit.figure.is_stacked and table.is_over_time else "down"
    return {
        "data_title": exhibit.title,
        "data_hint": say(_("Arrow keys step through the numbers, Escape ends it.")),
        "data_said": say(
            _("{place}, {period}: {value}"), place=place, period=period, value="{value}"
        ),
        "data_rows": "backwards" if table.is_over_time else "down",
        "data_columns": "backwards" if table.has_periods_across else columns,
    }


def _positions(figure: Figure, table: Table) -> str:
    """Where each number lies on the drawing, in whole pixels: a row a `;`, a number a space."""
    return ";".join(
        " ".join(f"{at[0]:.0f},{at[1]:.0f}" if at else "-" for at in row)
        for row in positions(figure, table)
    )


def _tabs(exhibit: Exhibit, opened: str) -> Markup:
    """The tabs; a page that opens another one than the chart has a choice of its own to keep."""
    say = exhibit.language.say
    name = f"{exhibit.id}-as" if opened == "chart" else f"{exhibit.id}-as-{opened}"
    kinds = (("chart", say(_("Chart"))), ("table", say(_("Table"))), ("text", say(_("Text"))))
    return element(
        "fieldset",
        element("legend", hidden(say(_("Show “{title}” as"), title=exhibit.title))),
        *(
            element(
                "label",
                element(
                    "input",
                    type="radio",
                    name=name,
                    value=kind,
                    checked=kind == opened,
                ),
                element("span", label),
            )
            for kind, label in kinds
        ),
        class_="tabs",
    )


def _notes(exhibit: Exhibit) -> Markup | None:
    """What a reader must know beside the numbers; of sample data, first that they are invented."""
    invented = exhibit.language.say(_("Sample data: invented figures."))
    notes = (*((invented,) if exhibit.is_sample else ()), *exhibit.notes)
    return (
        element("ul", *(element("li", note) for note in notes), class_="notes") if notes else None
    )


def _sources(exhibit: Exhibit) -> Markup:
    """A source line for each dataset, its code a link to where the dataset is found."""
    return joined(_source(each, exhibit.language) for each in exhibit.sources)


def _source(source: Source, language: Language) -> Markup:
    before, code, after = source.line(language).partition(source.dataset.dataflow)
    link = element("a", code, href=source.url, rel="external") if source.url else code
    return element("p", before, link, after, class_="source")


def _following(plan: Plan, view: View) -> Markup:
    """The place of an exhibit that assets/following.js fetches when it is near."""
    return element(
        "article",
        element("h2", view.language.say(plan.indicator.label), id=f"{plan.id}-title"),
        id=plan.id,
        class_="panel" if is_narrow(plan) else "panel broad",
        aria_labelledby=f"{plan.id}-title",
        aria_busy="true",
        data_following=view.file("panel", plan.id),
    )


def _empty(plan: Plan, language: Language) -> Markup:
    title = language.say(dataset(plan.dataset_id).title)
    reason = language.say(
        _("Not in the cache yet, or not for these periods: “{dataset}”."), dataset=title
    )
    label = language.say(plan.indicator.label)
    told = element("p", reason, class_="empty")
    return _frame(plan.id, (label, ""), told, is_broad=not is_narrow(plan))


def _frame(id_: str, heading: tuple[str, str], *children: Child, is_broad: bool) -> Markup:
    """A panel; `heading` is its finding and what it measures, empty where that is unknown."""
    title, subtitle = heading
    head = (
        element("h2", title, id=f"{id_}-title"),
        element("p", subtitle, class_="subtitle") if subtitle else None,
    )
    return element(
        "article",
        element("div", *head),
        *children,
        id=id_,
        class_="panel broad" if is_broad else "panel",
        aria_labelledby=f"{id_}-title",
    )
