"""Keep: vintages of datasets as Parquet files, written beside, then published by one pointer."""

from cache.manifest import Origin, Outcome, Vintage
from cache.store import Store

__all__ = ["Origin", "Outcome", "Store", "Vintage"]
