"""Packs: for each contact point a factsheet, its figures, and a form to check them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bulletins.packs import pack, tables
from bulletins.portrait import Portrait, portrait
from bulletins.validation import figures, form
from cache import Vintage
from charts.workshop import Selection, Workshop
from emn.datasets.protection import ASYLUM_APPLICATIONS_BY_CITIZENSHIP
from emn.errors import NothingStored
from emn.language import Language
from tests.bulletins.conftest import QUARTER, observations

ABROAD = """
geo        2025-06  2026-05  2026-06
EU27_2020     1480     1120     1045
FR             410      350      390
"""
_ABROAD = {"unit": "PER", "sex": "T", "age": "TOTAL", "applicant": "TOTAL", "citizen": "GE"}
VALUE, ANSWER = 5, 10


def state(workshop: Workshop, geo: str, language: Language = Language.EN) -> Portrait:
    selection = Selection(language=language, until=QUARTER)
    return portrait(workshop, selection, workshop.network.place(geo), QUARTER)


def opened(workshop: Workshop, geo: str, language: Language = Language.EN) -> Workbook:
    return load_workbook(io.BytesIO(form(state(workshop, geo, language), "Title")))


def rows(sheet: Worksheet) -> dict[tuple[object, object], tuple[object, ...]]:
    """The rows by indicator and period."""
    told = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    return {(row[3], row[4]): row for row in told}


def test_a_pack_is_factsheet_figures_and_form_in_each_language(
    workshop: Workshop, out: Path
) -> None:
    place = workshop.network.place("ES")

    paths = pack(workshop, place, QUARTER, list(Language), out)

    assert [path.name for path in paths] == [
        name.format(language)
        for language in Language
        for name in (
            "emn-factsheet-ES-2026-Q2-{}.pdf",
            "emn-factsheet-ES-2026-Q2-{}.docx",
            "emn-figures-ES-2026-Q2-{}-annex.xlsx",
            "emn-form-ES-2026-Q2-{}.xlsx",
        )
    ]


def test_the_same_figures_give_the_same_bytes(workshop: Workshop, tmp_path: Path) -> None:
    place = workshop.network.place("NO")

    one, two = (
        [
            path.read_bytes()
            for path in pack(workshop, place, QUARTER, [Language.FR], tmp_path / each)
        ]
        for each in ("one", "two")
    )

    assert one == two


def test_the_form_has_every_figure_with_its_flag(workshop: Workshop) -> None:
    told = rows(opened(workshop, "ES")["Figures"])

    assert told["Asylum applicants", "Jun 2026"][VALUE:ANSWER] == (
        3005,
        "persons",
        "p",
        "provisional",
        "migr_asyappctzm",
    )
    assert {period for label, period in told if label == "Asylum applicants"} == {
        "Apr 2026",
        "May 2026",
        "Jun 2026",
    }


def test_a_confidential_figure_is_told_and_never_a_number(workshop: Workshop) -> None:
    row = rows(opened(workshop, "MT")["Figures"])["Asylum applicants", "Jun 2026"]

    assert row[VALUE] == ":c"


def test_only_the_answers_can_be_typed_in(workshop: Workshop) -> None:
    sheet = opened(workshop, "DE")["Figures"]

    assert sheet.protection.sheet
    (first, *_others) = sheet.iter_rows(min_row=2)
    assert [cell.protection.locked for cell in first] == [True] * 10 + [False] * 3


def test_answers_are_chosen_and_a_correction_is_a_number(workshop: Workshop) -> None:
    sheet = opened(workshop, "DE", Language.FR)["Chiffres"]

    rules = {each.type: each for each in sheet.data_validations.dataValidation}

    assert rules["list"].formula1 == '"d’accord,à corriger"'
    assert {str(each.sqref)[:2] for each in rules.values()} == {"K2", "L2"}


def test_it_is_signed_off(workshop: Workshop) -> None:
    sheet = opened(workshop, "DE")["Sign-off"]
    labels = [cell.value for cell in sheet["A"]]

    assert labels[-5:] == ["Name", "Function", "Organisation", "Date", "All figures were checked"]
    answers = [sheet.cell(row, 2) for row in range(len(labels) - 4, len(labels) + 1)]
    assert [cell.protection.locked for cell in answers] == [False] * 5


def test_figures_of_citizens_say_that_others_report_them(
    workshop: Workshop, publish: Callable[..., Vintage]
) -> None:
    dataset = ASYLUM_APPLICATIONS_BY_CITIZENSHIP
    publish(dataset, observations(ABROAD, dataset, **_ABROAD))

    shown = figures(state(workshop, "GE"))

    assert [(each.about, each.label, each.value) for each in shown][:1] == [
        ("Citizens of Georgia in the EU", "Asylum applicants", 1045)
    ]


def test_every_figure_of_the_factsheet_is_in_the_form(workshop: Workshop) -> None:
    known = state(workshop, "LT")

    asked = {(each.label, each.period, each.value, each.flag) for each in figures(known)}

    for fact in known.rows:
        assert (fact.indicator.label, fact.period, fact.value, fact.flag) in asked


def test_the_figures_are_a_sheet_an_indicator_beside_the_peers(workshop: Workshop) -> None:
    document = tables(state(workshop, "DE"))

    shown = {each.id: each.table for part in document.sections for each in part.exhibits}

    assert "asylum_applicants" in shown
    assert shown["asylum_applicants"].rows[0][0] == "Jun 2026"


def test_a_state_of_which_nothing_is_stored_has_no_pack(workshop: Workshop, out: Path) -> None:
    place = workshop.network.place("GE")

    with pytest.raises(NothingStored, match="nothing is stored of Georgia"):
        pack(workshop, place, QUARTER, [Language.EN], out)


def test_sample_figures_say_so_on_the_first_sheet(sample: Workshop) -> None:
    sheet = opened(sample, "DE")["Sign-off"]

    assert sheet["A2"].value == "Sample data: invented figures."
