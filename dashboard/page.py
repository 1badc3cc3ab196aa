"""Class Page: one page as declared. Class Content: the same page for one view, as HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from charts.plan import Plan
from charts.workshop import Workshop
from dashboard.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What fills a page: its finding as title and description, then its two halves.

    The control for places stands between the opening and the exhibits.
    """

    title: str
    description: str
    opening: Markup
    exhibits: Markup


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """One page as declared: its path, its name in the navigation, its exhibits, its content."""

    path: str
    label: str
    plans: tuple[Plan, ...]
    content: Callable[[View, Workshop], Content]
