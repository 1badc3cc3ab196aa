"""The choices of a page's own: selects in the first content, then Mantine's in their place.

Both write the same address. A choice says which value the page shows anyway: an address leaves it
out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import dash_mantine_components as dmc
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.markup import element
from emn.language import Language, _

Values = tuple[tuple[str, str], ...]  # (value, label)
_MANY = 12  # from so many values on, a reader may type to find one


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several values: its name in the address, its label, the values in their groups.

    A group without a label stands by itself. `usual` is the value that is shown anyway.
    """

    id: str
    label: str
    groups: tuple[tuple[str, Values], ...]
    chosen: str
    usual: str

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Give every value with its label."""
        return (each for _label, values in self.groups for each in values)


def fields(choices: Sequence[Choice]) -> Markup:
    """The choices as the fields of a form; nothing where the page has none."""
    if not choices:
        return Markup("")
    return element("div", *(_field(each) for each in choices), class_="choices")


def selects(choices: Sequence[Choice], language: Language) -> list[Component]:
    """The same choices as components that Dash drives."""
    if not choices:
        return []
    return [
        dmc.Box([_select(each, language) for each in choices], className="choices"),
    ]


def _field(choice: Choice) -> Markup:
    """A value that is shown anyway is written as none: the address leaves it out."""
    options = [
        element("optgroup", *_options(choice, values), label=label)
        if label
        else Markup("").join(_options(choice, values))
        for label, values in choice.groups
    ]
    return element(
        "label",
        element("span", choice.label, class_="label"),
        element("select", *options, name=choice.id),
    )


def _options(choice: Choice, values: Values) -> list[Markup]:
    return [
        element(
            "option",
            label,
            value="" if value == choice.usual else value,
            selected=value == choice.chosen,
        )
        for value, label in values
    ]


def _select(choice: Choice, language: Language) -> Component:
    data: list[object] = []
    for label, values in choice.groups:
        items = [{"value": value, "label": name} for value, name in values]
        data += [{"group": label, "items": items}] if label else items
    select: Component = dmc.Select(
        id={"choice": choice.id, "usual": choice.usual},
        label=choice.label,
        data=data,
        value=choice.chosen,
        searchable=len(tuple(choice)) > _MANY,
        allowDeselect=False,
        checkIconPosition="right",
        nothingFoundMessage=language.say(_("Nothing of that name")),
        withScrollArea=False,
        attributes={"options": {"tabIndex": 0}},  # a list that scrolls can be reached by key
        maxDropdownHeight=320,
        comboboxProps={
            "withinPortal": False,
            "position": "bottom-start",
            "middlewares": {"flip": False, "shift": False},
            "transitionProps": {"duration": 0},
        },
        classNames={"input": "places-input", "label": "label"},
    )
    return select
