from __future__ import annotations

from datetime import date

from dashboard.view import View
from emn.language import Language
from emn.period import Period

VIEW = View(
    language=Language.EN,
    path="compare",
    places=("DE",),
    until=Period.parse("2026-Q2"),
    options=(("as", "map"),),
)


def test_a_view_names_its_files_and_its_frame() -> None:
    assert VIEW.file("xlsx") == "/en/compare.xlsx?as=map&places=DE&until=2026-Q2"
    assert VIEW.file("csv", "pending") == "/en/compare/pending.csv?as=map&places=DE&until=2026-Q2"
    assert VIEW.embedded("pending") == "/embed/en/compare/pending?as=map&places=DE&until=2026-Q2"
    assert View(language=Language.FR).file("csv", "pending") == "/fr/pending.csv"
    assert View(language=Language.FR).file("xlsx") == "/fr.xlsx"


def test_a_past_day_goes_with_the_reader_until_he_leaves_it() -> None:
    past = VIEW.on(date(2026, 9, 20))

    assert past.at("protection").url == "/en/protection?places=DE&until=2026-Q2&as-of=2026-09-20"
    assert past.file("csv", "pending").endswith("&as-of=2026-09-20")
    assert past.on(None) == VIEW


def test_another_page_keeps_places_and_period_and_nothing_else() -> None:
    assert VIEW.at("protection").url == "/en/protection?places=DE&until=2026-Q2"
    assert VIEW.spoken(Language.FR).url == VIEW.url.replace("/en/", "/fr/")
    assert VIEW.latest.url == "/en/compare?as=map&places=DE"


def test_a_choice_of_the_pages_own_is_put_beside_the_others_or_taken_back() -> None:
    assert VIEW.choosing(of="rate").option("of") == "rate"
    assert VIEW.choosing(of="rate").option("as") == "map"
    assert VIEW.choosing(**{"as": ""}).options == ()


def test_the_subject_of_a_page_is_the_last_part_of_its_path() -> None:
    assert View(language=Language.EN, path="places/DE").subject == "DE"
