from __future__ import annotations

import pytest

from bulletins.numbering import edition, ordinal
from emn.errors import Misused
from emn.language import Language
from emn.period import Period


@pytest.mark.parametrize(
    ("quarter", "number"),
    [("2020-Q1", 30), ("2020-Q2", 31), ("2022-Q2", 39), ("2022-Q3", 40), ("2026-Q3", 56)],
)
def test_editions_are_numbered_as_they_were_published(quarter: str, number: int) -> None:
    assert edition(Period.parse(quarter)) == number


@pytest.mark.parametrize("period", ["2026", "2026-06", "2019-Q4"])
def test_no_edition_is_about_a_year_a_month_or_the_time_before_2020(period: str) -> None:
    with pytest.raises(Misused, match=period):
        edition(Period.parse(period))


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (31, "31st", "31ᵉ"),
        (42, "42nd", "42ᵉ"),
        (53, "53rd", "53ᵉ"),
        (56, "56th", "56ᵉ"),
        (111, "111th", "111ᵉ"),
        (112, "112th", "112ᵉ"),
    ],
)
def test_an_ordinal_is_written_as_each_language_does(
    number: int, english: str, french: str
) -> None:
    assert (ordinal(number, Language.EN), ordinal(number, Language.FR)) == (english, french)
