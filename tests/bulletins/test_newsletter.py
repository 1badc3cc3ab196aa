"""The mail as a mail program gets it: small, nothing to run, nothing to fetch but pictures."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bulletins.document import Document, Picture
from bulletins.edition import assembled
from bulletins.newsletter import newsletter, png_of
from charts.workshop import Workshop
from emn.language import Language
from tests.bulletins.conftest import QUARTER, section

SITE = "https://figures.example"


def linked(document: Document) -> Document:
    """The same with every exhibit on a dashboard."""

    def at(section: str, picture: Picture) -> Picture:
        address = f"{SITE}/en/{section}?until=2026-Q2#{picture.exhibit.id}"
        return replace(picture, permalink=address)

    sections = tuple(
        replace(
            theme,
            blocks=tuple(
                at(theme.id, each) if isinstance(each, Picture) else each for each in theme.blocks
            ),
        )
        for theme in document.sections
    )
    return replace(document, sections=sections)


def test_a_picture_is_the_dashboard_s_file_of_the_same_exhibit(bulletin: Document) -> None:
    html = newsletter(linked(bulletin))["html"]
    exhibits = section(bulletin, "protection").exhibits

    assert re.findall(r'<img src="([^"]+)"', html) == [
        f"{SITE}/en/protection/{each.id}.png?until=2026-Q2" for each in exhibits
    ]
    assert html.count(' alt="') == len(exhibits)
    assert all(f"#{each.id}" in html for each in exhibits)


def test_without_a_dashboard_there_is_nothing_to_fetch(bulletin: Document) -> None:
    html = newsletter(bulletin)["html"]

    assert "<img" not in html
    assert "http" not in html
    assert png_of("", "trend") == ""


@pytest.mark.parametrize("language", list(Language))
def test_a_mail_is_small_and_has_nothing_that_programs_drop(
    workshop: Workshop, language: Language
) -> None:
    html = newsletter(linked(assembled(workshop, QUARTER, language)))["html"]

    assert len(html.encode()) < 100_000
    assert not re.search(r"<(script|style|link|svg|form|iframe)\b|\bclass=|\bon\w+=", html)
    assert html.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')


def test_the_plain_text_says_the_same(bulletin: Document) -> None:
    assert bulletin.cover is not None
    told = " ".join(newsletter(linked(bulletin))["txt"].split())

    for figure in bulletin.cover.key_figures:
        assert " ".join(f"{figure.label}: {figure.value}".split()) in told
    for exhibit in bulletin.sections[0].exhibits:
        assert " ".join(exhibit.title.split()) in told
        assert f"{SITE}/en/protection?until=2026-Q2#{exhibit.id}" in told
    assert max(map(len, newsletter(bulletin)["txt"].splitlines())) <= 72


def test_sample_data_say_so_in_both(sample: Workshop) -> None:
    for text in newsletter(assembled(sample, QUARTER, Language.EN)).values():
        assert "SAMPLE" in text
        assert "is invented" in " ".join(text.split())


def test_markup_is_text(bulletin: Document) -> None:
    assert bulletin.cover is not None
    hostile = '"><script>alert(1)</script>'
    cover = replace(bulletin.cover, headline=hostile)

    html = newsletter(replace(bulletin, cover=cover))["html"]

    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
