"""Class Page: one page as declared. Class Content: the same page for one view, as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import Markup

from charts.plan import Plan
from charts.workshop import Workshop
from dashboard.choices import Choice
from dashboard.view import MOST_PLACES, View
from emn.coverage import EU
from emn.language import _
from emn.network import Network

_BRACES = re.compile(r"{\w+}")


class Menu(StrEnum):
    """Where a page is found on every other page."""

    TOP = "top"
    THEMES = "themes"
    FOOT = "foot"
    NONE = "none"  # from a page that lists it


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something of its own that a page lets a reader choose, and the address carries.

    `spelled` gives its one proper spelling, empty where it is what the page shows anyway;
    `Misused` names what there is.
    """

    id: str
    spelled: Callable[[str, Network], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What fills a page: its finding as title and description, then its two halves.

    The page's controls stand between the opening and the exhibits.
    """

    title: str
    description: str
    opening: Markup
    exhibits: Markup


def _nothing(_view: View, _workshop: Workshop) -> Sequence[Plan]:
    return ()


def no_choices(_view: View, _workshop: Workshop) -> Sequence[Choice]:
    """The choices of a page that has none of its own."""
    return ()


def _as_it_is(view: View) -> View:
    return view


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """One page as declared: its path, its name in the navigation, its exhibits, its content.

    A path may end in braces, as `places/{place}` does: `subject` then gives the proper spelling of
    what stands there, or raises `Misused`. `has_places` says that places can be highlighted,
    `unless_chosen` who is where nobody is chosen, `most_places` how many at once, and which
    `aggregates` among them. `choices` are the controls of the options; where those depend on one
    another, `settled` gives a view's one proper spelling.
    """

    path: str
    label: str
    content: Callable[[View, Workshop], Content]
    exhibits: Callable[[View, Workshop], Sequence[Plan]] = _nothing
    options: tuple[Option, ...] = ()
    subject: Callable[[str, Network], str] | None = None
    menu: Menu = Menu.TOP
    choices: Callable[[View, Workshop], Sequence[Choice]] = no_choices
    settled: Callable[[View], View] = _as_it_is
    has_places: bool = True
    unless_chosen: str = _("The leaders of each chart")
    most_places: int = MOST_PLACES
    aggregates: tuple[str, ...] = (EU,)
    pattern: re.Pattern[str] = field(init=False)

    @property
    def has_exhibits(self) -> bool:
        """Tell whether it shows exhibits, and so can be had as a file."""
        return self.exhibits is not _nothing

    def __post_init__(self) -> None:
        """Make a pattern of the path."""
        pattern = re.compile(_BRACES.sub("([^/]+)", self.path))
        object.__setattr__(self, "pattern", pattern)


class Pages:
    """Every page, in the order of the navigation."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = tuple(pages)

    def __iter__(self) -> Iterator[Page]:
        """Give them in their order."""
        return iter(self._pages)

    def of(self, path: str) -> Page | None:
        """The page that has this path, or None where there is none."""
        return next((each for each in self._pages if each.pattern.fullmatch(path)), None)


def fixed(*plans: Plan) -> Callable[[View, Workshop], Sequence[Plan]]:
    """The exhibits of a page that has the same ones in every view."""

    def exhibits(_view: View, _workshop: Workshop) -> Sequence[Plan]:
        return plans

    return exhibits
