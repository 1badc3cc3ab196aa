"""All ten themes: no number in either language that is not in the cache, sample or published."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bulletins.document import Document
from bulletins.edition import assembled
from cache import Store
from charts.exhibits import EXHIBITIONS
from charts.fonts import Fonts
from charts.today import today
from charts.workshop import Selection, Workshop
from emn.datasets import DATASETS
from emn.language import Language
from emn.network import load
from emn.period import Period
from emn.settings import Settings
from etl.eurostat_api import Eurostat
from etl.refresh import refresh
from standin import Sample
from standin.server import Standin
from tests.bulletins.tracing import sentences, untraced, untraced_exhibit, untraced_figure

QUARTER = Period.parse("2026-Q2")
Pair = tuple[Document, Document]


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A cache of invented figures: every dataset that a theme tells of or draws first."""
    told = {
        dataset_id
        for each in EXHIBITIONS
        for dataset_id in (
            *(indicator.dataset.id for indicator in (*each.key_figures, *each.told)),
            *(plan.dataset_id for plan in each.exhibits[:3]),
        )
    }
    store = Store(tmp_path_factory.mktemp("sampled"))
    with Standin(Sample(date(2026, 11, 22))) as standin:
        eurostat = Eurostat.of(Settings(eurostat_url=standin.url))
        wanted = [each for each in DATASETS if each.id in told]
        refresh(store, eurostat, wanted, now=datetime(2026, 11, 22, 6, 0, tzinfo=UTC))
    return store


@pytest.fixture(scope="session", params=["sampled", "replayed"])
def workshop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A workshop on each cache."""
    store = request.getfixturevalue(request.param)
    return Workshop(store, load(), Fonts(tmp_path_factory.mktemp("fonts")))


@pytest.fixture(scope="session")
def pair(workshop: Workshop) -> Pair:
    """The bulletin in English and in French."""
    return (
        assembled(workshop, QUARTER, Language.EN),
        assembled(workshop, QUARTER, Language.FR),
    )


def test_every_number_of_a_sentence_is_one_of_its_facts(pair: Pair) -> None:
    for document in pair:
        said = list(sentences(document))
        assert len(said) > 20
        assert [each.text for each in said if untraced(each, document.language)] == []


def test_every_fact_is_in_the_cache_as_it_was_stated(pair: Pair, workshop: Workshop) -> None:
    assert [fact for fact in pair[0].facts if today(workshop, fact) != fact] == []


def test_both_languages_state_the_same_facts_with_the_same_pictures(pair: Pair) -> None:
    english, french = pair

    assert [each.facts for each in sentences(english)] == [each.facts for each in sentences(french)]
    assert [[shown.id for shown in section.exhibits] for section in english.sections] == [
        [shown.id for shown in section.exhibits] for section in french.sections
    ]


def test_every_number_of_a_key_figure_is_one_of_its_facts(pair: Pair) -> None:
    for document in pair:
        assert document.cover is not None
        assert len(document.cover.key_figures) == 5
        assert [untraced_figure(each) for each in document.cover.key_figures] == [[]] * 5


def test_every_number_of_an_exhibit_s_words_is_a_cell_or_a_change(
    pair: Pair, workshop: Workshop
) -> None:
    for document in pair:
        selection = Selection(language=document.language, until=QUARTER)
        shown = [each for section in document.sections for each in section.exhibits]
        assert {each.id: untraced_exhibit(each, workshop, selection) for each in shown} == {
            each.id: [] for each in shown
        }
