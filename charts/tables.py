"""The numbers behind a figure as a table: written in a language, the flag beside each number."""

from __future__ import annotations

import polars as pl

from charts.exhibit import Column, Table
from charts.theme import Canvas
from emn.change import Change
from emn.flags import Absence, absence
from emn.indicator import Indicator
from emn.language import Language, _
from emn.period import Frequency, Period
from emn.wording import amount, signed

Cell = tuple[str, str]  # what is written, and the flag or shorthand beside it


def cell(indicator: Indicator, value: float | None, flag: str | None, language: Language) -> Cell:
    """Write one number; where there is none, the shorthand that says which kind of none."""
    if value is None:
        return absence(flag).mark, ""
    return amount(indicator, value, language), flag or ""


def over_time(
    indicator: Indicator, series: pl.DataFrame, places: list[str], canvas: Canvas, key: str = "geo"
) -> Table:
    """A row a period, latest first; a column a place. `data` holds every row of the series."""
    language, frequency = canvas.language, indicator.dataset.frequency
    known = {
        (row[key], row["period"]): cell(indicator, row["value"], row["flag"], language)
        for row in series.filter(pl.col(key).is_in(places)).iter_rows(named=True)
    }
    starts = sorted(series["period"].unique(), reverse=True)
    missing = (Absence.NOT_COLLECTED.mark, "")
    cells = [[known.get((place, start), missing) for place in places] for start in starts]
    heads = [language.period(Period(start, frequency), short=True) for start in starts]
    columns = [Column(id=place, label=canvas.name(place)) for place in places]
    return _table(
        language.say(_("{indicator} by period"), indicator=language.say(indicator.label)),
        (Column(id="period", label=language.say(_("Period")), is_number=False), *columns),
        list(zip(heads, cells, strict=True)),
        series.select(key, "period", "value", "flag"),
        [start.isoformat() for start in starts],
    )


def side_by_side(
    indicator: Indicator,
    bars: pl.DataFrame,
    periods: tuple[Period, Period | None],
    canvas: Canvas,
    changes: dict[str, Change],
) -> Table:
    """A row a place: this period, the earlier one, and the change where it may be told.

    `bars` holds key (its first column), value, flag, earlier, earlier_flag; `data` holds the change
    beside them, in the unit and in percent.
    """
    language, key = canvas.language, bars.columns[0]
    now, before = periods
    rows, data = [], bars
    if before is not None:
        told = [changes[code] for code in bars[key]]
        data = bars.with_columns(
            change=pl.Series([each.absolute for each in told], dtype=pl.Float64),
            change_percent=pl.Series([each.percent for each in told], dtype=pl.Float64),
        )
    for bar in bars.iter_rows(named=True):
        cells = [cell(indicator, bar["value"], bar["flag"], language)]
        if before is not None:
            cells.append(cell(indicator, bar["earlier"], bar["earlier_flag"], language))
            cells.append((signed(indicator, changes[bar[key]], language), ""))
        rows.append((canvas.name(bar[key]), cells))
    columns = [Column(id="value", label=language.period(now, short=True))]
    if before is not None:
        columns += [
            Column(id="earlier", label=language.period(before, short=True)),
            Column(id="change", label=language.say(_("Change"))),
        ]
    return _table(
        language.say(
            _("{indicator}, {period}"),
            indicator=language.say(indicator.label),
            period=language.period(now),
        ),
        (Column(id=key, label=_heading(key, language), is_number=False), *columns),
        rows,
        data,
        bars[key].to_list(),
    )


def stacked(
    indicator: Indicator,
    parts: pl.DataFrame,
    order: list[str],
    canvas: Canvas,
    frequency: Frequency,
) -> Table:
    """A row a period, latest first; a column a part, in the fixed order of the figure."""
    language = canvas.language
    known = {
        (row["part"], row["period"]): cell(indicator, row["value"], row["flag"], language)
        for row in parts.iter_rows(named=True)
    }
    starts = sorted(parts["period"].unique(), reverse=True)
    missing = (Absence.NOT_AVAILABLE.mark, "")
    return _table(
        language.say(_("{indicator} by period"), indicator=language.say(indicator.label)),
        (
            Column(id="period", label=language.say(_("Period")), is_number=False),
            *(Column(id=part, label=canvas.name(part)) for part in order),
        ),
        [
            (
                language.period(Period(start, frequency), short=True),
                [known.get((part, start), missing) for part in order],
            )
            for start in starts
        ],
        parts,
        [start.isoformat() for start in starts],
    )


def _heading(key: str, language: Language) -> str:
    message = {"geo": _("Country"), "citizen": _("Citizenship")}.get(key, _("Group"))
    return language.say(message)


def _table(
    caption: str,
    columns: tuple[Column, ...],
    rows: list[tuple[str, list[Cell]]],
    data: pl.DataFrame,
    keys: list[str],
) -> Table:
    return Table(
        caption=caption,
        columns=columns,
        rows=tuple((head, *(text for text, _mark in cells)) for head, cells in rows),
        marks=tuple(("", *(mark for _text, mark in cells)) for _head, cells in rows),
        data=data,
        keys=tuple(keys),
    )
