"""Code lists and labels: from codes.toml, labels.toml and dataflows/, else from the CLDR.

Eurostat labels everything in English, French and German, and so do we.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale

from emn.structure import Dimension

LANGUAGES = ("en", "fr", "de")
_RULES = ("measure", "since", "lag", "late", "decimals", "by_unit")
_CLDR = {"EL": "GR", "UK": "GB"}  # Eurostat's codes where ISO's differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A dataflow of dataflows/: titles by language, dimensions in the order of a query key.

    Of the dimensions that are `abridged`, only some of Eurostat's codes are here. `rules` say how
    its figures are made.
    """

    titles: Mapping[str, str]
    order: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]
    abridged: tuple[str, ...]
    rules: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    names: Mapping[str, list[str]]
    codes: Mapping[str, list[str]]
    lists: Mapping[str, list[str]]
    labels: Mapping[str, Mapping[str, list[str]]]


@cache
def _file() -> _File:
    read = [
        tomllib.loads((files("standin") / name).read_text(encoding="utf-8"))
        for name in ("codes.toml", "labels.toml")
    ]
    return _File(**{**read[0], **read[1]})


@cache
def declared() -> dict[str, Declared]:
    """The dataflows that the files of dataflows/ declare, by code."""
    themes = sorted((files("standin") / "dataflows").iterdir(), key=lambda file: file.name)
    read = [tomllib.loads(file.read_text(encoding="utf-8")) for file in themes]
    return {id_: _declared(facts) for theme in read for id_, facts in theme.items()}


def _declared(facts: Mapping[str, Any]) -> Declared:
    return Declared(
        titles=dict(zip(LANGUAGES, facts["title"], strict=True)),
        order=tuple(facts["order"]),
        codes={dimension: _codes(dimension, facts) for dimension in facts["order"]},
        abridged=tuple(facts.get("abridged", ())),
        rules={name: facts[name] for name in _RULES if name in facts},
    )


def _codes(dimension: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Its own codes, or a list of codes.toml by name, or all of the dimension's."""
    own = facts.get(dimension) or _file().codes.get(dimension, [])
    listed = _file().lists[own] if isinstance(own, str) else own
    also, without = (facts.get(word, {}).get(dimension, []) for word in ("also", "without"))
    return in_order(dimension, (code for code in [*listed, *also] if code not in without))


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
    if dimension_id in {"geo", "citizen", "partner"}:
        return str(Locale(language).territories.get(_CLDR.get(code, code), code))
    return code


def listed(dimension_id: str) -> tuple[str, ...]:
    """Every code of a dimension, in Eurostat's order."""
    return tuple(_file().codes[dimension_id])
