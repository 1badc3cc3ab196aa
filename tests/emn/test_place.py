from datetime import date

import pytest

from emn.language import Language
from emn.network import load
from emn.place import Span

EN, FR = Language.EN, Language.FR
UNION = "Union européenne"


@pytest.mark.parametrize(
    ("geo", "language", "words"),
    [
        ("EL", EN, "Greece | Greece | in Greece | of Greece"),
        ("EL", FR, "Grèce | la Grèce | en Grèce | de la Grèce"),
        ("DE", FR, "Allemagne | l’Allemagne | en Allemagne | de l’Allemagne"),
        ("LU", FR, "Luxembourg | le Luxembourg | au Luxembourg | du Luxembourg"),
        ("PT", FR, "Portugal | le Portugal | au Portugal | du Portugal"),
        ("MT", FR, "Malte | Malte | à Malte | de Malte"),
        ("CY", FR, "Chypre | Chypre | à Chypre | de Chypre"),
        ("NL", EN, "Netherlands | the Netherlands | in the Netherlands | of the Netherlands"),
        ("NL", FR, "Pays-Bas | les Pays-Bas | aux Pays-Bas | des Pays-Bas"),
        (
            "UK",
            EN,
            "United Kingdom | the United Kingdom | in the United Kingdom | of the United Kingdom",
        ),
        ("UK", FR, "Royaume-Uni | le Royaume-Uni | au Royaume-Uni | du Royaume-Uni"),
        ("EU27_2020", EN, "European Union | the EU | in the EU | of the EU"),
        ("EU27_2020", FR, f"{UNION} | l’{UNION} | dans l’{UNION} | de l’{UNION}"),
    ],
)
def test_a_name_takes_the_words_of_its_language(geo: str, language: Language, words: str) -> None:
    named = load().named(geo)

    ways = (named.name, named.subject, named.within, named.of)

    assert " | ".join(way(language) for way in ways) == words


def test_french_words_use_the_typographic_apostrophe() -> None:
    assert load().place("IT").subject(FR) == "l\u2019Italie"


def test_only_an_aggregate_is_shortened() -> None:
    network = load()

    assert [network.named("EU27_2020").short(language) for language in Language] == ["EU", "UE"]
    assert [network.named("EL").short(language) for language in Language] == ["Greece", "Grèce"]


@pytest.mark.parametrize(
    ("span", "outside", "days"),
    [
        (Span(source="?", since=date(2022, 9, 23)), "2022-09-22", "2022-09-23 9999-12-31"),
        (Span(source="?", known_by=date(2011, 1, 1)), "2010-12-31", "2011-01-01 2026-11-22"),
        (
            Span(source="?", since=date(2020, 2, 1), until=date(2020, 2, 2)),
            "2020-02-03",
            "2020-02-01 2020-02-02",
        ),
    ],
)
def test_a_span_holds_on_its_days_and_no_others(span: Span, outside: str, days: str) -> None:
    assert not span.holds(date.fromisoformat(outside))
    assert all(span.holds(date.fromisoformat(day)) for day in days.split())


def test_a_span_without_a_beginning_or_with_two_is_refused() -> None:
    with pytest.raises(ValueError, match="either since or known_by"):
        Span(source="?")
    with pytest.raises(ValueError, match="either since or known_by"):
        Span(source="?", since=date(2020, 1, 1), known_by=date(2020, 1, 1))
