from dataclasses import replace
from datetime import date

import pytest

from emn.dataset import RENAMED_CODES, RENAMED_DIMENSIONS, Dataset
from emn.datasets import DATASETS, dataset
from emn.datasets.protection import (
    ASYLUM_APPLICATIONS,
    ASYLUM_APPLICATIONS_BY_CITIZENSHIP,
    FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP,
)
from emn.errors import Misused
from emn.language import Language


def test_the_columns_are_the_key_then_what_was_observed() -> None:
    assert ASYLUM_APPLICATIONS.columns == (
        *("geo", "unit", "citizen", "sex", "applicant", "age"),
        *("period", "value", "flag", "conf_status"),
    )
    assert set(ASYLUM_APPLICATIONS.columns) - set(ASYLUM_APPLICATIONS.key) == {
        "value",
        "flag",
        "conf_status",
    }


@pytest.mark.parametrize(
    ("each", "today", "first"),
    [
        (ASYLUM_APPLICATIONS, "2026-11-22", "2008-01"),
        (ASYLUM_APPLICATIONS_BY_CITIZENSHIP, "2026-11-22", "2024-11"),
        (FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP, "2026-11-22", "2024-Q3"),
        (FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP, "2026-01-01", "2023-Q4"),
    ],
)
def test_the_first_period_is_fixed_or_counts_back_from_today(
    each: Dataset, today: str, first: str
) -> None:
    assert str(each.first_period(date.fromisoformat(today))) == first


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"keep": {"colour": ("BLUE",)}}, r"keep names \['colour'\], which are no dimensions"),
        ({"since": ""}, "give either since or latest"),
        ({"latest": 24}, "give either since or latest"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(
    changed: dict[str, object], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        replace(ASYLUM_APPLICATIONS, **changed)  # type: ignore[arg-type]  # fields vary by row


@pytest.mark.parametrize("each", DATASETS, ids=lambda each: each.id)
def test_a_dataset_is_found_by_its_id(each: Dataset) -> None:
    assert dataset(each.id) is each


def test_an_unknown_dataset_is_answered_with_those_there_are() -> None:
    with pytest.raises(Misused, match=r"'x' is no dataset\. There are: asylum_applications, "):
        dataset("x")


@pytest.mark.parametrize("each", DATASETS, ids=lambda each: each.id)
def test_a_dataset_speaks_in_the_codes_of_today(each: Dataset) -> None:
    assert set(each.dimensions) & set(RENAMED_DIMENSIONS) == set()
    for dimension, codes in each.keep.items():
        assert set(codes) & set(RENAMED_CODES.get(dimension, {})) == set()


def test_a_person_finds_the_dataflow_at_eurostat() -> None:
    assert ASYLUM_APPLICATIONS.url == (
        "https://ec.europa.eu/eurostat/databrowser/view/migr_asyappctzm/default/table"
    )


def test_a_dataset_is_cited_with_its_code_its_doi_and_the_day_of_extraction() -> None:
    assert ASYLUM_APPLICATIONS.doi == "10.2908/MIGR_ASYAPPCTZM"
    assert ASYLUM_APPLICATIONS.citation(Language.EN, date(2026, 9, 19)) == (
        "Source: Eurostat (online data code: migr_asyappctzm, DOI: 10.2908/MIGR_ASYAPPCTZM),"
        " extracted on 19 September 2026"
    )
