"""Which vintages stay: the recent ones, the last of each month before, and what somebody needs.

A vintage counts as recent while it was in service within the rule's span, so that every question
"what was revised since" within the span has its answer, and no reader loses the file that it has
just opened. What leaves takes its raw answer with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from cache.manifest import Vintage
from cache.store import Store
from emn.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How long every vintage is kept; of the time before, the last of each month is."""

    every_one_for: timedelta = timedelta(days=400)


RULE = Rule()


def kept(
    vintages: Iterable[Vintage], pinned: AbstractSet[str], now: datetime, rule: Rule = RULE
) -> list[Vintage]:
    """The vintages of one dataset that stay, oldest first; `pinned` holds names that always do."""
    in_order = sorted(vintages, key=lambda each: (each.last_update, each.extracted_at))
    names = pinned | _recent(in_order, now - rule.every_one_for) | _last_of_months(in_order)
    return [each for each in in_order if each.name in names]


def prunable(
    store: Store, dataset: Dataset, pinned: AbstractSet[str], now: datetime, rule: Rule = RULE
) -> list[Vintage]:
    """The stored vintages that may go, oldest first; touches nothing.

    None while no vintage is in service: which one is about to be can't be known.
    """
    stored, current = store.vintages(dataset), store.current(dataset)
    if current is None:
        return []
    staying = {each.name for each in kept(stored, pinned | {current.name}, now, rule)}
    return [each for each in stored if each.name not in staying]


def prune(
    store: Store, dataset: Dataset, pinned: AbstractSet[str], now: datetime, rule: Rule = RULE
) -> list[Vintage]:
    """Delete what `prunable` names, and give it. For the one writer of the cache to call."""
    leaving = prunable(store, dataset, pinned, now, rule)
    for vintage in leaving:
        store.remove(dataset, vintage)
    return leaving


def _recent(in_order: list[Vintage], since: datetime) -> set[str]:
    """Those still in service at some moment since: until the next was fetched, or to this day."""
    by_arrival = sorted(in_order, key=lambda each: each.extracted_at)
    replaced = {one.name for one, next_ in pairwise(by_arrival) if next_.extracted_at < since}
    return {each.name for each in by_arrival} - replaced


def _last_of_months(in_order: list[Vintage]) -> set[str]:
    last = {}
    for each in in_order:
        update = each.last_update.astimezone(UTC)
        last[update.year, update.month] = each.name
    return set(last.values())
