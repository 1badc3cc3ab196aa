"""What a reader takes along: copied links and code, and an exhibit in a page of another site."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
EXHIBIT = "asylum-applicants-trend"


@pytest.mark.parametrize("width", [1440, 390])
def test_the_menu_unfolds_by_key_and_copies_what_it_says(visitor: Visitor, width: int) -> None:
    visit = visitor(width=width)
    page = visit.open("/fr/protection?places=DE")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.wait_for_load_state("networkidle")
    page.bring_to_front()  # only the page in front may copy
    menu = page.locator(f"#{EXHIBIT} .share")

    menu.locator("summary").press("Enter")
    copied = []
    for name in ("Copier le lien", "Copier le code", "Copier le texte"):
        menu.get_by_text(name).press("Enter")
        expect(menu.get_by_role("status")).to_have_text("Copié.")
        copied.append(page.evaluate("navigator.clipboard.readText()"))

    assert copied[0] == f"{visit.root}/fr/protection?places=DE#{EXHIBIT}"
    assert re.search(
        rf'<iframe src="{visit.root}/embed/fr/protection/{EXHIBIT}\?places=DE" title="', copied[1]
    )
    assert "10.2908/MIGR_ASYAPPCTZM" in copied[2]
    box = menu.locator("> div").bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= width) == (True, True)
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Escape")
    expect(menu.locator("> div")).to_be_hidden()


class _Elsewhere(BaseHTTPRequestHandler):
    """A page of another site, around a frame; it keeps what the frame tells it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        frame = parse_qs(urlsplit(self.path).query)["frame"][0]
        self.wfile.write(
            b"<!doctype html><script>onmessage = (event) => { window.told = event.data; }</script>"
            + f'<iframe src="{frame}" width="100%"></iframe>'.encode()
        )

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of another site."""
    server = HTTPServer(("127.0.0.1", 0), _Elsewhere)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_exhibit_stands_in_the_page_of_another_site(visitor: Visitor, elsewhere: str) -> None:
    visit = visitor(width=390)

    visit.page.goto(f"{elsewhere}/?frame={visit.root}/embed/en/protection/{EXHIBIT}")

    framed = visit.page.frame_locator("iframe")
    expect(framed.locator(".narrow svg")).to_be_visible()
    expect(framed.locator(".wide svg")).to_be_hidden()
    visit.page.wait_for_function("window.told?.height > 300")


def test_a_page_does_not_stand_in_another_site(visitor: Visitor, elsewhere: str) -> None:
    visit = visitor()

    visit.page.goto(f"{elsewhere}/?frame={visit.root}/en/protection")

    assert any("frame-ancestors 'self'" in each for each in visit.complaints)


def test_an_embedded_exhibit_is_accessible(visitor: Visitor) -> None:
    visit = visitor(width=390, scheme="dark", scripts=True)
    page = visit.open(f"/embed/fr/protection/{EXHIBIT}", wait_for_dash=False)

    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390
