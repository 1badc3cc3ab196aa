from __future__ import annotations

from bulletins.places import listings
from charts.workshop import Selection, Workshop
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import NO_BREAK, Language
from emn.period import Period
from tests.bulletins.conftest import QUARTER

NONE = ("–", "–", "–", "–", "–", "–")
JUNE = Period.parse("2026-06")


def told(workshop: Workshop, number: int) -> dict[str, tuple[str, ...]]:
    """Rows by name, each number with its mark."""
    selection = Selection(language=Language.EN, until=QUARTER)
    table = listings(workshop, selection, ASYLUM_APPLICANTS)[number].table
    return {
        row[0]: tuple(
            f"{text} {mark}".replace(NO_BREAK, " ").strip()
            for text, mark in zip(row[1:], marks[1:], strict=True)
        )
        for row, marks in zip(table.rows, table.marks, strict=True)
    }


def test_every_kind_of_figure_is_told_apart(workshop: Workshop) -> None:
    rows = told(workshop, 0)

    assert {name: rows[name] for name in ("France", "Spain", "Lithuania", "Slovakia")} == {
        # Apr, May, Jun, quarter, Jun on May, Jun on June a year before
        "France": ("12,145", "9,925", "11,105", "33,175", "+11.9 %", "−14.2 %"),
        "Spain": ("8,715 p", "8,275 p", "3,005 p", "19,995 p", "−63.7 %", "−73.5 %"),
        "Lithuania": ("30 b", "25", "20", "75 b", "−5", "n.a."),
        "Slovakia": ("0", "0", "0", "0", "0", "−5"),
    }
    assert rows["Malta"] == ("80", "75", ":c", ":c", "n.a.", "n.a.")
    assert rows["Slovenia"] == ("140", ":", "160", ":", "n.a.", "−3.0 %")
    assert rows["Portugal"] == NONE


def test_members_stand_in_protocol_order_under_the_eu_and_without_denmark(
    workshop: Workshop,
) -> None:
    names = list(told(workshop, 0))

    assert len(names) == 27
    assert names[:4] == ["European Union", "Belgium", "Bulgaria", "Czechia"]
    assert "Denmark" not in names


def test_observers_have_a_table_of_their_own(workshop: Workshop) -> None:
    rows = told(workshop, 1)

    assert len(rows) == 9
    assert rows["Norway"] == ("305", "290", "300", "895", "+3.4 %", "−3.2 %")
    assert rows["Ukraine"] == NONE


def test_the_signs_of_a_table_are_explained_below_it(workshop: Workshop) -> None:
    selection = Selection(language=Language.EN, until=QUARTER)

    members, observers = listings(workshop, selection, ASYLUM_APPLICANTS)

    assert members.notes[0] == (
        "b break in time series; p provisional; : not available; :c confidential;"
        " – not collected by Eurostat; 0 zero, or so few that rounding gives zero."
    )
    assert observers.notes[0] == "– not collected by Eurostat."
