"""What many hands send: each piece is printed harmless, or refused with file, line and reason."""

from __future__ import annotations

import base64
import html
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bulletins.content import content
from bulletins.desk.markdown import blocks
from bulletins.desk.reading import Lines, Problem, Refused, Spot, read
from bulletins.document import Block, Document, Illustration, Items, Paragraph, Section, plain
from bulletins.page import page
from bulletins.pdf import pdf
from charts.fonts import Fonts
from tests.bulletins.conftest import pages

InHtml = Callable[[tuple[Block, ...]], str]
FILE = Path("editions/2026-Q2/en/protection.md")
HARMLESS = {
    "typst code": '#panic("x") #set page(width: 1cm) #{1+1} $x^2$ @cite',
    "typst's raw": '= A heading \\ #include "/etc/passwd" // no comment /* none */',
    "Word quotes": "“double”, ‘single’, « guillemets », it’s – and — …",
    "template code": "{{ 7*7 }} {% raw %} {# #}",
    "a sign of less": "fewer than 5 < 10 & more",
    "an entity": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "a path in words": "../../etc/passwd and C:\\temp",
    "formulas": "=HYPERLINK(1) +1 -1 (c) e=mc²",
}
REFUSED = {
    "a script": ("One.\n\n<script>alert(1)</script>\n\nTwo.", 3, "HTML"),
    "HTML in a line": ("One <b>bold</b> word.\n\nTwo.", 1, "HTML"),
    "an event": ("One.\nA <img src=x onerror=alert(1)> picture.", 2, "HTML"),
    "a comment": ("One.\n\n<!-- ask them again -->\n\nTwo.", 3, "HTML"),
    "a javascript link": ("One.\n\nA [link](javascript:alert(1)).", 3, "javascript:alert"),
    "a javascript link in disguise": ("[link](JaVaScRiPt&colon;alert(1))", 1, "address"),
    "a data link": ("[link](data:text/html;base64,PHN2Zz4=)", 1, "data:text"),
    "a file link": ("One\ntwo\n[link](file:///etc/passwd)", 3, "file:///"),
    "a relative link": ("[link](../../other.md)", 1, "../../other.md"),
    "a link without host": ("[link](https://)", 1, "https://"),
    "a defined link": ("A [link].\n\n[link]: javascript:alert(1)", 1, "javascript:alert"),
    "a link by itself": ("See <javascript:alert(1)>.", 1, "javascript:alert"),
    "a label of typst's": ("One.\nTwo <label> three.", 2, "HTML"),
    "code": ("One.\n\n```\nrm -rf\n```\n\nTwo.", 3, "code"),
    "code in a line": ("One `two` three.", 1, "code"),
    "an indented line": ("One.\n\n    two", 3, "four spaces"),
    "a quotation": ("One.\n\n> two", 3, "quotation"),
    "a table": ("One.\n\n| a | b |\n|---|---|\n| 1 | 2 |", 3, "table"),
    "a rule": ("One.\n\n***\n\nTwo.", 3, "line across"),
    "struck out words": ("One ~~two~~ three.", 1, "struck out"),
    "a heading of another level": ("One.\n\n# A part\n\nThree.", 3, "heading of 1 #"),
    "a list in a list": ("- one\n  - two\n- three", 2, "item of a list"),
    "a picture elsewhere": ("![A map](../../../etc/passwd)", 1, "outside"),
    "a picture outside by its name": ("![A map](pictures/../edition.toml)", 1, "outside"),
    "a picture with a root": ("![A map](/etc/passwd)", 1, "outside"),
    "a picture from the web": ("![A map](https://example.org/a.png)", 1, "outside"),
    "a picture by a link": ("![A map](pictures/link.png)", 1, "outside"),
    "no picture": ("![A map](pictures/none.png)", 1, "no picture"),
    "a picture without words": ("One.\n\n![ ](pictures/map.png)", 3, "alternative text"),
    "a picture in a text": ("A ![map](pictures/map.png) here.", 1, "middle"),
    "a picture of 50 MB": ("![A map](pictures/large.png)", 1, "50.0 MB"),
    "a picture that unpacks to much": ("![A map](pictures/bomb.png)", 1, "pixels"),
    "an SVG by another name": ("![A map](pictures/svg.png)", 1, "neither PNG nor JPEG"),
    "half a JPEG": ("![A map](pictures/half.jpg)", 1, "cut short"),
}  # fmt: skip


def png(width: int, height: int, rows: bytes = b"\x00\xff\x00\x00") -> bytes:
    """A PNG of one red row, whatever it says of its size."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """An edition's folder with pictures good and bad."""
    folder = tmp_path / "edition" / "pictures"
    folder.mkdir(parents=True)
    (folder / "map.png").write_bytes(png(1, 1))
    (folder / "bomb.png").write_bytes(png(60_000, 60_000))
    (folder / "svg.png").write_text("<svg onload='alert(1)'/>")
    (folder / "half.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    with (folder / "large.png").open("wb") as file:
        file.truncate(50_000_000)
    (tmp_path / "secret.png").write_bytes(png(1, 1))
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    return folder.parent


@pytest.fixture
def in_html(fonts: Fonts, bulletin: Document) -> InHtml:
    """Blocks as a page."""
    return lambda found: page(content(in_a_document(bulletin, found), fonts), fonts)


def told(text: str, edition: Path) -> tuple[tuple[Block, ...], list[Problem]]:
    return blocks(Lines(Spot(FILE, 1), tuple(text.split("\n"))), edition, level=3)


def words(found: tuple[Block, ...]) -> str:
    """Everything that these blocks say."""
    texts = [each.text for each in found if isinstance(each, Paragraph)]
    texts += [
        run.text for each in found if isinstance(each, Items) for item in each.items for run in item
    ]
    return " ".join(texts)


def in_a_document(bulletin: Document, found: tuple[Block, ...]) -> Document:
    section = Section(id="protection", heading="Protection", blocks=found)
    return replace(bulletin, cover=None, signs=None, sections=(section,))


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_is_code_elsewhere_is_text_in_both_formats(
    text: str, edition: Path, bulletin: Document, fonts: Fonts
) -> None:
    found, problems = told(text, edition)
    said = html.unescape(text) if text.startswith("&") else text
    shown = " ".join(re.sub(r"\\(?=[#&])", "", said).split())

    printed = content(in_a_document(bulletin, found), fonts)
    document = " ".join(pages(pdf(printed, fonts, bulletin.extracted)))
    site = page(printed, fonts)

    assert problems == []
    assert shown in document
    assert shown in html.unescape(site)
    assert "<script" not in site


@pytest.mark.parametrize(("text", "line", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_printed_is_refused_with_file_line_and_reason(
    text: str, line: int, reason: str, edition: Path, in_html: InHtml
) -> None:
    found, problems = told(text, edition)

    assert problems
    assert problems[0].spot == Spot(FILE, line)
    assert reason in problems[0].reason
    assert str(problems[0]).startswith(f"{FILE}:{line}: ")
    kept = {"One", "Two", "Three", "three"} & set(re.findall(r"\w+", text))
    assert [each for each in kept if each not in words(found)] == []

    site = in_html(found)
    assert re.findall(r'href="(?!https?:|mailto:|#)', site) == []
    assert not re.search(r"<script|onerror|onload|passwd", site)


def test_a_picture_with_words_stands_in_both_formats(
    edition: Path, bulletin: Document, fonts: Fonts
) -> None:
    found, problems = told('![A red point](pictures/map.png "The point")', edition)
    printed = content(in_a_document(bulletin, found), fonts)

    assert problems == []
    assert found == (
        Illustration(
            content=png(1, 1), kind="png", width=1, height=1, alt="A red point", caption="The point"
        ),
    )
    site = page(printed, fonts)
    assert 'aria-label="A red point"' in site
    assert base64.b64encode(png(1, 1)).decode() in site
    assert "The point" in " ".join(pages(pdf(printed, fonts, bulletin.extracted)))


def test_a_link_within_the_document_works_and_a_dead_one_is_words(
    edition: Path, bulletin: Document, fonts: Fonts
) -> None:
    found, problems = told("To [here](#protection) and to [nowhere](#nowhere).", edition)
    document = pdf(content(in_a_document(bulletin, found), fonts), fonts, bulletin.extracted)

    assert problems == []
    assert document.count(b"/Subtype/Link") == 1
    assert "To here and to nowhere." in " ".join(pages(document))


OTHER_ENCODINGS = {
    "Windows-1252": ("One.\n“Two” – three.".encode("cp1252"), 2, "Windows-1252"),
    "ISO 8859-1": ("One.\nTwo.\nDécisions.".encode("latin-1"), 3, "ISO 8859-1"),
    "UTF-16 with a mark": ("Décisions".encode("utf-16"), 1, "UTF-16"),
    "UTF-16 without one": ("Decisions, all of them".encode("utf-16-le"), 1, "UTF-16"),
    "Word": (b"PK\x03\x04....", 1, "Word document"),
    "a PDF": (b"%PDF-1.7 ...", 1, "PDF"),
    "rich text": (b"{\\rtf1\\ansi", 1, "rich-text"),
    "too much text": (b"a" * 1_000_001, 1, "larger than 1 MB"),
    "Georgian letters": ("One.\nსაქართველო".encode(), 2, "U+10E1 (GEORGIAN LETTER SAN)"),
    "text turned round": ("One.\n\n\u202edrow".encode(), 3, "RIGHT-TO-LEFT OVERRIDE"),
    "an emoji": ("One 🚀".encode(), 1, "ROCKET"),
    "a control character": (b"One\x07", 1, "control character"),
}


@pytest.mark.parametrize(("sent", "line", "reason"), OTHER_ENCODINGS.values(), ids=OTHER_ENCODINGS)
def test_a_file_that_is_no_plain_text_is_refused_and_told_what_it_is(
    tmp_path: Path, sent: bytes, line: int, reason: str
) -> None:
    path = tmp_path / "greece.md"
    path.write_bytes(sent)

    with pytest.raises(Refused) as caught:
        read(path)

    assert caught.value.problems[0].spot == Spot(path, line)
    assert reason in caught.value.problems[0].reason


def test_what_nobody_sees_in_a_text_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "greece.md"
    path.write_bytes("\ufeffOne\u200b\u2003two\r\nGre\u0300ce\u00ad\rend".encode())

    assert read(path).lines == ("One two", "Grèce", "end")


def test_a_link_keeps_its_looks() -> None:
    (paragraph,), problems = told("A **bold *and* [link](https://a.eu/b?c=d#e)** here.", Path())

    assert problems == []
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.is_strong, run.is_emphasis, run.url) for run in paragraph.words] == [
        ("A ", False, False, ""),
        ("bold ", True, False, ""),
        ("and", True, True, ""),
        (" ", True, False, ""),
        ("link", True, False, "https://a.eu/b?c=d#e"),
        (" here.", False, False, ""),
    ]
    assert told("Plain.", Path())[0] == (Paragraph(words=plain("Plain.")),)
