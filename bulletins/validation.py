"""The validation form: every figure that we would print of a state, for its contact point.

A workbook, as statistical offices exchange them: figures can't be typed over, answers are chosen
from a list, a corrected value stands in a cell of its own, and whoever collects the forms can read
them by program. The first sheet is signed off.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bulletins.portrait import Portrait
from charts.profile import Fact
from charts.tables import cell
from charts.workshop import latest
from charts.xlsx import AUTHOR, COMPANY, FONT
from emn.errors import NothingStored
from emn.flags import labels
from emn.indicator import Indicator
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import Language, _
from emn.period import Frequency, Period
from emn.themes import Theme
from emn.wording import capitalised

_HEADS = (
    (_("No."), 6),
    (_("Theme"), 26),
    (_("Whom it is about"), 26),
    (_("Indicator"), 44),
    (_("Period"), 12),
    (_("Value"), 14),
    (_("Unit"), 18),
    (_("Letter of the flag"), 10),
    (_("Meaning of the flag"), 24),
    (_("Dataset"), 20),
)
_ANSWERS = ((_("Agree or correct"), 18), (_("Correct value"), 14), (_("Remark"), 40))
_SIGNED = (_("Name"), _("Function"), _("Organisation"), _("Date"), _("All figures were checked"))
_LINE, _ACROSS = 15.5, 84  # points of a line, letters across the first sheet
_CHOICES = (_("agree"), _("correct"))
_YES_NO = (_("yes"), _("no"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure as it would be printed, and whom it is about."""

    theme: Theme
    about: str
    label: str
    indicator: Indicator
    period: Period
    value: float | None
    flag: str | None
    dataflow: str


def figures(state: Portrait) -> tuple[Figure, ...]:
    """What the factsheet and the bulletin print of a state; of its citizens what others report."""
    return (*_own(state), *_months(state), *_of_its_people(state))


def _own(state: Portrait) -> Iterator[Figure]:
    for chapter in state.known.chapters:
        for fact in chapter.facts:
            yield _figure(state, chapter.theme, fact)


def _figure(state: Portrait, theme: Theme, fact: Fact) -> Figure:
    return Figure(
        theme=theme,
        about=state.place.name(state.language),
        label=state.language.say(fact.indicator.label),
        indicator=fact.indicator,
        period=fact.period,
        value=fact.value,
        flag=fact.flag,
        dataflow=fact.source.dataset.dataflow,
    )


def _months(state: Portrait) -> Iterator[Figure]:
    """Asylum applicants in the earlier months of the quarter: the bulletin has them all."""
    workshop, selection, indicator = state.known.workshop, state.known.selection, ASYLUM_APPLICANTS
    try:
        series = workshop.series(indicator, selection)
    except NothingStored:
        return
    last = latest(series)
    for month in state.quarter.within(Frequency.MONTHLY):
        found = (
            series.filter(geo=state.place.geo, period=month.start).select("value", "flag").rows()
        )
        if last is not None and month.start < last and found:
            yield Figure(
                theme=indicator.dataset.theme,
                about=state.place.name(state.language),
                label=state.language.say(indicator.label),
                indicator=indicator,
                period=month,
                value=found[0][0],
                flag=found[0][1],
                dataflow=indicator.dataset.dataflow,
            )


def _of_its_people(state: Portrait) -> Iterator[Figure]:
    if state.people is None:
        return
    about = state.language.say(
        _("{people} in the EU"), people=capitalised(state.people.people(state.language))
    )
    for each in state.abroad:
        yield Figure(
            theme=each.source.dataset.theme,
            about=about,
            label=state.language.say(each.label),
            indicator=each.indicator,
            period=each.period,
            value=each.value,
            flag=each.flag,
            dataflow=each.source.dataset.dataflow,
        )


# The workbook


def form(state: Portrait, title: str) -> bytes:
    """The form as XLSX; the same figures give the same bytes."""
    file = io.BytesIO()
    created = max(each.vintage.extracted_at for each in state.sources)
    plain = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with Workbook(file, plain) as opened:
        _known_by(opened, title, created)
        writer = _Writer(opened, state)
        writer.sign_off(title)
        writer.figures(figures(state))
    return file.getvalue()


def _known_by(opened: Workbook, title: str, created: datetime) -> None:
    when = created.astimezone(UTC).replace(tzinfo=None)
    opened.set_properties({"title": title, "author": AUTHOR, "company": COMPANY, "created": when})


class _Writer:
    """Writes the sheets of a form in its language; only what is to be answered can be typed in."""

    def __init__(self, opened: Workbook, state: Portrait) -> None:
        self.opened = opened
        self.state = state
        self.patterns: dict[str, Format] = {}
        self.language: Language = state.language
        base = {"font_name": FONT, "font_size": 11, "valign": "top"}
        self.plain = opened.add_format({**base, "text_wrap": True})
        self.title = opened.add_format({**base, "font_size": 16, "bold": True})
        self.head = opened.add_format({**base, "bold": True, "text_wrap": True, "bottom": 2})
        answer = {**base, "locked": False, "text_wrap": True, "border": 1, "bg_color": "#F4F6F9"}
        self.answer = opened.add_format(answer)
        self.day = opened.add_format({**answer, "num_format": "yyyy-mm-dd", "align": "left"})

    def sign_off(self, title: str) -> None:
        """What the form is for, and who answers for it."""
        say = self.language.say
        page = self._sheet(say(_("Sign-off")), (90, 40))
        page.write_string(0, 0, title, self.title)
        told = [say(each, of_place=self.state.place.of(self.language)) for each in _INTRODUCTION]
        if any(each.vintage.is_sample for each in self.state.sources):
            told.insert(0, say(_("Sample data: invented figures.")))
        for row, text in enumerate(told, 1):
            page.write_string(row, 0, text, self.plain)
            page.set_row(row, _LINE * (1 + len(text) // _ACROSS))
        first = len(told) + 2
        for row, label in enumerate(_SIGNED, first):
            page.write_string(row, 0, say(label), self.head)
            page.write_blank(row, 1, None, self.day if label == "Date" else self.answer)
        days = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
        page.data_validation(first + 3, 1, first + 3, 1, days)
        self._choose(page, (first + 4, 1), (first + 4, 1), _YES_NO)

    def figures(self, shown: Sequence[Figure]) -> None:
        """A row a figure: what we would print, and room for the answer."""
        say = self.language.say
        columns = (*_HEADS, *_ANSWERS)
        page = self._sheet(say(_("Figures")), tuple(width for _label, width in columns))
        for place, (label, _width) in enumerate(columns):
            page.write_string(0, place, say(label), self.head)
        page.set_row(0, 2 * _LINE)
        for row, each in enumerate(shown, 1):
            self._figure(page, row, each)
        last, first = max(1, len(shown)), len(_HEADS)
        self._choose(page, (1, first), (last, first), _CHOICES)
        numbers = {"validate": "decimal", "criteria": ">=", "value": -1_000_000_000}
        numbers |= {"error_title": say(_("A number")), "error_message": say(_ONLY_NUMBERS)}
        page.data_validation(1, first + 1, last, first + 1, numbers)
        page.freeze_panes(1, 4)
        page.repeat_rows(0)

    def _figure(self, page: Worksheet, row: int, each: Figure) -> None:
        language = self.language
        told = cell(each.indicator, each.value, each.flag, language)
        words = (
            language.say(each.theme.title),
            each.about,
            each.label,
            language.period(each.period, short=True),
        )
        page.write_number(row, 0, row, self.plain)
        widths = [width for _label, width in _HEADS[1:]]
        is_long = any(len(text) > width for text, width in zip(words, widths, strict=False))
        page.set_row(row, 2 * _LINE if is_long else _LINE)
        for place, text in enumerate(words, 1):
            page.write_string(row, place, text, self.plain)
        if each.value is None:
            page.write_string(row, 5, told.text, self.plain)
        else:
            page.write_number(row, 5, each.value, self._pattern(each.indicator))
        unit, meaning = language.say(each.indicator.unit.label), labels(each.flag, language)
        for place, text in enumerate((unit, told.mark, meaning, each.dataflow), 6):
            page.write_string(row, place, text, self.plain)
        for place in range(len(_HEADS), len(_HEADS) + len(_ANSWERS)):
            page.write_blank(row, place, None, self.answer)

    def _pattern(self, indicator: Indicator) -> Format:
        """A number with the decimals that are printed; each pattern once a workbook."""
        decimals = indicator.unit.decimals
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        if pattern not in self.patterns:
            looks = {"font_name": FONT, "font_size": 11, "valign": "top", "num_format": pattern}
            self.patterns[pattern] = self.opened.add_format(looks)
        return self.patterns[pattern]

    def _sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        page = self.opened.add_worksheet(name)
        for place, width in enumerate(widths):
            page.set_column(place, place, width, self.plain)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})
        return page

    def _choose(
        self, page: Worksheet, first: tuple[int, int], last: tuple[int, int], words: Sequence[str]
    ) -> None:
        choices = [self.language.say(each) for each in words]
        page.data_validation(*first, *last, {"validate": "list", "source": choices})


_INTRODUCTION = (
    _(
        "These are the figures {of_place} that the European Migration Network would print, as"
        " Eurostat publishes them."
    ),
    _(
        "On the sheet of figures, choose “agree” or “correct” for each. Where you correct one, give"
        " the right value and say why. Leave a line empty if you can't say."
    ),
    _(
        "What Eurostat publishes is corrected by whoever transmits it: an answer here changes no"
        " figure, it tells the editors what to say beside it."
    ),
    _(
        "Figures of citizens in the EU are reported by the countries that they are in; remarks on"
        " them are welcome."
    ),
)
_ONLY_NUMBERS = _("Write a number here, and anything else as a remark.")
