"""A real Chromium in front of the dashboard, over a cache that a real refresh filled.

The cache holds sample data: the stand-in plays Eurostat, our own client fetches, once a session.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, Request, sync_playwright
from werkzeug.serving import make_server

from cache import Store
from charts.exhibits.protection import EXHIBITION
from charts.fonts import WEIGHTS
from dashboard.app import create_app
from dashboard.server import workshop
from emn.datasets import dataset
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.settings import Settings
from etl.eurostat_api import Eurostat
from etl.refresh import raise_for, refresh
from standin.sample import Sample
from standin.server import Standin
from tests.browser.chromium import system_chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SHOWN = [dataset(id_) for id_ in EXHIBITION.dataset_ids]
BEFORE, NOW = (datetime(2026, month, 22, 9, tzinfo=UTC) for month in (10, 11))


@dataclass
class Visit:
    """A page and what its browser complained about."""

    page: Page
    root: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, path: str, *, wait_for_dash: bool = True) -> Page:
        """Go to an address of the site; wait until Dash has taken over unless told not to."""
        self.page.goto(f"{self.root}{path}")
        if wait_for_dash:
            self.page.wait_for_selector("#places")
        return self.page


Visitor = Callable[..., Visit]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a cache of sample data; of its first dataset it holds what was revised."""
    folder = tmp_path_factory.mktemp("sample")
    nights = ((BEFORE, [ASYLUM_APPLICATIONS]), (NOW, SHOWN))
    for revision, (night, datasets) in enumerate(nights):
        with Standin(Sample(night.date(), revision=revision)) as standin:
            raise_for(refresh(Store(folder), Eurostat(standin.url), datasets, now=night))
    return folder


@pytest.fixture(scope="session")
def site(sample: Path) -> Iterator[str]:
    """The address of the dashboard, served from a cache of sample data."""
    with served(sample) as url:
        yield url


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a data folder on a port of its own for as long as the `with` lasts."""
    made = workshop(Settings(data_dir=folder))
    for weight in WEIGHTS:
        made.fonts.woff2(weight)  # cut now: a busy machine would keep the first page waiting
    app = create_app(made)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, else playwright's own; without one the test fails, never skips."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


def launched(playwright: Playwright) -> Browser:
    """Start a Chromium."""
    try:
        return playwright.chromium.launch(executable_path=system_chromium(), args=FLAGS)
    except Error as error:
        pytest.fail(f"There is no Chromium to test with. Run `make browser`. ({error.message})")


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Visitor]:
    """Give a visit with a width, a colour scheme, with or without scripts."""
    contexts = []

    def visit(*, width: int = 1440, scheme: str = "light", scripts: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        made = Visit(page=context.new_page(), root=site)
        made.page.on("console", lambda said: made.complaints.append(said.text))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("requestfailed", lambda request: _failed(made, request))
        made.page.on("request", lambda request: _note(made, request.url))
        return made

    yield visit
    for context in contexts:
        context.close()


def _failed(visit: Visit, request: Request) -> None:
    """Note a request that failed; not one that a reader broke off who went on or took a file."""
    if request.failure != "net::ERR_ABORTED":
        visit.complaints.append(request.url)


def _note(visit: Visit, url: str) -> None:
    if not url.startswith((visit.root, "data:", "blob:")):
        visit.strangers.append(url)
