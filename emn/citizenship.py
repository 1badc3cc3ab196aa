"""Class Citizenship: whom a figure by citizenship is about, and how a sentence names them.

Labels are Eurostat's; citizenships.toml holds the articles. Stateless persons (STLS), recognised
non-citizens of Estonia and Latvia (RNC) and persons of unknown citizenship (UNK) belong to no
country: they are three different things, and none of them is one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from emn.errors import Misused
from emn.language import Language, _
from emn.network import Network
from emn.place import Named

_PEOPLE = {
    "STLS": _("stateless people"),
    "RNC": _("recognised non-citizens"),
    "UNK": _("people of unknown citizenship"),
}
_FOOTNOTES = {
    "XK": _(
        "* Kosovo: this designation is without prejudice to positions on status, and is in line"
        " with UNSCR 1244/1999 and the ICJ Opinion on the Kosovo declaration of independence."
    ),
    "PS": _(
        "* Palestine: this designation shall not be construed as recognition of a State of"
        " Palestine and is without prejudice to the individual positions of the Member States on"
        " this issue."
    ),
}
WITHOUT_COUNTRY = tuple(_PEOPLE)
_COUNTRY = re.compile("[A-Z]{2}|UK_OCT")  # every longer code is a group: TOTAL, EXT_EU27_2020, ASI


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizenship(Named):
    """The people of one citizenship; `geo` is its code."""

    def people(self, language: Language) -> str:
        """Who they are: `citizens of Georgia`, `stateless people`."""
        if self.geo in _PEOPLE:
            return language.say(_PEOPLE[self.geo])
        return language.say(_("citizens {of_country}"), of_country=self.of(language))

    def footnote(self, language: Language) -> str:
        """What the asterisk behind its name stands for; empty where it has none."""
        return language.say(_FOOTNOTES[self.geo]) if self.geo in _FOOTNOTES else ""


def is_citizenship(code: str) -> bool:
    """Tell whether a code is one citizenship, or people without one: no total and no group."""
    return code in _PEOPLE or _COUNTRY.fullmatch(code) is not None


def spelled(text: str, network: Network) -> str:
    """The code of a citizenship as Eurostat writes it: `gr` is EL. `Misused` where it is none."""
    code = text.strip().upper()
    iso = {each.iso2: each.geo for each in network.places}
    if not is_citizenship(code):
        message = _(
            "{text} is no citizenship. Give Eurostat's code: two letters, or one of {known}."
        )
        raise Misused(message, text=repr(text), known=", ".join(WITHOUT_COUNTRY))
    return iso.get(code, code)


def citizenship(code: str, labels: Sequence[str], network: Network) -> Citizenship:
    """The citizenship with this code; `labels` are Eurostat's in English and in French."""
    known = {each.geo: each for each in network.places}
    if place := known.get(code):
        return Citizenship(
            geo=code,
            name_en=place.name_en,
            name_fr=place.name_fr,
            article_en=place.article_en,
            article_fr=place.article_fr,
        )
    english, french = _articles()
    return Citizenship(
        geo=code,
        name_en=labels[0].removesuffix(", The"),  # Gambia, The
        name_fr=labels[1],
        article_en=english.get(code, ""),
        article_fr=french.get(code, ""),
    )


@cache
def _articles() -> tuple[dict[str, str], dict[str, str]]:
    """English and French articles by code."""
    whole = tomllib.loads(files("emn").joinpath("citizenships.toml").read_text(encoding="utf-8"))
    english, french = (
        {code: article for article, codes in whole[name].items() for code in codes}
        for name in ("article_en", "article_fr")
    )
    return english, french
