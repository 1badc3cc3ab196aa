"""The addresses of the site for programs: described in words for people, in OpenAPI for tools.

Both are made from what is declared: the pages, the kinds of file, the datasets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version

from markupsafe import Markup

from dashboard import slices
from dashboard.downloads import FILES
from dashboard.listing import Head, listing, section
from dashboard.markup import Child, element
from dashboard.page import Page, Pages
from dashboard.view import MOST_PLACES, View
from emn.datasets import DATASETS
from emn.language import Language, _
from emn.methodology import LICENCE

_Schema = Mapping[str, object]
_SUBJECTS = {"place": "DE", "citizenship": "SY"}
_EXAMPLES = ("csv", "xlsx", "json", "svg", "png")
_PARAMETERS: tuple[tuple[str, str, _Schema, object], ...] = (
    (
        "places",
        _("Places to highlight, at most six, in Eurostat’s codes, separated by commas"),
        {
            "type": "array",
            "items": {"type": "string", "pattern": "^[A-Z0-9_]+$"},
            "maxItems": MOST_PLACES,
        },
        ["DE", "EU27_2020"],
    ),
    (
        "until",
        _("The last period to show: 2026, 2026-Q2 or 2026-06; the latest complete one without it"),
        {"type": "string"},
        "2026-06",
    ),
    (
        "as-of",
        _("A day: the figures as they stood at its end, Brussels time; today’s without it"),
        {"type": "string", "format": "date"},
        "2026-09-20",
    ),
)


def documentation(view: View) -> Markup:
    """How programs get at what the pages show: addresses, parameters, examples, terms of reuse."""
    say = view.language.say
    told = (
        _(
            "Add an ending to the address of a page, or of one of its exhibits, and you get what it"
            " shows as a file, with source, vintage, flags and notes. There is no key and no"
            " registration. The same view of the same vintage gives the same bytes; an ETag says"
            " whether anything is new."
        ),
        LICENCE,
    )
    specification = element("a", "/openapi.json", href="/openapi.json")
    return section(
        "api",
        say(_("For programs")),
        *(element("p", say(each)) for each in told),
        _addresses(view),
        _parameters(view.language),
        element("p", say(_("The same as OpenAPI 3.1:")), " ", specification),
    )


def _addresses(view: View) -> Markup:
    """Examples that work, each a link."""
    say = view.language.say
    chart = "asylum-applicants-trend"
    theme = view.at("protection").on(None)
    rows: list[tuple[Child, Child]] = [
        (_code(theme.file(kind, chart)), say(_("One exhibit as {kind}"), kind=kind.upper()))
        for kind in _EXAMPLES
    ]
    rows.append((_code(theme.file("json")), say(_("Every exhibit of a page as JSON"))))
    rows += [
        (_code(f"/data/{DATASETS[0].id}.{kind}"), say(_("A whole dataset as {kind}"), kind=kind))
        for kind in slices.KINDS
    ]
    heads = (Head(label=say(_("Address"))), Head(label=say(_("Gives"))))
    return listing("addresses", say(_("Addresses, by example")), heads, rows)


def _code(url: str) -> Markup:
    return element("a", element("code", url), href=url)


def _parameters(language: Language) -> Markup:
    say = language.say
    heads = (
        Head(label=say(_("Parameter"))),
        Head(label=say(_("Meaning"))),
        Head(label=say(_("Example"))),
    )
    rows = [
        (element("code", name), say(meaning), element("code", f"?{name}={_example(example)}"))
        for name, meaning, _schema, example in _PARAMETERS
    ]
    return listing("parameters", say(_("Parameters")), heads, rows)


def _example(example: object) -> str:
    return ",".join(example) if isinstance(example, list) else str(example)


def openapi(pages: Pages, root: str) -> dict[str, object]:
    """The same as OpenAPI 3.1, a path a page that has exhibits, and those of whole datasets."""
    paths: dict[str, object] = {"/data/{dataset}.{kind}": _slice_path()}
    for page in pages:
        if page.has_exhibits:
            at = f"/{{language}}/{page.path}".rstrip("/")
            paths[f"{at}.{{kind}}"] = _page_path(page, one_exhibit=False)
            paths[f"{at}/{{exhibit}}.{{kind}}"] = _page_path(page, one_exhibit=True)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "EMN Statistics",
            "version": version("emn-statistics"),
            "description": "Eurostat’s figures on migration and asylum, as these pages show them.",
            "license": {
                "name": "Commission Decision 2011/833/EU",
                "url": "https://eur-lex.europa.eu/eli/dec/2011/833/oj",
            },
        },
        "servers": [{"url": root}],
        "paths": paths,
    }


def _page_path(page: Page, *, one_exhibit: bool) -> _Schema:
    """What a page, or one of its exhibits, gives as a file."""
    named = re.findall(r"{(\w+)}", page.path)
    kinds = list(FILES) if one_exhibit else [each for each in FILES if each not in {"svg", "png"}]
    inside = [
        _in_path("language", {"type": "string", "enum": list(Language)}, "en"),
        *(_in_path(name, {"type": "string"}, _SUBJECTS.get(name)) for name in named),
        *([_in_path("exhibit", {"type": "string"}, None)] if one_exhibit else []),
        _in_path("kind", {"type": "string", "enum": kinds}, "csv"),
    ]
    own = [{"name": each.id, "in": "query", "schema": {"type": "string"}} for each in page.options]
    asked = [_in_query(each) for each in _PARAMETERS if page.has_places or each[0] == "as-of"]
    what = "One exhibit" if one_exhibit else "Every exhibit that has figures"
    return _get(
        f"{what} of “{page.label}”",
        [*inside, *own, *asked],
        {FILES[kind][0]: {} for kind in kinds},
    )


def _slice_path() -> _Schema:
    ids = [each.id for each in DATASETS]
    inside = [
        _in_path("dataset", {"type": "string", "enum": ids}, ids[0]),
        _in_path("kind", {"type": "string", "enum": list(slices.KINDS)}, "csv"),
    ]
    asked = [_in_query(each) for each in _PARAMETERS if each[0] == "as-of"]
    content: dict[str, _Schema] = {mimetype: {} for mimetype in slices.KINDS.values()}
    return _get("Every observation of a dataset", [*inside, *asked], content)


def _get(summary: str, parameters: Iterable[_Schema], content: Mapping[str, _Schema]) -> _Schema:
    refused = {"description": "A parameter asks for what does not exist; a sentence says which"}
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {
                "200": {"description": "The file", "content": content},
                "304": {"description": "Nothing is new since the ETag that was sent"},
                "400": refused,
                "404": {"description": "There is no such address, or no figures behind it yet"},
            },
        }
    }


def _in_path(name: str, schema: _Schema, example: str | None) -> _Schema:
    told = {"name": name, "in": "path", "required": True, "schema": schema}
    return told if example is None else {**told, "example": example}


def _in_query(parameter: tuple[str, str, _Schema, object]) -> _Schema:
    name, meaning, schema, example = parameter
    told = {"name": name, "in": "query", "description": meaning, "schema": schema}
    spelled = {"style": "form", "explode": False} if schema["type"] == "array" else {}
    return {**told, **spelled, "example": example}
