"""What every file of deploy/ takes for granted of the project."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from emn.__main__ import main
from etl.lock import AlreadyRefreshing

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    named = set(re.findall(r"EMN_[A-Z_]+", path.read_text(encoding="utf-8")))

    assert [name for name in sorted(named) if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_image_that_is_named_is_of_this_version(path: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    named = set(re.findall(r"emn-statistics:([\d.]+\d)", path.read_text(encoding="utf-8")))

    assert named <= {version}


@pytest.mark.parametrize("command", ["refresh", "schedule", "serve", "status"])
def test_every_command_that_is_started_exists(command: str) -> None:
    assert command in main.commands


def test_the_image_holds_every_package_and_starts_the_schedule() -> None:
    recipe = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    taken = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    needed = {*packages, project["project"]["readme"], "pyproject.toml", "uv.lock"}

    assert recipe.endswith('ENTRYPOINT ["emn"]\nCMD ["schedule"]\n')
    assert needed <= {line.removeprefix("!") for line in taken}
    assert [name for name in sorted(needed) if not (ROOT / name).exists()] == []


def test_the_page_names_the_code_of_a_second_refresh() -> None:
    page = (DEPLOY / "README.md").read_text(encoding="utf-8")

    assert f"| {AlreadyRefreshing.exit_code} | another refresh is under way |" in page
