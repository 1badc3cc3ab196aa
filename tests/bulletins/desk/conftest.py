from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.skeleton import new
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.__main__ import main
from emn.network import Network, load
from tests.bulletins.conftest import QUARTER

Send = Callable[..., Path]
Emn = Callable[..., Result]


@pytest.fixture
def network() -> Network:
    """The network as it is."""
    return load()


@pytest.fixture
def edition(tmp_path: Path, network: Network) -> Edition:
    """A new edition of the second quarter of 2026, as `emn bulletin new` makes it."""
    folder = tmp_path / str(QUARTER)
    new(folder, QUARTER)
    return edition_in(folder, network)


@pytest.fixture
def send(edition: Edition) -> Send:
    """Put a contribution into the edition: Greece's on protection, unless told otherwise."""

    def sent(name: str = "greece.md", text: str = "A new law is in force.", **details: str) -> Path:
        given = {
            "state": "EL",
            "language": "en",
            "themes": "protection",
            "source": "https://example.org/law",
            "signed-off-by": "Contact point of Greece",
            "signed-off-on": "2026-08-20",
        } | {key.replace("_", "-"): value for key, value in details.items()}
        head = "\n".join(f"{key}: {value}" for key, value in given.items() if value)
        path = edition.folder / "contributions" / name
        path.write_text(f"---\n{head}\n---\n\n{text}\n", encoding="utf-8")
        return path

    return sent


@pytest.fixture
def emn(edition: Edition, workshop: Workshop, fonts: Fonts) -> Emn:
    """Run `emn bulletin …` on the test's own edition and figures, with the fonts of all tests."""
    root = workshop.store.root
    fonts.folder.parent.mkdir(parents=True, exist_ok=True)
    (root / "fonts").symlink_to(fonts.folder.parent)
    environment = {
        **os.environ,
        "EMN_DATA_DIR": str(root),
        "EMN_EDITIONS_DIR": str(edition.folder.parent),
    }
    return lambda *words: CliRunner().invoke(main, ("bulletin", *words), env=environment)
