"""What a frozen edition stated, kept beside it: what the next edition, and `diff`, compare with."""

from __future__ import annotations

import json
from pathlib import Path

from bulletins.desk.edition import Edition, edition_in
from bulletins.outline import Outline
from bulletins.stated import Stated
from cache import Store
from emn.errors import BrokenFile
from emn.fact import Fact
from emn.network import Network

_FILE = "stated.json"


def keep(edition: Edition, facts: tuple[Fact, ...]) -> None:
    """Write down the facts of an edition."""
    rows = [fact.to_json() for fact in facts]
    with Store(edition.folder).written(edition.folder / _FILE) as file:
        file.write((json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode())


def stated(edition: Edition) -> Stated | None:
    """What an edition stated, or None before it was frozen."""
    path = edition.folder / _FILE
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        facts = tuple(Fact.from_json(row) for row in rows)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenFile(
            f"{path}: can't be read ({error!r}). Take it back from version control, or delete it"
            " and freeze the edition again."
        ) from error
    return Stated(quarter=edition.quarter, published=edition.published, facts=facts)


def outline_of(edition: Edition, network: Network) -> Outline:
    """What an edition chose to show, and what the last one stated."""
    before = edition.folder.parent / str(edition.quarter.previous)
    return Outline(
        exhibits={each.theme.id: each.exhibits for each in edition.themes},
        last=stated(edition_in(before, network)) if _is_edition(before) else None,
    )


def _is_edition(folder: Path) -> bool:
    return (folder / "edition.toml").exists()
