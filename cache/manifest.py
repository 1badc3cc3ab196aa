"""What is stored: where a vintage came from, what it holds, and how the last runs ended."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self

from emn.language import Language, _

EUROSTAT = "Eurostat"


class Origin(StrEnum):
    """Whether figures are Eurostat's or invented by us; the two never meet in one cache."""

    PUBLISHED = "published"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """One state of a dataset as published on a day; kept inside its Parquet file."""

    dataset: str
    dataflow: str
    last_update: datetime  # at Eurostat
    extracted_at: datetime  # by us
    url: str
    sha256: str  # of the raw answer, decompressed
    origin: Origin
    rows: int = 0
    first_period: date | None = None
    last_period: date | None = None
    reporters: int = 0  # countries with a value in the last period
    source: str = EUROSTAT  # whose figures they are, where a person imported them
    licence: str = ""  # of those that are not Eurostat's
    coming: int = 1  # of the same answer: read otherwise, or in service again after another

    @property
    def name(self) -> str:
        """Its file name without suffix: the last update, then what tells two answers apart."""
        again = f"-{self.coming}" if self.coming > 1 else ""
        return f"{self.last_update.astimezone(UTC):%Y-%m-%dT%H%MZ}-{self.sha256[:8]}{again}"

    @property
    def is_sample(self) -> bool:
        """Tell whether its figures are invented."""
        return self.origin is Origin.SAMPLE

    @property
    def is_eurostats(self) -> bool:
        """Tell whether its figures are Eurostat's."""
        return self.source == EUROSTAT

    def whose(self, language: Language) -> str:
        """Name whose figures they are; where not Eurostat's, say so, and under which licence."""
        if self.is_eurostats:
            return self.source
        message = _("{source} (not Eurostat; {licence})")
        if not self.licence:
            message = _("{source} (not Eurostat)")
        return language.say(message, source=self.source, licence=self.licence)

    def to_json(self) -> str:
        """Write it as the JSON that pointer and Parquet file carry."""
        return json.dumps(asdict(self), default=_iso)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        stored = json.loads(text)
        for name in ("last_update", "extracted_at"):
            stored[name] = datetime.fromisoformat(stored[name])
        for name in ("first_period", "last_period"):
            stored[name] = date.fromisoformat(stored[name]) if stored[name] else None
        return cls(**{**stored, "origin": Origin(stored["origin"])})

    def described(self, **what: object) -> Self:
        """The same vintage with some of what it holds filled in."""
        return replace(self, **what)  # type: ignore[arg-type]


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a manifest")


def run_id(began: datetime) -> str:
    """What the log calls what began at this moment."""
    return f"{began.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"


class Outcome(StrEnum):
    """How a refresh of one dataset ended, or what a person did in its place."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    WAITING = "waiting"  # in quarantine since an earlier refresh, and nothing newer to fetch
    FAILED = "failed"
    ACCEPTED = "accepted"
    IMPORTED = "imported"


BY_HAND = (Outcome.ACCEPTED, Outcome.IMPORTED)  # without asking Eurostat


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One dataset in one refresh, or put in service by hand: when, how it ended and why."""

    run: str
    dataset: str
    started_at: datetime
    seconds: float
    outcome: Outcome
    note: str = ""

    @classmethod
    def by_hand(cls, dataset: str, at: datetime, outcome: Outcome, note: str) -> Self:
        """What a person put in service at that moment, and why or from where."""
        return cls(
            run=run_id(at), dataset=dataset, started_at=at, seconds=0.0, outcome=outcome, note=note
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a refresh that is under way has come; pages and terminal show the same."""

    run: str
    started_at: datetime
    done: tuple[str, ...]
    waiting: tuple[str, ...]
    failed: tuple[str, ...] = ()
    current: str = ""

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is left to do."""
        return not self.waiting and not self.current
