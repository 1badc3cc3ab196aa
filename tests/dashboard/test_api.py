from __future__ import annotations

import re
from itertools import chain

import pytest
from werkzeug.test import Client

from cache import Vintage
from dashboard.api import openapi
from dashboard.downloads import FILES
from dashboard.pages import PAGES
from emn.datasets import DATASETS

ROOT = "https://emn.example"


def operations() -> dict[str, dict[str, object]]:
    paths = openapi(PAGES, ROOT)["paths"]
    assert isinstance(paths, dict)
    return {path: each["get"] for path, each in paths.items()}


def parameters(path: str, where: str) -> list[dict[str, object]]:
    told = operations()[path]["parameters"]
    assert isinstance(told, list)
    return [each for each in told if each["in"] == where]


@pytest.mark.parametrize("path", operations())
def test_a_path_declares_what_stands_in_its_braces(path: str) -> None:
    declared = [str(each["name"]) for each in parameters(path, "path")]

    assert sorted(declared) == sorted(re.findall(r"{(\w+)}", path))
    assert all(each["required"] for each in parameters(path, "path"))


def test_every_page_with_exhibits_is_there() -> None:
    with_exhibits = {
        f"/{{language}}/{page.path}".rstrip("/") for page in PAGES if page.has_exhibits
    }

    assert with_exhibits
    assert {path.removesuffix(".{kind}") for path in operations() if "exhibit" not in path} == {
        *with_exhibits,
        "/data/{dataset}",
    }


def test_the_kinds_are_those_that_are_written() -> None:
    schemas = [
        each["schema"] for each in parameters("/{language}/protection/{exhibit}.{kind}", "path")
    ]
    enums = [each.get("enum") for each in schemas if isinstance(each, dict)]

    assert list(FILES) in enums


@pytest.mark.usefixtures("applicants")
def test_every_address_of_the_documentation_works(client: Client) -> None:
    html = client.get("/en/data").text
    section = html[html.index('id="api"') :]
    listed = section[section.index('id="addresses"') : section.index('id="parameters"')]

    addresses = re.findall(r'href="([^"]+)"', listed)

    assert len(addresses) >= len(FILES)
    assert [each for each in addresses if client.get(each).status_code != 200] == []


def test_the_specification_is_served(client: Client) -> None:
    told = client.get("/openapi.json").json

    assert told is not None
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": "http://localhost"}]
    ids = chain.from_iterable(
        each["schema"].get("enum", ())
        for each in told["paths"]["/data/{dataset}.{kind}"]["get"]["parameters"]
    )
    assert {each.id for each in DATASETS} <= set(ids)


def test_as_of_is_a_parameter_of_every_path() -> None:
    assert [
        path
        for path in operations()
        if "as-of" not in {each["name"] for each in parameters(path, "query")}
    ] == []


def test_a_vintage_has_no_say_in_the_specification(applicants: Vintage) -> None:
    assert applicants.url not in str(openapi(PAGES, ROOT))
