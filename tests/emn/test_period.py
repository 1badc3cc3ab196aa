from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emn.errors import Misused
from emn.period import Frequency, Period, parse_range

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
PERIODS = st.builds(Period.at, DAYS, st.sampled_from(Frequency))
STEPS = st.integers(min_value=-600, max_value=600)


@given(PERIODS)
def test_a_written_period_reads_as_itself(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(DAYS, st.sampled_from(Frequency))
def test_a_day_lies_within_its_period(day: date, frequency: Frequency) -> None:
    period = Period.at(day, frequency)

    assert period.start <= day <= period.end


@given(PERIODS)
def test_periods_follow_one_another_without_a_gap(period: Period) -> None:
    assert period.shifted(1).start == period.end + timedelta(days=1)


@given(PERIODS, STEPS, STEPS)
def test_shifts_add_up(period: Period, one: int, other: int) -> None:
    assert period.shifted(one).shifted(other) == period.shifted(one + other)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2026", "2026"),
        ("2026-Q2", "2026-Q2"),
        ("2026Q2", "2026-Q2"),
        ("2026-S1", "2026-S1"),
        ("2026S2", "2026-S2"),
        ("2026-04", "2026-04"),
        ("2026M04", "2026-04"),
        (" 2026-04 ", "2026-04"),  # Eurostat pads its header cells
    ],
)
def test_every_form_of_eurostat_has_one_canonical_form(text: str, canonical: str) -> None:
    assert str(Period.parse(text)) == canonical


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "2026-S3", "2026-W05", "0000", "2026-4"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Misused, match="is no period"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "previous", "year_earlier", "number", "end"),
    [
        ("2026", "2025", "2025", 1, "2026-12-31"),
        ("2026-S1", "2025-S2", "2025-S1", 1, "2026-06-30"),
        ("2026-Q1", "2025-Q4", "2025-Q1", 1, "2026-03-31"),
        ("2026-Q4", "2026-Q3", "2025-Q4", 4, "2026-12-31"),
        ("2026-01", "2025-12", "2025-01", 1, "2026-01-31"),
        ("2024-02", "2024-01", "2023-02", 2, "2024-02-29"),
    ],
)
def test_a_period_knows_its_neighbours(
    text: str, previous: str, year_earlier: str, number: int, end: str
) -> None:
    period = Period.parse(text)

    assert (str(period.previous), str(period.year_earlier)) == (previous, year_earlier)
    assert (period.number, period.end.isoformat()) == (number, end)


@pytest.mark.parametrize(
    ("text", "frequency", "parts"),
    [
        ("2026-Q2", Frequency.MONTHLY, "2026-04 2026-05 2026-06"),
        ("2026", Frequency.QUARTERLY, "2026-Q1 2026-Q2 2026-Q3 2026-Q4"),
        ("2026-S2", Frequency.QUARTERLY, "2026-Q3 2026-Q4"),
        ("2026-04", Frequency.MONTHLY, "2026-04"),
    ],
)
def test_a_period_is_made_of_shorter_ones(text: str, frequency: Frequency, parts: str) -> None:
    assert " ".join(map(str, Period.parse(text).within(frequency))) == parts


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-01..2026-06", "2026-01", "2026-06"),
        ("2026-Q1..2026-Q1", "2026-Q1", "2026-Q1"),
        ("2025", "2025", "2025"),
    ],
)
def test_a_range_holds_both_its_ends(text: str, first: str, last: str) -> None:
    assert parse_range(text) == (Period.parse(first), Period.parse(last))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-01..2026-Q2", "mixes two kinds of period"),
        ("2026-06..2026-01", r"Turn it round: 2026-01\.\.2026-06"),
        ("..2026", "is no period"),
        ("soon..later", "is no period"),
    ],
)
def test_a_range_that_makes_no_sense_is_refused(text: str, says: str) -> None:
    with pytest.raises(Misused, match=says):
        parse_range(text)
