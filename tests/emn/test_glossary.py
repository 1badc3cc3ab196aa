from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from emn.datasets import DATASETS
from emn.errors import BrokenFile, Misused
from emn.flags import Flag
from emn.glossary import Term, alphabetical, find, of_code, of_dimension, of_indicator, read, terms
from emn.indicator import Indicator
from emn.indicators import INDICATORS, RATIOS
from emn.language import Language
from emn.network import load
from emn.ratio import Ratio

DECLARED: tuple[Indicator | Ratio, ...] = (*INDICATORS, *RATIOS)
EVERY_INDICATOR = [each.id for each in DECLARED]
DIMENSIONS = {dimension for dataset in DATASETS for dimension in dataset.dimensions}
# Codes that say nothing but themselves: everybody, men and women, ages, plain units, Ukraine.
PLAIN = {"TOTAL", "T", "M", "F", "PER", "NR", "PC", "UA"}
PINNED = sorted(
    {
        (dimension, code)
        for dataset in DATASETS
        for dimension, codes in dataset.keep.items()
        for code in codes
        if code not in PLAIN and not (dimension == "age" and code.startswith("Y"))
    }
)

GOOD = """
[[source]]
id = "eurostat"
name_en = "Eurostat"
name_fr = "Eurostat"

[[term]]
id = "stock"
name_en = "stock"
name_fr = "stock"
definition_en = "How many there are."
definition_fr = "Combien il y en a."
source = "eurostat"

[[term]]
id = "first_time_applicant"
name_en = "first-time applicant"
name_fr = "primo-demandeur"
definition_en = "Who applied for the first time."
definition_fr = "Qui demande pour la première fois."
dimensions = ["applicant"]
codes = ["applicant=FRST"]
"""


@pytest.mark.parametrize("indicator", EVERY_INDICATOR)
def test_every_indicator_has_a_term(indicator: str) -> None:
    assert of_indicator(indicator)


@pytest.mark.parametrize("dimension", sorted({*DIMENSIONS, "geo"}))
def test_every_dimension_has_a_term(dimension: str) -> None:
    assert of_dimension(dimension)


@pytest.mark.parametrize(("dimension", "code"), [*PINNED, ("applicant", "FRST")])
def test_every_code_that_asks_for_an_explanation_has_a_term(dimension: str, code: str) -> None:
    assert of_code(dimension, code)


def test_every_stock_and_no_flow_is_called_one() -> None:
    (stock,) = find("stock")

    assert set(stock.indicators) == {each.id for each in DECLARED if each.is_stock}


def test_no_term_is_bound_to_what_does_not_exist() -> None:
    columns = {*DIMENSIONS, "geo", "period"}
    pinned = {f"{dimension}={code}" for dimension, code in PINNED}
    geos = {f"geo={each.geo}" for each in (*load().places, *load().aggregates)}
    known = pinned | geos | {f"flag={letter}" for letter in Flag}

    assert {each for term in terms() for each in term.dimensions} - columns == set()
    assert {each for term in terms() for each in term.codes} - known == set()
    assert {each for term in terms() for each in term.indicators} - set(EVERY_INDICATOR) == set()


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.id)
def test_a_term_is_said_in_both_languages_in_one_or_two_sentences(term: Term) -> None:
    definitions = [term.definition(language) for language in Language]

    assert len({term.definition_en, term.definition_fr}) == 2
    assert all(re.fullmatch(r"[A-ZÀÉ].+\.", each) for each in definitions)
    assert all(len(re.findall(r"[.?](\s|$)", each)) <= 2 for each in definitions)
    assert all(len(each) < 260 for each in definitions)


def test_french_punctuation_keeps_its_no_break_spaces() -> None:
    texts = [text for term in terms() for text in (term.name_fr, term.definition_fr)]

    assert [text for text in texts if re.search(r"\w[:;!?](\s|$)| [:;!?»]|« |'", text)] == []


def test_names_are_unique_and_in_alphabetical_order() -> None:
    french = [term.name_fr for term in alphabetical(Language.FR)]

    assert len(set(french)) == len(french) == len({term.name_en for term in terms()})
    assert french.index("écart avec les nationaux") < french.index("éducation")
    assert french.index("éducation") < french.index("espace Schengen")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("POS_SPROT", ["subsidiary_protection"]),
        ("decision=pos_sprot", ["subsidiary_protection"]),
        ("mna", ["unaccompanied_minor"]),
        ("Apatridie", ["stateless_person"]),
        ("DEPASSEMENT", ["overstay"]),
        ("minor unaccomp", ["unaccompanied_minor"]),
        ("citizen", ["country_of_citizenship"]),
        ("return_share", ["order_to_leave", "return", "return_to_a_third_country"]),
    ],
)
def test_a_term_is_found_by_name_code_id_and_other_words(text: str, ids: list[str]) -> None:
    assert [term.id for term in find(text)] == ids


def test_a_word_that_is_no_term_names_those_near() -> None:
    with pytest.raises(Misused, match=r"Did you mean .*resettlement"):
        find("resetlement")
    with pytest.raises(Misused, match="`emn glossary` lists the terms"):
        find("zzzz")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "glossary.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_term_keeps_what_its_entry_says(written: Callable[[str], Path]) -> None:
    stock, first = read(written(GOOD))

    assert stock.source
    assert stock.source.name(Language.FR) == "Eurostat"
    assert (first.name(Language.FR), first.codes) == ("primo-demandeur", ("applicant=FRST",))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[[term]]", "[[term", "this is no TOML"),
        ('name_fr = "stock"', "", "term stock: name_fr: it is missing. Add it."),
        ('"How many there are."', '""', "term stock: definition_en: it is empty. Fill it in."),
        ("codes", "code", "term 2: code: there is no such field. Write one of also, codes"),
        ('"applicant=FRST"', '"FRST"', "codes: 'FRST' names no dimension. Write dimension=CODE."),
        ('source = "eurostat"', 'source = "me"', "source: 'me' is none. Write one of eurostat."),
        ('id = "first_time_applicant"', 'id = "stock"', "id: 'stock' is there twice. Keep one."),
        ('["applicant"]', '["sex", "sex"]', "dimensions: 'sex' is there twice. Keep one."),
    ],
)
def test_a_broken_entry_is_named_with_its_field_and_remedy(
    written: Callable[[str], Path], old: str, new: str, says: str
) -> None:
    path = written(GOOD.replace(old, new, 1))

    with pytest.raises(BrokenFile) as caught:
        read(path)

    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)


def test_a_missing_file_is_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match="can't be read"):
        read(tmp_path / "nothing.toml")
