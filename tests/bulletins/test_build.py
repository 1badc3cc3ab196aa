from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as Opened

from bulletins import Format, Press, build, bulletin
from charts.workshop import Workshop
from emn.commands.bulletin_group import FORMATS
from emn.errors import Misused, NothingStored
from emn.language import Language
from emn.period import Period
from tests.bulletins.conftest import QUARTER, pages


@pytest.mark.parametrize("language", list(Language))
def test_a_build_writes_every_format_and_nothing_else(
    workshop: Workshop, out: Path, language: Language
) -> None:
    paths = build(workshop, QUARTER, language, out)

    assert [path.name.removeprefix(f"emn-bulletin-2026-Q2-{language}") for path in paths] == [
        ".html",
        ".pdf",
        ".docx",
        "-annex.xlsx",
        "-annex.ods",
        "-newsletter.html",
        "-newsletter.txt",
    ]
    assert set(out.iterdir()) == set(paths)
    assert paths[0].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert paths[1].read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(("period", "error"), [("2026-Q3", NothingStored), ("2026", Misused)])
def test_a_quarter_that_can_not_be_built_leaves_the_last_files_alone(
    workshop: Workshop, out: Path, period: str, error: type[Exception]
) -> None:
    out.mkdir()
    (out / "emn-bulletin-2026-Q3-en.pdf").write_bytes(b"the last one")

    with pytest.raises(error, match=period):
        build(workshop, Period.parse(period), Language.EN, out)

    assert [path.read_bytes() for path in out.iterdir()] == [b"the last one"]


def test_a_hostile_country_name_is_a_name_in_every_format(workshop: Workshop, out: Path) -> None:
    hostile = '</svg><script>alert(1)</script>#panic("x") $*_`'
    network = workshop.network
    places = tuple(
        replace(place, name_en=hostile) if place.geo == "FR" else place for place in network.places
    )
    renamed = Workshop(workshop.store, replace(network, places=places), workshop.fonts)

    html, document, word, *_annex = build(renamed, QUARTER, Language.EN, out)

    assert "<script" not in html.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in html.read_text(encoding="utf-8")
    assert hostile in " ".join(pages(document.read_bytes()))
    assert any(hostile in cell.text for cell in Opened(str(word)).tables[2].columns[0].cells)


def test_the_same_figures_make_the_same_bytes_in_every_format(
    workshop: Workshop, out: Path
) -> None:
    first, again = (build(workshop, QUARTER, Language.FR, out / name) for name in ("a", "b"))

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_one_format_is_written_alone(workshop: Workshop, out: Path) -> None:
    press = Press(out=out, fonts=workshop.fonts, formats=(Format.parse("docx"),))

    paths = press.write(bulletin(workshop, QUARTER, Language.EN))

    assert [path.name for path in paths] == ["emn-bulletin-2026-Q2-en.docx"]
    with pytest.raises(Misused, match="doc"):
        Format.parse("doc")


def test_the_command_line_names_every_format() -> None:
    assert tuple(Format) == FORMATS
