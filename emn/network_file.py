"""network.toml → places, aggregates and groups."""

from __future__ import annotations

from pathlib import Path

from emn.entry import Entry
from emn.place import FRENCH_ARTICLES, Aggregate, Group, Place, Role, Span, Standing

OUTSIDE = "DK"  # takes no part in Council Decision 2008/381/EC, on any date

_SPAN = {"since", "known_by", "until", "source", "is_certain", "note"}
_NAMED = {"geo", "name_en", "name_fr", "article_en", "article_fr"}
_PLACE = _NAMED | {"iso2", "iso3", "site", "spellings", "standings"}
_AGGREGATE = _NAMED | {"short_en", "short_fr"}


def read(path: Path) -> tuple[tuple[Place, ...], tuple[Aggregate, ...], tuple[Group, ...]]:
    """Give the places, aggregates and groups of a network.toml; `BrokenFile` says what is wrong."""
    whole = Entry.whole(path, {"place", "aggregate", "group"})
    places = tuple(_place(each) for each in whole.tables("place", _PLACE))
    whole.refuse_twice("geo", (place.geo for place in places))
    aggregates = tuple(_aggregate(each) for each in whole.tables("aggregate", _AGGREGATE))
    known = {place.geo for place in places}
    groups = tuple(_group(each, known) for each in whole.tables("group", {"id", "note", "members"}))
    return places, aggregates, groups


def _place(entry: Entry) -> Place:
    entry = entry.called(f"place {entry.text('geo')}")
    standings = tuple(_standing(each) for each in entry.tables("standings", {"role", *_SPAN}))
    if standings and entry.text("geo") == OUTSIDE:
        raise entry.broken("standings", "Denmark is outside the EMN", "Remove them")
    return Place(
        **_named(entry),
        iso2=entry.text("iso2"),
        iso3=entry.text("iso3"),
        site=entry.text("site", default=""),
        spellings=entry.texts("spellings"),
        standings=standings,
    )


def _aggregate(entry: Entry) -> Aggregate:
    entry = entry.called(f"aggregate {entry.text('geo')}")
    return Aggregate(
        **_named(entry), short_en=entry.text("short_en"), short_fr=entry.text("short_fr")
    )


def _named(entry: Entry) -> dict[str, str]:
    article = entry.text("article_fr", default="")
    if article not in FRENCH_ARTICLES:
        choice = ", ".join(f'"{each}"' for each in FRENCH_ARTICLES)
        raise entry.broken("article_fr", f"{article!r} is none", f"Write one of {choice}")
    return {
        "geo": entry.text("geo"),
        "name_en": entry.text("name_en"),
        "name_fr": entry.text("name_fr"),
        "article_en": entry.text("article_en", default=""),
        "article_fr": article,
    }


def _standing(entry: Entry) -> Standing:
    role = entry.text("role")
    if role not in set(Role):
        raise entry.broken("role", f"{role!r} is none", f"Write {' or '.join(Role)}")
    return Standing(role=Role(role), span=_span(entry))


def _group(entry: Entry, known: set[str]) -> Group:
    entry = entry.called(f"group {entry.text('id')}")
    spans = [
        (geo, _span(each))
        for each in entry.tables("members", {"geos", *_SPAN})
        for geo in each.texts("geos")
    ]
    entry.refuse_twice("members", (geo for geo, _ in spans))
    for geo, _ in spans:
        if geo not in known:
            raise entry.broken("members", f"{geo!r} is no place of this file", "Correct the code")
    return Group(id=entry.text("id"), spans=dict(spans), note=entry.text("note", default=""))


def _span(entry: Entry) -> Span:
    try:
        return Span(
            source=entry.text("source"),
            since=entry.day("since"),
            known_by=entry.day("known_by"),
            until=entry.day("until"),
            is_certain=entry.value("is_certain", bool, default=True),
            note=entry.text("note", default=""),
        )
    except ValueError as error:
        raise entry.broken("since, until", str(error), "Correct the dates") from error
