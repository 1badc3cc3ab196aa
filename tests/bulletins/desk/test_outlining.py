"""What one edition stated and the next one says of it: over a refresh in between, end to end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from bulletins.build import bulletin
from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.outlining import outline_of
from bulletins.document import Document
from bulletins.stated import Stated
from cache import Vintage
from charts.exhibit import Table
from charts.workshop import Workshop
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import BrokenFile
from emn.language import NARROW_NO_BREAK, NO_BREAK, Language
from emn.period import Period
from tests.bulletins.conftest import section
from tests.bulletins.desk.conftest import Emn
from tests.bulletins.desk.test_generated import revise

Publish = Callable[..., Vintage]
MARCH = Period.parse("2026-03")
CHANGES = {"EU27_2020": 58100.0, "FR": 11975.0, "MT": 100.0}  # Malta's stands in no sentence


def revised(changes: dict[str, float]) -> pl.Expr:
    value = pl.col("value")
    for geo, number in changes.items():
        value = pl.when(geo=geo, period=MARCH.start).then(number).otherwise(value)
    return value


@pytest.fixture
def before(edition: Edition, emn: Emn) -> Path:
    """An edition about the first quarter, not frozen; gives its folder."""
    assert emn("new", "2026-Q1").exit_code == 0
    return edition.folder.parent / "2026-Q1"


@pytest.fixture
def frozen(before: Path, emn: Emn) -> Path:
    """The same, frozen."""
    done = emn("freeze", "2026-Q1", "--anyway")
    assert done.exit_code == 0, done.output
    return before


def told(workshop: Workshop, edition: Edition, language: Language = Language.EN) -> str:
    [lead] = section(bulletin(workshop, edition.quarter, language, edition), "revisions").paragraphs
    return lead.text


def listed(document: Document) -> Table:
    [listing] = section(document, "revisions").listings
    return listing.table


def test_the_revisions_are_the_facts_that_changed_and_no_others(
    frozen: Path, edition: Edition, workshop: Workshop, publish: Publish, emn: Emn
) -> None:
    rows = json.loads((frozen / "stated.json").read_text())
    stated = {
        row["geo"]: row["value"]
        for row in rows
        if (row["indicator"], row["kind"], row["period"])
        == ("asylum_applicants", "level", "2026-03")
    }
    revise(workshop, publish, revised(CHANGES))

    table = listed(bulletin(workshop, edition.quarter, Language.EN, edition))

    expected = {
        (geo, stated[geo], number) for geo, number in CHANGES.items() if stated.get(geo) is not None
    }
    data = table.data.select("geo", "stated", "now").rows()
    assert set(data) == expected
    assert {geo for geo, _was, _is in expected} == {"EU27_2020", "FR"}
    assert len(data) == len(expected)
    figures = [line for line in emn("diff", "2026-Q1").output.splitlines() if "figure" in line]
    assert figures == [
        "figure: asylum_applicants EU27_2020 2026-03: 57,725 → 58,100",
        "figure: asylum_applicants FR 2026-03: 11,870 → 11,975",
    ]


def test_both_languages_say_what_we_wrote_and_what_eurostat_now_says(
    frozen: Path, edition: Edition, workshop: Workshop, publish: Publish
) -> None:
    assert frozen.exists()
    revise(workshop, publish, revised({"EU27_2020": 58100.0}))

    english, french = (
        listed(bulletin(workshop, edition.quarter, language, edition)) for language in Language
    )

    assert english.rows == (("Asylum applicants", "EU, in March 2026", "57,725", "58,100", "+375"),)
    [row] = french.rows
    assert [each.replace(NARROW_NO_BREAK, " ").replace(NO_BREAK, " ") for each in row] == [
        "Demandeurs d’asile",
        "UE, en mars 2026",
        "57 725",
        "58 100",
        "+375",
    ]


def test_each_figure_is_kept_with_its_dataset_codes_flag_and_vintage(
    frozen: Path, workshop: Workshop
) -> None:
    vintage = workshop.store.current(ASYLUM_APPLICATIONS)
    rows = json.loads((frozen / "stated.json").read_text())
    france = next(row for row in rows if row["geo"] == "FR" and row["kind"] == "level")

    assert vintage is not None
    assert {**france, "codes": sorted(france["codes"])} == {
        "indicator": "asylum_applicants",
        "geo": "FR",
        "period": "2026-03",
        "kind": "level",
        "value": 11870.0,
        "earlier": None,
        "flag": "",
        "dataset": "asylum_applications",
        "codes": ["age", "applicant", "citizen", "sex", "unit"],
        "vintage": vintage.name,
    }


def test_a_sentence_that_editors_deleted_was_not_stated(
    before: Path, edition: Edition, emn: Emn
) -> None:
    for language in Language:
        out = ("--format", "newsletter", "--out", str(before.parent / "out"))
        assert emn("build", "2026-Q1", "--language", language, *out).exit_code == 0
        (before / language / "generated" / "protection.md").write_text("")
    assert emn("freeze", "2026-Q1", "--anyway").exit_code == 0

    rows = json.loads((before / "stated.json").read_text())
    assert edition.folder.exists()
    assert "FR" not in {row["geo"] for row in rows}
    assert "EU27_2020" in {row["geo"] for row in rows}


def test_where_nothing_moved_the_section_says_so(
    frozen: Path, edition: Edition, workshop: Workshop
) -> None:
    assert frozen.exists()
    assert "first quarter of 2026, Eurostat has revised none since." in told(workshop, edition)


def test_an_edition_before_that_is_open_is_named(
    before: Path, edition: Edition, workshop: Workshop
) -> None:
    assert before.exists()
    assert told(workshop, edition).startswith(
        "The edition about the first quarter of 2026 is not closed"
    )
    assert told(workshop, edition, Language.FR).startswith(
        "L’édition consacrée au premier trimestre 2026 n’est pas close"
    )


def test_without_an_earlier_edition_there_is_nothing_to_compare_with(
    edition: Edition, workshop: Workshop
) -> None:
    assert told(workshop, edition).startswith("The figures of no earlier edition are kept.")


def test_the_latest_frozen_one_counts_where_an_open_one_lies_between(
    frozen: Path, edition: Edition, workshop: Workshop, emn: Emn
) -> None:
    assert frozen.exists()
    assert emn("new", "2026-Q3").exit_code == 0
    later = edition.folder.parent / "2026-Q3"

    last = outline_of(edition_in(later, workshop.network), workshop.network).last
    assert isinstance(last, Stated)
    assert str(last.quarter) == "2026-Q1"


def test_what_it_stated_is_not_asked_of_an_edition_that_was_opened_again(
    frozen: Path, edition: Edition, workshop: Workshop
) -> None:
    path = frozen / "edition.toml"
    path.write_text(path.read_text().partition("# Frozen by")[0])

    assert "is not closed" in told(workshop, edition)


def test_a_record_that_can_not_be_read_is_named_with_the_remedy(
    frozen: Path, edition: Edition, workshop: Workshop
) -> None:
    (frozen / "stated.json").write_text("[{}]")

    with pytest.raises(
        BrokenFile, match=r"stated\.json: can't be read .* freeze the edition again"
    ):
        told(workshop, edition)
