"""The control that highlights places: a plain form in the first content, then a Mantine select.

Both write the same address and stand in the same box, so that one replaces the other unseen. A
page with choices of its own has them in the same form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import dash_mantine_components as dmc
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard import choices
from dashboard.choices import Choice
from dashboard.markup import element
from dashboard.page import Page
from dashboard.view import View
from emn.language import _
from emn.network import Network, group_label

_LABEL = _("Highlight places")

Group = tuple[str, list[tuple[str, str]]]


def groups(page: Page, view: View, network: Network) -> list[Group]:
    """What can be highlighted, group by group as (code, name): the EU, members, observers, others.

    Standing in the network is that of the last day that the view shows.
    """
    on, language = view.selection.last_day, view.language
    members, observers = network.members(on), network.observers(on)
    others = [each for each in network.places if each not in members and each not in observers]
    return [
        (language.say(label), [(each.geo, each.name(language)) for each in places])
        for label, places in (
            (_("Aggregates"), [network.named(geo) for geo in page.aggregates]),
            (group_label("emn"), members),
            (group_label("observers"), observers),
            (_("Outside the EMN"), others),
        )
        if places
    ]


def form(page: Page, view: View, network: Network, offered: Sequence[Choice]) -> Markup:
    """The controls without JavaScript: what the page offers, then places to tick, folded away."""
    say = view.language.say
    show = element("button", say(_("Show")), type="submit")
    return element(
        "form",
        choices.fields(offered),
        element("p", show, class_="show") if offered else None,
        *(_hidden(view, {each.id for each in offered})),
        *((_ticks(page, view, network, show)) if page.has_places else ()),
        method="get",
        action=view.pathname,
    )


def _hidden(view: View, offered: set[str]) -> Iterator[Markup]:
    """What the address says and no field of the form does."""
    kept = [*view.options, *((name, text) for name, text in view.shared if name != "places")]
    for name, value in kept:
        if value and name not in offered:
            yield element("input", type="hidden", name=name, value=value)


def _ticks(page: Page, view: View, network: Network, show: Markup) -> tuple[Markup, ...]:
    say = view.language.say
    names = [network.named(geo).name(view.language) for geo in view.places]
    chosen = ", ".join(names) or say(page.unless_chosen)
    boxes = (
        element(
            "fieldset",
            element("legend", label),
            *(_box(geo, name, is_chosen=geo in view.places) for geo, name in places),
        )
        for label, places in groups(page, view, network)
    )
    return (
        element("p", say(_LABEL), class_="label", id="places-label"),
        element(
            "details",
            element("summary", chosen, aria_describedby="places-label"),
            element("div", *boxes, show, class_="boxes"),
        ),
    )


def select(page: Page, view: View, network: Network, offered: Sequence[Choice]) -> Component:
    """The same controls as components that Dash drives."""
    controls = choices.selects(offered, view.language)
    if page.has_places:
        controls.append(_select(page, view, network))
    whole: Component = dmc.MantineProvider(controls, theme={"fontFamily": "inherit"})
    return whole


def _select(page: Page, view: View, network: Network) -> Component:
    say = view.language.say
    data = [
        {"group": label, "items": [{"value": geo, "label": name} for geo, name in places]}
        for label, places in groups(page, view, network)
    ]
    control: Component = dmc.MultiSelect(
        id="places",
        label=say(_LABEL),
        placeholder=None if view.places else say(page.unless_chosen),
        data=data,
        value=list(view.places),
        maxValues=page.most_places,
        searchable=True,
        clearable=True,
        withScrollArea=False,  # every place is in sight: there is nothing to scroll
        clearButtonProps={"aria-label": say(_("Clear the choice"))},
        nothingFoundMessage=say(_("No such place")),
        maxDropdownHeight="none",
        comboboxProps={
            "withinPortal": False,
            "position": "bottom-start",
            "middlewares": {"flip": False, "shift": False},
            "transitionProps": {"duration": 0},
        },
        classNames={"input": "places-input", "label": "label", "pill": "places-pill"},
    )
    return control


def _box(geo: str, name: str, *, is_chosen: bool) -> Markup:
    tick = element("input", type="checkbox", name="places", value=geo, checked=is_chosen)
    return element("label", tick, " ", name)
