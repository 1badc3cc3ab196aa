"""The catalogue: what there is, and when it last changed, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from standin.answers import Answers, Dataflow

_FOLDERS = (("Database by themes", "data"), ("Population and social conditions", "popul"))
_HEADER = (
    "title",
    "code",
    "type",
    "last update of data",
    "last table structure change",
    "data start",
    "data end",
    "values",
)
_DOI = (
    '<adms:identifier xmlns:adms="http://www.w3.org/ns/adms#"'
    ' xmlns:skos="http://www.w3.org/2004/02/skos/core.html">'
    '<adms:Identifier rdf:about="https://doi.org/{doi}"'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    "<skos:notation>{doi}</skos:notation></adms:Identifier></adms:identifier>"
)


def text(answers: Answers, language: str) -> str:
    """The table of contents: tab separated, quoted, indented by four spaces a level.

    A folder has seven fields, a dataset eight: the last, its number of values, is not quoted.
    """
    folders = [
        _line([f"{'    ' * depth}{title}", code, "folder", " ", " ", " ", " "])
        for depth, (title, code) in enumerate(_FOLDERS)
    ]
    datasets = [
        _dataset(dataflow, language, len(_FOLDERS)) for dataflow in answers.dataflows.values()
    ]
    return "".join(f"{line}\n" for line in [_line(_HEADER), *folders, *datasets])


def _dataset(dataflow: Dataflow, language: str, depth: int) -> str:
    structure = dataflow.structure
    fields = [
        f"{'    ' * depth}{structure.titles[language]}",
        dataflow.id,
        "dataset",
        _day(structure.last_update),
        _day(structure.last_structure_change),
        str(dataflow.periods[0]),
        str(dataflow.periods[-1]),
    ]
    return f"{_line(fields)}\t{dataflow.values}"


def _line(fields: Iterable[str]) -> str:
    return "\t".join('"' + field.replace('"', '""') + '"' for field in fields)


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%d.%m.%Y}"


def collection(answers: Answers, language: str) -> object:
    """Every dataflow with its annotations, as the dataflow service lists them in JSON."""
    items = [item(dataflow, language) for dataflow in answers.dataflows.values()]
    return {"version": "2.0", "class": "collection", "link": {"item": items}}


def item(dataflow: Dataflow, language: str) -> dict[str, object]:
    """One dataflow with its annotations."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": dataflow.structure.titles[language],
        "extension": {
            "lang": language.upper(),
            "id": dataflow.id.upper(),
            "agencyId": "ESTAT",
            "version": "1.0",
            "annotation": [
                {"type": kind, ("date" if kind.startswith("UPDATE") else "title"): said}
                for kind, said in noted(dataflow)
            ],
        },
    }


def noted(dataflow: Dataflow) -> list[tuple[str, str]]:
    """What Eurostat notes beside a dataflow: kind and text, in alphabetical order of the kind."""
    structure = dataflow.structure
    return [
        ("DISSEMINATION_DOI_XML", _DOI.format(doi=structure.doi)),
        ("DISSEMINATION_OBJECT_TYPE", "DATASET"),
        ("OBS_COUNT", str(dataflow.values)),
        ("OBS_PERIOD_OVERALL_LATEST", str(dataflow.periods[-1])),
        ("OBS_PERIOD_OVERALL_OLDEST", str(dataflow.periods[0])),
        ("UPDATE_DATA", instant(structure.last_update)),
        ("UPDATE_STRUCTURE", instant(structure.last_structure_change)),
    ]


def instant(moment: str) -> str:
    """An instant as Eurostat writes it: its offset has no colon."""
    return f"{datetime.fromisoformat(moment):%Y-%m-%dT%H:%M:%S%z}"
