from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from cache import Store, Vintage
from emn.__main__ import main
from emn.datasets.protection import ASYLUM_APPLICATIONS, ASYLUM_APPLICATIONS_BY_CITIZENSHIP
from emn.glossary import terms
from emn.structure import Dimension, Structure

Table = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]
EVERYONE = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}
ANYONE = {key: code for key, code in EVERYONE.items() if key != "citizen"}

CELLS = """
    geo  period      value  flag  conf_status
    DE   2026-05-01   8275  -     -
    DE   2026-06-01   5790  -     -
    ES   2026-06-01   3005  p     -
    HU   2026-06-01      0  -     -
    IT   2026-06-01      -  -     -
    MT   2026-06-01      -  -     C
"""


@pytest.fixture
def emn(store: Store) -> Callable[..., Result]:
    """Run the command line on the test's own cache, with nobody to ask for figures."""

    def run(*words: str) -> Result:
        environment = {
            **os.environ,
            "EMN_DATA_DIR": str(store.root),
            "EMN_EUROSTAT_URL": "http://127.0.0.1:9/eurostat",
        }
        return CliRunner().invoke(main, words, env=environment)

    return run


def test_help_lists_the_commands(emn: Callable[..., Result]) -> None:
    listed = set(re.findall(r"^  (\w+)  ", emn("--help").output, re.MULTILINE))

    assert listed == {
        "accept",
        "annex",
        "brief",
        "bulletin",
        "doctor",
        "factsheet",
        "flash",
        "packs",
        "glossary",
        "import",
        "prune",
        "refresh",
        "revisions",
        "run",
        "schedule",
        "serve",
        "show",
        "standin",
        "status",
    }


@pytest.mark.parametrize(
    ("words", "exit_code", "told"),
    [
        (
            ("show", "applicants"),
            2,
            "'applicants' is no indicator. Did you mean minor_applicants / asylum",
        ),
        (("show", "asylum_applicants", "--geo", "Grmany"), 2, "Germany"),
        (("show", "asylum_applicants", "--period", "2026-Q2"), 2, "has periods like 2026-04"),
        (("show", "asylum_applicants", "--period", "2026-13"), 2, "is no period"),
        (("show", "asylum_applicants", "--by", "height"), 2, "can't be broken down by 'height'"),
        (("show", "asylum_applicants", "--language", "de"), 2, "There are: en, fr"),
        (("show", "asylum_applicants"), 20, "Run `emn refresh`"),
        (("glossary", "resetlement"), 2, "Did you mean resettlement"),
        (("glossary", "--language", "de"), 2, "There are: en, fr"),
        (("show", "xyz"), 2, "'xyz' is no indicator. There are: asylum_applicants"),
        (("refresh", "--dataset", "nope"), 2, "'nope' is no dataset"),
        (("revisions", "asylum_aplications"), 2, "Did you mean asylum_applications"),
        (("prune", "--keep", "2026-01-01"), 2, "'2026-01-01' is no stored vintage"),
        (("refresh",), 10, "127.0.0.1"),
        (("bulletin", "build", "2026-Q5"), 2, "there are 4 in a year"),
        (("bulletin", "build", "2026-06"), 2, "is no quarter"),
        (("bulletin", "build", "2026-Q2", "--language", "xx"), 2, "There are: en, fr"),
        (("bulletin", "build", "2026-Q2"), 20, "Run `emn refresh`"),
        (("factsheet", "DE"), 20, "Run `emn refresh`"),
        (("factsheet", "Grmany", "--quarter", "2026-Q2"), 2, "Germany"),
        (("factsheet", "DK", "--quarter", "2026-Q2"), 2, "does not take part in the EMN"),
        (("factsheet", "CH", "--quarter", "2026-Q2"), 2, "neither member nor observer"),
        (("factsheet", "DE", "--quarter", "2026"), 2, "is no quarter"),
        (("factsheet", "DE", "--format", "newsletter"), 2, "There are: html, pdf"),
        (("flash", "protection"), 20, "Run `emn refresh`"),
        (("flash", "protecton"), 2, "Did you mean protection"),
        (("flash", "development"), 2, "Eurostat has no series on this theme"),
        (("brief", "--places", "DE", "--themes", "protection"), 20, "Run `emn refresh`"),
        (("brief", "--places", "DE", "--themes", "returns"), 2, "Did you mean return"),
        (("brief", "--places", "DE"), 2, "Missing option '--themes'"),
        (("annex",), 20, "Run `emn refresh`"),
        (("annex", "2026-Q2"), 2, "is no year"),
        (("annex", "next"), 2, "is no period"),
        (("annex", "1999"), 20, "no annual figures of this year"),
        (("packs",), 20, "Run `emn refresh`"),
        (("packs", "2026-06"), 2, "is no quarter"),
        (("packs", "2026-Q2", "--places", "DK"), 2, "does not take part in the EMN"),
        (("packs", "2026-Q2", "--places", "DE"), 20, "Run `emn refresh`"),
        (("factsheet", "DE", "--language", "de"), 2, "There are: en, fr"),
    ],
)
def test_a_user_s_mistake_gets_a_sentence_and_an_exit_code(
    emn: Callable[..., Result], words: tuple[str, ...], exit_code: int, told: str
) -> None:
    result = emn(*words)

    assert result.exit_code == exit_code, result.output
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_show_prints_every_kind_of_cell_with_its_flag(
    emn: Callable[..., Result], table: Table, publish: Publish
) -> None:
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))

    output = emn("show", "asylum_applicants", "--period", "2026-06", "--geo", "DE,ES,HU,IT,MT,GE")
    rows = [
        line.rstrip().split(maxsplit=3) for line in output.output.splitlines() if "2026-06" in line
    ]

    assert rows == [
        ["DE", "2026-06", "5,790"],
        ["ES", "2026-06", "3,005", "provisional"],
        ["HU", "2026-06", "0"],
        ["IT", "2026-06", ":", "not available"],
        ["MT", "2026-06", ":c", "confidential"],
    ]
    assert "not collected by Eurostat" in output.output
    assert "Source: Eurostat, migr_asyappctzm, updated 16 September 2026" in output.output


def test_show_answers_programs_with_value_flag_absence_and_source(
    emn: Callable[..., Result], table: Table, publish: Publish
) -> None:
    vintage = publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))

    words = ("show", "asylum_applicants", "--period", "2026-06", "--geo", "ES,MT,GE", "--json")
    answer = json.loads(emn(*words).output)

    assert answer["observations"] == [
        {"geo": "ES", "period": "2026-06", "value": 3005.0, "flag": "p", "absence": None},
        {"geo": "MT", "period": "2026-06", "value": None, "flag": "c", "absence": "confidential"},
    ]
    assert answer["not_collected"] == ["GE"]
    assert answer["source"]["vintage"] == vintage.name


def test_show_labels_the_parts_and_marks_a_label_that_is_not_french(
    emn: Callable[..., Result], store: Store, table: Table, publish: Publish
) -> None:
    parts = """
        geo  citizen  period      value
        DE   AF       2026-06-01   1200
        DE   SY       2026-06-01    800
        DE   XYZ      2026-06-01     15
    """
    publish(ASYLUM_APPLICATIONS_BY_CITIZENSHIP, table(parts, **ANYONE))
    labels = {"en": {"AF": "Afghanistan", "SY": "Syria"}, "fr": {"AF": "Afghanistan"}}
    citizen = Dimension(id="citizen", codes=("AF", "SY", "XYZ"), labels=labels)
    dataflow = ASYLUM_APPLICATIONS_BY_CITIZENSHIP.dataflow
    store.keep_structure(Structure(dataflow=dataflow, titles={}, dimensions=(citizen,)))

    words = ("show", "asylum_applicants", "--by", "citizen", "--language", "fr")
    lines = [line for line in emn(*words).output.splitlines() if "2026-06" in line]
    answer = json.loads(emn(*words, "--json").output)

    assert [line.split("2026-06")[0].split()[1:] for line in lines] == [
        ["AF", "Afghanistan"],
        ["SY", "Syria", "(en)"],
        ["XYZ", "[XYZ]"],
    ]
    assert [row["label"] for row in answer["observations"]] == [
        "Afghanistan",
        "Syria (en)",
        "[XYZ]",
    ]


def test_glossary_says_what_a_code_means(emn: Callable[..., Result]) -> None:
    result = emn("glossary", "pos_sprot", "--language", "fr")

    name, definition, english, *_rest = result.output.splitlines()
    assert name == "protection subsidiaire"
    assert definition.startswith("  Protection de l’UE pour qui n’est pas réfugié")
    assert english == "  English\u00a0: subsidiary protection"
    assert "  Codes\u00a0: decision=POS_SPROT, reason=SPROT" in result.output


def test_glossary_takes_several_words_and_lists_every_term_without_one(
    emn: Callable[..., Result],
) -> None:
    (found,) = json.loads(emn("glossary", "recognition", "rate", "--json").output)
    listed = emn("glossary", "--language", "fr").output.splitlines()

    assert (found["id"], found["names"]["fr"]) == ("recognition_rate", "taux de reconnaissance")
    assert "recognition_rate" in found["indicators"]
    assert sum(bool(line.strip()) for line in listed) == len(terms()) + 2  # heads and a rule


def test_status_tells_what_is_stored_and_what_is_not(
    emn: Callable[..., Result], table: Table, publish: Publish
) -> None:
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))

    stored, *others = json.loads(emn("status", "--json").output)["datasets"]

    assert (stored["dataset"], stored["last_update"]) == (
        "asylum_applications",
        "2026-09-16 23:00",
    )
    assert {each["last_update"] for each in others} == {None}


def test_an_empty_cache_is_a_state_and_not_an_error(
    emn: Callable[..., Result], store: Store
) -> None:
    result = emn("status")

    assert result.exit_code == 0
    assert "Run `emn refresh`" in result.output
    assert not Path(store.root).exists()
