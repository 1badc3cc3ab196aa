"""The nightly job: what changed at Eurostat is fetched, judged, published; and how it went.

The table of contents comes first; without it nothing is touched. Then one dataset after another,
and the failure of one does not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from cache import Outcome, Store
from cache.manifest import Progress, Run, run_id
from emn.dataset import Dataset
from emn.errors import (
    ChecksFailed,
    EmnError,
    PartlyRefreshed,
    SourceUnavailable,
    StillWaiting,
)
from emn.language import BRUSSELS
from emn.structure import Structure
from etl.catalogue import changed, table_of_contents, unchanged_structures
from etl.eurostat_api import Eurostat
from etl.gate_quarantine import still_waiting, what_to_do
from etl.lock import one_at_a_time
from etl.renewal import Renewal


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Run):
    """A dataset that was not renewed, and the error that says why."""

    error: EmnError


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a refresh would do, as the catalogue of this moment has it."""

    reasons: Mapping[str, str]  # to fetch, by dataset
    waiting: Mapping[str, str]  # in quarantine, and nothing newer to fetch; the others are current
    updates: Mapping[str, datetime | None]  # of the data, by dataflow
    structures: Mapping[str, Structure]  # stored ones that Eurostat has not changed since


def _say_nothing(progress: Progress) -> None:
    """Tell nobody."""


def log_nothing(run: Run) -> None:
    """Write nowhere."""


def planned(
    store: Store,
    eurostat: Eurostat,
    datasets: Sequence[Dataset],
    *,
    now: datetime,
    force: bool = False,
) -> Plan:
    """Say what is to be fetched and why; two requests, and nothing is written.

    `SourceUnavailable` where the table of contents can't be had.
    """
    contents = table_of_contents(eurostat)
    reasons = changed(datasets, contents, store, _day(now))
    waiting: dict[str, str] = {}
    if force:
        reasons = {each.id: reasons.get(each.id, "asked for") for each in datasets}
    else:
        waiting = _waiting([each for each in datasets if each.id in reasons], contents, store, now)
    to_fetch = [each for each in datasets if each.id in reasons and each.id not in waiting]
    return Plan(
        reasons={each.id: reasons[each.id] for each in to_fetch},
        waiting=waiting,
        updates=dict(contents.select("code", "last_update").iter_rows()),
        structures={}
        if force
        else unchanged_structures({each.dataflow for each in to_fetch}, contents, store),
    )


def refresh(  # noqa: PLR0913 - the whole job in the words of the command line
    store: Store,
    eurostat: Eurostat,
    datasets: Sequence[Dataset],
    *,
    now: datetime,
    force: bool = False,
    tell: Callable[[Progress], None] = _say_nothing,
    log: Callable[[Run], None] = log_nothing,
) -> list[Run]:
    """Bring these datasets up to date; give one run each, in their order.

    `force` fetches what did not change too, and does not compare with the last vintage. Raises
    only where nothing could begin (`AlreadyRefreshing`, `SourceUnavailable`) or the cache can't be
    written.
    """
    with one_at_a_time(store, now):
        plan = planned(store, eurostat, datasets, now=now, force=force)
        night = _Night(
            renewal=Renewal(
                store=store,
                eurostat=eurostat,
                today=_day(now),
                is_forced=force,
                updates=dict(plan.updates),
                structures=dict(plan.structures),
            ),
            datasets=datasets,
            began=now,
            tell=tell,
            log=log,
            clock=eurostat.patience.clock,
            clock_began=eurostat.patience.clock(),
        )
        return night.passed(plan)


def raise_for(runs: Sequence[Run]) -> None:
    """Raise what the command line ends with: nothing, the first error, or which datasets failed.

    The first error where every dataset failed, `PartlyRefreshed` where some did.
    """
    failed = [each for each in runs if isinstance(each, Failed)]
    if not failed:
        return
    if len(failed) == len(runs):
        raise failed[0].error
    reasons = "\n".join(f"  {each.error}" for each in failed)
    raise PartlyRefreshed(
        f"{len(failed)} of {len(runs)} datasets could not be refreshed; their last vintage stays"
        f" in service:\n{reasons}"
    )


@dataclass(slots=True, kw_only=True)
class _Night:
    """One refresh under way."""

    renewal: Renewal
    datasets: Sequence[Dataset]
    began: datetime
    tell: Callable[[Progress], None]
    log: Callable[[Run], None]
    clock: Callable[[], float]
    clock_began: float
    runs: list[Run] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """When it began, and the time that passed since."""
        return self.began + timedelta(seconds=self.clock() - self.clock_began)

    @property
    def id(self) -> str:
        """What the log calls this refresh."""
        return run_id(self.began)

    def passed(self, plan: Plan) -> list[Run]:
        """Go through the datasets one after another; record and give one run each."""
        try:
            for dataset in self.datasets:
                self.report(current=dataset.id)
                self.fare(dataset, plan)
                self.log(self.runs[-1])
        finally:
            self.report()
            self.renewal.store.record([_row(each) for each in self.runs])
        return self.runs

    def report(self, current: str = "") -> None:
        """Tell page and terminal how far it has come; with no current dataset, that it is over."""
        names = [each.id for each in self.datasets]
        progress = Progress(
            run=self.id,
            started_at=self.began,
            done=tuple(each.dataset for each in self.runs if not isinstance(each, Failed)),
            waiting=tuple(names[names.index(current) + 1 :]) if current else (),
            failed=tuple(each.dataset for each in self.runs if isinstance(each, Failed)),
            current=current,
        )
        self.renewal.store.show_progress(progress)
        self.tell(progress)

    def fare(self, dataset: Dataset, plan: Plan) -> None:
        """Renew one dataset if there is a reason to, and note how it fared."""
        reason = plan.reasons.get(dataset.id, "")
        run = Run(
            run=self.id,
            dataset=dataset.id,
            started_at=self.now,
            seconds=0.0,
            outcome=Outcome.PUBLISHED if reason else Outcome.UNCHANGED,
            note=reason,
        )
        try:
            if dataset.id in plan.waiting:
                raise StillWaiting(plan.waiting[dataset.id])
            if reason:
                self._check_the_way()
                self.renewal.renew(dataset, reason, at=run.started_at)
        except EmnError as error:
            run = Failed(
                **{**_fields(run), "outcome": _outcome(error), "note": str(error), "error": error}
            )
        seconds = round((self.now - run.started_at).total_seconds(), 3)
        self.runs.append(replace(run, seconds=seconds))

    def _check_the_way(self) -> None:
        """After a dataset that could not be reached, look before waiting through every retry."""
        last = self.runs[-1] if self.runs else None
        if isinstance(last, Failed) and isinstance(last.error, SourceUnavailable):
            self.renewal.eurostat.reachable()


def _waiting(
    datasets: Sequence[Dataset], contents: pl.DataFrame, store: Store, now: datetime
) -> dict[str, str]:
    """Those that another fetch would bring into quarantine again, and what is to be said."""
    dates = {
        code: (updated, restructured)
        for code, updated, restructured in contents.select(
            "code", "last_update", "last_structure_change"
        ).iter_rows()
    }
    found = {
        each.id: still_waiting(store, each, *dates.get(each.dataflow, (None, None)), _day(now))
        for each in datasets
    }
    return {
        each.id: f"{each.id}: {waiting}. {what_to_do(each)}"
        for each in datasets
        if (waiting := found[each.id])
    }


def _outcome(error: EmnError) -> Outcome:
    match error:
        case StillWaiting():
            return Outcome.WAITING
        case ChecksFailed():
            return Outcome.QUARANTINED
        case _:
            return Outcome.FAILED


def _day(now: datetime) -> date:
    return now.astimezone(BRUSSELS).date()


def _row(run: Run) -> Run:
    """What the log keeps of a run: all but the error itself."""
    return Run(**_fields(run))


def _fields(run: Run) -> dict[str, Any]:
    return {each.name: getattr(run, each.name) for each in fields(Run)}
