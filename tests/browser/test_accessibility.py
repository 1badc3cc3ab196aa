"""Every kind of page before axe; `make accessibility` keeps the result as the shipped statement.

RECORD names the file to write; without it two of the four runs are made, and nothing is kept.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.addresses import addresses
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

RECORD = os.environ.get("RECORD")
ALL = [(1440, "light"), (390, "dark"), (390, "light"), (1440, "dark")]
RUNS = ALL if RECORD else ALL[:2]
_GUIDELINE = re.compile(r"wcag\d+a+|best-practice")
_OPTIONS = {"rules": {"target-size": {"enabled": True}}}  # 24 px, of WCAG 2.2; off by default
_PATIENCE = 120_000  # milliseconds: the first page cuts the fonts
Answer = dict[str, Any]


@pytest.fixture(scope="module")
def answers(browser: Browser) -> Iterator[dict[str, list[Answer]]]:
    """What axe said of each page; written down at the end if asked, and if it saw them all."""
    said: dict[str, list[Answer]] = {}
    yield said
    if RECORD and list(said) == addresses():
        Path(RECORD).write_text(json.dumps(_record(said, browser.version), indent=1) + "\n")


@pytest.mark.parametrize("path", addresses())
def test_axe_finds_nothing_on_any_kind_of_page(
    visitor: Visitor, answers: dict[str, list[Answer]], path: str
) -> None:
    visit = visitor()
    visit.page.set_default_navigation_timeout(_PATIENCE)
    page = visit.open(path, wait_for_dash=False)
    for width, scheme in RUNS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.wait_for_load_state("networkidle")
        answers.setdefault(path, []).append(Axe().run(page, options=_OPTIONS).response)

    broken = [each for answer in answers[path] for each in answer["violations"]]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in broken] == []


def _record(said: dict[str, list[Answer]], browser: str) -> dict[str, object]:
    first = next(iter(said.values()))[0]
    rules = [rule for answer in said.values() for each in answer for rule in each["passes"]]
    tags = {tag for rule in rules for tag in rule["tags"] if _GUIDELINE.fullmatch(tag)}
    return {
        "on": datetime.now(UTC).date().isoformat(),
        "engine": f"{first['testEngine']['name']} {first['testEngine']['version']}",
        "browser": f"Chromium {browser}",
        "rules": ", ".join(sorted(tags)),
        "pages": [
            {
                "path": path,
                "runs": len(each),
                "violations": sorted(
                    {rule["id"] for answer in each for rule in answer["violations"]}
                ),
            }
            for path, each in said.items()
        ],
    }
