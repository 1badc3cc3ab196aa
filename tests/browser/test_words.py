"""No word that a reader meets is written past the catalogues: every page in a language that marks.

In this language every message, number and date stands in ⟦brackets⟧, as does every name that is
data: of places, of Eurostat's codes. Letters and digits outside brackets are hard-coded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.support import NullTranslations
from flask.testing import FlaskClient
from lxml import etree, html

from charts.origin import of_citizens
from charts.workshop import Workshop
from dashboard.app import create_app
from dashboard.pages import PAGES
from dashboard.server import workshop
from emn import language as spoken
from emn.datasets import DATASETS
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.events import Event, about
from emn.glossary import Source, Term
from emn.language import Language
from emn.network import load
from emn.place import Aggregate, Named
from emn.settings import Settings
from emn.structure import Dimension, Names

OPEN, CLOSE = "⟦", "⟧"
SAID = (
    "title",
    "aria-label",
    "alt",
    "placeholder",
    "data-title",
    "data-hint",
    "data-said",
    "label",
)
WORDS = re.compile(r"[^\W_]{2,}")
# Names that are the same in every language, of ours and of others.
OURS = {"EMN", "Statistics", "Eurostat", "English", "Français"}
FLAGS = {"dp"}  # two of Eurostat's letters beside one number
FORMATS = {"CSV", "XLSX", "JSON", "SVG", "PNG", "PARQUET", "Parquet", "TSV", "RIS", "BibTeX"}
ADDRESS = re.compile(r"https?://\S+|/[\w/.-]+|\b[\w-]+(?:\.[\w-]+)+\b")
DATAFLOW = re.compile(r"\b\w+_\w+\b")
EUROSTATS = {
    *ASYLUM_APPLICATIONS.dimensions,
    *(code for codes in ASYLUM_APPLICATIONS.keep.values() for code in codes),
    *(each.dataflow for each in DATASETS),
}
CODES = {place.geo for place in load().places} | {"LI"}  # where a map has no room for a name
SUBJECTS = {
    "{place}": "DE",
    "{origin}": "SY",
    "{citizenship}": "SY",
    "{dataset}": "asylum_applications",
}


class Marking(NullTranslations):
    """A catalogue that puts every message into brackets."""

    def gettext(self, message: str) -> str:
        """The message in brackets."""
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, num: int) -> str:
        """The form for a number, in brackets."""
        return self.gettext(msgid1 if num == 1 else msgid2)


def marked(told: Callable[..., str]) -> Callable[..., str]:
    """The same function, what it says in brackets."""

    def say(*args: object, **named: object) -> str:
        return f"{OPEN}{told(*args, **named)}{CLOSE}"

    return say


class MarkedNames(Names):
    """Labels of codes, each in brackets."""

    def __getitem__(self, code: str) -> str:
        """The label in brackets."""
        return f"{OPEN}{super().__getitem__(code)}{CLOSE}"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, sample: Path) -> Iterator[FlaskClient]:
    """What asks a site that speaks the language of brackets; nothing keeps its words after."""
    of_citizens.cache_clear()
    monkeypatch.setattr(spoken, "_translations", lambda _language: Marking())
    for name in ("number", "percent", "period", "date", "instant"):
        monkeypatch.setattr(Language, name, marked(getattr(Language, name)))
    for kind in (Named, Aggregate):
        for name in ("name", "short", "subject", "within", "of"):
            if name in vars(kind):
                monkeypatch.setattr(kind, name, marked(vars(kind)[name]))
    monkeypatch.setattr(Source, "name", marked(Source.name))
    monkeypatch.setattr(Term, "name", marked(Term.name))
    monkeypatch.setattr(Term, "definition", marked(Term.definition))
    monkeypatch.setattr(Dimension, "label", marked(Dimension.label))
    monkeypatch.setattr(
        Workshop, "names", lambda *args, told=Workshop.names: MarkedNames(told(*args))
    )
    monkeypatch.setattr("charts.workshop.about", lambda theme: tuple(map(renamed, about(theme))))
    app = create_app(workshop(Settings(data_dir=sample)))
    with app.server.test_client() as asking:
        yield asking
    of_citizens.cache_clear()


def renamed(event: Event) -> Event:
    """The same event, what a chart calls it in brackets."""
    return replace(event, short={key: f"{OPEN}{name}{CLOSE}" for key, name in event.short.items()})


def outside(text: str) -> str:
    """What of a text stands outside of all brackets."""
    kept, depth = [], 0
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        kept.append(letter if depth == 0 and letter != CLOSE else " ")
    return "".join(kept)


def shown(element: etree._Element) -> Iterator[str]:
    """The text of an element, but neither code nor what is said to be in another language."""
    is_text = element.tag not in {"script", "style", "code", "pre"}
    if is_text and element.get("lang") in {None, "fr"}:
        yield element.text or ""
        for child in element.iterchildren(etree.Element):
            yield from shown(child)
            yield child.tail or ""
    yield "\n" if element.tag != "tspan" else " "


def said(page: etree._Element) -> Iterator[str]:
    """What attributes tell those who listen or point, and those who only see a description."""
    for each in page.iter(etree.Element):
        yield from (each.get(name, "") for name in SAID)
        if each.get("name") == "description":
            yield each.get("content", "")


def strangers(page: str) -> list[str]:
    """Every word outside of brackets that is no name."""
    whole = html.fromstring(page)
    rest = "\n".join((outside("".join(shown(whole))), *map(outside, said(whole))))
    words = WORDS.findall(DATAFLOW.sub(" ", ADDRESS.sub(" ", rest)))
    return sorted(
        {word for word in words if not word.isdigit()} - OURS - FLAGS - FORMATS - CODES - EUROSTATS
    )


def addresses() -> list[str]:
    paths = [page.path for page in PAGES]
    for braces, code in SUBJECTS.items():
        paths = [path.replace(braces, code) for path in paths]
    return [*paths, "protection?events=1&places=DE", "protection?as-of=2020-01-01"]


def test_a_word_past_the_catalogues_is_found_wherever_it_stands() -> None:
    page = (
        '<html><head><meta name="description" content="Here"></head><body><p title="there">⟦a'
        '</p><svg><text><tspan>b⟧</tspan></text></svg><p>and 12 ⟦c ⟦d⟧ e⟧</p><p lang="en">no</p>'
    )

    assert strangers(page) == ["Here", "and", "there"]


@pytest.mark.parametrize("path", addresses())
def test_a_page_says_nothing_past_the_catalogues(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/fr/{path}")

    assert answer.status_code == 200
    assert strangers(answer.text) == []


@pytest.mark.parametrize(
    ("path", "status"), [("/fr/nowhere", 404), ("/fr/?places=XX", 400), ("/fr/?until=x", 400)]
)
def test_an_error_says_nothing_past_the_catalogues(
    client: FlaskClient, path: str, status: int
) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert strangers(answer.text) == []


@pytest.mark.parametrize("path", ["/fr/protection", "/fr/compare"])
def test_the_controls_that_dash_drives_say_nothing_past_the_catalogues(
    client: FlaskClient, path: str
) -> None:
    inputs = [
        {"id": "address", "property": "pathname", "value": path},
        {"id": "offer", "property": "data", "value": None},
    ]
    state = [{"id": "address", "property": "search", "value": ""}]

    answer = client.post(
        "/_dash-update-component",
        json={
            "output": "control.children",
            "outputs": {"id": "control", "property": "children"},
            "inputs": inputs,
            "state": state,
            "changedPropIds": ["address.pathname"],
        },
    )

    keys = "label|placeholder|aria-label|nothingFoundMessage|group"
    told = set(re.findall(rf'"(?:{keys})":"([^"]*)"', answer.text)) - {"label"}  # a class of ours
    assert len(told) > 40
    assert [each for each in told if WORDS.search(outside(json.loads(f'"{each}"')))] == []
