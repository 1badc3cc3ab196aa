from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bulletins import build
from charts.workshop import Workshop
from emn.errors import Misused, NothingStored
from emn.language import Language
from emn.period import Period
from tests.bulletins.conftest import QUARTER, pages


@pytest.mark.parametrize("language", list(Language))
def test_a_build_writes_both_files_and_nothing_else(
    workshop: Workshop, out: Path, language: Language
) -> None:
    paths = build(workshop, QUARTER, language, out)

    assert [path.name for path in paths] == [
        f"emn-bulletin-2026-Q2-{language}.html",
        f"emn-bulletin-2026-Q2-{language}.pdf",
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


def test_a_hostile_country_name_is_a_name_in_both_formats(workshop: Workshop, out: Path) -> None:
    hostile = '</svg><script>alert(1)</script>#panic("x") $*_`'
    network = workshop.network
    places = tuple(
        replace(place, name_en=hostile) if place.geo == "FR" else place for place in network.places
    )
    renamed = Workshop(workshop.store, replace(network, places=places), workshop.fonts)

    html, document = build(renamed, QUARTER, Language.EN, out)

    assert "<script" not in html.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in html.read_text(encoding="utf-8")
    assert hostile in " ".join(pages(document.read_bytes()))
