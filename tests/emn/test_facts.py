"""Every rule on series that a machine made: what is said of them is checked by hand, here."""

from __future__ import annotations

import re
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emn import cautions, facts
from emn.fact import Fact, Kind, Sentence
from emn.figures import Figures
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import Language
from emn.network import load
from emn.period import Period
from emn.recheck import again
from emn.sentences import Writer

MONTHS = 30
JUNE = Period.parse("2026-06")
GEOS = ("EU27_2020", "FR", "DE", "MT")
NETWORK = load()
PERIODS = tuple(JUNE.shifted(n - MONTHS + 1) for n in range(MONTHS))
MORE = re.compile(r"more than|rose most|higher than")
FEWER = re.compile(r"fewer than|fell most|lower than")
FIGURE = re.compile(r"\d[\d,.\u202f]*")

Cell = tuple[float | None, str | None]
_cell = st.tuples(
    st.one_of(st.integers(0, 300).map(lambda n: 5.0 * n), st.just(60.0), st.none()),
    st.sampled_from([*[None] * 12, "b", "p", "c", "u"]),
)
_steady = st.builds(
    lambda start, step: [(float(start + step * n), None) for n in range(MONTHS)],
    st.sampled_from([500, 1000]),
    st.sampled_from([-10, -5, 0, 5, 10]),
)
_line = st.one_of(st.lists(_cell, min_size=MONTHS, max_size=MONTHS), _steady)
_worlds = st.fixed_dictionaries(dict.fromkeys(GEOS, _line))


def figures(world: dict[str, list[Cell]]) -> Figures:
    rows = [
        (geo, period.start, None if flag == "c" else value, flag)
        for geo, line in world.items()
        for period, (value, flag) in zip(PERIODS, line, strict=True)
    ]
    schema = {"geo": pl.String, "period": pl.Date, "value": pl.Float64, "flag": pl.String}
    series = pl.DataFrame(rows, schema=schema, orient="row")
    return Figures(indicator=ASYLUM_APPLICANTS, series=series, period=JUNE)


def sentences(about: Figures, language: Language) -> list[Sentence]:
    words = Writer(figures=about, network=NETWORK, language=language)
    said = [words.leaders(), words.share(), words.movers(), cautions.no_total(words)]
    said += [*cautions.absent(words), *cautions.remarks(words, GEOS)]
    for geo in GEOS:
        said += [words.level(geo), words.quarter(geo), words.record(geo), words.course(geo)]
    return [each for each in said if each is not None]


def stated(about: Figures) -> list[Fact]:
    return [fact for each in sentences(about, Language.EN) for fact in each.facts]


generated = given(world=_worlds)
patient = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@patient
@generated
def test_both_languages_state_the_same_facts(world: dict[str, list[Cell]]) -> None:
    english, french = (sentences(figures(world), language) for language in Language)

    assert [each.facts for each in english] == [each.facts for each in french]
    assert all(each.facts and each.text.endswith(".") for each in (*english, *french))


@patient
@generated
def test_direction_words_match_signs(world: dict[str, list[Cell]]) -> None:
    for said in sentences(figures(world), Language.EN):
        moved = [each.value for each in said.facts if each.kind in {Kind.PERCENT, Kind.DIFFERENCE}]
        ups = sum(1 for value in moved if value is not None and value > 0)
        turned = [each.kind for each in said.facts if each.kind in COURSES]
        expected_up = ups + sum(kind is not Kind.FALLING for kind in turned)
        expected_down = len(moved) - ups + sum(kind is not Kind.RISING for kind in turned)

        told = re.sub(r"being (higher|lower)", r"being \1 than", said.text)
        assert (len(MORE.findall(told)), len(FEWER.findall(told))) == (expected_up, expected_down)


COURSES = {Kind.RISING, Kind.FALLING, Kind.TURNED_UP, Kind.TURNED_DOWN}


@patient
@generated
def test_no_percentage_stands_on_a_small_base_or_across_a_break(
    world: dict[str, list[Cell]],
) -> None:
    for fact in stated(figures(world)):
        if fact.kind is Kind.PERCENT and fact.earlier and fact.period == JUNE:
            before, after = _between(world, fact.geo, fact.earlier)
            assert before[0] is not None
            assert before[0] >= 100
            assert all("b" not in (flag or "") for _value, flag in after)


@patient
@generated
def test_every_percent_sign_belongs_to_a_fact(world: dict[str, list[Cell]]) -> None:
    for said in sentences(figures(world), Language.EN):
        percentages = [each for each in said.facts if each.kind in {Kind.PERCENT, Kind.SHARE}]

        assert said.text.count("%") == len(percentages)
        assert "0.0" not in FIGURE.findall(said.text)


@patient
@generated
def test_records_are_true(world: dict[str, list[Cell]]) -> None:
    for fact in stated(figures(world)):
        if fact.kind not in RECORDS or fact.earlier is None or fact.value is None:
            continue
        sign = 1 if fact.kind in {Kind.HIGHEST, Kind.HIGHEST_SINCE} else -1
        first, after = _between(world, fact.geo, fact.earlier)
        is_since = fact.kind in {Kind.HIGHEST_SINCE, Kind.LOWEST_SINCE}
        beaten = [value for value, _flag in ([] if is_since else [first]) + after[:-1]]

        assert len(beaten) >= 12
        assert all(value is not None and sign * (fact.value - value) >= 5 for value in beaten)
        assert all("b" not in (flag or "") for _value, flag in after)
        if is_since:
            assert first[0] is not None
            assert sign * (fact.value - first[0]) < 5


RECORDS = {Kind.HIGHEST, Kind.LOWEST, Kind.HIGHEST_SINCE, Kind.LOWEST_SINCE}


@patient
@generated
def test_leaders_lead_by_more_than_rounding(world: dict[str, list[Cell]]) -> None:
    about = figures(world)
    first = facts.leaders(about)
    others = set(about.now["geo"]) - {each.geo for each in first}
    least = min((each.value or 0 for each in first), default=0)

    assert all(least - (about.value(geo) or 0) >= 5 for geo in others if first)


@patient
@generated
def test_a_fact_found_again_in_the_same_figures_is_the_same(world: dict[str, list[Cell]]) -> None:
    about = figures(world)

    assert [each for each in stated(about) if again(each, about) != each] == []


def _between(world: dict[str, list[Cell]], geo: str, earlier: Period) -> tuple[Cell, list[Cell]]:
    """The cell of the earlier period, and those after it up to the last."""
    line = [(None if flag == "c" else value, flag) for value, flag in world[geo]]
    at = PERIODS.index(earlier)
    return line[at], line[at + 1 :]


def _world(**lines: list[float | None]) -> Figures:
    whole: dict[str, list[Cell]] = {
        geo: [(None, None)] * (MONTHS - len(line)) + [(value, None) for value in line]
        for geo, line in lines.items()
    }
    return figures(whole)


def test_a_record_since_the_last_number_as_low_is_told_after_two_years() -> None:
    about = _world(FR=[500.0, *[700.0] * 24, 600.0])

    assert facts.record(about, "FR") == about.fact(
        "FR", Kind.LOWEST_SINCE, 600.0, JUNE.shifted(-25)
    )


def test_equal_numbers_set_no_record() -> None:
    assert (
        facts.record(_world(FR=[600.0, *[700.0] * 10, 600.0, *[700.0] * 10, 600.0]), "FR") is None
    )


def test_a_gap_ends_what_is_comparable() -> None:
    about = _world(FR=[900.0, None, *[700.0] * 25, 800.0])

    assert facts.record(about, "FR") == about.fact("FR", Kind.HIGHEST, 800.0, JUNE.shifted(-25))


def test_a_turn_is_told_after_a_row_of_falls() -> None:
    falling = [float(2000 - 20 * n) for n in range(24)]
    about = _world(FR=[*falling, 2500.0])

    assert facts.course(about, "FR") == about.fact("FR", Kind.TURNED_UP, 12.0)


@pytest.mark.parametrize(("whole", "decimals"), [(43_120, 1), (5_000, 0), (700, None)])
def test_a_share_has_no_decimal_that_rounding_could_have_made(
    whole: float, decimals: int | None
) -> None:
    assert facts.share_decimals(ASYLUM_APPLICANTS, 3, whole) == decimals


def test_a_country_that_is_silent_and_might_lead_is_said_to_be() -> None:
    about = _world(FR=[500.0, None], DE=[300.0, 310.0], MT=[100.0, 105.0])
    words = Writer(figures=about, network=NETWORK, language=Language.EN)

    said = words.leaders()

    assert said is not None
    assert said.text == (
        "Of the countries with figures, Germany (310) and Malta (105) recorded the most asylum"
        " applicants in June 2026."
    )
    assert about.fact("FR", Kind.MISSING, None) in said.facts


def test_a_fact_is_kept_as_json_and_read_again() -> None:
    fact = Fact(
        indicator="asylum_applicants",
        geo="FR",
        period=JUNE,
        kind=Kind.PERCENT,
        value=-14.9,
        earlier=JUNE.year_earlier,
    )

    assert Fact.from_json(fact.to_json()) == fact
    assert date(2026, 6, 1) == fact.period.start
