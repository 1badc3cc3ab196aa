"""The generated sentences of an edition: from the figures into files, and back from there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from bulletins.build import figures
from bulletins.desk.edition import Edition
from bulletins.desk.generated import GeneratedFile, StaleSentence, narrative, refresh
from bulletins.desk.moved import told
from bulletins.desk.weaving import woven
from bulletins.document import Document, Paragraph, Role, Section
from cache import Vintage
from charts.today import today
from charts.workshop import Workshop
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import BrokenFile
from emn.fact import Fact, Kind
from emn.language import Language
from emn.period import Period
from emn.themes import PROTECTION
from tests.bulletins.desk.conftest import Emn

Publish = Callable[..., Vintage]


def revise(workshop: Workshop, publish: Publish, change: pl.Expr) -> None:
    """Publish the applicants with other values: what a later refresh brings."""
    now = workshop.store.observations(ASYLUM_APPLICATIONS).collect()
    publish(
        ASYLUM_APPLICATIONS,
        now.with_columns(value=change),
        on="2026-10-16T23:00:00+02:00",
        sha256="fedcba9876543210",
        extracted_at=datetime(2026, 10, 17, tzinfo=UTC),
    )


FRANCE_IN_JUNE = (
    pl.when(geo="FR", period=datetime(2026, 6, 1, tzinfo=UTC).date())
    .then(11900.0)
    .otherwise(pl.col("value"))
)


def refreshed(edition: Edition, workshop: Workshop) -> tuple[StaleSentence, ...]:
    document = figures(workshop, edition, Language.EN)
    return refresh(edition, document, partial(today, workshop))


def section(document: Document) -> Section:
    return next(each for each in document.sections if each.id == PROTECTION.id)


def lines(edition: Edition) -> list[str]:
    path = GeneratedFile(edition, PROTECTION, Language.EN).path
    return path.read_text(encoding="utf-8").split("\n")


def edit(edition: Edition, before: str, after: str) -> None:
    path = GeneratedFile(edition, PROTECTION, Language.EN).path
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_file_has_the_sentences_of_the_document_and_their_facts(
    edition: Edition, workshop: Workshop
) -> None:
    refreshed(edition, workshop)
    told_by_rule = narrative(section(figures(workshop, edition, Language.EN)))
    stored = json.loads(
        GeneratedFile(edition, PROTECTION, Language.EN).path.with_suffix(".json").read_text()
    )

    assert [line for line in lines(edition) if line] == [
        passage.text for paragraph in told_by_rule for passage in paragraph
    ]
    fact = stored["lines"][0]["passages"][0]["facts"][0]
    assert fact["indicator"] == "asylum_applicants"
    assert (fact["geo"], fact["period"], fact["value"]) == ("EU27_2020", "2026-06", 43120.0)


def test_refreshing_again_writes_nothing(edition: Edition, workshop: Workshop) -> None:
    refreshed(edition, workshop)
    files = sorted((edition.folder / "en" / "generated").iterdir())
    before = [path.stat().st_mtime_ns for path in files]

    refreshed(edition, workshop)

    assert [path.stat().st_mtime_ns for path in files] == before


def test_the_document_of_an_untouched_edition_says_what_the_figures_say(
    edition: Edition, workshop: Workshop
) -> None:
    refreshed(edition, workshop)
    before = figures(workshop, edition, Language.EN)
    after = woven(before, edition, workshop.network)

    assert [each.text for each in section(after).paragraphs] == [
        each.text for each in section(before).paragraphs
    ]
    assert section(after).paragraphs[0].role is Role.LEAD
    assert section(after).exhibits == section(before).exhibits


def test_an_edit_stands_in_the_document_and_survives_a_refresh(
    edition: Edition, workshop: Workshop, publish: Publish
) -> None:
    refreshed(edition, workshop)
    edit(edition, "France (11,105)", "**France** (11,105)")
    revise(workshop, publish, pl.when(geo="DE").then(pl.col("value") + 5).otherwise("value"))

    refreshed(edition, workshop)

    document = woven(figures(workshop, edition, Language.EN), edition, workshop.network)
    (edited,) = [each for each in section(document).paragraphs if "(11,105)" in each.text]
    assert isinstance(edited, Paragraph)
    assert [run.text for run in edited.words if run.is_strong] == ["France"]


def test_an_edit_whose_number_eurostat_revised_is_told_old_and_new(
    edition: Edition, workshop: Workshop, publish: Publish
) -> None:
    refreshed(edition, workshop)
    edit(edition, "France (11,105)", "France, as before, (11,105)")
    assert refreshed(edition, workshop) == ()

    revise(workshop, publish, FRANCE_IN_JUNE)
    (stale,) = refreshed(edition, workshop)

    assert lines(edition)[stale.spot.line - 1].startswith("France, as before, (11,105)")
    pairs = [told(each, Language.EN) for each in stale.stale.moved]
    assert ("asylum_applicants FR 2026-06", "11,105", "11,900") in pairs
    assert any("43,120" in line for line in lines(edition))


def test_check_and_build_tell_the_same_stale_sentence(
    edition: Edition, workshop: Workshop, publish: Publish, emn: Emn, out: Path
) -> None:
    assert emn("build", "2026-Q2", "--out", str(out)).exit_code == 0
    edit(edition, "France (11,105)", "The French (11,105)")
    revise(workshop, publish, FRANCE_IN_JUNE)

    checked = json.loads(emn("check", "2026-Q2", "--json").stdout)
    built = emn("build", "2026-Q2", "--out", str(out))

    (found,) = [each for each in checked["findings"] if each["kind"] == "stale sentence"]
    assert found["file"] == "en/generated/protection.md"
    assert ("11,105", "11,900") in zip(found["before"], found["now"], strict=True)
    assert "asylum_applicants FR 2026-06: 11,105 → 11,900" in built.output
    assert "The French (11,105)" in (out / "emn-bulletin-2026-Q2-en.html").read_text()


def test_a_broken_record_is_named(edition: Edition, workshop: Workshop) -> None:
    refreshed(edition, workshop)
    record = GeneratedFile(edition, PROTECTION, Language.EN).path.with_suffix(".json")
    record.write_text("{")

    with pytest.raises(BrokenFile, match=r"protection\.json: can't be read"):
        refreshed(edition, workshop)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.LEVEL, 43120.0, "43,120"),
        (Kind.PERCENT, -14.9, "−14.9 % (percent)"),
        (Kind.SHARE, 59.0, "59.0 % (share)"),
        (Kind.RISING, 5.0, "5 (rising)"),
        (Kind.NOT_COMPARABLE, None, "not comparable"),
    ],
)
def test_a_fact_is_told_with_its_kind(kind: Kind, value: float | None, expected: str) -> None:
    period = Period.parse("2026-06")
    fact = Fact(indicator="asylum_applicants", geo="EL", period=period, kind=kind, value=value)

    about, before, now = told((fact, None), Language.EN)

    assert about == "asylum_applicants EL 2026-06"
    assert (before.replace("\u00a0", " "), now) == (expected, "–")
