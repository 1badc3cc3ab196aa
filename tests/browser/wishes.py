"""How each wish of tasks.py is carried out, step by step, as a reader does it on the pages."""

from __future__ import annotations

import csv
import re

from playwright.sync_api import Locator, expect

from emn.datasets.protection import ASYLUM_APPLICATIONS, FIRST_INSTANCE_DECISIONS
from emn.network import load
from emn.place import Named
from emn.themes import PROTECTION, THEMES
from tests.browser.conftest import BEFORE
from tests.browser.reader import Hand, Reader

TREND = "#asylum-applicants-trend"
HERE = load()
DIGITS = re.compile(r"\d")


def name(reader: Reader, geo: str) -> str:
    """What a place is called in the reader's language."""
    place: Named = HERE.named(geo)
    return place.name(reader.language)


def exhibit(reader: Reader, id_: str = TREND) -> Locator:
    """One exhibit of the page."""
    return reader.page.locator(id_)


def observations(text: str) -> list[str]:
    """The lines of a file of figures without what it says of itself."""
    return [line for line in text.splitlines() if not line.startswith("#")]


def what_moved(reader: Reader) -> None:
    reader.open()
    expect(reader.page.locator("h1")).to_have_text(DIGITS)
    card = reader.page.locator(".card").first
    expect(card.locator(".value").first).to_have_text(DIGITS)

    reader.follow(card.get_by_role("link").first, "protection")


def every_theme(reader: Reader) -> None:
    reader.open()
    for theme in THEMES:
        reader.go_to(theme.id)
        expect(reader.page.locator(".finding")).to_contain_text(reader.say(theme.title))


def one_state(reader: Reader) -> None:
    reader.open("places")
    reader.follow(reader.page.get_by_role("link", name=name(reader, "MT"), exact=True), "places/MT")
    expect(reader.page.locator("h1")).to_contain_text(HERE.named("MT").within(reader.language))
    expect(reader.page.locator("#protection .facts tbody tr").first).to_contain_text(DIGITS)

    reader.follow(reader.page.locator("#protection h2 a").first, "protection?places=MT")


def an_observer(reader: Reader) -> None:
    reader.open("places/GE")
    expect(reader.page.locator(".kicker")).to_contain_text(name(reader, "GE"))
    expect(reader.page.locator("#citizens .facts tbody tr").first).to_contain_text(DIGITS)
    reader.follow(reader.page.locator("#citizens h2 a").first, "origins/GE")

    reader.go_to("origins")
    first = reader.page.locator(".facts tbody a").first
    reader.follow(first, (first.get_attribute("href") or "").removeprefix(reader.root))
    expect(reader.page.locator("#citizens .facts tbody tr").first).to_contain_text(DIGITS)


def a_number(reader: Reader) -> None:
    reader.open("protection")
    shown = exhibit(reader)
    reader.show(shown, "table")
    place = shown.locator("thead th").nth(1).inner_text()
    number = shown.locator("tbody tr").first.locator("td").first.inner_text()

    reader.press(shown.locator(".share > summary"))
    text = reader.file(shown.locator(".share").get_by_role("link", name="CSV"))
    rows = list(csv.DictReader(observations(text)))
    last = max(row["period"] for row in rows)
    [value] = [r["value"] for r in rows if r["geo_label"] == place and r["period"] == last]
    assert re.sub(r"\D", "", number) == value


def other_places(reader: Reader) -> None:
    reader.open("protection?until=2026-06")
    reader.highlight(name(reader, "EU27_2020"), name(reader, "BE"))
    reader.arrived("protection?places=EU27_2020,BE&until=2026-06")
    reader.show(exhibit(reader), "table")
    expect(exhibit(reader).locator("thead th").nth(2)).to_have_text(name(reader, "BE"))


def other_language(reader: Reader) -> None:
    reader.open("protection?places=BE&until=2026-06")
    before = reader.page.locator("h1").text_content() or ""
    link = reader.page.locator(".switches a")
    reader.language = next(each for each in type(reader.language) if each != reader.language)
    expect(link).to_have_text(reader.language.own_name)

    reader.follow(link, "protection?places=BE&until=2026-06")
    expect(reader.page.locator("h1")).not_to_have_text(before)


def two_states_indexed(reader: Reader) -> None:
    reader.open()
    reader.go_to("compare")
    reader.choose(reader.say("Show as"), reader.say("Index (base = 100)"))
    if reader.hand is not Hand.PLAIN:  # there one form says it all
        base = reader.page.get_by_label(reader.say("Base of the index")).first
        expect(base).to_be_visible()
    reader.highlight(name(reader, "DE"), name(reader, "FR"))

    reader.arrived("compare?as=index&places=DE,FR")
    shown = reader.page.locator("article.panel")
    reader.show(shown, "table")
    germany = shown.locator("tbody tr").filter(has_text=name(reader, "DE"))
    expect(germany.locator("td").last).to_have_text(re.compile("^100"))


def who_has_not_reported(reader: Reader) -> None:
    reader.open()
    reader.go_to("coverage")
    reader.pick(reader.say("Dataset"), reader.say(FIRST_INSTANCE_DECISIONS.title))
    reader.press(reader.page.locator(".chooser button"))

    reader.arrived(f"coverage?dataset={FIRST_INSTANCE_DECISIONS.id}")
    expect(reader.page.locator(".matrix tbody th").first).to_be_visible()
    expect(reader.page.locator("#late h2")).to_have_text(reader.say("Who is late now"))


def what_was_revised(reader: Reader) -> None:
    reader.open()
    reader.go_to("revisions")
    expect(reader.page.locator("h1")).to_have_text(DIGITS)
    expect(reader.page.locator("#revised-cells tbody tr").first).to_contain_text(DIGITS)

    reader.pick(reader.say("Place"), name(reader, "MT"))
    reader.press(reader.page.locator(".chooser button").first)
    reader.arrived("revisions?place=MT")
    expect(reader.page.locator("#revised-places tbody tr")).to_have_count(1)


def a_past_day(reader: Reader) -> None:
    day = BEFORE.date().isoformat()
    reader.open("revisions")
    reader.page.locator("#as-of").fill(day)
    reader.press(reader.page.locator("#past button"))
    reader.arrived(f"?as-of={day}")
    then = reader.page.locator("h1").text_content() or ""
    expect(reader.page.locator(".banner.past")).to_contain_text(reader.language.date(BEFORE))

    reader.go_to("compare", f"?as-of={day}")
    reader.go_to("", f"?as-of={day}")
    reader.follow(reader.page.locator(".banner.past a"), "")
    expect(reader.page.locator("h1")).not_to_have_text(then)


def a_whole_dataset(reader: Reader) -> None:
    reader.open("data")
    reader.follow(
        reader.page.locator(".filter").get_by_role("link", name=reader.say(PROTECTION.title)),
        "data?theme=protection",
    )
    title = reader.say(ASYLUM_APPLICATIONS.title)
    reader.follow(
        reader.page.locator("#protection-datasets").get_by_role("link", name=title, exact=True),
        f"data/{ASYLUM_APPLICATIONS.id}",
    )
    text = reader.file(reader.page.locator("#vintage .files a").first)
    header, *rows = observations(text)
    assert (header.split(",")[0], len(rows) > 1_000) == ("geo", True)


def to_cite_a_chart(reader: Reader) -> None:
    reader.open("protection?places=DE")
    menu = exhibit(reader).locator(".share")
    reader.press(menu.locator("summary"))
    expect(menu.locator(".citation")).to_contain_text("10.2908/MIGR_ASYAPPCTZM")

    entry = reader.file(menu.get_by_role("link", name="BibTeX"))
    assert re.search(rf"https?://\S+/{reader.language}/protection\?places=DE", entry)


def a_chart_for_my_page(reader: Reader) -> None:
    reader.open("protection")
    reader.press(exhibit(reader).locator(".share > summary"))
    alone = exhibit(reader).get_by_role("link", name=reader.say("Open by itself"))
    reader.press(alone)
    embedded = f"/embed/{reader.language}/protection/{TREND.removeprefix('#')}"
    expect(reader.page).to_have_url(f"{reader.visit.root}{embedded}")
    expect(reader.page.locator(".drawn svg:visible")).to_have_count(1)
    reader.fits()

    with reader.page.context.expect_page() as opened:
        reader.press(reader.page.locator(".back a"))
    expect(opened.value).to_have_url(re.compile(rf"/{reader.language}/protection{TREND}$"))


def a_term(reader: Reader) -> None:
    reader.open("protection")
    shown = exhibit(reader)
    reader.press(shown.get_by_text(reader.say("What the words mean")))
    term = shown.locator(".words a").first
    anchor = (term.get_attribute("href") or "").partition("#")[2]

    reader.follow(term, f"glossary#{anchor}")
    expect(reader.page.locator(f"#{anchor} p").first).to_be_in_viewport()
    reader.go_to("method")
    expect(reader.page.locator("#signs tbody tr").first).to_be_visible()


def who_answers_for_the_pages(reader: Reader) -> None:
    reader.open()
    reader.go_to("accessibility")
    expect(reader.page.locator("#tested tbody tr").first).to_be_visible()
    reader.go_to("about")
    expect(reader.page.locator("#contact p").first).to_be_visible()


def a_wrong_address(reader: Reader) -> None:
    reader.type_in("protektion")
    expect(reader.page.locator("h1")).to_have_text(reader.say("There is no such page"))
    reader.type_in("protection?places=XX")
    expect(reader.page.locator(".lead")).to_contain_text("XX")
    reader.visit.complaints.clear()  # Chromium's own, of a 404 and a 400

    label = reader.say(PROTECTION.title)
    reader.follow(reader.page.get_by_role("link", name=label, exact=True), "protection")
