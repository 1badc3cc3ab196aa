from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cache import Store
from emn.dataset import Dataset
from emn.datasets.legal_migration import FIRST_PERMITS
from emn.errors import BrokenFile
from emn.structure import Dimension, Structure
from etl.manual import imported
from tests.etl.imports.conftest import LABELLED, NOW, stored


def structure(dataset: Dataset, **labels: dict[str, str]) -> Structure:
    """A structure with these labels, by dimension."""
    return Structure(
        dataflow=dataset.dataflow,
        titles={},
        dimensions=tuple(
            Dimension(id=each, codes=tuple(codes), labels={"en": codes})
            for each, codes in labels.items()
        ),
    )


def test_labels_become_codes_where_the_structure_is_known(store: Store, file: Path) -> None:
    file.write_text(LABELLED)
    total = {"TOTAL": "Total"}
    store.keep_structure(
        structure(
            FIRST_PERMITS,
            freq={"A": "Annual"},
            reason=total,
            citizen=total,
            duration=total,
            unit={"PER": "Person"},
            geo={"AT": "Austria"},
        )
    )

    imported(store, file, FIRST_PERMITS.id, NOW)

    assert store.observations(FIRST_PERMITS).collect().rows() == [
        ("AT", "PER", "TOTAL", "TOTAL", "TOTAL", date(2024, 1, 1), 5.0, "b", None)
    ]


def test_a_label_that_means_no_code_is_named(store: Store, file: Path) -> None:
    file.write_text(LABELLED)
    store.keep_structure(structure(FIRST_PERMITS, geo={"DE": "Germany"}))

    with pytest.raises(BrokenFile, match="geo 'Austria' is no label of migr_resfirst"):
        imported(store, file, FIRST_PERMITS.id, NOW)


def test_a_label_that_means_two_codes_is_named(store: Store, file: Path) -> None:
    file.write_text(LABELLED)
    store.keep_structure(structure(FIRST_PERMITS, geo={"AT": "Austria", "AT1": "Austria"}))

    with pytest.raises(BrokenFile, match="'Austria' is no label of migr_resfirst, or of two codes"):
        imported(store, file, FIRST_PERMITS.id, NOW)


def test_labels_are_kept_and_said_where_no_structure_is_known(store: Store, file: Path) -> None:
    file.write_text(LABELLED)
    heard: list[str] = []

    vintage = imported(store, file, "permits_by_hand", NOW, tell=heard.append)

    assert stored(store, file, vintage)["geo"].to_list() == ["Austria"]
    assert len(heard) == 1
    assert "the codes of tps00170 are not known here" in heard[0]
