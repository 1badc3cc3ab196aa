"""The numbers behind a figure as a table: written in a language, the flag beside each number.

Beside what is written, a table keeps the numbers themselves, for a spreadsheet, and everything
that the figure draws, an observation a row, for programs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from charts.exhibit import Column, Table
from charts.gap import GROUPS
from charts.theme import Canvas
from emn.change import Change
from emn.flags import Absence, absence, why_absent
from emn.indicator import Indicator
from emn.language import Language, _
from emn.period import Frequency, Period
from emn.wording import amount, signed

CHANGES = {"change": pl.Float64, "change_percent": pl.Float64}


class Cell(NamedTuple):
    """What is written in a cell, the flag beside it, and the number, where it is one."""

    text: str
    mark: str = ""
    number: float | None = None


def cell(indicator: Indicator, value: float | None, flag: str | None, language: Language) -> Cell:
    """Write one number; where there is none, the shorthand that says which kind of none."""
    if value is None:
        return Cell(absence(flag).mark)
    return Cell(amount(indicator, value, language), flag or "", value)


def moved(indicator: Indicator, change: Change, language: Language) -> Cell:
    """Write a change: a percentage where one may be told, else how much; `n.a.` where neither."""
    number = None
    if change.is_told:
        percent = change.told_percent
        number = change.absolute if percent is None else percent
    return Cell(signed(indicator, change, language), number=number)


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
    missing = Cell(Absence.NOT_COLLECTED.mark)
    cells = [[known.get((place, start), missing) for place in places] for start in starts]
    heads = [language.period(Period(start, frequency), short=True) for start in starts]
    decimals = indicator.unit.decimals
    columns = [Column(id=place, label=canvas.name(place), decimals=decimals) for place in places]
    silent = [(place, start) for place in places for start in starts if (place, start) not in known]
    return table(
        language.say(_("{indicator} by period"), indicator=language.say(indicator.label)),
        (Column(id="period", label=language.say(_("Period")), is_number=False), *columns),
        list(zip(heads, cells, strict=True)),
        pl.concat([_tidy(series, key), _uncollected(silent, key)]).sort(key, "period"),
        [start.isoformat() for start in starts],
    )


def by_place(
    indicator: Indicator, series: pl.DataFrame, places: Sequence[str], canvas: Canvas
) -> Table:
    """A row a place, a column a period, latest first. `data` holds the same in the same order."""
    language, frequency = canvas.language, indicator.dataset.frequency
    known = {
        (row["geo"], row["period"]): cell(indicator, row["value"], row["flag"], language)
        for row in series.iter_rows(named=True)
    }
    starts = sorted(series["period"].unique(), reverse=True)
    missing = Cell(Absence.NOT_COLLECTED.mark)
    cells = [[known.get((place, start), missing) for start in starts] for place in places]
    silent = [(place, start) for place in places for start in starts if (place, start) not in known]
    periods = [Period(start, frequency) for start in starts]
    order = pl.LazyFrame({"geo": list(places), "row": range(len(places))})
    data = pl.concat([_tidy(series, "geo"), _uncollected(silent, "geo")]).join(order, on="geo")
    made = table(
        language.say(_("{indicator} by place and period"), indicator=language.say(indicator.label)),
        (
            Column(id="geo", label=_heading("geo", language), is_number=False),
            *(
                Column(
                    id=str(each),
                    label=language.period(each, short=True),
                    decimals=indicator.unit.decimals,
                )
                for each in periods
            ),
        ),
        list(zip(map(canvas.name, places), cells, strict=True)),
        data.sort("row", "period", descending=[False, True]).drop("row"),
        places,
    )
    return replace(made, has_periods_across=True)


def side_by_side(
    indicator: Indicator,
    bars: pl.DataFrame,
    periods: tuple[Period, Period | None],
    canvas: Canvas,
    changes: dict[str, Change],
) -> Table:
    """A row a place: this period, the earlier one, and the change where it may be told.

    `bars` holds key (its first column), value, flag, earlier, earlier_flag; `data` holds a row
    a period, the change beside the later one, in the unit and in per cent.
    """
    language, key = canvas.language, bars.columns[0]
    now, before = periods
    rows = []
    for bar in bars.iter_rows(named=True):
        cells = [cell(indicator, bar["value"], bar["flag"], language)]
        if before is not None:
            cells.append(cell(indicator, bar["earlier"], bar["earlier_flag"], language))
            cells.append(moved(indicator, changes[bar[key]], language))
        rows.append((canvas.name(bar[key]), cells))
    decimals = indicator.unit.decimals
    columns = [Column(id="value", label=language.period(now, short=True), decimals=decimals)]
    if before is not None:
        columns += [
            Column(id="earlier", label=language.period(before, short=True), decimals=decimals),
            Column(id="change", label=language.say(_("Change")), decimals=decimals),
        ]
    return table(
        language.say(
            _("{indicator}, {period}"),
            indicator=language.say(indicator.label),
            period=language.period(now),
        ),
        (Column(id=key, label=_heading(key, language), is_number=False), *columns),
        rows,
        _both_periods(bars, periods, changes),
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
    language, decimals = canvas.language, indicator.unit.decimals
    known = {
        (row["part"], row["period"]): cell(indicator, row["value"], row["flag"], language)
        for row in parts.iter_rows(named=True)
    }
    starts = sorted(parts["period"].unique(), reverse=True)
    missing = Cell(Absence.NOT_AVAILABLE.mark)
    return table(
        language.say(_("{indicator} by period"), indicator=language.say(indicator.label)),
        (
            Column(id="period", label=language.say(_("Period")), is_number=False),
            *(Column(id=part, label=canvas.name(part), decimals=decimals) for part in order),
        ),
        [
            (
                language.period(Period(start, frequency), short=True),
                [known.get((part, start), missing) for part in order],
            )
            for start in starts
        ],
        _tidy(parts, *(name for name in ("geo", "part") if name in parts.columns)),
        [start.isoformat() for start in starts],
    )


def table(
    caption: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    data: pl.DataFrame | pl.LazyFrame,
    keys: Sequence[str] = (),
) -> Table:
    """Put a table together; each row is its head and its cells."""
    return Table(
        caption=caption,
        columns=columns,
        rows=tuple((head, *(each.text for each in cells)) for head, cells in rows),
        marks=tuple(("", *(each.mark for each in cells)) for _head, cells in rows),
        numbers=tuple((None, *(each.number for each in cells)) for _head, cells in rows),
        drawn=data.lazy(),
        keys=tuple(keys),
    )


def gaps(gap: Indicator, rate: Indicator, rows: pl.DataFrame, before: str, canvas: Canvas) -> Table:
    """A row a place: the rate of each group, the gap between them, and the gap of the time before.

    `rows` holds geo, period, value, flag, earlier and earlier_flag of the gap, and for each group a
    column with its rate and one with its flag.
    """
    language = canvas.language
    told = [
        (
            canvas.name(row["geo"]),
            [
                *(cell(rate, row[id_], row[f"{id_}_flag"], language) for id_ in GROUPS),
                cell(gap, row["value"], row["flag"], language),
                cell(gap, row["earlier"], row["earlier_flag"], language),
            ],
        )
        for row in rows.iter_rows(named=True)
    ]
    headings = {
        **{id_: language.say(label) for id_, label in GROUPS.items()},
        "value": language.say(_("Gap, in points")),
        "earlier": language.say(_("Gap, {period}"), period=before),
    }
    columns = (
        Column(id="geo", label=_heading("geo", language), is_number=False),
        *(
            Column(id=id_, label=label, decimals=gap.unit.decimals)
            for id_, label in headings.items()
        ),
    )
    both = [
        rows.select("geo", "period", citizen=pl.lit(id_), value=id_, flag=f"{id_}_flag")
        for id_ in GROUPS
    ]
    between = rows.select("geo", "period", "value", "flag", citizen=pl.lit("gap"))
    data = _tidy(pl.concat([*both, between], how="diagonal"), "geo", "citizen")
    return table(language.say(gap.label), columns, told, data, rows["geo"].to_list())


def _heading(key: str, language: Language) -> str:
    message = {"geo": _("Country"), "citizen": _("Citizenship")}.get(key, _("Group"))
    return language.say(message)


def _tidy(series: pl.DataFrame | pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    return series.lazy().select(*keys, "period", "value", "flag", absence=why_absent())


def _uncollected(silent: Sequence[tuple[str, object]], key: str) -> pl.LazyFrame:
    """A row for what the table marks as not collected: no observation stands for it."""
    schema = {key: pl.String, "period": pl.Date}
    return pl.LazyFrame(silent, schema=schema, orient="row").with_columns(
        value=pl.lit(None, pl.Float64),
        flag=pl.lit(None, pl.String),
        absence=pl.lit(Absence.NOT_COLLECTED.value),
    )


def _both_periods(
    bars: pl.DataFrame, periods: tuple[Period, Period | None], changes: Mapping[str, Change]
) -> pl.LazyFrame:
    """Both periods of a ranking, each place's one under the other; the change beside the later."""
    key, (now, before) = bars.columns[0], periods
    rows = bars.lazy()
    later = rows.select(key, "value", "flag", place=pl.int_range(pl.len()), period=now.start)
    if before is None:
        return _tidy(later, key)
    told = [(code, each.absolute, each.percent) for code, each in changes.items() if each.is_told]
    moves = pl.LazyFrame(told, schema={key: pl.String, **CHANGES}, orient="row")
    earlier = rows.select(
        key, value="earlier", flag="earlier_flag", place=pl.int_range(pl.len()), period=before.start
    )
    both = pl.concat([later.join(moves, on=key, how="left"), earlier], how="diagonal")
    return both.sort("place", "period", descending=[False, True]).select(
        key, "period", "value", "flag", why_absent().alias("absence"), *CHANGES
    )
