"""The statistical annex: four years of every state, no part of a year for the whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from bulletins.annex import annex
from bulletins.content import content
from bulletins.document import Document, Listing
from bulletins.formats import Format, Press
from bulletins.pdf import pdf
from bulletins.statistical_annex import current_year, statistical_annex
from cache import Origin, Store, Vintage
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.datasets.legal_migration import FIRST_PERMITS
from emn.datasets.protection import (
    FIRST_INSTANCE_DECISIONS,
    TEMPORARY_PROTECTION_BENEFICIARIES,
)
from emn.errors import Misused, NothingStored
from emn.language import Language
from emn.network import load
from emn.period import Period
from emn.themes import THEMES
from tests.bulletins.conftest import observations, pages, section

EXTRACTED = datetime(2026, 9, 19, 8, 0, tzinfo=UTC)
YEAR = Period.parse("2025")
PERMITS = """
geo           2022     2023     2024     2025
EU27_2020  3500000  3700000  3600000        :
DE          650000   662888   544987   605292
DK           40000    41000       :c    43000
FR          326948   330000b  340000   377462p
MT               .        .        .        .
NO           20000    21000    22000    23000
"""
QUARTERS = """
geo        2024-Q1  2024-Q2  2024-Q3  2024-Q4  2025-Q1  2025-Q2  2025-Q3  2025-Q4
EU27_2020      400      500      600      700      800      800      800      800
DK              10       10       10       10       10       10       10       10
DE             100      110      120      130      140      150      160       :c
FR             100      110p     120      130      140      150      160      170
"""
STOCK = """
geo  2025-06  2025-11  2025-12
DE   1240110  1281220  1286840
PL    991655   969120        :
"""
_PERSONS = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL"}
Publish = Callable[..., Vintage]


def fill(publish: Publish, origin: Origin = Origin.PUBLISHED) -> None:
    """Publish figures by year, by quarter and by month."""
    permits = {"reason": "TOTAL", "duration": "TOTAL", "citizen": "TOTAL", "unit": "PER"}
    codes = {name: permits[name] for name in FIRST_PERMITS.dimensions}
    publish(FIRST_PERMITS, observations(PERMITS, FIRST_PERMITS, **codes), origin=origin)
    decided = observations(QUARTERS, FIRST_INSTANCE_DECISIONS, decision="TOTAL", **_PERSONS)
    publish(FIRST_INSTANCE_DECISIONS, decided, origin=origin)
    stock = observations(STOCK, TEMPORARY_PROTECTION_BENEFICIARIES, **_PERSONS)
    publish(TEMPORARY_PROTECTION_BENEFICIARIES, stock, origin=origin)


@pytest.fixture
def yearly(store: Store, publish: Publish, fonts: Fonts) -> Workshop:
    fill(publish)
    return Workshop(store, load(), fonts)


@pytest.fixture(params=list(Language))
def document(yearly: Workshop, request: pytest.FixtureRequest) -> Document:
    """The annex of 2025, in each language."""
    return statistical_annex(yearly, YEAR, request.param)


def listing(workshop: Workshop, theme: str, number: str) -> Listing:
    found = section(statistical_annex(workshop, YEAR, Language.EN), theme).listings
    return next(each for each in found if each.table.caption.startswith(f"{number} "))


def rows(shown: Listing) -> dict[str, list[str]]:
    """Each row with its flags."""
    return {
        head: [" ".join(filter(None, each)) for each in zip(texts, marks[1:], strict=True)]
        for (head, *texts), marks in zip(shown.table.rows, shown.table.marks, strict=True)
    }


def test_four_years_with_flags_and_every_kind_of_gap(yearly: Workshop) -> None:
    told = rows(listing(yearly, "legal-migration", "1.1"))

    assert told["France"] == ["326,948", "330,000 b", "340,000", "377,462 p"]
    assert told["Malta"] == ["–"] * 4
    assert told["Norway"] == ["20,000", "21,000", "22,000", "23,000"]


def test_the_totals_are_eurostat_s_and_the_emn_s_is_less_denmark(yearly: Workshop) -> None:
    told = rows(listing(yearly, "legal-migration", "1.1"))
    network = yearly.network

    assert list(told)[:2] == ["European Union", network.named("EU27_2020_X_DK").name_en]
    assert told["European Union"] == ["3,500,000", "3,700,000", "3,600,000", ":"]
    assert list(told.values())[1] == ["3,460,000", "3,659,000", ":c", ":"]
    assert "Denmark" not in told


def test_states_are_in_protocol_order_and_silent_observers_are_named(yearly: Workshop) -> None:
    shown = listing(yearly, "legal-migration", "1.1")
    members = [each.name_en for each in yearly.network.members(YEAR.end)]

    assert list(rows(shown))[2:] == [*members, "Norway"]
    (silent,) = (note for note in shown.notes if note.startswith("Not collected"))
    assert "Georgia" in silent
    assert "Norway" not in silent


def test_a_year_is_made_of_quarters_only_where_all_are_published(yearly: Workshop) -> None:
    shown = listing(yearly, "protection", "2.1")
    told = rows(shown)

    assert shown.table.caption.endswith("First-instance decisions, sum of the 4 quarters published")
    assert told["Germany"] == [":", ":", "460", ":c"]
    assert told["France"] == [":", ":", "460 p", "620"]
    assert told["European Union"] == [":", ":", "2,200", "3,200"]
    assert "Where one period of a sum is not published, there is no sum." in shown.notes


def test_a_stock_is_that_of_the_year_s_end(yearly: Workshop) -> None:
    told = rows(listing(yearly, "protection", "2.2"))

    assert (told["Germany"][-1], told["Poland"][-1]) == ("1,286,840", ":")


def test_what_no_country_has_reported_is_not_called_incomplete(yearly: Workshop) -> None:
    notes = listing(yearly, "protection", "2.1").notes + listing(yearly, "protection", "2.2").notes

    assert [note for note in notes if "is incomplete: 0 of" in note] == []
    assert "Eurostat has published no EU total of these years." in notes


def test_it_has_every_theme_in_order_then_what_proves_it(document: Document) -> None:
    ids = [each.id for each in document.sections]

    assert ids == [*(each.id for each in THEMES), "state-of-the-data", "glossary", "methodology"]


def test_the_contents_list_every_table(document: Document, fonts: Fonts) -> None:
    made = pdf(content(document, fonts), fonts, EXTRACTED)
    captions = [each.table.caption for part in document.sections for each in part.listings][:-1]

    contents = pages(made)[1]

    assert [each for each in captions if each.replace("\u00a0", " ") not in contents] == []


def test_the_pdf_keeps_the_standards(yearly: Workshop, tmp_path: Path) -> None:
    document = statistical_annex(yearly, YEAR, Language.FR)
    press = Press(out=tmp_path, fonts=yearly.fonts, formats=(Format.PDF,))
    (path,) = press.write(document)

    with pikepdf.open(path) as opened:
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert str(opened.Root.Lang) == "fr"
        assert [each.filename for each in opened.attachments.values()] == [
            "emn-annex-2025-fr-annex.xlsx"
        ]


def test_the_workbook_has_a_sheet_a_table(document: Document) -> None:
    book = annex(document)

    assert book is not None
    listings = [each for part in document.sections for each in part.listings]
    assert len(book.leaves) == 3 + len(listings)


def test_the_same_figures_give_the_same_bytes(
    document: Document, fonts: Fonts, tmp_path: Path
) -> None:
    formats = (Format.PDF, Format.XLSX, Format.ODS, Format.DOCX, Format.HTML)
    presses = [Press(out=tmp_path / name, fonts=fonts, formats=formats) for name in ("one", "two")]

    one, two = ([path.read_bytes() for path in each.write(document)] for each in presses)

    assert one == two
    assert len(one) == len(formats)


def test_the_last_year_with_annual_figures_is_current(yearly: Workshop) -> None:
    assert current_year(yearly, date(2026, 11, 30)) == YEAR
    assert current_year(yearly, date(2025, 11, 30)) == Period.parse("2024")


def test_what_is_no_year_is_refused(yearly: Workshop) -> None:
    with pytest.raises(Misused, match="2025-Q1 is no year"):
        statistical_annex(yearly, Period.parse("2025-Q1"), Language.EN)


def test_a_year_without_figures_is_refused(yearly: Workshop) -> None:
    with pytest.raises(NothingStored, match="2026: the cache holds no annual figures"):
        statistical_annex(yearly, Period.parse("2026"), Language.EN)


def test_sample_data_are_marked_on_every_page(store: Store, publish: Publish, fonts: Fonts) -> None:
    fill(publish, Origin.SAMPLE)
    document = statistical_annex(Workshop(store, load(), fonts), YEAR, Language.EN)

    told = pages(pdf(content(document, fonts), fonts, EXTRACTED))

    assert all("SAMPLE DATA" in page for page in told)
