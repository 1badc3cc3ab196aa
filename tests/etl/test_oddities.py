"""What looks like a mistake of the wire and is none: every number comes in all the same."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl
import pytest
from werkzeug.wrappers import Response

from cache import Outcome, Store
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL
from emn.flags import labels
from emn.language import Language
from etl.eurostat_api import Eurostat
from etl.refresh import refresh
from standin import faults, refusals
from standin.faults import Exchange, Misbehaviour
from standin.server import Standin

LATER = datetime(2026, 9, 17, 22, 15, tzinfo=UTC)
DATA, STRUCTURE = "/data/migr_asyapp1mp", "/dataflow/ESTAT/migr_asyapp1mp"
TSV = "text/tab-separated-values"
News = Callable[[], None]


def text(old: str, new: str) -> Misbehaviour:
    """The honest answer with a pattern replaced in it."""

    def changed(exchange: Exchange) -> Response:
        body = exchange.honest.get_data()
        plain = (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()
        return Response(re.sub(old, new, plain), content_type=exchange.honest.content_type)

    return changed


def fault(code: str, label: str, status: int = 400) -> Misbehaviour:
    body = (
        f"<F:Fault xmlns:F='urn:f'><faultcode>{code}</faultcode>"
        f"<faultstring>{label}</faultstring></F:Fault>"
    )
    return faults.answer(body, status, "application/xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirk:
    """What happens where, and does no harm."""

    what: Misbehaviour
    at: str = DATA
    times: int = 1


QUIRKS = {
    "queued": Quirk(what=faults.queued(polls=2)),
    "a warning in place of the queue": Quirk(what=faults.warning(), times=2),
    "dropped once": Quirk(what=faults.dropped()),
    "500 once": Quirk(what=faults.server_error(500)),
    "gzip without a header": Quirk(what=faults.gzip_without_header()),
    "gzip of the way around a gzip": Quirk(
        what=lambda exchange: Response(
            gzip.compress(exchange.honest.get_data()),
            content_type=TSV,
            headers={"Content-Encoding": "gzip"},
        )
    ),
    "a byte order mark": Quirk(what=text("^", "\ufeff")),
    "line ends of Unix": Quirk(what=text("\r\n", "\n")),
    "too big at once": Quirk(what=lambda _: refusals.too_big(9_000_000).as_xml()),
}


@pytest.mark.parametrize("case", QUIRKS)
def test_what_is_only_odd_gives_the_same_observations(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News, case: str
) -> None:
    quirk, dataset = QUIRKS[case], FIRST_TIME_RATE_ANNUAL
    news()
    standin.misbehave(quirk.at, quirk.what, quirk.times)

    [run] = refresh(refreshed, eurostat, [dataset], now=LATER)

    assert (run.outcome, run.note[:8]) == (Outcome.PUBLISHED, "Eurostat")
    rates = refreshed.observations(dataset).select("geo", "period", "value", "flag").collect()
    assert [(geo, day.year, *rest) for geo, day, *rest in rates.rows()] == [
        ("CY", 2024, 6.98, None),
        ("CY", 2025, 2.90, None),
        ("DE", 2024, 2.75, "d"),
        ("DE", 2025, 1.35, None),
        ("ES", 2024, 3.32, None),
        ("ES", 2025, 2.87, None),
        ("EU27_2020", 2024, 2.03, None),
        ("EU27_2020", 2025, 1.48, None),
    ]


FORGETFUL = {
    "expired": ("/status/", faults.expired()),
    "unknown": ("/status/", fault("100", "UNKNOWN_REQUEST: Unknown request.")),
    "too early": ("/async/data/", fault("100", "DATA_NOT_YET_AVAILABLE: wait")),
}


@pytest.mark.parametrize("case", FORGETFUL)
def test_a_queue_that_forgets_is_asked_anew(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News, case: str
) -> None:
    at, what = FORGETFUL[case]
    news()
    standin.misbehave(DATA, faults.queued(polls=1))
    standin.misbehave(at, what)

    [run] = refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    assert run.outcome is Outcome.PUBLISHED


def test_what_was_asked_in_parts_is_noted_beside_the_raw_answer(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News
) -> None:
    news()
    standin.misbehave(DATA, refusals.too_big(9_000_000).as_xml())

    refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    newest = max((refreshed.root / "raw" / "first_time_rate_annual").glob("*.json"))
    early, late = json.loads(newest.read_text(encoding="utf-8"))["headers"]["EMN-Parts"].split()
    assert early.endswith("startPeriod=2008&endPeriod=2017")
    assert late.endswith("startPeriod=2018")


def test_a_flag_that_nobody_knows_is_kept_and_named(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News
) -> None:
    news()
    standin.misbehave(DATA, text("2.75 d", "2.75 dq"))

    refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    rates = refreshed.observations(FIRST_TIME_RATE_ANNUAL).filter(pl.col("flag").is_not_null())
    assert rates.select("geo", "value", "flag").collect().rows() == [("DE", 2.75, "dq")]
    assert labels("dq", Language.EN) == "definition differs, unlabelled flag q"


def test_a_code_that_is_new_in_structure_and_table_comes_in(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News
) -> None:
    news()
    standin.misbehave(STRUCTURE, text('(<s:Code id=")DE"', r'\1XY"/>\1DE"'))
    standin.misbehave(DATA, text("(A,NR,)DE(.*?\r\n)", r"\1DE\2\1XY\2"))

    [run] = refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    assert run.outcome is Outcome.PUBLISHED
    geos = refreshed.observations(FIRST_TIME_RATE_ANNUAL).collect()["geo"]
    assert sorted(set(geos)) == ["CY", "DE", "ES", "EU27_2020", "XY"]
