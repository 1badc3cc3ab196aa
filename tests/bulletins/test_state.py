from __future__ import annotations

from bulletins.state import state_of_the_data, states
from charts.exhibit import Source
from charts.exhibits.protection import EXHIBITION
from charts.workshop import Workshop
from emn.datasets import DATASETS
from emn.language import NO_BREAK, Language
from emn.period import Period
from tests.bulletins.conftest import QUARTER


def sources(workshop: Workshop) -> list[Source]:
    shown = (each for each in DATASETS if each.id in EXHIBITION.dataset_ids)
    return [workshop.source(each) for each in shown if workshop.has(each)]


def test_a_dataset_is_described_up_to_the_end_of_the_quarter(workshop: Workshop) -> None:
    applicants = states(workshop, sources(workshop), QUARTER)[0]

    assert (str(applicants.first), str(applicants.last), str(applicants.complete)) == (
        "2025-06",
        "2026-06",
        "2026-06",
    )
    assert applicants.silent == ()
    assert applicants.flags == (("c", ("MT",)), ("p", ("ES",)))


def test_who_reported_lately_and_not_in_the_last_period_is_named(workshop: Workshop) -> None:
    may = states(workshop, sources(workshop), Period.parse("2026-05"))[0]

    assert str(may.complete) == "2026-05"
    assert may.silent == ("SI",)


def test_the_section_has_one_row_a_dataset_in_the_order_of_a_refresh(workshop: Workshop) -> None:
    section = state_of_the_data(workshop, sources(workshop), QUARTER, Language.EN)

    [listing] = section.listings
    assert listing.table.rows[0] == (
        "Asylum applicants by type of applicant (monthly), migr_asyappctzm",
        "16 Sept 2026",
        f"Jun{NO_BREAK}2025–Jun{NO_BREAK}2026",
        "Jun 2026",
        "–",
        "c: Malta; p: Spain",
    )
    assert [row[0].split(", ")[-1] for row in listing.table.rows] == [
        "migr_asyappctzm",
        "migr_asytpsm",
        "migr_asydcfstq",
    ]
