from __future__ import annotations

from decimal import Decimal

import pytest

from bulletins.desk.numbers import claims, numbers
from emn.language import Language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("43,120 people applied, 14.9 % fewer than in May.", ["43120", "14.9"]),
        ("A rate of 16.6 and 5 % of them, 345 in all.", ["16.6", "5", "345"]),
        ("In 2026, on 12 June, 26 states applied 3 rules.", []),
        ("Regulation (EU) 2024/1348, Article 42(1), COM/2025/101.", []),
        ("It is 1.2 million [according to them](https://a.eu/1,234).", ["1.2"]),
        ("[1,234 people](https://example.org/5,678) came.", []),
        ("Between 1,000–2,000 (or −3,000).", ["1000", "2000", "3000"]),
        ("From 43,120, to 44,100.", ["43120", "44100"]),
        ("A version 1.2.3 and 2026-06-30 and 12:30.", []),
    ],
)
def test_what_an_english_text_claims(text: str, expected: list[str]) -> None:
    assert claims(text, Language.EN) == {Decimal(each) for each in expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("43\u202f120 personnes, soit 14,9\u202f% de moins.", ["43120", "14.9"]),
        ("43 120 personnes et 1\u00a0250\u00a0825 autres.", ["43120", "1250825"]),
        ("En 2026, 26 États ; le 12 juin 2026.", []),
        ("Le règlement (UE) 2024/1348.", []),
        ("43 120, puis 44 100.", ["43120", "44100"]),
    ],
)
def test_what_a_french_text_claims(text: str, expected: list[str]) -> None:
    assert claims(text, Language.FR) == {Decimal(each) for each in expected}


def test_every_number_of_a_text_is_a_number() -> None:
    assert numbers("In 2026, 12 of 26.", Language.EN) == {Decimal(2026), Decimal(12), Decimal(26)}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("value", [0, 7, 155, 43120, 1250825.0, 14.9, 0.5])
def test_a_number_that_we_write_is_read_back(language: Language, value: float) -> None:
    text = language.number(value, 1 if value % 1 else 0)

    assert numbers(f"({text})", language) == {Decimal(str(value)).normalize()}
    assert numbers(f"{language.percent(value)}.", language) == {Decimal(str(round(value, 1)))}
