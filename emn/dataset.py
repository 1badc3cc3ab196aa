"""Class Dataset: one slice of a Eurostat dataflow as we use it.

A declaration is data: what it pins, which periods it wants, how Eurostat rounds it. Everything
else (query, cache folder, docs page, source line, sample data) is derived from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from emn.language import Language, _
from emn.period import Frequency, Period
from emn.themes import Theme

OBSERVATION_COLUMNS = ("period", "value", "flag", "conf_status")

# Codes that Eurostat renamed in June 2025, old to new, by dimension. Old files still hold them.
RENAMED_DIMENSIONS = {"asyl_app": "applicant"}
RENAMED_CODES: Mapping[str, Mapping[str, str]] = {
    "applicant": {"ASY_APP": "TOTAL", "NASY_APP": "FRST"},
    "decision": {
        "TOTAL_POS": "POS",
        "GENCONV": "POS_RFG",
        "HUMSTAT": "POS_HUM",
        "SUB_PROT": "POS_SPROT",
        "REJECTED": "NEG",
    },
    "citizen": {"EXT_EU28": "EXT_EU27_2020"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One pinned slice of a dataflow, small enough for Eurostat to answer at once.

    `dimensions` names every dimension but `freq` and `geo`, in any order: the order of the query
    key is read from Eurostat. `keep` pins codes; a dimension that it does not name is wanted whole.
    `since`, or `latest` (so many periods before the current one), bounds the time axis.

    Two numbers of months tell when a period may be looked for, counted from its last day:
    `deadline_months`, by which the law wants countries to send it, None where nothing binds them;
    and `lag_months`, after which Eurostat usually shows it. The lag of a population on 1 January is
    negative: it is known before its year is over.
    """

    id: str
    dataflow: str
    title: str
    theme: Theme
    frequency: Frequency
    dimensions: tuple[str, ...]
    keep: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    latest: int = 0
    rounded_to: int | None = None
    deadline_months: int | None = None
    lag_months: int | None = None
    caveats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself."""
        strangers = set(self.keep) - set(self.dimensions)
        if strangers:
            raise ValueError(f"{self.id}: keep names {sorted(strangers)}, which are no dimensions")
        if bool(self.since) == bool(self.latest):
            raise ValueError(f"{self.id}: give either since or latest")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its observations: geo, the dimensions, then period, value and flags."""
        return ("geo", *self.dimensions, *OBSERVATION_COLUMNS)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that make one observation."""
        return ("geo", *self.dimensions, "period")

    def first_period(self, today: date) -> Period:
        """The first period to ask for on this day."""
        if self.since:
            return Period.parse(self.since)
        return Period.at(today, self.frequency).shifted(-self.latest)

    @property
    def url(self) -> str:
        """Where a person finds the dataflow at Eurostat."""
        return f"https://ec.europa.eu/eurostat/databrowser/view/{self.dataflow}/default/table"

    @property
    def doi(self) -> str:
        """The identifier under which Eurostat registers every dataflow."""
        return f"10.2908/{self.dataflow.upper()}"

    def citation(self, language: Language, extracted: date) -> str:
        """Name the source as Eurostat asks for it, with the day on which the figures were taken."""
        return language.say(
            _("Source: Eurostat (online data code: {code}, DOI: {doi}), extracted on {day}"),
            code=self.dataflow,
            doi=self.doi,
            day=language.date(extracted),
        )
