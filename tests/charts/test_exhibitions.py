from __future__ import annotations

import pytest

from charts.exhibition import Exhibition
from charts.exhibits import EXHIBITIONS, exhibition
from charts.views import map_view, ranking_view, trend_view
from emn.errors import Misused
from emn.indicators import INDICATORS, RATIOS
from emn.themes import DEVELOPMENT, THEMES


def test_every_theme_of_the_emn_is_shown_in_its_order() -> None:
    assert [each.theme for each in EXHIBITIONS] == [*THEMES]


def test_every_indicator_is_on_some_page() -> None:
    shown = {
        indicator.id
        for each in EXHIBITIONS
        for indicator in (
            *each.key_figures,
            *each.told,
            *(plan.indicator for plan in each.exhibits),
        )
    }

    assert ({each.id for each in INDICATORS} | {each.id for each in RATIOS}) - shown == set()


def test_countries_are_not_ranked_where_they_must_not_be() -> None:
    ranked = [
        plan.indicator.id
        for each in EXHIBITIONS
        for plan in each.exhibits
        if plan.view in {ranking_view, map_view} and not plan.indicator.is_ranked
    ]

    assert ranked == []
    assert [each.id for each in RATIOS if not each.is_ranked] == ["return_share"]


def test_an_exhibit_has_its_id_to_itself() -> None:
    ids = [plan.id for each in EXHIBITIONS for plan in each.exhibits]

    assert len(ids) == len(set(ids))


def test_the_headline_has_a_trend_and_comes_first() -> None:
    first = {each.theme.id: each.exhibits[0] for each in EXHIBITIONS if each.exhibits}

    assert {id_: plan.indicator.id for id_, plan in first.items() if plan.view is trend_view} == {
        each.theme.id: each.headline.id for each in EXHIBITIONS if each.headline
    }


def test_a_theme_without_series_says_why() -> None:
    silent = [each.theme for each in EXHIBITIONS if each.headline is None]

    assert silent == [DEVELOPMENT]
    with pytest.raises(ValueError, match="development: give key figures, or remarks"):
        Exhibition(theme=DEVELOPMENT)


def test_a_theme_is_found_by_its_id() -> None:
    assert exhibition("return").theme.title == "Return and readmission"
    with pytest.raises(Misused, match="return"):
        exhibition("retrun")
