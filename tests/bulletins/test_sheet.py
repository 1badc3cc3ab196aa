"""Documents of so many pages keep the standards of every other: accessible, archivable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from bulletins.document import Document
from bulletins.factsheet import factsheet
from bulletins.flash import flash
from bulletins.formats import Format, Press
from charts.exhibits import exhibition
from charts.workshop import Workshop
from emn.language import Language
from tests.bulletins.conftest import QUARTER
from tests.bulletins.test_pdf import elements


@pytest.fixture(params=["factsheet", "flash"])
def document(workshop: Workshop, request: pytest.FixtureRequest) -> Document:
    if request.param == "flash":
        return flash(workshop, exhibition("protection"), QUARTER, Language.FR)
    return factsheet(workshop, workshop.network.place("DE"), QUARTER, Language.FR)


@pytest.fixture
def opened(document: Document, workshop: Workshop, tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    press = Press(out=tmp_path, fonts=workshop.fonts, formats=(Format.PDF,))
    (path,) = press.write(document)
    with pikepdf.open(path) as opened:
        yield opened


def test_it_says_what_it_is_and_in_which_language(opened: pikepdf.Pdf, document: Document) -> None:
    metadata = opened.open_metadata()

    assert str(opened.Root.Lang) == "fr"
    assert bool(opened.Root.MarkInfo.Marked)
    assert metadata["dc:title"] == document.title
    assert metadata["pdfuaid:part"] == "1"
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_its_tables_are_within_as_a_workbook(opened: pikepdf.Pdf, document: Document) -> None:
    names = [each.filename for each in opened.attachments.values()]

    assert names == [f"{document.file_name}-annex.xlsx"]


def test_every_picture_has_its_alt_text(opened: pikepdf.Pdf, document: Document) -> None:
    alts = [each.alt for section in document.sections for each in section.exhibits]

    assert [str(each.get("/Alt")) for each in elements(opened, "/Figure")] == alts


def test_every_header_cell_says_what_it_heads(opened: pikepdf.Pdf) -> None:
    cells = elements(opened, "/TH")
    attributes = [each.A[0] if isinstance(each.A, pikepdf.Array) else each.A for each in cells]

    assert cells
    assert {str(each.Scope) for each in attributes} == {"/Column"}


def test_bookmarks_lead_to_its_parts(opened: pikepdf.Pdf, document: Document) -> None:
    with opened.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert titles == [each.heading for each in document.sections]
