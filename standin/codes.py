"""Code lists and labels: from codes.toml, and for countries from the CLDR.

Eurostat labels everything in English, French and German, and so do we.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale

from emn.structure import Dimension

LANGUAGES = ("en", "fr", "de")
_CLDR = {"EL": "GR", "UK": "GB"}  # Eurostat's codes where ISO's differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A dataflow of codes.toml: titles by language, dimensions in the order of a query key."""

    titles: Mapping[str, str]
    order: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    names: Mapping[str, list[str]]
    codes: Mapping[str, list[str]]
    labels: Mapping[str, Mapping[str, list[str]]]
    dataflows: Mapping[str, Mapping[str, list[str]]]


@cache
def _file() -> _File:
    return _File(**tomllib.loads((files("standin") / "codes.toml").read_text(encoding="utf-8")))


def declared() -> dict[str, Declared]:
    """The dataflows that codes.toml declares, by code."""
    return {id_: _declared(facts) for id_, facts in _file().dataflows.items()}


def _declared(facts: Mapping[str, list[str]]) -> Declared:
    codes = {
        dimension: tuple(
            code
            for code in facts.get(dimension) or _file().codes[dimension]
            if dimension != "geo" or code not in facts["without"]
        )
        for dimension in facts["order"]
    }
    titles = dict(zip(LANGUAGES, facts["title"], strict=True))
    return Declared(titles=titles, order=tuple(facts["order"]), codes=codes)


def name(dimension: str, language: str) -> str:
    """What a dimension is called; its id where we do not know."""
    names = _file().names.get(dimension)
    return names[LANGUAGES.index(language)] if names else dimension


def in_order(dimension: str, codes: Iterable[str]) -> tuple[str, ...]:
    """These codes in Eurostat's order; those that it does not list last, as they come."""
    known = {code: place for place, code in enumerate(_file().codes.get(dimension, []))}
    return tuple(sorted(dict.fromkeys(codes), key=lambda code: known.get(code, len(known))))


def dimension(id_: str, codes: Iterable[str]) -> Dimension:
    """A dimension with these codes, labelled in every language."""
    ordered = in_order(id_, codes)
    labels = {
        language: {code: label(id_, code, language) for code in ordered} for language in LANGUAGES
    }
    return Dimension(id=id_, codes=ordered, labels=labels)


def label(dimension_id: str, code: str, language: str) -> str:
    """Eurostat's label of a code, else the CLDR's name of that country, else the code."""
    labels = _file().labels
    own = labels.get(dimension_id, {}).get(code) or labels["any"].get(code)
    if own:
        return own[LANGUAGES.index(language)]
    if dimension_id in {"geo", "citizen"}:
        return str(Locale(language).territories.get(_CLDR.get(code, code), code))
    return code


def listed(dimension_id: str) -> tuple[str, ...]:
    """Every code of a dimension, in Eurostat's order."""
    return tuple(_file().codes[dimension_id])
