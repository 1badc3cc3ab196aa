"""Files that a person brings: another source's figures, and Eurostat's own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from cache import Store, Vintage
from etl.readers import read
from etl.readers.shape import destination

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
TIDY = """# source: Geostat
# licence: CC BY 4.0
# date: 2026-10-07
# title: Residents of Georgia by citizenship
# url: https://example.invalid/residents
geo,citizen,period,value,flag
GE,TOTAL,2024,3694600,
GE,TOTAL,2025,3704500,p
GE,UA,2025,,u
"""
SDMX = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\r\n"
RATE = (
    "ESTAT:MIGR_ASYAPP1MP(1.0),02/09/26 23:00:00,A,NR,DE,2024,2.75,d,\r\n"
    "ESTAT:MIGR_ASYAPP1MP(1.0),02/09/26 23:00:00,A,NR,DE,2025,1.36,,\r\n"
)
PERMITS = (
    "DATAFLOW,LAST UPDATE,freq,reason,citizen,duration,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
)
LABELLED = f"{PERMITS}\nESTAT:TPS00170(1.0),,Annual,Total,Total,Total,Person,Austria,2024,5,b\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the file lies that a person brings."""
    return tmp_path / "brought.csv"


def stored(store: Store, path: Path, vintage: Vintage) -> pl.DataFrame:
    """The observations that are in service."""
    return store.observations(destination(path, read(path), vintage.dataset)).collect()
