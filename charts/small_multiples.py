"""Small multiples: one panel a place, and behind each line the median of the EMN's members.

Panels share a scale, so that levels can be compared, unless each is given its own, so that shapes
can. Lines are drawn as those of a trend are; the last value stands beside the name of the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

import polars as pl

from charts.layout.blank import nothing
from charts.layout.panels import Panels, columns, plot_height
from charts.layout.remarks import Remark, draw_remarks, height, line_height, remarks
from charts.layout.scale import PeriodTick, Scale, period_ticks, scale
from charts.lines import strokes
from charts.lines.events import days, draw_strokes, note_events, within
from charts.lines.pen import Pen
from charts.lines.timeline import Line, Timeline, half_before
from charts.median import MEDIAN
from charts.sketch import Figure, Sketch
from charts.theme import (
    ACCENTS,
    MUTED,
    WASH,
    Canvas,
    Margin,
    finish,
    started,
)
from emn import flags
from emn.coverage import AGGREGATES
from emn.indicator import Indicator, Unit
from emn.language import Language, _
from emn.period import Period
from emn.wording import amount

_GAP, _RIGHT, _BESIDE = 20, 12, 8  # pixels between panels, right of the last, beside labels
_KEY = 22  # the length in pixels of the stroke that shows what the grey line is
_BEHIND, _MARK_SIZE = 1.5, 5  # pixels: the median's line, the mark at the end of a place's


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """A line, its scale and its panel for each place, and what all of them share."""

    indicator: Indicator
    timeline: Timeline
    lines: list[Line]
    median: Line | None
    scales: list[Scale]
    panels: Panels
    ticks: list[PeriodTick]
    remarks: list[Remark]
    has_own_scales: bool

    @property
    def canvas(self) -> Canvas:
        """The canvas that the panels fit."""
        return self.panels.canvas


def small_multiples(
    indicator: Indicator,
    series: pl.DataFrame,
    places: Sequence[str],
    canvas: Canvas,
    *,
    has_own_scales: bool = False,
) -> Figure:
    """Draw one panel a place, in this order; the figure is as tall as they need.

    Behind each lies the median of the EMN's members, if the series holds it. A place that is not
    in the series has no panel.
    """
    known = set(series["geo"].unique())
    shown = [place for place in places if place in known]
    if not shown:
        return nothing(canvas)
    picture = _picture(indicator, series, shown, canvas, has_own_scales=has_own_scales)
    sketch = started()
    for place in range(len(shown)):
        _draw_panel(sketch, picture, place)
    draw_remarks(sketch, picture.remarks, picture.canvas)
    note_events(sketch, within(canvas.events, picture.timeline.periods), canvas)
    if picture.median:
        _draw_key(sketch, picture)
    return finish(sketch, picture.canvas, picture.panels.margin)


def _picture(
    indicator: Indicator,
    series: pl.DataFrame,
    places: Sequence[str],
    canvas: Canvas,
    *,
    has_own_scales: bool,
) -> _Picture:
    """Measure everything before anything is drawn."""
    timeline, lines, median = _lines(indicator, series, places)
    across = columns(len(lines), _most_columns(canvas, has_own_scales=has_own_scales))
    values = [_values(line, *([median] if median else [])) for line in lines]
    if not has_own_scales:
        values = [[value for each in values for value in each]] * len(lines)
    pixels = plot_height(canvas, across)
    scales = [scale(each, indicator.unit, canvas.language, pixels) for each in values]
    beside = ceil(max(each.label_width(canvas) for each in scales)) + _BESIDE
    said = _remarks(timeline, indicator.unit, canvas.language)
    key = [canvas.name(MEDIAN)] if median else []
    room = canvas.width - beside - _RIGHT
    told = remarks([*key, *said], canvas, room, _KEY + 6 if median else 0)
    panels = Panels.of(
        [(canvas.name(line.key), _last(line, timeline, indicator, canvas)) for line in lines],
        canvas,
        Margin(beside, height(told, canvas), _RIGHT, canvas.text_size + 18),
        across,
        _GAP + beside - _BESIDE if has_own_scales else _GAP,
    )
    return _Picture(
        indicator=indicator,
        timeline=timeline,
        lines=lines,
        median=median,
        scales=scales,
        panels=panels,
        ticks=_ticks(timeline, panels),
        remarks=told,
        has_own_scales=has_own_scales,
    )


def _most_columns(canvas: Canvas, *, has_own_scales: bool) -> int:
    """A panel with a scale of its own needs room for its labels."""
    if canvas.is_narrow:
        return 2 if has_own_scales else 3
    return 4 if has_own_scales else 6


def _lines(
    indicator: Indicator, series: pl.DataFrame, places: Sequence[str]
) -> tuple[Timeline, list[Line], Line | None]:
    """The line of each place over the same periods, and the median's, if there is one."""
    shown = series.filter(pl.col("geo").is_in([*places, MEDIAN]))
    totals = [place for place in places if place in AGGREGATES]
    timeline = Timeline.of(shown, totals, indicator.dataset.frequency, "geo")
    known = {line.key: line for line in timeline.lines}
    known |= {line.key: replace(line, colour=ACCENTS[0]) for line in timeline.context}
    median = next((line for line in timeline.context if line.key == MEDIAN), None)
    return timeline, [known[place] for place in places], median


def _values(*lines: Line) -> list[float]:
    return [spot.value for line in lines for spot in line.spots if spot.value is not None]


def _last(line: Line, timeline: Timeline, indicator: Indicator, canvas: Canvas) -> str:
    """The last value; with its period, where that is not the last one that most have reported."""
    end = strokes.last(line.spots)
    if end is None or end.value is None:
        now = timeline.periods.index(_latest(timeline))
        return canvas.language.say(flags.absence(line.spots[now].flag).label)
    value = amount(indicator, end.value, canvas.language)
    if end.period == _latest(timeline):
        return value
    return f"{value} ({canvas.language.period(end.period, short=True)})"


def _latest(timeline: Timeline) -> Period:
    """The last complete period, or the last one where none is."""
    whole = [period for period in timeline.periods if period not in timeline.incomplete]
    return (whole or timeline.periods)[-1]


def _ticks(timeline: Timeline, panels: Panels) -> list[PeriodTick]:
    """The labels under a panel that do not reach into its neighbours."""
    begin, end = timeline.range
    ticks = period_ticks(timeline.periods, panels.canvas, panels.width)

    def fits(tick: PeriodTick) -> bool:
        at = (tick.period.start - begin) / (end - begin) * panels.width
        half = panels.canvas.text_width(tick.text) / 2
        room = panels.gap / 2 - 3
        return at - half >= -room and at + half <= panels.width + min(room, _RIGHT)

    first, *others = [tick for tick in ticks if fits(tick)] or ticks[:1]
    if str(first.period.start.year) not in first.text:  # the tick that said so did not fit
        name = panels.canvas.language.period(first.period, short=True)
        first = first._replace(text=name)
    return [first, *others]


def _draw_panel(sketch: Sketch, picture: _Picture, place: int) -> None:
    line, number = picture.lines[place], str(place + 1) if place else ""
    axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
    _draw_axes(sketch, picture, place, number)
    _draw_bands(sketch, picture, picture.scales[place], axes)
    draw_strokes(sketch, days(picture.timeline, picture.canvas), picture.scales[place], axes)
    pen = Pen(sketch=sketch, indicator=picture.indicator, canvas=picture.canvas, axes=axes)
    if picture.median:
        pen.draw_behind(picture.median, _BEHIND)
    pen.draw(line)
    pen.draw_breaks(line)
    end = strokes.last(line.spots)
    pen.mark(line, [*strokes.alone(line.spots), *([end] if end else [])], _MARK_SIZE)
    pen.draw_confidential([line])
    _draw_title(sketch, picture.panels, place)


def _draw_axes(sketch: Sketch, picture: _Picture, place: int, number: str) -> None:
    """Each panel has its pair of axes; labels stand only where none says the same already."""
    panels = picture.panels
    across, upwards = panels.domains(place)
    periods: dict[str, object] = {
        "type": "date",
        "range": [day.isoformat() for day in picture.timeline.range],
        "tickvals": [tick.period.start.isoformat() for tick in picture.ticks],
        "ticktext": [tick.text for tick in picture.ticks],
        "showticklabels": panels.is_last_in_its_column(place),
        "ticks": "outside",
        "ticklen": 4,
        "domain": across,
        "anchor": f"y{number}",
    }
    values = {
        **picture.scales[place].axis(),
        "showticklabels": picture.has_own_scales or panels.is_first_in_its_row(place),
        "domain": upwards,
        "anchor": f"x{number}",
    }
    sketch.update_layout(**{f"xaxis{number}": periods, f"yaxis{number}": values})


def _draw_bands(sketch: Sketch, picture: _Picture, values: Scale, axes: dict[str, str]) -> None:
    """Grey out the periods that too few have reported."""
    for period in picture.timeline.incomplete:
        sketch.add_shape(
            type="rect",
            xref=axes["xaxis"],
            yref=axes["yaxis"],
            x0=half_before(period).isoformat(),
            x1=half_before(period.shifted(1)).isoformat(),
            y0=values.low,
            y1=values.high,
            fillcolor=WASH,
            line={"width": 0},
            layer="below",
        )


def _draw_title(sketch: Sketch, panels: Panels, place: int) -> None:
    """Write the place and its last value over the panel, from its left edge."""
    across, upwards = panels.domains(place)
    sketch.add_annotation(
        text=panels.titles[place].markup,
        xref="paper",
        yref="paper",
        x=across[0],
        y=upwards[1],
        yshift=4,
        xanchor="left",
        yanchor="bottom",
        align="left",
    )


def _remarks(timeline: Timeline, unit: Unit, language: Language) -> list[str]:
    """What stands over all panels beside the key: the unit of a rate, and who has reported."""
    told = []
    if not unit.is_count and unit is not Unit.PERCENT:
        told.append(language.say(unit.label))
    if timeline.incomplete:
        reported = _("{reported} of {expected} reported")
        told.append(language.say(reported, reported=timeline.reported, expected=timeline.expected))
    return told


def _draw_key(sketch: Sketch, picture: _Picture) -> None:
    """A stroke of the grey line, before the remark that says what it is."""
    at = height(picture.remarks, picture.canvas) - line_height(picture.canvas) / 2
    sketch.add_shape(
        type="line",
        xref="paper",
        yref="paper",
        xsizemode="pixel",
        ysizemode="pixel",
        xanchor=0,
        yanchor=1,
        x0=0,
        x1=_KEY,
        y0=at,
        y1=at,
        line={"color": MUTED, "width": _BEHIND},
    )
