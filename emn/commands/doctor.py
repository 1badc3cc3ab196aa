"""`emn doctor`: each declaration held against Eurostat, and which file to change where one differs.

The first live contact verifies what was declared without one; afterwards, it is for whoever reads
that a refresh ended with "dimensions or codes changed".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

import click

from emn.commands.refresh import chosen
from emn.dataset import Dataset
from emn.errors import SourceError
from emn.language import BRUSSELS
from emn.settings import Settings
from etl.doctor import DeclarationsDiffer, Finding, examined
from etl.eurostat_api import Eurostat


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One dataset, the file that declares it, and what was found."""

    dataset: str
    file: str
    findings: tuple[Finding, ...]

    @property
    def differs(self) -> bool:
        """Whether there is something to change."""
        return any(each.change for each in self.findings)

    @property
    def verdict(self) -> str:
        """In a word or two, for people and programs."""
        if self.differs:
            return "differs"
        return "not compared" if self.findings else "ok"

    def __str__(self) -> str:
        """Write the line of a dataset."""
        if not self.differs:
            told = "; ".join(each.what for each in self.findings) or self.verdict
            return f"{self.dataset}: {told}"
        told = "; ".join(f"{each.what}: {each.change}" for each in self.findings)
        return f"{self.dataset}: differs, change {self.file}: {told}"


def doctor(settings: Settings, ids: Sequence[str] = (), *, as_json: bool = False) -> None:
    """Examine these datasets, or all, and print a line each.

    Raises `DeclarationsDiffer` where something is to be changed, `SourceError` where a dataset
    could not be compared, `Misused` for a dataset that does not exist.
    """
    diagnosed = diagnoses(Eurostat.of(settings), chosen(ids))
    if as_json:
        json.dump([_row(each) for each in diagnosed], sys.stdout, indent=2)
        click.echo()
    else:
        for each in diagnosed:
            click.echo(str(each))
    raise_for(diagnosed)


def diagnoses(eurostat: Eurostat, wanted: Sequence[Dataset]) -> list[Diagnosis]:
    """Examine the datasets as of today; first whether Eurostat can be reached at all."""
    eurostat.reachable()
    today = datetime.now(UTC).astimezone(BRUSSELS).date()
    found = list(examined(eurostat, wanted, today))
    return [
        Diagnosis(
            dataset=each.id,
            file=declared_in(each.id),
            findings=tuple(finding for finding in found if finding.dataset == each.id),
        )
        for each in wanted
    ]


def raise_for(diagnosed: Sequence[Diagnosis]) -> None:
    """Raise what the exit code says; nothing where every declaration fits."""
    differing = [each.dataset for each in diagnosed if each.differs]
    if differing:
        raise DeclarationsDiffer(differing)
    unknown = [each.dataset for each in diagnosed if each.findings]
    if unknown:
        raise SourceError(
            f"could not be compared: {', '.join(unknown)}. Run `emn doctor` again later."
        )


def declared_in(id_: str) -> str:
    """The file that holds a declaration, as a path inside the project; the folder if none does.

    Searched in the text, since a module may pass on what another one declares.
    """
    modules = (each for each in files("emn.datasets").iterdir() if each.name.endswith(".py"))
    for module in modules:
        if f'id="{id_}"' in module.read_text(encoding="utf-8"):
            return f"emn/datasets/{module.name}"
    return "emn/datasets/"


def _row(diagnosis: Diagnosis) -> dict[str, object]:
    return {
        "dataset": diagnosis.dataset,
        "verdict": diagnosis.verdict,
        "file": diagnosis.file,
        "findings": [{"what": each.what, "change": each.change} for each in diagnosis.findings],
    }
