from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from bulletins.content import Content, content
from bulletins.edition import assembled
from bulletins.formats import Format, Press
from bulletins.pdf import pdf
from charts.fonts import Fonts
from charts.workshop import Workshop
from charts.xlsx import XLSX
from emn.errors import Undrawable
from emn.language import Language
from emn.themes import THEMES
from tests.bulletins.conftest import QUARTER, changed, pages

EXTRACTED = datetime(2026, 9, 19, 8, 0, tzinfo=UTC)


@pytest.fixture
def document(words: Content, fonts: Fonts) -> bytes:
    return pdf(words, fonts, EXTRACTED)


@pytest.fixture
def opened(document: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(document)) as opened:
        yield opened


def elements(opened: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """Every structure element of one kind; they can be read while the document is open."""
    return [each for each in _walked(opened.Root.StructTreeRoot) if each.get("/S") == kind]


def _walked(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _walked(kid)


def test_the_document_says_what_it_is_and_in_which_language(opened: pikepdf.Pdf) -> None:
    root = opened.Root
    metadata = opened.open_metadata()

    assert str(root.Lang) == "en"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert metadata["dc:title"] == "EMN Quarterly, second quarter of 2026"
    assert metadata["pdfuaid:part"] == "1"
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_the_annex_is_within_and_supplements_the_document(workshop: Workshop, out: Path) -> None:
    formats = (Format.PDF, Format.XLSX)
    press = Press(out=out, fonts=workshop.fonts, formats=formats)
    document, workbook = press.write(assembled(workshop, QUARTER, Language.FR))

    with pikepdf.open(document) as opened:
        (attached,) = opened.attachments.values()
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert attached.filename == workbook.name
        assert attached.get_file().read_bytes() == workbook.read_bytes()
        assert attached.get_file().mime_type == XLSX
        assert attached.description == "Les tableaux de ce document en classeur"
        assert str(opened.Root.AF[0].AFRelationship) == "/Supplement"


def test_bookmarks_lead_to_every_section_and_exhibit(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        titles = {item.title: [child.title for child in item.children] for item in outline.root}

    assert list(titles) == [
        "Contents",
        *(theme.title for theme in THEMES),
        "Tables by state",
        "State of the data",
        "Revisions since the last edition",
        "Glossary",
        "Methodology and how to cite",
    ]
    assert len(titles["International protection"]) == 3
    assert "Licence and how to cite" in titles["Methodology and how to cite"]


def test_every_figure_has_its_alt_text(opened: pikepdf.Pdf, alts: list[str]) -> None:
    assert [str(figure.get("/Alt")) for figure in elements(opened, "/Figure")] == alts


@pytest.fixture
def alts(workshop: Workshop) -> list[str]:
    sections = assembled(workshop, QUARTER, Language.EN).sections
    return [exhibit.alt for each in sections for exhibit in each.exhibits]


def test_every_header_cell_says_what_it_heads(opened: pikepdf.Pdf) -> None:
    scopes = [str(_attributes(cell).get("/Scope")) for cell in elements(opened, "/TH")]

    assert len(scopes) > 20
    assert set(scopes) == {"/Column"}


def test_every_page_is_read_in_the_order_of_its_structure(opened: pikepdf.Pdf) -> None:
    assert {str(page.get("/Tabs")) for page in opened.pages} == {"/S"}


def test_whatever_is_painted_is_tagged_or_an_artifact(opened: pikepdf.Pdf) -> None:
    for number, page in enumerate(opened.pages, 1):
        assert _untagged(page) == [], f"page {number}"


def _untagged(page: pikepdf.Page) -> list[str]:
    """The operators that paint outside of marked content."""
    depth, found = 0, []
    for each in pikepdf.parse_content_stream(page):
        name = str(each.operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        if name in _PAINTING and depth == 0:
            found.append(name)
    return found


_PAINTING = {*["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"], "Tj", "TJ", "'", '"'}


def test_headings_never_skip_a_level(opened: pikepdf.Pdf) -> None:
    kinds = [str(each.get("/S")) for each in _walked(opened.Root.StructTreeRoot)]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]

    assert levels[0] == 1
    assert all(next_ <= level + 1 for level, next_ in pairwise(levels))


def test_tables_are_rows_of_cells_below_one_row_of_heads(opened: pikepdf.Pdf) -> None:
    tables = elements(opened, "/Table")

    assert len(tables) > 3
    for each in tables:
        rows = [row for row in _walked(each) if row.get("/S") == "/TR"]
        heads, *others = [[str(cell.get("/S")) for cell in _kids(row)] for row in rows]
        assert set(heads) == {"/TH"}
        assert {(len(row), *set(row)) for row in others} == {(len(heads), "/TD")}


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.K
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_every_link_says_where_it_leads(opened: pikepdf.Pdf) -> None:
    links = [each for page in opened.pages for each in page.get("/Annots", [])]

    assert links
    assert [each for each in links if not str(each.get("/Contents", ""))] == []


def _attributes(cell: pikepdf.Object) -> pikepdf.Object:
    found = cell.get("/A")
    assert found is not None
    return found[0] if isinstance(found, pikepdf.Array) else found


def test_the_five_kinds_of_figure_are_told_apart(document: bytes) -> None:
    told = " ".join(pages(document))

    assert "Malta 80 75 :c :c" in told
    assert "Slovenia 140 : 160 :" in told
    assert "Slovakia 0 0 0 0" in told
    assert "Spain 8,715 p 8,275 p 3,005 p" in told
    assert "Lithuania 30 b 25 20 75 b" in told
    assert "Portugal – – – –" in told


def test_the_cover_has_no_page_number_and_every_other_page_has(document: bytes) -> None:
    cover, *others = pages(document)
    count = len(others) + 1

    assert f"1 / {count}" not in cover
    assert [f"{n} / {count}" in page for n, page in enumerate(others, 2)] == [True] * len(others)


def test_sample_data_are_marked_on_every_page_and_explained_on_the_cover(
    sample: Workshop, fonts: Fonts
) -> None:
    bulletin = assembled(sample, QUARTER, Language.EN)

    told = pages(pdf(content(bulletin, fonts), fonts, EXTRACTED))

    assert all("SAMPLE DATA" in page for page in told)
    assert "Every figure in this document is invented." in told[0]


def test_published_figures_bear_no_watermark(document: bytes) -> None:
    assert "SAMPLE" not in " ".join(pages(document))


def test_both_languages_have_the_same_pages(workshop: Workshop, fonts: Fonts) -> None:
    english, french = (
        pdf(content(assembled(workshop, QUARTER, language), fonts), fonts, EXTRACTED)
        for language in Language
    )

    assert len(pages(english)) == len(pages(french))
    assert _pages_of_figures(english) == _pages_of_figures(french)


def _pages_of_figures(document: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(document)) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        return [numbers[each.Pg.objgen] for each in elements(opened, "/Figure")]


def test_a_figure_without_alt_text_fails_the_build(words: Content, fonts: Fonts) -> None:
    with pytest.raises(Undrawable, match="alt"):
        pdf(changed(words, alt=""), fonts, EXTRACTED)


def test_a_document_without_title_fails_the_build(words: Content, fonts: Fonts) -> None:
    with pytest.raises(Undrawable, match="title"):
        pdf({**words, "title": ""}, fonts, EXTRACTED)


def test_text_is_never_taken_for_typst_code(words: Content, fonts: Fonts) -> None:
    hostile = '#panic("x") *bold* $1$ \\ <script>alert(1)</script> "]}'

    told = pages(pdf(changed(words, title=hostile, alt=hostile), fonts, EXTRACTED))

    assert hostile in " ".join(told)


def test_the_same_figures_make_the_same_bytes_in_two_processes(
    words: Content, fonts: Fonts, tmp_path: Path
) -> None:
    made = [_in_a_process(words, fonts, tmp_path / f"{n}.pdf") for n in range(2)]

    assert made[0] == made[1] == pdf(words, fonts, EXTRACTED)


def _in_a_process(words: Mapping[str, object], fonts: Fonts, path: Path) -> bytes:
    program = (
        "import json, sys; from datetime import datetime; from pathlib import Path\n"
        "from bulletins.pdf import pdf; from charts.fonts import Fonts\n"
        "words, folder, when, path = json.load(sys.stdin)\n"
        "Path(path).write_bytes(pdf(words, Fonts(Path(folder)), datetime.fromisoformat(when)))"
    )
    told = json.dumps([words, str(fonts.folder.parent), EXTRACTED.isoformat(), str(path)])
    subprocess.run([sys.executable, "-c", program], input=told, text=True, check=True)  # noqa: S603 - our own interpreter and program
    return path.read_bytes()
