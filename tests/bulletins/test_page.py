from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from bulletins.content import Content, content
from bulletins.edition import assembled
from bulletins.page import page
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.language import Language
from tests.bulletins.conftest import QUARTER, changed


class Page(HTMLParser):
    """What a test wants to know of a page: its tags with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with its attributes."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data.split()

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every tag of this name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def text(words: Content, fonts: Fonts) -> str:
    return page(words, fonts)


def test_nothing_is_fetched_and_links_lead_to_eurostat_alone(text: str) -> None:
    read = Page(text)

    sources = [a[name] for _, a in read.tags for name in ("src", "srcset", "data") if name in a]
    links = {a["href"] for tag, a in read.tags if "href" in a and not a["href"].startswith("#")}
    assert sources == []
    assert read.all("script") == read.all("link") == []
    assert set(re.findall(r"url\((?!#)([^)]{0,10})", text)) == {"data:font/"}
    assert "@import" not in text
    assert all(each.startswith("https://ec.europa.eu/eurostat/") for each in links)


def test_the_page_forbids_itself_what_it_does_not_need(text: str) -> None:
    policy = [a["content"] for a in Page(text).all("meta") if "http-equiv" in a]

    assert policy == [
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
    ]


def test_the_page_has_a_language_a_title_and_one_first_heading(text: str) -> None:
    read = Page(text)

    assert read.all("html") == [{"lang": "en"}]
    assert "<title>EMN Quarterly, second quarter of 2026</title>" in text
    assert len(read.all("h1")) == 1
    assert read.all("main") == [{"class": "sheet"}]


def test_ids_are_unique_and_every_inner_link_has_its_target(text: str) -> None:
    read = Page(text)
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    inner = {a["href"][1:] for a in read.all("a") if a["href"].startswith("#")}

    assert len(ids) == len(set(ids))
    assert inner <= set(ids)


def test_every_exhibit_is_there_wide_and_narrow_with_its_table(text: str) -> None:
    read = Page(text)
    pictures = [each for each in read.all("svg") if each.get("role") == "img"]
    tables = len(read.all("table"))

    assert [a.get("class") for a in read.all("div")].count("wide") == 3
    assert [a.get("class") for a in read.all("div")].count("narrow") == 3
    assert len(pictures) == 3 + 2 * 3  # a spark a key figure, two widths an exhibit
    listed = 1 + 2 + 1  # signs, states, datasets
    assert tables == len(read.all("caption")) == 3 + listed
    assert {a["scope"] for a in read.all("th")} == {"col", "row"}


def test_the_five_kinds_of_figure_are_told_apart(text: str) -> None:
    told = " ".join(Page(text).words)

    assert "Malta 80 75 :c :c" in told
    assert "Slovenia 140 : 160 :" in told
    assert "Slovakia 0 0 0 0" in told
    assert "Spain 8,715 p 8,275 p 3,005 p" in told
    assert "Lithuania 30 b 25 20 75 b" in told
    assert "Portugal – – – –" in told


def test_text_is_never_taken_for_markup(words: Content, fonts: Fonts) -> None:
    hostile = '</style><script>alert(1)</script><img src="https://example.invalid/x" onerror="x">'

    read = Page(page(changed(words, title=hostile, source=hostile), fonts))

    assert read.all("script") == read.all("img") == []


def test_sample_data_are_named_in_title_notice_and_watermark(
    sample: Workshop, fonts: Fonts
) -> None:
    text = page(content(assembled(sample, QUARTER, Language.EN), fonts), fonts)

    assert "(SAMPLE DATA)</title>" in text
    assert "Every figure in this document is invented." in text
    assert '<div class="watermark" aria-hidden="true">SAMPLE DATA</div>' in text


def test_the_french_ordinal_has_its_letter_raised(workshop: Workshop, fonts: Fonts) -> None:
    text = page(content(assembled(workshop, QUARTER, Language.FR), fonts), fonts)

    assert "55<sup>e</sup>" in text
    assert "ᵉ" not in text
