"""A reader of the dashboard: finds, presses, chooses and takes along, by hand, by key, or plainly.

The same wish is carried out by a `Hand`: a mouse or finger, the keyboard alone, or a browser that
runs no script. Every page that a reader arrives at is held against what each page owes its reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from dashboard.page import Menu
from dashboard.pages import PAGES
from emn.language import Language
from tests.browser.conftest import Visit

_MOST_STOPS = 400  # of the focus on the way to something

# Where the focus is, how it is shown, and whether that is what was looked for.
_STOP = """(wanted) => {
  const here = document.activeElement;
  const around = [here.parentElement, here.closest(".places-input")];
  const shows = [here, here.nextElementSibling, ...around].filter(Boolean);
  const outlined = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const box = here.getBoundingClientRect();
  const isSeen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return {
    isThere: here === wanted,
    isShown: here === document.body || (isSeen && shows.some(outlined)),
    html: here.outerHTML.slice(0, 200),
  };
}"""
_IS_BEHIND = """(wanted) =>
  !!(document.activeElement.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING)"""


class Hand(StrEnum):
    """What a reader uses: a mouse, the keyboard alone, or a mouse where no script runs."""

    MOUSE = "mouse"
    KEYS = "keys"
    PLAIN = "plain"


@dataclass
class Reader:
    """Somebody in front of the dashboard, in a language, on a screen of a width."""

    visit: Visit
    language: Language
    width: int
    hand: Hand
    been: set[str] = field(default_factory=set)  # pages, by the path that declares them

    @property
    def page(self) -> Page:
        """The browser's page."""
        return self.visit.page

    @property
    def root(self) -> str:
        """The beginning of every address in the reader's language."""
        return f"/{self.language}/"

    def say(self, message: str, **values: object) -> str:
        """A message of the dashboard as this reader meets it."""
        return self.language.say(message, **values)

    def open(self, path: str = "") -> None:
        """Type an address of the site, without its language, and wait for the page."""
        self.type_in(path)
        self.arrived(path)

    def type_in(self, path: str) -> None:
        """Type an address, whether there is a page or not."""
        self.page.goto(f"{self.visit.root}{self.root}{path}")
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        self.fits()

    def arrived(self, path: str) -> None:
        """Wait for a page, and hold it against what every page owes its reader."""
        expect(self.page).to_have_url(f"{self.visit.root}{self.root}{path}")
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        twin = next(each for each in Language if each is not self.language)
        href = f"/{twin}/{path.partition('#')[0]}"  # once a choice is drawn, it is in there
        expect(self.page.locator(".switches a")).to_have_attribute("href", href)
        if self.hand is not Hand.PLAIN:
            expect(self.page.locator("#first-content")).to_have_count(0)  # Dash has taken over
        expect(self.page.locator("h1")).to_have_count(1)
        found = PAGES.of(re.split("[?#]", path)[0])
        assert found is not None
        self.been.add(found.path)
        self.fits()

    def fits(self) -> None:
        """Nothing sticks out to the side."""
        assert self.page.evaluate("document.documentElement.scrollWidth") == self.width

    def leave(self) -> None:
        """End the visit: nobody else was asked, and the browser had nothing to complain about."""
        self.fits()
        assert (self.visit.strangers, self.visit.complaints) == ([], [])
        assert self.page.context.cookies() == []

    def press(self, wanted: Locator) -> None:
        """Press a link, a button, or what unfolds."""
        if self.hand is Hand.KEYS:
            self.reach(wanted)
            self.page.keyboard.press("Enter")
        else:
            wanted.click()

    def reach(self, wanted: Locator) -> None:
        """Step to something with the Tab key; at each step the focus is in sight."""
        element = wanted.element_handle()
        key = "Shift+Tab" if self.page.evaluate(_IS_BEHIND, element) else "Tab"
        for _step in range(_MOST_STOPS):
            self.page.keyboard.press(key)
            stop = self.page.evaluate(_STOP, element)
            assert stop["isShown"], f"The focus can't be seen on {stop['html']}"
            if stop["isThere"]:
                return
        raise AssertionError(f"No key leads to {wanted}")

    def follow(self, link: Locator, path: str) -> None:
        """Press a link and wait for the page behind it."""
        self.press(link)
        self.arrived(path)

    def go_to(self, path: str, search: str = "") -> None:
        """Find a page by the navigation: above every page, in its menu on a phone, or below."""
        wanted = PAGES.of(path)
        assert wanted is not None
        if wanted.menu is not Menu.FOOT:
            self._unfold(".menu > summary")
        if wanted.menu is Menu.THEMES:
            self._unfold(".themes > summary")
        links = self.page.locator(".foot nav" if wanted.menu is Menu.FOOT else ".pages")
        self.follow(
            links.get_by_role("link", name=self.say(wanted.label), exact=True), f"{path}{search}"
        )

    def _unfold(self, summary: str) -> None:
        found = self.page.locator(summary)
        if found.is_visible():
            self.press(found)

    def show(self, exhibit: Locator, kind: str) -> None:
        """Switch an exhibit to its table or its text: one or two to the right of the chart."""
        if self.hand is Hand.KEYS:
            self.reach(exhibit.locator(".tabs input:checked"))
            for _step in range(("chart", "table", "text").index(kind)):
                self.page.keyboard.press("ArrowRight")
        else:
            exhibit.locator(f'.tabs label:has([value="{kind}"])').click()
        expect(exhibit.locator(f".as-{kind}")).to_be_visible()

    def highlight(self, *names: str) -> None:
        """Choose places by their names."""
        if self.hand is Hand.PLAIN:
            self.page.locator("form summary").click()
            for name in names:
                self.page.get_by_label(name, exact=True).check()
            self.page.locator(".boxes button").click()
            return
        control = self.page.locator("#places")
        self.press(control)
        for name in names:
            control.press_sequentially(name)
            option = self.page.get_by_role("option", name=name, exact=True)
            if self.hand is Hand.KEYS:
                self._step_to(option)
            else:
                option.click()

    def choose(self, label: str, value: str) -> None:
        """Choose from one of a page's lists; where no script runs, the form is still to be sent."""
        if self.hand is Hand.PLAIN:
            field = self.page.locator(".choices label").filter(has_text=label).first
            field.locator("select").select_option(label=value)
            return
        box = self.page.locator(".mantine-Select-root").filter(has_text=label)
        self.press(box.locator("input").first)
        option = self.page.get_by_role("option", name=value, exact=True)
        if self.hand is Hand.KEYS:
            self._step_to(option)
        else:
            option.click()

    def _step_to(self, option: Locator) -> None:
        option.wait_for()
        for _step in range(_MOST_STOPS):
            if option.get_attribute("data-combobox-selected") is not None:
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")

    def pick(self, label: str, value: str) -> None:
        """Choose from a list of the browser's own; the form is still to be sent."""
        field = self.page.get_by_label(label, exact=True)
        if self.hand is Hand.KEYS:
            self.reach(field)
            self.page.keyboard.type(value)
        else:
            field.select_option(label=value)

    def file(self, link: Locator) -> str:
        """Take a file along, and read it."""
        with self.page.expect_download() as started:
            self.press(link)
        return Path(started.value.path()).read_text(encoding="utf-8")
