"""Class View: what a reader looks at. Its address says all of it, language first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from charts.workshop import Selection
from emn.address import query
from emn.language import Language
from emn.period import Period

MOST_PLACES = 6  # as many as there are accents
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page in a language, with the places, the last period and what else a reader chose.

    `options` holds the page's own choices by name, in the page's order, without those that are
    what it shows anyway. `as_of` is the day whose figures are shown, None for today's.
    """

    language: Language
    path: str = ""
    places: tuple[str, ...] = ()
    until: Period | None = None
    as_of: date | None = None
    has_events: bool = False
    options: tuple[tuple[str, str], ...] = ()
    is_redrawn: bool = False  # the page is there: what is further down follows when it is near

    @property
    def selection(self) -> Selection:
        """The same choice as the charts know it."""
        return Selection(
            language=self.language,
            places=self.places,
            until=self.until,
            has_events=self.has_events,
        )

    @property
    def subject(self) -> str:
        """What the last part of the path names: the place of `places/DE`."""
        return self.path.rpartition("/")[2]

    @property
    def pathname(self) -> str:
        """The page's address without the choice: `/fr/protection`."""
        return f"/{self.language}/{self.path}"

    @property
    def search(self) -> str:
        """The choice as the address carries it: `?places=DE,FR&until=2026-06`, or nothing."""
        return query((*self.options, *self.shared))

    @property
    def shared(self) -> tuple[tuple[str, str], ...]:
        """What every page lets a reader choose, by name; empty where it is what is shown anyway."""
        return (
            ("places", ",".join(self.places)),
            ("until", str(self.until or "")),
            ("as-of", str(self.as_of or "")),
            ("events", "1" if self.has_events else ""),
        )

    @property
    def url(self) -> str:
        """The whole address on this site."""
        return f"{self.pathname}{self.search}"

    def option(self, name: str) -> str:
        """What the reader chose of the page's own; empty where that is what it shows anyway."""
        return dict(self.options).get(name, "")

    def choosing(self, **options: str) -> View:
        """The same view with other choices of the page's own; an empty one takes it back."""
        kept = {**dict(self.options), **options}
        return replace(self, options=tuple((name, text) for name, text in kept.items() if text))

    def file(self, kind: str, exhibit: str = "") -> str:
        """Where this view is found as a file, or one exhibit of it: `/en/protection/ID.csv?…`."""
        name = f"{self.pathname.rstrip('/')}/{exhibit}" if exhibit else self.pathname.rstrip("/")
        return f"{name}.{kind}{self.search}"

    @property
    def card(self) -> str:
        """Where the picture is that stands for this view beside a link to it."""
        return f"/card{self.pathname.rstrip('/')}.png{self.search}"

    def embedded(self, exhibit: str) -> str:
        """Where one exhibit stands by itself, for a frame on another site."""
        return f"/embed{self.pathname.rstrip('/')}/{exhibit}{self.search}"

    def at(self, path: str) -> View:
        """Another page with the same places, period and day; its own choices stay behind."""
        return replace(self, path=path, options=())

    @property
    def latest(self) -> View:
        """The same view up to the latest period."""
        return replace(self, until=None)

    def on(self, day: date | None) -> View:
        """The same view of the figures as they stood at the end of a day; None is today."""
        return replace(self, as_of=day)

    @property
    def with_events(self) -> View:
        """The same view with the events of law and policy, or without them where it has them."""
        return replace(self, has_events=not self.has_events)

    def spoken(self, language: Language) -> View:
        """The same view in another language."""
        return replace(self, language=language)
