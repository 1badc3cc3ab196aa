"""A whole dataflow, for whoever wants more than our slices: streamed, in memory of some megabytes.

No slice is made of it and no page shows it. It is judged as it streams by: its dimensions, its
codes, the order of its series, how many there are. What is too big even for a bulk download is
asked for in parts, along the dimension with most codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from cache import Origin, Store, Vintage, cubes
from emn.errors import ChecksFailed, NotOffered, OtherDataset, TooBig
from emn.structure import Structure
from etl.answers import Expected
from etl.catalogue import table_of_contents
from etl.eurostat_api import Delivery, Eurostat
from etl.gate_quarantine import keep, note
from etl.header import Header
from etl.lock import one_at_a_time
from etl.merge import merge
from etl.renewal import Renewal
from etl.series import series
from etl.structure import instant

_MOST_HALVINGS = 10  # down to single codes of the longest dimension there is
_ENOUGH = 0.8  # of the series that the cube before had


class _OutOfOrder(Exception):
    """The series did not come in the order of their keys."""


def renew_whole(
    store: Store, eurostat: Eurostat, dataflow: str, *, now: datetime, force: bool = False
) -> Vintage | None:
    """Bring the cube of a dataflow up to date; give what now is in service, None if it was current.

    Raises an `EmnError`, and leaves the last cube in service: `NotOffered` where Eurostat has no
    such dataflow, `ChecksFailed` where the new cube is not fit to replace the last.
    """
    with one_at_a_time(store, now):
        served = cubes.current(store, dataflow)
        contents = table_of_contents(eurostat)
        updates: dict[str, datetime | None] = dict(
            contents.select("code", "last_update").iter_rows()
        )
        if dataflow not in updates:
            raise NotOffered(
                f"{dataflow}: Eurostat's catalogue has no such dataflow."
                " `emn status` names the ones we know; look for others in Eurostat's data browser."
            )
        updated = updates[dataflow]
        if served and updated and served.last_update >= updated and not force:
            return None
        renewal = Renewal(
            store=store, eurostat=eurostat, today=now.date(), is_forced=force, updates=updates
        )
        return _fetched(renewal, dataflow, None if force else served, now)


def _fetched(renewal: Renewal, dataflow: str, served: Vintage | None, at: datetime) -> Vintage:
    store, known = renewal.store, renewal.structure(dataflow)
    with renewal.incoming(f"{dataflow}.whole.tsv.gz") as path:
        delivery = _download(renewal.eurostat, known, path)
        told = (instant(known.last_update), renewal.updates.get(dataflow))
        vintage = Vintage(
            dataset=dataflow,
            dataflow=dataflow,
            last_update=max((each for each in told if each), default=at),
            extracted_at=at,
            url=delivery.url,
            sha256=delivery.sha256,
            origin=Origin.SAMPLE if delivery.is_sample else Origin.PUBLISHED,
        )
        store.claim(vintage.origin)
        keep(store, cubes.raw(store, vintage, ".tsv.gz" if delivery.is_gzip else ".tsv"), path)
        note(store, cubes.raw(store, vintage, ".json"), vintage, {"headers": delivery.headers})
        store.keep_structure(known)
        try:
            return _published(store, path, known, vintage, served)
        except _OutOfOrder:
            with renewal.incoming(f"{dataflow}.in-order.tsv.gz") as in_order:
                merge([path], in_order)
                return _published(store, in_order, known, vintage, served)


def _download(eurostat: Eurostat, known: Structure, to: Path) -> Delivery:
    """All of a dataflow: at once as Eurostat's bulk files are, or in parts."""
    place, options = f"/sdmx/2.1/data/{known.dataflow}", "format=TSV&compressed=true"
    try:
        return eurostat.download(f"{place}?{options}", to, expects=Expected.OBSERVATIONS)
    except TooBig:
        longest = max(known.dimensions, key=lambda each: len(each.codes))
        key = ".".join("+".join(each.codes) if each is longest else "" for each in known.dimensions)
        return eurostat.download(
            f"{place}/{key}?{options}",
            to,
            expects=Expected.OBSERVATIONS,
            halvings=_MOST_HALVINGS,
        )


def _published(
    store: Store, path: Path, known: Structure, vintage: Vintage, served: Vintage | None
) -> Vintage:
    header = Header.of(path)
    if header.dimensions != known.order:
        raise OtherDataset(
            f"{vintage.dataflow}: the answer has the dimensions {', '.join(header.dimensions)},"
            f" its structure {', '.join(known.order)}. Nothing was published; try again later."
        )
    watch = _Watch(header=header, known=known, fewest=_ENOUGH * served.rows if served else 1)
    return cubes.publish(
        store, watch.through(series(path, header)), header.dimensions, header.periods, vintage
    )


@dataclass(slots=True, kw_only=True)
class _Watch:
    """What is looked at while the series go by; the last look is before anything is published."""

    header: Header
    known: Structure
    fewest: float  # series
    last: str = ""
    count: int = 0
    codes: dict[str, set[str]] = field(default_factory=dict)

    def through(self, blocks: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Let the blocks through, and raise what is wrong with them, or with all of them."""
        for block in blocks:
            if block.height:
                self._look(block)
            yield block
        failing = [
            f"{dimension}={code} is not in Eurostat's code list"
            for dimension, codes in self.codes.items()
            for code in sorted(codes - set(self.known.codes(dimension)))
        ]
        if self.count < self.fewest:
            failing.append(f"{self.count:,} series where {self.fewest:,.0f} are the least expected")
        if failing:
            raise ChecksFailed(
                f"{self.known.dataflow}: the new cube is not fit to replace the last"
                f" ({'; '.join(failing)}). If Eurostat really means it, run `emn refresh --whole"
                f" {self.known.dataflow} --force`, which compares with no cube before."
            )

    def _look(self, block: pl.DataFrame) -> None:
        keys = block.select(pl.concat_str(self.header.dimensions, separator=",")).to_series()
        first = keys[0]
        if first == self.last or (keys == keys.shift(1)).any():
            raise self.header.repeated(first if first == self.last else _twice(keys))
        if first < self.last or not (keys > keys.shift(1)).all():
            raise _OutOfOrder
        self.last, self.count = keys[-1], self.count + block.height
        for dimension in self.header.dimensions:
            self.codes.setdefault(dimension, set()).update(block[dimension].unique())


def _twice(keys: pl.Series) -> str:
    """The first key that stands behind itself."""
    key: str = keys.filter(keys == keys.shift(1))[0]
    return key
