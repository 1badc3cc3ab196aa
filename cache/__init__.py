"""Keep: vintages of datasets as Parquet files, written beside, then published by one pointer."""

from cache.manifest import Origin, Outcome, Vintage
from cache.past import Past
from cache.retention import Rule, kept, prunable, prune
from cache.revisions import Kind, Revisions, earlier_than, revisions
from cache.store import Store

__all__ = [
    "Kind",
    "Origin",
    "Outcome",
    "Past",
    "Revisions",
    "Rule",
    "Store",
    "Vintage",
    "earlier_than",
    "kept",
    "prunable",
    "prune",
    "revisions",
]
