"""Freeze: an edition keeps its vintages, its words and, to the byte, what is made of them."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path

from bulletins.desk.edition import FILE, Edition, Fingerprint, edition_in
from cache import Pin, Pinned, Store, pin
from emn.datasets import DATASETS
from emn.errors import EmnError, Misused
from emn.network import Network

Make = Callable[[Pinned, Path], list[Path]]
Keep = Callable[[Pinned], None]
_HEAD = "\n# Frozen by `emn bulletin freeze`. Delete everything from here on to go on with it.\n"


class NotAsFrozen(EmnError):
    """What a frozen edition is made from, or what is made of it, is no longer what it was."""

    exit_code = 31


def freeze(edition: Edition, store: Store, make: Make, keep: Keep) -> tuple[Pin, ...]:
    """Pin the vintages in service, make the edition from them, and write down what it is.

    `make` builds every file of the edition into a folder, `keep` writes down what it states.
    `Misused` where it is frozen already.
    """
    if edition.is_frozen:
        raise Misused(
            f"{edition.folder}: the edition is frozen. To go on with it, delete the end of {FILE}."
        )
    pins = pin(store, DATASETS)
    with tempfile.TemporaryDirectory() as folder:
        made = _fingerprints(make(Pinned(store.root, pins), Path(folder)), Path(folder))
    keep(Pinned(store.root, pins))
    tables = (("pin", pins), ("words", fingerprints_of_words(edition)), ("made", made))
    added = "".join(_table(name, row) for name, rows in tables for row in rows)
    path = edition.folder / FILE
    text = path.read_text(encoding="utf-8").rstrip("\n")
    with Store(edition.folder).written(path) as file:
        file.write(f"{text}\n{_HEAD}{added}".encode())
    return pins


def rebuilt(edition: Edition, root: Path, make: Make, out: Path) -> list[Path]:
    """Make a frozen edition again, in place of what is in the folder, and give its files.

    `BrokenVintage` where the cache is another; `NotAsFrozen` where its words were edited since, or
    where what was made is another, as with another version of this program. Nothing is replaced.
    """
    edited = [
        each.file for each in edition.words if each not in set(fingerprints_of_words(edition))
    ]
    if edited:
        raise NotAsFrozen(
            f"{', '.join(edited)}: edited since the edition was frozen."
            f" Take the edit back, or delete the end of {FILE} and freeze it again."
        )
    store = Pinned(root, edition.pins)
    store.verify()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as folder:
        paths = make(store, Path(folder))
        now = _fingerprints(paths, Path(folder))
        if differing := [each.file for each in now if each not in set(edition.made)]:
            raise NotAsFrozen(
                f"{', '.join(differing)}: not what it was when the edition was frozen. Build it"
                f" with the version of that day, or delete the end of {FILE} and freeze it again."
            )
        return [path.replace(out / path.name) for path in paths]


def pinned(editions: Path, network: Network) -> set[str]:
    """The names of the vintages that the frozen editions below a folder were made from."""
    folders = sorted(path.parent for path in editions.glob(f"*/{FILE}"))
    return {each.vintage for folder in folders for each in edition_in(folder, network).pins}


def fingerprints_of_words(edition: Edition) -> tuple[Fingerprint, ...]:
    """Every file that the edition's documents read: words by language, and pictures."""
    folders = (*edition.languages, "pictures")
    paths = [path for name in folders for path in (edition.folder / name).rglob("*")]
    return _fingerprints((path for path in paths if path.is_file()), edition.folder)


def _fingerprints(paths: Iterable[Path], root: Path) -> tuple[Fingerprint, ...]:
    return tuple(
        Fingerprint(
            file=path.relative_to(root).as_posix(),
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(paths)
    )


def _table(name: str, row: Pin | Fingerprint) -> str:
    """One table of TOML, whose texts are written like those of JSON."""
    lines = (f"{each.name} = {json.dumps(getattr(row, each.name))}" for each in fields(row))
    return "\n".join((f"\n[[{name}]]", *lines, ""))
