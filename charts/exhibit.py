"""Class Exhibit: figure, table, alt text, source and notes in one value.

The hinge of the project: one exhibit gives the dashboard panel, the bulletin's figure and table,
the download and the alt text, so nobody copies a number from one output to another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from cache import Vintage
from charts.sketch import Figure
from emn.dataset import Dataset
from emn.language import Language, _

_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: its heading, whether it heads its row, or holds numbers, how exact."""

    id: str
    label: str
    is_number: bool = True
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers behind a figure, written in a language, flags beside them.

    `rows` holds one text per column; `marks` the flag or shorthand beside it, empty where none;
    `numbers` the number that the text writes, None where it writes none. `data` has everything
    that is drawn, an observation a row: keys, period, value, flag, absence, perhaps change; it is
    made of `drawn` when somebody asks for a file.
    `keys` says which row of a figure's table is which: the first day of a period, or a code.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: tuple[tuple[str, ...], ...]
    numbers: tuple[tuple[float | None, ...], ...]
    drawn: pl.LazyFrame
    keys: tuple[str, ...] = ()
    has_periods_across: bool = False  # its columns are periods, latest first; its rows are places

    @property
    def data(self) -> pl.DataFrame:
        """Everything that is drawn, an observation a row."""
        return self.drawn.collect()

    @property
    def is_over_time(self) -> bool:
        """Tell whether its rows are periods, latest first."""
        return self.columns[0].id == "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the numbers of an exhibit come from: dataset, vintage, and the line that says so."""

    dataset: Dataset
    vintage: Vintage

    def line(self, language: Language) -> str:
        """The source line: whose figures they are, dataset code, updated, extracted."""
        return language.say(
            _("Source: {source}, {dataflow}, updated {updated}, extracted {extracted}."),
            source=self.vintage.whose(language),
            dataflow=self.dataset.dataflow,
            updated=language.date(self.vintage.last_update),
            extracted=language.date(self.vintage.extracted_at),
        )

    @property
    def url(self) -> str:
        """Where a person finds the dataset; nothing where no page is known."""
        if self.vintage.is_eurostats:
            return self.dataset.url
        return self.vintage.url if self.vintage.url.startswith(_WEB) else ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exhibit:
    """One picture with everything that proves it; every text is in its language.

    `figure` is for a page at least 700 px wide, `narrow` for a phone. `text` is what a person
    would say on the phone. An exhibit of sample data carries its watermark in both figures.
    `beside` are the sources of a number that is made of two datasets, but for the first.
    """

    id: str
    language: Language
    title: str
    subtitle: str
    figure: Figure
    narrow: Figure
    table: Table
    alt: str
    text: str
    notes: tuple[str, ...]
    source: Source
    beside: tuple[Source, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that it draws on, its own first."""
        return (self.source, *self.beside)

    def noted(self, *notes: str) -> Exhibit:
        """The same exhibit with more notes, also for those who can't see it."""
        return replace(self, notes=(*self.notes, *notes), alt=" ".join((self.alt, *notes)))

    @property
    def is_sample(self) -> bool:
        """Tell whether its figures are invented."""
        return self.source.vintage.is_sample
