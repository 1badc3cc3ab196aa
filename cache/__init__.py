"""Keep: vintages of datasets as Parquet files, written beside, then published by one pointer."""

from cache.manifest import Origin, Outcome, Vintage
from cache.past import Past
from cache.pinned import Pin, Pinned, pin
from cache.retention import Rule, kept, prunable, prune
from cache.revisions import Kind, Revisions, earlier_than, revisions
from cache.store import Store

__all__ = [
    "Kind",
    "Origin",
    "Outcome",
    "Past",
    "Pin",
    "Pinned",
    "Revisions",
    "Rule",
    "Store",
    "Vintage",
    "earlier_than",
    "kept",
    "pin",
    "prunable",
    "prune",
    "revisions",
]
