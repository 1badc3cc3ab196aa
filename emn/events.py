"""Events of law and policy, by day: what readers may lay over a chart, never a cause of it.

The facts, each with its legal act, are in events.toml. When states joined the EMN is in
network.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from emn.entry import Entry
from emn.language import Language, _
from emn.themes import THEMES, Theme

NO_CAUSE = _("An event is a date, not a cause: much else changed at the same time.")

_FIELDS = {
    *("id", "day", "short_en", "short_fr", "name_en", "name_fr", "act_en", "act_fr"),
    *("themes", "is_certain", "note"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event: its first day, what a chart calls it, what it was, which act says so."""

    id: str
    day: date
    short: dict[Language, str]
    name: dict[Language, str]
    act: dict[Language, str]
    themes: tuple[str, ...]
    is_certain: bool
    note: str

    def told(self, language: Language) -> str:
        """The event as a note: its day, what it was, the act that says so."""
        values = {"day": language.date(self.day), "name": self.name[language]}
        if self.is_certain:
            return language.say(_("{day}: {name} ({act})."), **values, act=self.act[language])
        return language.say(
            _("{day}: {name} ({act}; date not confirmed)."), **values, act=self.act[language]
        )


@cache
def load(path: Path | None = None) -> tuple[Event, ...]:
    """Every event in the order of its day; `BrokenFile` says what is wrong with the file."""
    return read(path or Path(str(files("emn") / "events.toml")))


def read(path: Path) -> tuple[Event, ...]:
    """The events of a file, each with all that is asked of it."""
    whole = Entry.whole(path, {"event"})
    events = [_event(each) for each in whole.tables("event", _FIELDS)]
    whole.refuse_twice("id", (event.id for event in events))
    return tuple(sorted(events, key=lambda event: event.day))


def about(theme: Theme) -> tuple[Event, ...]:
    """The events for the charts of a theme."""
    return tuple(event for event in load() if theme.id in event.themes)


def _event(entry: Entry) -> Event:
    entry = entry.called(f"event {entry.text('id')}")
    day = entry.value("day", date)
    known = {theme.id for theme in THEMES}
    for theme in entry.texts("themes"):
        if theme not in known:
            choice = ", ".join(sorted(known))
            raise entry.broken("themes", f"{theme!r} is none", f"Write some of {choice}")
    is_certain, note = entry.value("is_certain", bool, default=True), entry.text("note", default="")
    if not is_certain and not note:
        raise entry.broken("note", "it is missing", "Say what is known of an uncertain date")
    return Event(
        id=entry.text("id"),
        day=day,
        short=_both("short", entry),
        name=_both("name", entry),
        act=_both("act", entry),
        themes=entry.texts("themes"),
        is_certain=is_certain,
        note=note,
    )


def _both(field: str, entry: Entry) -> dict[Language, str]:
    return {language: entry.text(f"{field}_{language}") for language in Language}
