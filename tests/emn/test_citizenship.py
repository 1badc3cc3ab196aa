from __future__ import annotations

from datetime import date

import pytest

from emn.citizenship import citizenship, is_citizenship, spelled
from emn.errors import Misused
from emn.language import Language
from emn.network import load
from standin.sample import Sample

NETWORK = load()


@pytest.mark.parametrize(
    ("code", "labels", "english", "french"),
    [
        ("SY", ("Syria", "Syrie"), "citizens of Syria", "ressortissants de la Syrie"),
        ("MA", ("Morocco", "Maroc"), "citizens of Morocco", "ressortissants du Maroc"),
        ("GM", ("Gambia, The", "Gambie"), "citizens of the Gambia", "ressortissants de la Gambie"),
        ("US", ("United States", "États-Unis"), "citizens of the United States",
         "ressortissants des États-Unis"),
        ("IR", ("Iran", "Iran"), "citizens of Iran", "ressortissants de l’Iran"),
        ("IL", ("Israel", "Israël"), "citizens of Israel", "ressortissants d’Israël"),
        ("HT", ("Haiti", "Haïti"), "citizens of Haiti", "ressortissants d’Haïti"),
        ("CU", ("Cuba", "Cuba"), "citizens of Cuba", "ressortissants de Cuba"),
        # The places of network.toml bring their own names and articles.
        ("GE", ("", ""), "citizens of Georgia", "ressortissants de la Géorgie"),
        ("ME", ("", ""), "citizens of Montenegro", "ressortissants du Monténégro"),
        ("UA", ("", ""), "citizens of Ukraine", "ressortissants de l’Ukraine"),
        # Three kinds of people without a country, which are not one another.
        ("STLS", ("Stateless", "Apatride"), "stateless people", "apatrides"),
        ("RNC", ("", ""), "recognised non-citizens", "non-citoyens reconnus"),
        ("UNK", ("Unknown", "Inconnu"), "people of unknown citizenship",
         "ressortissants de pays inconnus"),
    ],
)  # fmt: skip
def test_people_are_named_as_a_sentence_needs_it(
    code: str, labels: tuple[str, str], english: str, french: str
) -> None:
    them = citizenship(code, labels, NETWORK)

    assert (them.people(Language.EN), them.people(Language.FR)) == (english, french)


@pytest.mark.parametrize(
    ("typed", "code"), [("sy", "SY"), ("GR", "EL"), ("gb", "UK"), ("stls", "STLS")]
)
def test_a_code_has_one_spelling(typed: str, code: str) -> None:
    assert spelled(typed, NETWORK) == code


@pytest.mark.parametrize(
    "text", ["TOTAL", "EXT_EU27_2020", "EU27_2020", "NAT", "ASI", "Syria", "S1"]
)
def test_a_total_or_a_group_is_no_citizenship(text: str) -> None:
    with pytest.raises(Misused, match=text):
        spelled(text, NETWORK)


@pytest.mark.parametrize(("code", "says"), [("XK", "UNSCR 1244"), ("PS", "State of"), ("SY", "")])
def test_an_asterisk_is_explained(code: str, says: str) -> None:
    note = citizenship(code, ("", ""), NETWORK).footnote(Language.EN)

    assert says in note
    assert bool(note) == bool(says)


def test_only_those_countries_stand_without_a_french_article() -> None:
    structure = Sample(date(2026, 11, 22)).dataflows["migr_asyappctzm"].structure
    codes = [code for code in structure.codes("citizen") if is_citizenship(code)]

    bare = {code for code in codes if not citizenship(code, ("", ""), NETWORK).article_fr}

    countries = "AG BH CU CY DJ HT IL KI KN LC MC MG MT MU NR OM SG SM ST SV TT TV TW VC"
    assert bare == {*countries.split(), "RNC", "STLS", "UNK"}
    assert len(codes) > 200
