"""One address of every page there is, for tests that look at each kind."""

from __future__ import annotations

import re

from dashboard.pages import PAGES
from dashboard.view import View
from emn.language import Language

# What stands in the braces of a path, by its name there.
_EXAMPLES = {
    "dataset": "asylum_applications",
    "place": "DE",
    "origin": "SY",
    "citizen": "SY",
    "citizenship": "SY",
}


def addresses(language: Language = Language.EN) -> list[str]:
    """The addresses, in the order of the navigation."""
    paths = (re.sub(r"{(\w+)}", lambda name: _EXAMPLES[name[1]], page.path) for page in PAGES)
    return [View(language=language, path=path).url for path in paths]
