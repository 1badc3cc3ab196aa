"""Random views of the page that compares, whether or not they can be shown."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from random import Random
from urllib.parse import parse_qs

from charts.compare.asked import GROUPS, OWN, Measure, Shape
from dashboard.address import read
from dashboard.comparing import FREQUENCIES
from dashboard.page import Page
from dashboard.pages import PAGES
from dashboard.view import View
from emn.language import Language
from emn.network import load


def random_views(count: int, indicators: tuple[str, ...]) -> Iterator[View]:
    """Views that a reader might ask for, whether or not they can be shown."""
    chance = Random(2026)  # noqa: S311  # views, not secrets
    places = [each.geo for each in load().places]
    for _each in range(count):
        said = {
            "indicator": chance.choice(indicators),
            "as": chance.choice(["", *Shape]),
            "measure": chance.choice(["", *Measure]),
            "by": chance.choice(["", *FREQUENCIES]),
            "group": chance.choice(["", *GROUPS, OWN]),
            "base": chance.choice(["", "", "2024", "2024-01", "2024-Q1"]),
            "citizen": chance.choice(["", "", "", "SY"]),
            "sex": chance.choice(["", "", "F", "T"]),
            "age": chance.choice(["", "", "", "Y_LT18"]),
        }
        yield View(
            language=chance.choice(list(Language)),
            path="compare",
            places=tuple(chance.sample(places, chance.choice((0, 0, 2, 9)))),
            options=tuple((name, text) for name, text in said.items() if text),
        )


def found(url: str) -> tuple[Page, View]:
    """The page and the view behind an address."""
    path, _mark, query = url.partition("?")
    there = read(path, parse_qs(query), PAGES, load())
    assert there is not None
    return there


def rows(text: str) -> list[list[str]]:
    """The rows of a CSV, its header first."""
    return list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))
