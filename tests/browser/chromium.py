"""A Chromium for the browser tests: the system's, else Debian's when root, else playwright's own.

`python -m tests.browser.chromium` makes sure that there is one; the tests only look for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def system_chromium() -> str | None:
    """The path of the system's Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def has_playwrights_own() -> bool:
    """Tell whether playwright has downloaded a Chromium."""
    with sync_playwright() as playwright:
        return os.path.exists(playwright.chromium.executable_path)  # noqa: PTH110  # plain text


def provide() -> None:
    """Install one where there is none; the tests fail with a sentence if this did not help."""
    if system_chromium() or has_playwrights_own():
        return
    print("No Chromium here: installing one for the browser tests …", flush=True)  # noqa: T201
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "--quiet")
        if _run("apt-get", "install", "--quiet", "--yes", "chromium"):
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> bool:
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0  # noqa: S603  # our own words


if __name__ == "__main__":
    provide()
