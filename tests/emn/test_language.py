from datetime import UTC, date, datetime

import pytest

from emn.errors import Misused
from emn.language import Language, _
from emn.period import Period

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("value", "decimals", "english", "french"),
    [
        (0, 0, "0", "0"),
        (43120, 0, "43,120", "43\u202f120"),
        (1234567.8, 1, "1,234,567.8", "1\u202f234\u202f567,8"),
        (999, 0, "999", "999"),
        (-12.4, 1, "\u221212.4", "\u221212,4"),
        (-43120, 0, "\u221243,120", "\u221243\u202f120"),
        (2, 2, "2.00", "2,00"),
    ],
)
def test_a_number_is_written_as_its_language_does(
    value: float, decimals: int, english: str, french: str
) -> None:
    assert (EN.number(value, decimals), FR.number(value, decimals)) == (english, french)


@pytest.mark.parametrize(
    ("value", "decimals", "text"), [(-0.0, 0, "0"), (-0.4, 0, "0"), (-0.04, 1, "0.0")]
)
def test_what_rounds_to_zero_has_no_minus(value: float, decimals: int, text: str) -> None:
    assert EN.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (12.4, "12.4\u00a0%", "12,4\u202f%"),
        (-12.4, "\u221212.4\u00a0%", "\u221212,4\u202f%"),
        (100, "100.0\u00a0%", "100,0\u202f%"),
        (-0.01, "0.0\u00a0%", "0,0\u202f%"),
    ],
)
def test_a_percentage_keeps_its_sign_on_the_line(value: float, english: str, french: str) -> None:
    assert (EN.percent(value), FR.percent(value)) == (english, french)


@pytest.mark.parametrize(
    ("period", "long", "short"),
    [
        ("2026-06", "June 2026", "Jun 2026"),
        ("2026-09", "September 2026", "Sept 2026"),
        ("2026-Q2", "second quarter of 2026", "2026-Q2"),
        ("2026", "2026", "2026"),
    ],
)
def test_a_period_has_a_long_and_a_short_name(period: str, long: str, short: str) -> None:
    named = Period.parse(period)

    assert (EN.period(named), EN.period(named, short=True)) == (long, short)


@pytest.mark.parametrize(
    ("period", "long", "short"),
    [
        ("2026-06", "juin 2026", "juin 2026"),
        ("2026-Q2", "deuxième trimestre 2026", "T2 2026"),
        ("2026", "2026", "2026"),
    ],
)
def test_a_french_period_is_named_in_french(period: str, long: str, short: str) -> None:
    named = Period.parse(period)

    assert (FR.period(named), FR.period(named, short=True)) == (long, short)


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        (date(2026, 9, 16), "16 September 2026", "16 septembre 2026"),
        (date(2026, 8, 2), "2 August 2026", "2 août 2026"),
        # 22:30 in UTC is already the next day in Brussels
        (datetime(2026, 9, 16, 22, 30, tzinfo=UTC), "17 September 2026", "17 septembre 2026"),
    ],
)
def test_a_date_is_written_in_full_as_in_brussels(
    day: date | datetime, english: str, french: str
) -> None:
    assert (EN.date(day), FR.date(day)) == (english, french)


def test_an_instant_is_told_in_the_wall_time_of_brussels() -> None:
    summer = datetime(2026, 6, 16, 21, 0, tzinfo=UTC)
    winter = datetime(2026, 12, 16, 22, 0, tzinfo=UTC)

    assert (EN.instant(summer), EN.instant(winter)) == ("16 Jun 2026, 23:00", "16 Dec 2026, 23:00")


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["France"], "France"),
        (["France", "Italy"], "France and Italy"),
        (["France", "Italy", "Germany"], "France, Italy and Germany"),
    ],
)
def test_names_are_listed_as_people_write_them(items: list[str], text: str) -> None:
    assert EN.listed(items) == text


def test_a_message_is_filled_with_its_values() -> None:
    assert EN.say(_("{first} and {last}"), first="{a}", last="b") == "{a} and b"


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1 country"), (2, "2 countries"), (1000, "1,000 countries")]
)
def test_a_plural_writes_its_number_in_the_language(number: int, text: str) -> None:
    assert EN.plural("{number} country", "{number} countries", number) == text


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "0.0 points", "0,0 point"),
        (0.1, "0.1 points", "0,1 point"),
        (1, "1.0 points", "1,0 point"),
        (1.94, "1.9 points", "1,9 point"),
        (1.96, "2.0 points", "2,0 points"),
        (-1.9, "−1.9 points", "−1,9 point"),
        (22.8, "22.8 points", "22,8 points"),
    ],
)
def test_a_plural_goes_by_the_number_as_it_is_written(
    number: float, english: str, french: str
) -> None:
    point = ("{number} point", "{number} points")

    assert [each.plural(*point, number, 1) for each in (EN, FR)] == [english, french]


@pytest.mark.parametrize("code", ["fr", "FR"])
def test_a_language_is_read_from_its_code(code: str) -> None:
    assert Language.parse(code) is FR


def test_an_unknown_language_is_answered_with_those_there_are() -> None:
    with pytest.raises(Misused, match=r"'de' is no language of ours\. There are: en, fr\."):
        Language.parse("de")


def test_each_language_names_itself() -> None:
    assert [language.own_name for language in Language] == ["English", "Français"]
