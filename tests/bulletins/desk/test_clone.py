"""The drill of a year later: a clean clone and the same cache give the same edition, offline."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletins import Format
from cache import Vintage
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.language import Language
from tests.bulletins.desk.test_generated import FRANCE_IN_JUNE, revise

CHECKOUT = Path(__file__).parents[3]
WHO = ("-c", "user.name=Drill", "-c", "user.email=drill@example.org")
SUFFIXES = {".html", ".pdf", ".docx", ".xlsx", ".ods", ".txt"}


def git(folder: Path, *words: str) -> str:
    """Run git in a folder; gives what it says."""
    command = ("git", "-C", str(folder), *WHO, *words)
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    return done.stdout.strip()


def emn(clone: Path, cache: Path, *words: str) -> str:
    """Run `emn` from a clone, without any way to the network; gives what it says."""
    nowhere = {"EMN_EUROSTAT_URL": "http://127.0.0.1:9/", "HTTPS_PROXY": "http://127.0.0.1:9/"}
    here = {"EMN_DATA_DIR": str(cache), "EMN_EDITIONS_DIR": str(clone / "editions")}
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        (sys.executable, "-m", "emn", *words),
        cwd=clone,
        env={**os.environ, **nowhere, **here, "PYTHONPATH": str(clone)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clone of this checkout, whose example edition is one that is kept whole."""
    if not (CHECKOUT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this is no git checkout: there is nothing to clone")
    clone = tmp_path / "checkout"
    git(CHECKOUT, "clone", "--quiet", str(CHECKOUT), str(clone))
    (clone / "editions" / "2026-Q2" / ".gitignore").unlink(missing_ok=True)
    return clone


def built(clone: Path, cache: Path, out: Path) -> dict[str, bytes]:
    for language in Language:
        emn(clone, cache, "bulletin", "build", "2026-Q2", "--language", language, "--out", str(out))
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_a_frozen_edition_is_the_same_from_a_clean_clone_with_the_same_cache(
    checkout: Path,
    workshop: Workshop,
    publish: Callable[..., Vintage],
    fonts: Fonts,
    tmp_path: Path,
) -> None:
    cache, clone = workshop.store.root, tmp_path / "clone"
    (cache / "fonts").symlink_to(fonts.folder.parent)
    assert workshop.has(ASYLUM_APPLICATIONS)
    emn(checkout, cache, "bulletin", "freeze", "2026-Q2", "--anyway")
    first = built(checkout, cache, tmp_path / "first")
    git(checkout, "add", "editions")
    git(checkout, "commit", "--quiet", "-m", "An edition, frozen")

    git(checkout, "clone", "--quiet", str(checkout), str(clone))
    revise(workshop, publish, FRANCE_IN_JUNE)  # a refresh in between
    again = built(clone, cache, tmp_path / "again")

    assert first == again
    assert {Path(name).suffix for name in again} == SUFFIXES
    assert len(again) == len(Language) * (len(Format) + 1)  # the newsletter is two files
    assert git(clone, "status", "--short") == ""
    assert git(checkout, "status", "--short") == ""


def test_a_build_of_the_example_leaves_the_checkout_as_it_was(
    tmp_path: Path, workshop: Workshop, fonts: Fonts, checkout: Path
) -> None:
    git(checkout, "checkout", "--quiet", "--", ".")
    (workshop.store.root / "fonts").symlink_to(fonts.folder.parent)

    for language in Language:
        asked = ("2026-Q2", "--language", language, "--format", "newsletter")
        out = str(tmp_path / "out")
        emn(checkout, workshop.store.root, "bulletin", "build", *asked, "--out", out)

    assert (checkout / "editions" / "2026-Q2" / "en" / "generated").is_dir()
    assert git(checkout, "status", "--short") == ""
