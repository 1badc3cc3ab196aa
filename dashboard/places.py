"""The control that highlights places: a plain form in the first content, then a Mantine select.

Both write the same address and stand in the same box, so that one replaces the other unseen.
"""

from __future__ import annotations

import dash_mantine_components as dmc
from dash.development.base_component import Component
from markupsafe import Markup

from charts.plan import EU
from dashboard.markup import element
from dashboard.view import MOST_PLACES, View
from emn.language import _
from emn.network import Network, group_label

_LABEL = _("Highlight places")

Group = tuple[str, list[tuple[str, str]]]


def groups(view: View, network: Network) -> list[Group]:
    """What can be highlighted, group by group as (code, name): the EU, members, observers, others.

    Standing in the network is that of the last day that the view shows.
    """
    on, language = view.selection.last_day, view.language
    members, observers = network.members(on), network.observers(on)
    others = [each for each in network.places if each not in members and each not in observers]
    return [
        (language.say(label), [(each.geo, each.name(language)) for each in places])
        for label, places in (
            (_("Aggregates"), [network.named(EU)]),
            (group_label("emn"), members),
            (group_label("observers"), observers),
            (_("Outside the EMN"), others),
        )
        if places
    ]


def form(view: View, network: Network, unless_chosen: str) -> Markup:
    """The control without JavaScript: boxes to tick and a button, folded away.

    `unless_chosen` says whom the charts highlight where nobody is chosen.
    """
    say = view.language.say
    names = [network.named(geo).name(view.language) for geo in view.places]
    chosen = ", ".join(names) or say(unless_chosen)
    boxes = (
        element(
            "fieldset",
            element("legend", label),
            *(_box(geo, name, is_chosen=geo in view.places) for geo, name in places),
        )
        for label, places in groups(view, network)
    )
    hidden = (
        element("input", type="hidden", name=name, value=text)
        for name, text in view.shared
        if text and name != "places"
    )
    return element(
        "form",
        element("p", say(_LABEL), class_="label", id="places-label"),
        element(
            "details",
            element("summary", chosen, aria_describedby="places-label"),
            element(
                "div",
                *boxes,
                *hidden,
                element("button", say(_("Show")), type="submit"),
                class_="boxes",
            ),
        ),
        method="get",
        action=view.pathname,
    )


def select(view: View, network: Network, unless_chosen: str) -> Component:
    """The same control as a component that Dash drives."""
    say = view.language.say
    data = [
        {"group": label, "items": [{"value": geo, "label": name} for geo, name in places]}
        for label, places in groups(view, network)
    ]
    control = dmc.MultiSelect(
        id="places",
        label=say(_LABEL),
        placeholder=None if view.places else say(unless_chosen),
        data=data,
        value=list(view.places),
        maxValues=MOST_PLACES,
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
    whole: Component = dmc.MantineProvider(control, theme={"fontFamily": "inherit"})
    return whole


def _box(geo: str, name: str, *, is_chosen: bool) -> Markup:
    tick = element("input", type="checkbox", name="places", value=geo, checked=is_chosen)
    return element("label", tick, " ", name)
