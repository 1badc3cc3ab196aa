"""The habits that a tool can keep: sizes, docstrings, layers' neighbours, packaging, messages."""

from __future__ import annotations

import ast
import statistics
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bulletins", "cache", "charts", "dashboard", "emn", "etl", "standin")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TESTS = sorted(path for room in ("tests", "benchmarks") for path in (ROOT / room).rglob("*.py"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("files", [MODULES, TESTS], ids=["modules", "tests"])
def test_no_file_is_longer_than_300_lines_and_the_median_stays_below_200(files: list[Path]) -> None:
    lines = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in files}

    assert [name for name, count in lines.items() if count > 300] == []
    assert statistics.median(lines.values()) < 200


def test_no_function_is_longer_than_50_lines_and_the_median_stays_near_10() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{node.name}": length(node)
        for path in MODULES
        for node in functions(path)
    }

    assert [name for name, count in lengths.items() if count > 50] == []
    assert statistics.median(lengths.values()) <= 12
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 31


def test_callbacks_have_at_most_eight_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in (ROOT / "dashboard").rglob("*.py")
        for node in functions(path)
        if any("callback" in ast.unparse(decorator) for decorator in node.decorator_list)
        and sum(len(range(each.lineno, (each.end_lineno or each.lineno) + 1)) for each in node.body)
        > 9  # eight lines and a docstring
    ]

    assert too_long == []


def test_the_tree_has_no_room_for_leftovers() -> None:
    shunned = {"utils", "common", "core", "helpers", "services", "misc"}

    assert [str(path) for path in MODULES if path.stem in shunned] == []


def test_the_wheel_lists_its_packages_and_refuses_to_be_published() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(PACKAGES)
    assert "Private :: Do Not Upload" in project["project"]["classifiers"]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_claims_our_package_names(package: str) -> None:
    claims = [
        distribution.name
        for distribution in distributions()
        if distribution.name != "emn-statistics"
        and any(
            file.parts[0] in {package, f"{package}.py"} and len(file.parts) > 1
            for file in distribution.files or []
        )
    ]

    assert claims == []


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    source = (ROOT / "emn" / "settings.py").read_text(encoding="utf-8")
    strings = {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    settings = {text for text in strings if text.startswith("EMN_") and text.isupper()}

    assert settings
    assert [name for name in sorted(settings) if f"`{name}`" not in page] == []
