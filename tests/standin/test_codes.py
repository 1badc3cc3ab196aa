"""Code lists and labels are Eurostat's."""

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from emn import network
from emn.dataset import Dataset
from emn.datasets import DATASETS
from standin import codes
from standin.levels import EU_MEMBERS


@pytest.mark.parametrize(
    ("code", "en", "fr", "de"),
    [
        ("CZ", "Czechia", "Tchéquie", "Tschechien"),
        ("EL", "Greece", "Grèce", "Griechenland"),
        ("TR", "Türkiye", "Turquie", "Türkei"),
        ("XK", "Kosovo*", "Kosovo*", "Kosovo*"),
        ("CI", "Côte d’Ivoire", "Côte d’Ivoire", "Côte d’Ivoire"),
        ("STLS", "Stateless", "Apatride", "Staatenlos"),
        ("ZZZ", "ZZZ", "ZZZ", "ZZZ"),
    ],
)
def test_a_citizenship_is_labelled_in_three_languages(code: str, en: str, fr: str, de: str) -> None:
    labels = tuple(codes.label("citizen", code, language) for language in codes.LANGUAGES)

    assert labels == (en, fr, de)


def test_codes_come_in_protocol_order_and_strangers_last() -> None:
    assert codes.in_order("geo", ["ZZ", "SE", "BE", "EU27_2020"]) == ("EU27_2020", "BE", "SE", "ZZ")


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_every_declared_dataset_has_its_dimensions_and_codes_here(dataset: Dataset) -> None:
    known = codes.declared()[dataset.dataflow]

    assert (known.order[0], known.order[-1]) == ("freq", "geo")
    assert sorted(known.order[1:-1]) == sorted(dataset.dimensions)
    assert known.codes["freq"] == (dataset.frequency,)
    for dimension, kept in dataset.keep.items():
        assert set(kept) <= set(known.codes[dimension])


def test_labels_of_citizenships_are_those_that_eurostat_gave(shared: Path) -> None:
    text = (shared / "structures" / "migr_asyappctza_jsonstat_structure_2026-09.json").read_text()
    published = json.loads(text)["dimension"]["citizen"]["category"]["label"]

    ours = {code: codes.label("citizen", code, "en") for code in codes.listed("citizen")}

    assert list(ours.items()) == list(published.items())


def test_codes_are_those_of_the_real_dataflows(shared: Path) -> None:
    path = shared / "structures" / "migr_dimension_codes_2026-08.csv.gz"
    real: dict[tuple[str, str], set[str]] = {}
    with gzip.open(path, "rt") as lines:
        for row in csv.DictReader(lines):
            key = (row["df_id"].lower(), row["dimension_id"])
            real.setdefault(key, set()).add(row["code_id"])

    for id_, known in codes.declared().items():
        listed = {name: set(codes_) for name, codes_ in known.codes.items() if (id_, name) in real}
        whole = {name: codes_ for name, codes_ in listed.items() if name not in known.abridged}

        assert whole == {name: real[id_, name] for name in whole}
        assert all(codes_ < real[id_, name] for name, codes_ in listed.items() if name not in whole)


def test_dimensions_are_those_of_the_real_dataflows(shared: Path) -> None:
    path = shared / "structures" / "migr_dimension_codes_2026-08.csv.gz"
    real: dict[str, set[str]] = {}
    with gzip.open(path, "rt") as lines:
        for row in csv.DictReader(lines):
            real.setdefault(row["df_id"].lower(), {"TIME_PERIOD"}).add(row["dimension_id"])

    ours = {id_: {*known.order, "TIME_PERIOD"} for id_, known in codes.declared().items()}

    assert ours == {id_: real.get(id_, order) for id_, order in ours.items()}


def test_every_code_but_a_few_articles_and_occupations_has_a_label() -> None:
    unlabelled = {
        (dimension, code)
        for known in codes.declared().values()
        for dimension, listed in known.codes.items()
        for code in listed
        if codes.label(dimension, code, "en") == code
    }

    assert {dimension for dimension, _ in unlabelled} == {"leg_prov", "isco08"}


def test_the_unions_members_are_those_of_the_network() -> None:
    members = network.load().group("EU27_2020", date(2020, 2, 1))

    assert sorted(EU_MEMBERS) == sorted(members)
