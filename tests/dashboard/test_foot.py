from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from werkzeug.test import Client

from cache import Store
from charts.fonts import Fonts
from charts.workshop import Workshop
from dashboard.app import create_app
from emn.bindings import datasets_of
from emn.datasets.protection import ASYLUM_APPLICATIONS, FIRST_INSTANCE_DECISIONS
from emn.flags import Flag
from emn.glossary import alphabetical, terms
from emn.language import Language
from emn.methodology import SITE, TOPICS
from emn.network import load

Page = Callable[[str], str]
FOOT = ("method", "glossary", "accessibility", "about")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("path", FOOT)
def test_every_page_leads_to_the_pages_about_the_pages(
    page: Page, path: str, language: Language
) -> None:
    assert f'href="/{language}/{path}"' in page(f"/{language}/")
    assert "<h1>" in page(f"/{language}/{path}")


def test_the_method_is_that_of_the_bulletin(page: Page) -> None:
    html = page("/fr/method")

    for heading, paragraphs in (*TOPICS, *SITE):
        for message in (heading, *paragraphs):
            assert str(Language.FR.say(message)).replace("'", "&#39;") in html


def test_the_method_explains_every_sign(page: Page) -> None:
    html = page("/en/method")

    said_by_absences = {Flag.CONFIDENTIAL, Flag.CANNOT_EXIST, Flag.NOT_APPLICABLE}
    assert [
        each
        for each in Flag
        if each not in said_by_absences
        and not re.search(rf'<th scope="row">{each}</th><td[^>]*>{re.escape(each.label)}<', html)
    ] == []


@pytest.mark.parametrize("language", Language)
def test_the_glossary_has_every_term_once_in_the_order_of_its_language(
    page: Page, language: Language
) -> None:
    html = page(f"/{language}/glossary")

    anchors = re.findall(r'<article id="(\w+)" class="term"', html)
    assert anchors == [term.id for term in alphabetical(language)]
    assert len(anchors) == len(terms())


def test_a_term_names_the_datasets_that_it_explains() -> None:
    by_id = {term.id: term for term in terms()}

    refugee = datasets_of(by_id["refugee_status"])

    assert FIRST_INSTANCE_DECISIONS in refugee  # keeps decision=POS_RFG
    assert ASYLUM_APPLICATIONS not in refugee
    assert ASYLUM_APPLICATIONS in datasets_of(by_id["type_of_applicant"])


def test_about_names_every_member_and_observer_with_its_day(page: Page) -> None:
    html = page("/en/about")

    for place in load().places:
        assert html.count(f'<th scope="row">{place.name_en}</th>') == len(place.standings)
    assert "22 September 2022 at the latest" in html
    assert "Denmark" in html
    assert '<th scope="row">Denmark</th>' not in html


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("", "has not set a contact"),
        ("statistics@emn.example", 'href="mailto:statistics@emn.example"'),
        ("https://emn.example/contact", 'href="https://emn.example/contact"'),
        ("<b>the secretariat</b>", "&lt;b&gt;the secretariat&lt;/b&gt;"),
    ],
)
def test_the_contact_is_what_the_operator_has_set(
    store: Store, fonts: Fonts, contact: str, shown: str
) -> None:
    client: Client = create_app(Workshop(store, load(), fonts, contact)).server.test_client()

    assert shown in client.get("/en/about").text
    assert shown in client.get("/en/accessibility").text


def test_an_exhibit_explains_its_words_and_leads_to_the_glossary(page: Page) -> None:
    html = page("/fr/protection?places=DE")

    panel = re.search(r'<article.*?id="asylum-applicants-trend".*?</article>', html, re.DOTALL)
    assert panel is not None
    assert "Ce que veulent dire les mots" in panel[0]
    assert 'href="/fr/glossary?places=DE#asylum_applicant"' in panel[0] or (
        'href="/fr/glossary#asylum_applicant"' in panel[0]
    )
    assert "On compte les personnes, non les dossiers." in panel[0]
