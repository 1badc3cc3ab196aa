"""How the map shows each place: its style, what a pointer reads there, the letters of its flag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charts.atlas.classes import Classes
from charts.atlas.marks import ABSENCES, Style, steps
from charts.theme import Canvas, escaped
from emn.flags import Absence, Flag, absence, labels
from emn.indicator import Indicator, Unit
from emn.wording import amount

# What the look of a place without a value says already.
_SAID = {
    Flag.CONFIDENTIAL,
    Flag.CANNOT_EXIST,
    Flag.NOT_APPLICABLE,
    Flag.NOT_SIGNIFICANT,
    Flag.NOT_COMPARABLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """One place as the map shows it: its style, what a pointer says, why it has no value, if so.

    `remarks` are the letters of its flag that say more than that.
    """

    geo: str
    style: Style
    hover: str
    absence: Absence | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Painter:
    """Gives each place its shade, by these classes."""

    indicator: Indicator
    canvas: Canvas
    classes: Classes | None

    def shade(self, geo: str, row: Mapping[str, Any] | None) -> Shade:
        """The shade of a place with this row; without any, nothing is collected on it."""
        if row is None:
            return self._absent(geo, Absence.NOT_COLLECTED, "")
        flag = row["flag"] or ""
        if row["value"] is None or self.classes is None:
            return self._absent(geo, absence(flag), flag)
        return Shade(
            geo=geo,
            style=steps(len(self.classes))[self.classes.place(row["value"])],
            hover=self._hover(geo, self._amount(row["value"]), flag),
            remarks=flag,
        )

    def _absent(self, geo: str, reason: Absence, flag: str) -> Shade:
        remarks = "".join(letter for letter in flag if letter not in _SAID)
        label = self.canvas.language.say(reason.label)
        hover = self._hover(geo, label, remarks)
        return Shade(geo=geo, style=ABSENCES[reason], hover=hover, absence=reason, remarks=remarks)

    def _amount(self, value: float) -> str:
        written = amount(self.indicator, value, self.canvas.language)
        if self.indicator.unit is Unit.PERCENT:
            return written
        return f"{written} {self.canvas.language.say(self.indicator.unit.label)}"

    def _hover(self, geo: str, said: str, flag: str) -> str:
        name = self.canvas.name(geo).removesuffix("*") + ("*" if geo == "XK" else "")
        rest = [said, labels(flag, self.canvas.language)]
        return "<br>".join((f"<b>{escaped(name)}</b>", *(escaped(each) for each in rest if each)))


def seen(shades: Sequence[Shade]) -> tuple[list[Absence], list[Flag]]:
    """The absences and flags that the legend must explain."""
    absences = {shade.absence for shade in shades}
    letters = {letter for shade in shades for letter in shade.remarks}
    return [each for each in Absence if each in absences], [
        each for each in Flag if each in letters
    ]
