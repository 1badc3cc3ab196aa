"""Axes: where a value lies on the picture, and what is drawn along them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from charts.svg.elements import Spec, element, text_block
from emn.errors import Undrawable

Values = tuple[float | None, ...]
Line = tuple[float, float, float, float]  # where it begins, its lowest number, its span, its length

_KINDS = ("linear", "date", "category")
_UNDER, _BESIDE = 3.0, 1.0  # between an axis and its labels, as plotly.js leaves it


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis in pixels: `start` is where its range begins, `length` is negative upwards."""

    name: str
    spec: Spec
    start: float
    length: float
    low: float
    high: float
    places: Mapping[str, int] = field(default_factory=dict)  # of a category axis

    @classmethod
    def of(cls, name: str, spec: Spec, start: float, length: float) -> Axis:
        """Read an axis of plotly's; its kind and range must be explicit."""
        kind = spec.get("type")
        if kind not in _KINDS or "range" not in spec:
            raise Undrawable(
                f"{name}: type {kind!r}, range {spec.get('range')}. The static drawing needs an"
                f" explicit range, and one of the types {', '.join(_KINDS)}."
            )
        low, high = (_amount(end) if kind == "date" else float(end) for end in spec["range"])
        places = {key: place for place, key in enumerate(spec.get("categoryarray", ()))}
        return cls(
            name=name, spec=spec, start=start, length=length, low=low, high=high, places=places
        )

    def at(self, value: object) -> float:
        """Where a value of the data lies, in pixels."""
        return self.start + (self.amount(value) - self.low) / (self.high - self.low) * self.length

    @property
    def line(self) -> Line:
        """What tells where a number lies, for `spread`."""
        return self.start, self.low, self.high - self.low, self.length

    def spread(self, values: Iterable[object]) -> list[float | None]:
        """Where each of these values lies; None where there is none."""
        if self.spec["type"] == "linear":
            return spread(values, self.line)  # type: ignore[arg-type]  # numbers, on this axis
        return spread([None if each is None else self.amount(each) for each in values], self.line)

    def amount(self, value: object) -> float:
        """A value as the number that the range is written in."""
        if self.places and isinstance(value, str):
            return self.places[value]
        if self.spec["type"] == "date" and not isinstance(value, int | float):
            return _amount(value)
        return float(value)  # type: ignore[arg-type]  # a trace's value; Undrawable would hide where

    def along(self, share: float) -> float:
        """Where a share of the plot lies (plotly's `paper`), in pixels."""
        return self.start + share * self.length


def spread(values: Iterable[float | None], line: Line) -> list[float | None]:
    """Where each number lies on the line of an axis; None where there is none."""
    start, low, span, length = line
    return [None if each is None else start + (each - low) / span * length for each in values]


@lru_cache(maxsize=4096)
def _amount(value: object) -> float:
    """A date as days."""
    if isinstance(value, datetime | date):
        value = value.isoformat()
    moment = datetime.fromisoformat(str(value))
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The pair of axes that traces are drawn on, and their rectangle."""

    x: Axis
    y: Axis
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def of(cls, x: Axis, y: Axis) -> Plot:
        """The plot that a horizontal and a vertical axis span."""
        return cls(x=x, y=y, left=x.start, top=y.start + y.length, width=x.length, height=-y.length)

    def behind(self) -> str:
        """What lies under the marks: grid lines, then the lines at zero."""
        return self._lines(self.x, is_vertical=True) + self._lines(self.y, is_vertical=False)

    def around(self, font: Spec) -> str:
        """What lies over the marks: axis lines, ticks and their labels."""
        return self._frame() + self._bottom_labels(font) + self._left_labels(font)

    def _lines(self, axis: Axis, *, is_vertical: bool) -> str:
        spec = axis.spec
        drawn = []
        if spec.get("showgrid"):
            drawn = [
                self._across(axis.at(value), spec["gridcolor"], spec["gridwidth"], is_vertical)
                for value in spec["tickvals"]
            ]
        if spec.get("zeroline") and axis.low <= 0 <= axis.high:
            colour, width = spec["zerolinecolor"], spec["zerolinewidth"]
            drawn.append(self._across(axis.at(0), colour, width, is_vertical))
        return "".join(drawn)

    def _across(self, at: float, colour: str, width: float, is_vertical: bool) -> str:  # noqa: FBT001 - private
        if is_vertical:
            return _line((at, self.top), (at, self.top + self.height), colour, width)
        return _line((self.left, at), (self.left + self.width, at), colour, width)

    def _frame(self) -> str:
        foot, drawn = self.top + self.height, ""
        for axis in (self.x, self.y):
            spec = axis.spec
            if spec.get("showline"):
                end = (self.left, self.top) if axis is self.y else (self.left + self.width, foot)
                drawn += _line((self.left, foot), end, spec["linecolor"], spec["linewidth"])
        if self.x.spec.get("ticks") == "outside":
            for value in self.x.spec["tickvals"]:
                x, spec = self.x.at(value), self.x.spec
                drawn += _line(
                    (x, foot), (x, foot + spec["ticklen"]), spec["tickcolor"], spec["tickwidth"]
                )
        return drawn

    def _bottom_labels(self, font: Spec) -> str:
        foot = self.top + self.height + _UNDER + _outside(self.x.spec)
        return "".join(
            text_block(label, (self.x.at(value), foot), ("center", "top"), label_font)
            for value, label, label_font in _labels(self.x, font)
        )

    def _left_labels(self, font: Spec) -> str:
        edge = self.left - _BESIDE - _outside(self.y.spec)
        return "".join(
            text_block(label, (edge, self.y.at(value)), ("right", "middle"), label_font)
            for value, label, label_font in _labels(self.y, font)
        )


def _labels(axis: Axis, font: Spec) -> list[tuple[object, str, Spec]]:
    spec = axis.spec
    if spec.get("showticklabels") is False:
        return []
    if "tickvals" not in spec or "ticktext" not in spec:
        raise Undrawable(f"{axis.name}: give tickvals and ticktext, or showticklabels=False.")
    label_font = {**font, **spec.get("tickfont", {})}
    return [
        (value, text, label_font)
        for value, text in zip(spec["tickvals"], spec["ticktext"], strict=True)
        if text
    ]


def _outside(spec: Spec) -> float:
    """How far from its axis a label begins."""
    tick = spec["ticklen"] if spec.get("ticks") == "outside" else 0
    return float(tick + spec.get("ticklabelstandoff", 0))


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> str:
    return element(
        "line",
        x1=start[0],
        y1=start[1],
        x2=end[0],
        y2=end[1],
        stroke=colour,
        stroke_width=width,
    )
