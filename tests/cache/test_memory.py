from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from cache import Store, Vintage
from cache.memory import Memory
from emn.datasets.protection import ASYLUM_APPLICATIONS

Table = Callable[..., pl.DataFrame]
CELL = """
    geo  period      value
    DE   2026-06-01   5790
"""
EVERYONE = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}


def test_a_file_is_read_once_until_another_takes_its_place(tmp_path: Path) -> None:
    read: list[str] = []

    def note(path: Path) -> str:
        read.append(path.read_text())
        return read[-1]

    memory, path, beside = Memory(note), tmp_path / "pointer", tmp_path / "beside"
    path.write_text("first")
    told = [memory.of(path), memory.of(path)]
    beside.write_text("other")
    beside.replace(path)
    told.append(memory.of(path))

    assert (told, read) == (["first", "first", "other"], ["first", "other"])


def test_what_is_gone_is_not_remembered(tmp_path: Path) -> None:
    memory, path = Memory(Path.read_text), tmp_path / "pointer"
    path.write_text("there")
    memory.of(path)
    path.unlink()

    with pytest.raises(FileNotFoundError):
        memory.of(path)


def test_an_edition_changes_with_what_is_in_service_and_with_nothing_else(
    store: Store, publish: Callable[..., Vintage], table: Table
) -> None:
    empty = store.edition
    publish(ASYLUM_APPLICATIONS, table(CELL, **EVERYONE))
    first = store.edition
    store.record([])
    again = store.edition
    publish(ASYLUM_APPLICATIONS, table(CELL, **EVERYONE), on="2026-10-16T23:00:00+02:00")

    assert (empty != first, first == again, again != store.edition) == (True, True, True)
