"""Labels that are measured before they are placed: wrapped, and moved apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from charts.svg.elements import LINE
from charts.theme import Canvas, escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text of one or more lines in plotly's markup, with its size in pixels."""

    markup: str
    width: float
    height: float


def label(canvas: Canvas, name: str, value: str = "", *, most: float = 0) -> Label:
    """Write a name in bold and a value after it, on lines at most so wide where that is possible.

    Without `most` it stays on one line.
    """
    words = [(word, 700) for word in name.split(" ")] + ([(value, 400)] if value else [])
    lines: list[list[tuple[str, int]]] = [[]]
    for word in words:
        if lines[-1] and most and _width(canvas, [*lines[-1], word]) > most:
            lines.append([])
        lines[-1].append(word)
    return Label(
        markup="<br>".join(_markup(line) for line in lines),
        width=max(_width(canvas, line) for line in lines),
        height=len(lines) * LINE * canvas.text_size,
    )


def wrapped(canvas: Canvas, text: str, most: float) -> Label:
    """Break a plain text into lines at most so wide, where its words allow."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and canvas.text_width(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return Label(
        markup="<br>".join(escaped(line) for line in lines),
        width=max(canvas.text_width(line) for line in lines),
        height=len(lines) * LINE * canvas.text_size,
    )


def spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Move the middles of labels so that none overlaps, each as little as possible, within room.

    Labels keep their order. In coordinates from which everything above a label is taken away,
    "no overlap" means "never falling", and the nearest such sequence is isotonic regression.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    tall = [heights[place] for place in order]
    above = [end - height for end, height in zip(accumulate(tall), tall, strict=True)]
    tops = [
        wanted[place] - heights[place] / 2 - offset
        for place, offset in zip(order, above, strict=True)
    ]
    most = max(0.0, room - sum(tall))
    middles = [0.0] * len(wanted)
    for place, top, offset in zip(order, _never_falling(tops), above, strict=True):
        middles[place] = min(max(top, 0.0), most) + offset + heights[place] / 2
    return middles


def _never_falling(values: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls: neighbours that do are replaced by their mean."""
    blocks: list[list[float]] = []
    for value in values:
        blocks.append([value])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    return [_mean(block) for block in blocks for _each in block]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _width(canvas: Canvas, line: Sequence[tuple[str, int]]) -> float:
    gaps = (len(line) - 1) * canvas.text_width(" ", 700)
    return sum(canvas.text_width(word, weight) for word, weight in line) + gaps


def _markup(line: Sequence[tuple[str, int]]) -> str:
    bold = escaped(" ".join(word for word, weight in line if weight == 700))  # noqa: PLR2004 - a weight
    rest = escaped(" ".join(word for word, weight in line if weight != 700))  # noqa: PLR2004 - a weight
    return " ".join(part for part in (f"<b>{bold}</b>" if bold else "", rest) if part)
