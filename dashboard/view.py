"""Class View: what a reader looks at. Its address says all of it, language first."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from charts.workshop import Selection
from emn.errors import Misused
from emn.language import Language
from emn.network import Network
from emn.period import Period

MOST_PLACES = 6  # as many as there are accents
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page in a language, with the places and the last period that a reader chose."""

    language: Language
    path: str = ""
    places: tuple[str, ...] = ()
    until: Period | None = None

    @property
    def selection(self) -> Selection:
        """The same choice as the charts know it."""
        return Selection(language=self.language, places=self.places, until=self.until)

    @property
    def pathname(self) -> str:
        """The page's address without the choice: `/fr/protection`."""
        return f"/{self.language}/{self.path}"

    @property
    def search(self) -> str:
        """The choice as the address carries it: `?places=DE,FR&until=2026-06`, or nothing."""
        said = {"places": ",".join(self.places), "until": str(self.until or "")}
        chosen = "&".join(f"{name}={quote(said[name], safe=',')}" for name in said if said[name])
        return f"?{chosen}" if chosen else ""

    @property
    def url(self) -> str:
        """The whole address on this site."""
        return f"{self.pathname}{self.search}"

    def exhibit(self, id_: str, kind: str) -> str:
        """Where one exhibit of this view is found as `svg`, `json` or `csv`."""
        return f"/{self.language}/exhibits/{id_}.{kind}{self.search}"

    def at(self, path: str) -> View:
        """Another page with the same choice."""
        return replace(self, path=path)

    @property
    def latest(self) -> View:
        """The same view up to the latest period."""
        return replace(self, until=None)

    def spoken(self, language: Language) -> View:
        """The same view in another language."""
        return replace(self, language=language)


def read_pathname(pathname: str, paths: Container[str]) -> View | None:
    """The view behind a pathname before any choice, or None where there is no such page."""
    code, _slash, path = pathname.strip("/").partition("/")
    if code.lower() not in set(Language) or path not in paths:
        return None
    return View(language=Language.parse(code), path=path)


def choose(view: View, chosen: Mapping[str, Sequence[str]], network: Network) -> View:
    """Add what the address asks for; `Misused` names a place or period that is none.

    `chosen` holds every value of each parameter. Parameters that are not ours are left alone.
    """
    asked = [geo for value in chosen.get("places", ()) for geo in value.split(",") if geo.strip()]
    places = tuple(dict.fromkeys(network.named(geo.strip().upper()).geo for geo in asked))
    if len(places) > MOST_PLACES:
        raise Misused(f"{len(places)} places are too many to tell apart. Choose {MOST_PLACES}.")
    until = next((value.strip() for value in chosen.get("until", ()) if value.strip()), "")
    return replace(view, places=places, until=_period(until) if until else None)


def _period(text: str) -> Period:
    period = Period.parse(text)
    if period.start.year not in _YEARS:
        raise Misused(f"{text!r} is out of reach. Choose {_YEARS[0]} to {_YEARS[-1]}.")
    return period
