"""The European Migration Network as dated data: who was member or observer on which day.

The facts, each with its source, are in network.toml. Ask with the day that a figure is about:
membership changes. The EMN is not the EU: Denmark is outside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from emn.errors import Misused
from emn.language import _, folded
from emn.network_file import read
from emn.place import Aggregate, Group, Named, Place, Role, Span, Standing

__all__ = [
    "Aggregate",
    "Group",
    "Named",
    "Network",
    "Place",
    "Role",
    "Span",
    "Standing",
    "group_label",
    "load",
]

_GROUPS = {
    "emn": _("EMN members"),
    "emn+no": _("EMN members and Norway"),
    "observers": _("EMN observers"),
    "EU27_2020": _("European Union (27 states)"),
    "schengen": _("Schengen area"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Every place that we show, in the EU's protocol order, with its groups and aggregates."""

    places: tuple[Place, ...]
    aggregates: tuple[Aggregate, ...]
    groups: tuple[Group, ...]

    def place(self, geo: str) -> Place:
        """The place with this code, Eurostat's, or ISO's GR and GB; `Misused` names those near."""
        for each in self.places:
            if geo in {each.geo, each.iso2}:
                return each
        raise self._unknown(geo)

    def find(self, text: str) -> Place:
        """The place that a person typed: any code, or a name in English or French.

        Case and accents do not matter. `Misused` names those that are near.
        """
        wanted = folded(text)
        for spelling, place in self._spellings():
            if spelling == wanted:
                return place
        raise self._unknown(text)

    def code(self, text: str) -> str:
        """The code of the place or aggregate that a person typed; `Misused` names those near."""
        aggregates = {each.geo for each in self.aggregates}
        return text.upper() if text.upper() in aggregates else self.find(text).geo

    def named(self, geo: str) -> Place | Aggregate:
        """The place or the aggregate with this code: whatever a figure can be about."""
        for each in self.aggregates:
            if each.geo == geo:
                return each
        return self.place(geo)

    def members(self, on: date) -> tuple[Place, ...]:
        """The EMN's members on this day, in protocol order."""
        return tuple(each for each in self.places if each.has(Role.MEMBER, on))

    def observers(self, on: date) -> tuple[Place, ...]:
        """The EMN's observers on this day, Norway among them, in protocol order.

        A standing whose first day is not known counts from the day on which it surely held.
        """
        return tuple(each for each in self.places if each.has(Role.OBSERVER, on))

    def group(self, id_: str, on: date) -> tuple[str, ...]:
        """The codes of a group's places on this day, in protocol order; ids as `group_label`'s.

        EU27_2020 gives, before 2020, those of the 27 that were in the Union by then.
        """
        geos = self._geos(id_, on)
        return tuple(each.geo for each in self.places if each.geo in geos)

    def _geos(self, id_: str, on: date) -> frozenset[str]:
        members = frozenset(each.geo for each in self.members(on))
        observers = frozenset(each.geo for each in self.observers(on))
        match id_:
            case "emn":
                return members
            case "emn+no":
                return members | (observers & {"NO"})
            case "observers":
                return observers
        for each in self.groups:
            if each.id == id_:
                return each.geos(on)
        raise _no_group(id_)

    def _spellings(self) -> Iterator[tuple[str, Place]]:
        for place in self.places:
            codes = (place.geo, place.iso2, place.iso3)
            for spelling in (*codes, place.name_en, place.name_fr, *place.spellings):
                yield folded(spelling), place

    def _unknown(self, text: str) -> Misused:
        known = dict(self._spellings())
        near = dict.fromkeys(known[each] for each in get_close_matches(folded(text), known))
        if near:
            choice = " / ".join(f"{place.geo} ({place.name_en})" for place in near)
            message = _("{text} is no place of ours. Did you mean {near}?")
            return Misused(message, text=repr(text), near=choice)
        codes = ", ".join(place.geo for place in self.places)
        message = _("{text} is no place of ours. Give one of Eurostat's codes: {codes}.")
        return Misused(message, text=repr(text), codes=codes)


def group_label(id_: str) -> str:
    """What a group is called, in English; a language translates it. `Misused` lists the groups."""
    if id_ not in _GROUPS:
        raise _no_group(id_)
    return _GROUPS[id_]


def load(path: Path | None = None) -> Network:
    """Read the network from our own network.toml, once, or from another file of its form."""
    return _packaged() if path is None else _network(path)


@cache
def _packaged() -> Network:
    return _network(Path(str(files("emn") / "network.toml")))


def _network(path: Path) -> Network:
    places, aggregates, groups = read(path)
    return Network(places=places, aggregates=aggregates, groups=groups)


def _no_group(id_: str) -> Misused:
    message = _("{text} is no group of places. There are: {known}.")
    return Misused(message, text=repr(id_), known=", ".join(_GROUPS))
