from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cache import Store, Vintage
from emn.errors import ChecksFailed
from emn.period import Frequency, Period
from etl.manual import imported
from tests.etl.imports.conftest import NOW

# From TSV to Parquet and back


def tsv(observations: pl.DataFrame, order: tuple[str, ...], frequency: Frequency) -> str:
    """Write observations as Eurostat does, series and periods in order; `order` is that of keys."""
    days = observations["period"].unique().sort()
    names = {day: str(Period.at(day, frequency)) for day in days}
    rest = pl.col("flag").fill_null("") + ("@" + pl.col("conf_status")).fill_null("")
    whole = pl.col("value").cast(pl.Int64)
    number = (
        pl.when(pl.col("value") == whole)
        .then(whole.cast(pl.String))
        .otherwise(pl.col("value").cast(pl.String))
        .fill_null(":")
    )
    wide = (
        observations.with_columns(freq=pl.lit(frequency.value))
        .select("period", key=pl.concat_str(order, separator=","), cell=number + " " + rest)
        .pivot(on="period", on_columns=days, index="key", values="cell")
        .sort("key")
    )
    lines = wide.select(pl.concat_str(pl.all().fill_null(""), separator="\t")).to_series()
    header = "\t".join(
        [f"{','.join(order)}\\TIME_PERIOD", *(f"{each} " for each in names.values())]
    )
    return "".join(f"{line}\r\n" for line in [header, *lines])


def written_back(store: Store, vintage: Vintage, frequency: Frequency) -> str:
    """What is in service, as the TSV that it was."""
    known = store.structure(vintage.dataset)
    path = store.root / "vintages" / vintage.dataset / f"{vintage.name}.parquet"
    assert known is not None
    return tsv(pl.read_parquet(path), known.order, frequency)


numbers = st.integers(-10_000, 10**9).map(str) | st.integers(1, 99_999).map(
    lambda number: f"{number // 10}.{number % 9 + 1}"
)
rests = st.sampled_from(["", "p", "b", "bep", "u", "@C", "p@C"])
a_cell = st.builds("{} {}".format, st.just(":") | numbers, rests)
a_table = st.integers(1, 4).flatmap(
    lambda width: st.dictionaries(
        st.tuples(*(st.sampled_from(["DE", "NA", "T", "008", "EU27_2020"]) for _ in range(3))),
        st.lists(a_cell, min_size=width, max_size=width),
        min_size=1,
        max_size=6,
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=a_table)
def test_tsv_comes_back_from_parquet_cell_by_cell(
    tmp_path: Path, table: dict[tuple[str, ...], list[str]]
) -> None:
    width = len(next(iter(table.values())))
    header = "\t".join(
        ["freq,sex,citizen,geo\\TIME_PERIOD", *(f"{2020 + n} " for n in range(width))]
    )
    series = sorted("\t".join([",".join(["A", *key]), *line]) for key, line in table.items())
    text = "".join(f"{line}\r\n" for line in [header, *series])
    path = tmp_path / "table.tsv"
    path.write_text(text, newline="")
    new = Store(tmp_path / str(abs(hash(text))))

    if not any(cell[0] != ":" for line in table.values() for cell in line):
        with pytest.raises(ChecksFailed, match="no value"):
            imported(new, path, "round_trip", NOW)
        return
    vintage = imported(new, path, "round_trip", NOW)

    assert written_back(new, vintage, Frequency.ANNUAL) == text


def as_we_write(path: Path) -> str:
    """A TSV of Eurostat's with its series sorted, and 7.0 written as 7."""
    header, *lines = pl.read_lines(path)["line"].str.strip_chars_end("\r\n")
    width = header.count("\t") + 1
    parts = pl.Series("line", lines).str.split("\t").explode()
    texts = {each: plain(each) for each in parts.unique()}
    series = parts.replace_strict(texts).reshape((len(lines), width)).arr.join("\t").sort()
    return "".join(f"{line}\r\n" for line in [header, *series])


def plain(part: str) -> str:
    """One cell with its number in the shortest form; a key as it is."""
    number, space, rest = part.partition(" ")
    if not space or number == ":":
        return part.strip() if not space else f"{number} {rest.strip()}"
    value = float(number)
    return f"{f'{value:.0f}' if value.is_integer() else value} {rest.strip()}"


def test_real_tsv_comes_back_from_parquet_cell_by_cell(store: Store, shared: Path) -> None:
    extract = shared / "wire" / "migr_asyappctzm_extract_2020-10-06.tsv"
    paths = [shared / "wire" / "demo_gind.tsv.gz", shared / "wire" / "lfsa_urgan.tsv", extract]

    frequencies = [Frequency.ANNUAL, Frequency.ANNUAL, Frequency.MONTHLY]

    back = [
        written_back(store, imported(store, path, f"table_{path.stem[0]}", NOW), frequency)
        for path, frequency in zip(paths, frequencies, strict=True)
    ]

    assert [text == as_we_write(path) for text, path in zip(back, paths, strict=True)] == [True] * 3


def test_the_ten_million_cells_of_a_real_dump_come_back(store: Store, shared: Path) -> None:
    path = shared / "wire" / "migr_asyappctza.tsv.gz"

    vintage = imported(store, path, "applicants_of_2022", NOW)

    assert vintage.rows == 643_776 * 15
    assert written_back(store, vintage, Frequency.ANNUAL) == as_we_write(path)
