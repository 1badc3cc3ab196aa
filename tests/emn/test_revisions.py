from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from cache import Store, Vintage
from emn.commands import revisions as command
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import NothingStored
from emn.settings import Settings

Table = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]
Compare = Callable[[str, str], tuple[Vintage, Vintage]]
ALL = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "applicant": "TOTAL", "age": "TOTAL"}
JUNE, JULY = "2026-06-16T23:00:00+02:00", "2026-07-16T23:00:00+02:00"

BEFORE = """
    geo  period      value  flag  conf_status
    BE   2026-04-01   2500  p     -
    BG   2026-04-01     40  -     -
    CZ   2026-04-01    120  -     -
    DE   2026-04-01   9000  -     -
    HR   2026-04-01      0  -     -
"""
AFTER = """
    geo  period      value  flag  conf_status
    BE   2026-04-01   2500  -     -
    BG   2026-04-01     50  -     -
    CZ   2026-04-01      -  -     C
    DE   2026-04-01   9450  p     -
    HR   2026-04-01    155  -     -
    SE   2026-05-01    700  -     -
"""


@pytest.fixture
def compare(publish: Publish, table: Table) -> Compare:
    """Publish two tables of applicants, one after the other."""

    def run(before: str, after: str) -> tuple[Vintage, Vintage]:
        return (
            publish(ASYLUM_APPLICATIONS, table(before, **ALL), on=JUNE),
            publish(ASYLUM_APPLICATIONS, table(after, **ALL), on=JULY),
        )

    return run


@pytest.fixture
def ask(store: Store, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Ask as a person would on the command line; give what is printed."""

    def run(
        *,
        since: str = "",
        geo: str = "",
        limit: int = 20,
        language: str = "en",
        as_json: bool = False,
    ) -> str:
        question = command.Question.asked(
            ASYLUM_APPLICATIONS.id,
            since=date.fromisoformat(since) if since else None,
            geo=geo,
            limit=limit,
            language=language,
        )
        command.revisions(Settings(data_dir=store.root), question, as_json=as_json)
        return capsys.readouterr().out

    return run


def test_the_command_tells_each_place_and_period_with_its_source(
    compare: Compare, ask: Callable[..., str]
) -> None:
    compare(BEFORE, AFTER)

    lines = [" ".join(line.split()) for line in ask().splitlines()]

    assert "DE 2026-04 1 changed citizen=TOTAL applicant=TOTAL 9,000 9,450 p +450 +5.0" in lines
    assert "CZ 2026-04 1 withdrawn citizen=TOTAL applicant=TOTAL 120 :c" in lines
    assert "BE 2026-04 1 other flag citizen=TOTAL applicant=TOTAL 2,500 p 2,500" in lines
    assert lines[-2:] == [
        "Cells: 3 changed, 1 withdrawn, 1 added, 1 with another flag only.",
        (
            "Source: Eurostat, migr_asyappctzm, updated 16 Jul 2026, 23:00"
            " (extracted 19 Sept 2026), compared with Eurostat, updated 16 Jun 2026, 23:00"
            " (extracted 19 Sept 2026)."
        ),
    ]


def test_the_command_answers_a_program(compare: Compare, ask: Callable[..., str]) -> None:
    earlier, later = compare(BEFORE, AFTER)

    answer = json.loads(ask(geo="Germany,BG", limit=1, as_json=True))

    assert answer["counts"] == {"changed": 2, "withdrawn": 0, "added": 0, "flagged": 0}
    assert (answer["earlier"]["vintage"], answer["later"]["vintage"]) == (
        earlier.name,
        later.name,
    )
    assert [(row["geo"], row["period"], row["difference"]) for row in answer["cells"]] == [
        ("DE", "2026-04", 450.0)
    ]
    assert [(row["geo"], row["changed"]) for row in answer["by_place_and_period"]] == [("DE", 1)]


def test_a_limit_says_how_much_it_hides(compare: Compare, ask: Callable[..., str]) -> None:
    compare(BEFORE, AFTER)

    assert "2 of 6 rows; --limit 0 shows all." in ask(limit=2)
    assert "rows;" not in ask(limit=0)


def test_one_vintage_alone_is_said_plainly(
    publish: Publish, table: Table, ask: Callable[..., str]
) -> None:
    publish(ASYLUM_APPLICATIONS, table(BEFORE, **ALL))

    told_plainly = ask()
    answer = json.loads(ask(as_json=True))

    assert told_plainly == (
        "asylum_applications: there is only one vintage, updated 16 September 2026."
        " Nothing can be compared before the next update.\n"
    )
    assert (answer["earlier"], answer["cells"]) == (None, [])


@pytest.mark.parametrize(
    ("after", "since", "expected"),
    [
        (BEFORE, "", "Nothing changed. Look further back with --since."),
        (
            AFTER,
            "2026-08-01",
            "no update since 1 August 2026. The vintage in service is of 16 July",
        ),
        (AFTER, "2026-01-01", "No older vintage is kept than the one compared here."),
    ],
)
def test_what_can_t_be_told_is_said(
    compare: Compare,
    ask: Callable[..., str],
    after: str,
    since: str,
    expected: str,
) -> None:
    compare(BEFORE, after)

    assert expected in ask(since=since)


def test_before_the_first_refresh_the_command_says_what_to_do(ask: Callable[..., str]) -> None:
    with pytest.raises(NothingStored, match="Run `emn refresh`"):
        ask()
