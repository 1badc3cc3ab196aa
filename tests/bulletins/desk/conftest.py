from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.skeleton import new
from emn.network import Network, load
from tests.bulletins.conftest import QUARTER

Send = Callable[..., Path]


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
