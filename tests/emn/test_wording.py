from __future__ import annotations

import pytest

from emn.change import Change, Direction
from emn.indicators.protection import (
    ASYLUM_APPLICANTS,
    RECOGNITION_RATE,
    TEMPORARY_PROTECTION_STOCK,
)
from emn.language import Language
from emn.network import load
from emn.period import Period
from emn.wording import comparison, leaders, mark, remarks, signed, statement

EN, FR = Language.EN, Language.FR
MAY, JUNE = Period.parse("2026-05"), Period.parse("2026-06")
NETWORK = load()
FALL = Change(direction=Direction.FALL, earlier=MAY, absolute=-7550, percent=-14.9)
SMALL = Change(direction=Direction.RISE, earlier=MAY, absolute=45)
SAME = Change(direction=Direction.UNCHANGED, earlier=MAY, absolute=0, percent=0)
BROKEN = Change(direction=Direction.NOT_COMPARABLE, earlier=MAY)
UNPUBLISHED = Change(direction=Direction.NOT_PUBLISHED, earlier=MAY)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (EN, "43,120 people applied for asylum in the EU in June 2026"),
        (FR, "43\u202f120 personnes ont demandé l’asile dans l’Union européenne en juin 2026"),
    ],
)
def test_a_level_is_stated_in_the_reader_s_language(language: Language, sentence: str) -> None:
    place = NETWORK.named("EU27_2020")

    assert statement(ASYLUM_APPLICANTS, 43120, place, JUNE, language) == sentence


@pytest.mark.parametrize(
    ("change", "english", "french"),
    [
        (FALL, "14.9\u00a0% fewer than in May 2026", "14,9\u202f% de moins qu’en mai 2026"),
        (SMALL, "45 more than in May 2026", "45 de plus qu’en mai 2026"),
        (SAME, "unchanged from May 2026", "comme en mai 2026"),
        (
            BROKEN,
            "not comparable with May 2026 because of a break in the series",
            "non comparable (mai 2026) en raison d’une rupture de série",
        ),
        (
            UNPUBLISHED,
            "with no figure published for May 2026 to compare with",
            "sans chiffre publié pour la comparaison (mai 2026)",
        ),
    ],
)
def test_rise_fall_unchanged_not_comparable_and_not_published_are_told_apart(
    change: Change, english: str, french: str
) -> None:
    assert comparison(ASYLUM_APPLICANTS, change, EN) == english
    assert comparison(ASYLUM_APPLICANTS, change, FR) == french


def test_a_stock_stands_at_the_end_of_its_month() -> None:
    told = comparison(TEMPORARY_PROTECTION_STOCK, FALL, FR)

    assert told == "14,9\u202f% de moins que fin mai 2026"


def test_a_rate_moves_in_points() -> None:
    quarter = Period.parse("2026-Q1")
    change = Change(direction=Direction.RISE, earlier=quarter, absolute=3.6)

    assert comparison(RECOGNITION_RATE, change, EN) == (
        "3.6 points higher than in the first quarter of 2026"
    )


@pytest.mark.parametrize(
    ("change", "marked", "with_sign"),
    [
        (FALL, "▼ 14.9\u00a0%", "\u221214.9\u00a0%"),
        (SMALL, "▲ 45", "+45"),
        (SAME, "=", "0.0\u00a0%"),
        (BROKEN, "n.a.", "n.a."),
        (UNPUBLISHED, "n.a.", "n.a."),
    ],
)
def test_a_change_has_a_mark_and_a_sign_and_no_colour(
    change: Change, marked: str, with_sign: str
) -> None:
    assert mark(ASYLUM_APPLICANTS, change, EN) == marked
    assert signed(ASYLUM_APPLICANTS, change, EN) == with_sign


def test_leaders_are_named_with_their_articles() -> None:
    places = [(NETWORK.named(geo), "") for geo in ("NL", "FR", "MT")]

    assert leaders(ASYLUM_APPLICANTS, places, JUNE, EN) == (
        "the Netherlands, France and Malta recorded the most asylum applicants in June 2026"
    )
    assert leaders(ASYLUM_APPLICANTS, places, JUNE, FR) == (
        "les Pays-Bas, la France et Malte ont enregistré le plus grand nombre de demandeurs"
        " d’asile en juin 2026"
    )


def test_a_remark_tells_five_kinds_of_special_numbers_apart() -> None:
    rows = [
        ("Greece", JUNE, 4120.0, "b"),
        ("Spain", MAY, 8275.0, "p"),
        ("Spain", JUNE, 3005.0, "p"),
        ("Malta", JUNE, None, "c"),
        ("Italy", JUNE, None, None),
        ("Hungary", JUNE, 0.0, None),
        ("France", JUNE, 11105.0, None),
    ]

    assert remarks(rows, EN) == (
        "Break in the series: Greece (Jun 2026).",
        "Provisional: Spain (May 2026–Jun 2026).",
        "Confidential: Malta (Jun 2026).",
        "Not available: Italy (Jun 2026).",
        "Zero: Hungary (Jun 2026).",
    )
