from __future__ import annotations

import contextlib
import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cache import Origin, Store, Vintage
from emn.commands.import_ import import_, told
from emn.dataset import Dataset
from emn.datasets.legal_migration import FIRST_PERMITS
from emn.datasets.protection import ASYLUM_APPLICATIONS, FIRST_TIME_RATE_ANNUAL
from emn.errors import BrokenFile, ChecksFailed, EmnError, Misused, MixedOrigins
from emn.period import Frequency, Period
from emn.settings import Settings
from emn.structure import Dimension, Structure
from etl.eurostat_api import Eurostat
from etl.manual import imported, is_eurostat
from etl.readers import read
from etl.readers.shape import destination
from etl.refresh import refresh

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
TIDY = """# source: Geostat
# licence: CC BY 4.0
# date: 2026-10-07
# title: Residents of Georgia by citizenship
# url: https://example.invalid/residents
geo,citizen,period,value,flag
GE,TOTAL,2024,3694600,
GE,TOTAL,2025,3704500,p
GE,UA,2025,,u
"""
SDMX = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\r\n"
RATE = (
    "ESTAT:MIGR_ASYAPP1MP(1.0),02/09/26 23:00:00,A,NR,DE,2024,2.75,d,\r\n"
    "ESTAT:MIGR_ASYAPP1MP(1.0),02/09/26 23:00:00,A,NR,DE,2025,1.36,,\r\n"
)
PERMITS = (
    "DATAFLOW,LAST UPDATE,freq,reason,citizen,duration,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
)
LABELLED = f"{PERMITS}\nESTAT:TPS00170(1.0),,Annual,Total,Total,Total,Person,Austria,2024,5,b\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the file lies that a person brings."""
    return tmp_path / "brought.csv"


def stored(store: Store, path: Path, vintage: Vintage) -> pl.DataFrame:
    """The observations that are in service."""
    return store.observations(destination(path, read(path), vintage.dataset)).collect()


def structure(dataset: Dataset, **labels: dict[str, str]) -> Structure:
    """A structure with these labels, by dimension."""
    return Structure(
        dataflow=dataset.dataflow,
        titles={},
        dimensions=tuple(
            Dimension(id=each, codes=tuple(codes), labels={"en": codes})
            for each, codes in labels.items()
        ),
    )


def test_a_tidy_csv_becomes_a_dataset_of_its_own(store: Store, file: Path) -> None:
    file.write_text(TIDY)

    vintage = imported(store, file, "georgia_residents", NOW)

    assert stored(store, file, vintage).rows() == [
        ("GE", "TOTAL", date(2024, 1, 1), 3694600.0, None, None),
        ("GE", "TOTAL", date(2025, 1, 1), 3704500.0, "p", None),
        ("GE", "UA", date(2025, 1, 1), None, "u", None),
    ]
    assert (vintage.rows, vintage.reporters) == (3, 1)
    assert (vintage.first_period, vintage.last_period) == (date(2024, 1, 1), date(2025, 1, 1))


def test_its_vintage_says_whose_figures_they_are_and_of_when(store: Store, file: Path) -> None:
    file.write_text(TIDY)

    vintage = imported(store, file, "georgia_residents", NOW)

    assert (vintage.source, vintage.licence) == ("Geostat", "CC BY 4.0")
    assert vintage.url == "https://example.invalid/residents"
    assert vintage.last_update == datetime.fromisoformat("2026-10-07T23:00:00+02:00")
    assert not is_eurostat(vintage)
    assert Vintage.from_json(vintage.to_json()) == vintage


def test_the_file_is_kept_as_it_came_with_what_is_known_of_it(store: Store, file: Path) -> None:
    file.write_text(TIDY)

    vintage = imported(store, file, "georgia_residents", NOW)

    assert store.raw(vintage, ".csv").read_text() == TIDY
    note = json.loads(store.raw(vintage, ".json").read_text())
    assert (note["source"], note["reason"]) == ("Geostat", "imported from brought.csv")
    assert store.structure("georgia_residents") == Structure(
        dataflow="georgia_residents",
        titles={"en": "Residents of Georgia by citizenship"},
        dimensions=(
            Dimension(id="freq", codes=("A",), labels={}),
            Dimension(id="geo", codes=("GE",), labels={}),
            Dimension(id="citizen", codes=("TOTAL", "UA"), labels={}),
        ),
    )


def test_a_file_of_eurostats_is_cut_to_the_declared_slice(store: Store, file: Path) -> None:
    file.write_text(SDMX + RATE + RATE.replace(",2024,", ",2007,").splitlines()[0])
    heard: list[str] = []

    vintage = imported(store, file, FIRST_TIME_RATE_ANNUAL.id, NOW, tell=heard.append)

    assert store.observations(FIRST_TIME_RATE_ANNUAL).collect().rows() == [
        ("DE", "NR", date(2024, 1, 1), 2.75, "d", None),
        ("DE", "NR", date(2025, 1, 1), 1.36, None, None),
    ]
    assert heard == ["1 of 3 cells are outside the slice that first_time_rate_annual is."]
    assert is_eurostat(vintage)
    assert store.structure(FIRST_TIME_RATE_ANNUAL.dataflow) is None


def test_codes_of_before_2025_come_out_as_those_of_today(store: Store, shared: Path) -> None:
    old = shared / "wire" / "migr_asyappctzm_extract_2020-10-06.tsv"

    imported(store, old, ASYLUM_APPLICATIONS.id, NOW)

    kept = store.observations(ASYLUM_APPLICATIONS).collect()
    assert set(kept["applicant"].unique()) == {"TOTAL", "FRST"}
    assert set(kept["citizen"].unique()) == {"TOTAL", "EXT_EU27_2020"}


def test_labels_become_codes_where_the_structure_is_known(store: Store, file: Path) -> None:
    file.write_text(LABELLED)
    total = {"TOTAL": "Total"}
    store.keep_structure(
        structure(
            FIRST_PERMITS,
            freq={"A": "Annual"},
            reason=total,
            citizen=total,
            duration=total,
            unit={"PER": "Person"},
            geo={"AT": "Austria"},
        )
    )

    imported(store, file, FIRST_PERMITS.id, NOW)

    assert store.observations(FIRST_PERMITS).collect().rows() == [
        ("AT", "PER", "TOTAL", "TOTAL", "TOTAL", date(2024, 1, 1), 5.0, "b", None)
    ]


def test_a_label_that_means_no_code_is_named(store: Store, file: Path) -> None:
    file.write_text(LABELLED)
    store.keep_structure(structure(FIRST_PERMITS, geo={"DE": "Germany"}))

    with pytest.raises(BrokenFile, match="geo 'Austria' is no label of migr_resfirst"):
        imported(store, file, FIRST_PERMITS.id, NOW)


def test_a_label_that_means_two_codes_is_named(store: Store, file: Path) -> None:
    file.write_text(LABELLED)
    store.keep_structure(structure(FIRST_PERMITS, geo={"AT": "Austria", "AT1": "Austria"}))

    with pytest.raises(BrokenFile, match="'Austria' is no label of migr_resfirst, or of two codes"):
        imported(store, file, FIRST_PERMITS.id, NOW)


def test_labels_are_kept_and_said_where_no_structure_is_known(store: Store, file: Path) -> None:
    file.write_text(LABELLED)
    heard: list[str] = []

    vintage = imported(store, file, "permits_by_hand", NOW, tell=heard.append)

    assert stored(store, file, vintage)["geo"].to_list() == ["Austria"]
    assert len(heard) == 1
    assert "the codes of tps00170 are not known here" in heard[0]


@pytest.mark.parametrize(
    ("content", "dataset_id", "says"),
    [
        (TIDY, "population", "holds figures of Geostat, and population is Eurostat's"),
        (SDMX + RATE, "population", "holds migr_asyapp1mp, and population is a slice of"),
        (TIDY, "asylum_aplications", "did you mean asylum_applications"),
        (TIDY, "../elsewhere", "no name for a dataset"),
        (TIDY, "Visas", "no name for a dataset"),
        (TIDY, "current.json", "no name for a dataset"),
    ],
)
def test_a_file_that_does_not_belong_there_is_refused(
    store: Store, file: Path, content: str, dataset_id: str, says: str
) -> None:
    file.write_text(content)

    with pytest.raises(Misused, match=says):
        imported(store, file, dataset_id, NOW)

    assert not store.root.exists()


@pytest.mark.parametrize(
    ("content", "dataset_id", "says"),
    [
        (SDMX, "rates", "has to have one frequency, and has none"),
        (TIDY + "GE,UA,2025-04,1,\n", "georgia_residents", r"has \['A', 'M'\]"),
        ("geo\\TIME\t2025 \r\nDE\t1 \r\n", "rates", "has to have one frequency, and has none"),
        (LABELLED.replace("TPS00170", "MIGR_RESFIRST"), FIRST_PERMITS.id, "holds nothing of the"),
        (SDMX + RATE, "temporary_protection_rate", "is a slice of migr_asytpspop"),
        (
            "freq,unit,sex,geo\\TIME_PERIOD\t2025 \r\nA,NR,T,DE\t1 \r\n",
            FIRST_TIME_RATE_ANNUAL.id,
            "lacks: none; also has: sex",
        ),
    ],
)
def test_a_file_without_anything_to_store_says_why(
    store: Store, file: Path, content: str, dataset_id: str, says: str
) -> None:
    file.write_text(content)

    with pytest.raises(EmnError, match=says):
        imported(store, file, dataset_id, NOW)

    assert not (store.root / "vintages").exists()


def test_what_nobody_could_read_is_refused_even_with_a_reason(store: Store, file: Path) -> None:
    file.write_text(TIDY)
    first = imported(store, file, "georgia_residents", NOW)
    file.write_text(TIDY.replace("10-07", "11-07") + "GE,TOTAL,2025,3704501,p\n")

    with pytest.raises(ChecksFailed, match="duplicates: more than one row for"):
        imported(store, file, "georgia_residents", NOW, reason="both are right")

    assert store.current(destination(file, read(file), "georgia_residents")) == first


SHORTER = TIDY.replace("10-07", "11-07").replace("GE,TOTAL,2025,3704500,p\n", "")


def test_what_fails_its_checks_is_not_put_in_service(store: Store, file: Path) -> None:
    file.write_text(TIDY)
    first = imported(store, file, "georgia_residents", NOW)
    file.write_text(SHORTER)

    with pytest.raises(ChecksFailed, match=r"time: ends in 2024 where .* --accept"):
        imported(store, file, "georgia_residents", NOW)

    assert store.current(destination(file, read(file), "georgia_residents")) == first
    assert not (store.root / "quarantine").exists()


def test_a_person_may_vouch_for_it_and_the_reason_is_kept(store: Store, file: Path) -> None:
    file.write_text(TIDY)
    imported(store, file, "georgia_residents", NOW)
    file.write_text(SHORTER)

    vintage = imported(store, file, "georgia_residents", NOW, reason="2025 was withdrawn")

    known = json.loads(store.raw(vintage, ".json").read_text())
    assert known["accepted"] == {"reason": "2025 was withdrawn"}
    assert known["noted"]["time"] == ["ends in 2024 where it ended in 2025"]
    assert stored(store, file, vintage).height == 2


def test_an_older_file_does_not_replace_what_is_newer(store: Store, file: Path) -> None:
    file.write_text(TIDY)
    imported(store, file, "georgia_residents", NOW)
    file.write_text(TIDY.replace("2026-10-07", "2025-10-07"))

    with pytest.raises(ChecksFailed, match="age: last update 2025-10-07"):
        imported(store, file, "georgia_residents", NOW)


def test_the_same_file_without_a_date_twice_makes_one_vintage(store: Store, file: Path) -> None:
    file.write_text("freq,geo\\TIME_PERIOD\t2025 \r\nA,DE\t1 p\r\n")

    first = imported(store, file, "rates", NOW)
    again = imported(store, file, "rates", NOW.replace(day=22))

    assert again.name == first.name
    assert len(list((store.root / "vintages" / "rates").glob("*.parquet"))) == 1


def test_a_file_without_a_date_counts_as_of_when_its_last_period_began(
    store: Store, file: Path
) -> None:
    file.write_text("freq,geo\\TIME_PERIOD\t2025 \t2026 \r\nA,DE\t1 p\t: \r\n")

    vintage = imported(store, file, "rates", NOW)

    assert vintage.last_update == datetime.fromisoformat("2025-01-01T00:00:00+01:00")


def test_a_refresh_replaces_what_was_imported_by_hand(
    store: Store, file: Path, eurostat: Eurostat
) -> None:
    file.write_text("freq,unit,geo\\TIME_PERIOD\t2024 \t2025 \r\nA,NR,DE\t2.75 d\t1.36 \r\n")
    imported(store, file, FIRST_TIME_RATE_ANNUAL.id, NOW)

    runs = refresh(store, eurostat, (FIRST_TIME_RATE_ANNUAL,), now=NOW)

    assert [each.outcome for each in runs] == ["published"]
    assert store.observations(FIRST_TIME_RATE_ANNUAL).collect()["geo"].n_unique() == 4


def test_figures_of_the_world_do_not_meet_sample_data(store: Store, file: Path) -> None:
    store.claim(Origin.SAMPLE)
    file.write_text(TIDY)

    with pytest.raises(MixedOrigins):
        imported(store, file, "georgia_residents", NOW)


def test_gzip_that_ends_too_early_is_refused(store: Store, file: Path) -> None:
    file.write_bytes(gzip.compress(TIDY.encode())[:-9])

    with pytest.raises(BrokenFile, match="ends before its end"):
        imported(store, file, "georgia_residents", NOW)


def test_a_file_that_is_not_there_is_said(store: Store, file: Path) -> None:
    with pytest.raises(BrokenFile, match="No such file"):
        imported(store, file, "georgia_residents", NOW)


def test_the_command_says_what_is_in_service_and_that_it_is_not_eurostats(
    store: Store, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(TIDY)

    import_(Settings(data_dir=store.root), file, "georgia_residents")

    assert capsys.readouterr().out.startswith(
        "georgia_residents: 3 observations, 2024-01 to 2025-01, of Geostat (not Eurostat),"
        " CC BY 4.0; vintage 2026-10-07T2100Z-"
    )


def test_figures_of_eurostats_are_said_to_be(store: Store, file: Path) -> None:
    file.write_text(SDMX + RATE)

    assert ", of Eurostat; vintage" in told(imported(store, file, "rates", NOW))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    content=st.binary(max_size=120)
    | st.text(max_size=80).map(lambda text: TIDY.encode() + text.encode())
    | st.text(max_size=80).map(lambda text: SDMX.encode() + RATE.encode() + text.encode())
)
def test_arbitrary_bytes_are_imported_or_refused(store: Store, file: Path, content: bytes) -> None:
    file.write_bytes(content)

    with contextlib.suppress(EmnError):
        assert imported(store, file, "anything", NOW).rows > 0


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
