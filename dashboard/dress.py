"""Class Assets: the addresses of our own style, scripts, fonts and of plotly.js.

Each carries what makes it new, so a browser may keep it for a year and never shows an old one.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from charts.fonts import WEIGHTS, Fonts
from dashboard.colours import stylesheet

FOLDER = Path(__file__).parent / "assets"
IN_THE_HEAD = r"early\.js|embed\.js|icon\.svg"  # Dash adds every other file by itself
HOUSE = Path(__file__).parents[1]
PACKAGES = ("cache", "charts", "dashboard", "emn")
_WRITTEN = {".css", ".js", ".json", ".po", ".py", ".toml"}
_STYLES = (
    "base",
    "masthead",
    "opening",
    "overview",
    "choices",
    "exhibits",
    "tables",
    "share",
    "following",
    "listings",
    "reading",
    "places",
    "fit",
    "print",
)


@dataclass(frozen=True, kw_only=True)
class Assets:
    """What a page is dressed in, and where it finds the rest; `prefix` is what the site is below.

    A page carries its style and the script that comes before anything is drawn: on a slow line
    each file that a browser must wait for costs more than all of both.
    """

    fonts: Fonts
    prefix: str = ""

    def url(self, name: str) -> str:
        """The address of one of our files."""
        return f"/assets/{name}?v={_mark((FOLDER / name).read_bytes())}"

    def font(self, weight: int) -> str:
        """The address of a cut of the house's type."""
        return f"/fonts/{self.fonts.folder.name}/{weight}.woff2"

    @cached_property
    def sheet(self) -> str:
        """The one stylesheet as a file: font faces and colours, then our own rules."""
        return self._sheet("")  # fonts are found beside it

    @cached_property
    def within(self) -> str:
        """The same stylesheet, as it stands within a page."""
        return self._sheet(f"{self.prefix}/")

    @cached_property
    def early(self) -> str:
        """The script that comes before anything is drawn."""
        return (FOLDER / "early.js").read_text("utf-8")

    @property
    def allowed(self) -> str:
        """What lets a browser run that script, and no other that stands within a page."""
        return f"'sha256-{b64encode(hashlib.sha256(self.early.encode()).digest()).decode()}'"

    def _sheet(self, root: str) -> str:
        rules = (FOLDER.with_name("style") / f"{name}.css" for name in _STYLES)
        fonts = {weight: f"{root}{self.font(weight)[1:]}" for weight in WEIGHTS}
        return "\n".join((stylesheet(fonts), *(each.read_text("utf-8") for each in rules)))

    @property
    def style(self) -> str:
        """The address of the stylesheet."""
        return f"/style.css?v={_mark(self.sheet.encode())}"

    @cached_property
    def edition(self) -> str:
        """What is another once the program is: its version, and that of every file of ours."""
        ours = (path for name in PACKAGES for path in sorted((HOUSE / name).rglob("*")))
        files = [(path.name, path.stat().st_mtime_ns) for path in ours if path.suffix in _WRITTEN]
        return _mark(repr((version("emn-statistics"), files)).encode())

    @property
    def plotly(self) -> str:
        """The address of plotly.js."""
        return f"/plotly.js?v={version('plotly')}"


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
