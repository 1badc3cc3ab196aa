import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import polars as pl
import pytest

from cache import Origin, Store, Vintage
from emn.datasets.protection import ASYLUM_APPLICATIONS, POPULATION
from emn.errors import BrokenVintage, CacheError, MixedOrigins, NothingStored
from emn.indicators.protection import ASYLUM_APPLICANTS

Table = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]
LATER = "2026-10-16T23:00:00+02:00"
ALL = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "applicant": "TOTAL", "age": "TOTAL"}
NOON = datetime(2026, 9, 19, 12, 0, tzinfo=UTC)


class Killed(BaseException):
    """What ends a writer in the middle of a file."""


class WatchedStore(Store):
    """A store that notes what it puts in its place, and dies writing the file it is told."""

    def __init__(self, root: Path, dies_writing: str = "") -> None:
        super().__init__(root)
        self.placed: list[str] = []
        self.dies_writing = dies_writing

    @contextmanager
    def written(self, path: Path) -> Iterator[IO[bytes]]:
        """Write as a store does, and note the file once it is in its place."""
        with super().written(path) as file:
            yield file
            if path.name == self.dies_writing:
                raise Killed
        self.placed.append(path.suffix)


@pytest.fixture
def june(table: Table) -> pl.DataFrame:
    return table("geo period value flag\nDE 2026-06-01 5790 -\nES 2026-06-01 3005 p", **ALL)


@pytest.fixture
def vintage() -> Vintage:
    return Vintage(
        dataset=POPULATION.id,
        dataflow=POPULATION.dataflow,
        last_update=NOON,
        extracted_at=NOON,
        url="https://example.invalid/",
        sha256="fedcba9876543210",
        origin=Origin.PUBLISHED,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Publishing and reading


def test_what_is_published_is_read_again(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    stored = publish(ASYLUM_APPLICATIONS, june)

    assert store.current(ASYLUM_APPLICATIONS) == stored
    assert store.observations(ASYLUM_APPLICATIONS).collect().equals(june)


def test_an_indicator_is_computed_from_the_vintage_in_service(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    publish(ASYLUM_APPLICATIONS, june)
    publish(ASYLUM_APPLICATIONS, june.head(1), on=LATER)

    series = store.series(ASYLUM_APPLICANTS)

    assert series.select("geo", "value", "flag").rows() == [("DE", 5790, None)]


def test_an_older_vintage_can_still_be_read(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    old = publish(ASYLUM_APPLICATIONS, june)
    new = publish(ASYLUM_APPLICATIONS, june.head(1), on=LATER)

    assert store.vintages(ASYLUM_APPLICATIONS) == [old, new]
    assert store.observations(ASYLUM_APPLICATIONS, old).collect().height == 2


def test_the_same_bytes_twice_make_one_vintage(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    publish(ASYLUM_APPLICATIONS, june)
    publish(ASYLUM_APPLICATIONS, june)

    assert len(store.vintages(ASYLUM_APPLICATIONS)) == 1


def test_a_vintage_that_comes_again_later_is_the_file_of_the_first_time(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    first = publish(ASYLUM_APPLICATIONS, june)
    before = store.file(first).read_bytes()

    again = publish(ASYLUM_APPLICATIONS, june, extracted_at=NOON)

    assert again == first == store.current(ASYLUM_APPLICATIONS)
    assert store.file(first).read_bytes() == before


def test_the_same_answer_read_otherwise_is_a_vintage_beside_the_first(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    first = publish(ASYLUM_APPLICATIONS, june)
    before = store.file(first).read_bytes()

    other = publish(ASYLUM_APPLICATIONS, june.head(1), extracted_at=NOON)

    assert other.name == f"{first.name}-2"
    assert store.current(ASYLUM_APPLICATIONS) == other
    assert store.file(first).read_bytes() == before
    assert store.vintages(ASYLUM_APPLICATIONS) == [first, other]


def test_a_vintage_whose_file_is_broken_is_written_again(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    first = publish(ASYLUM_APPLICATIONS, june)
    store.file(first).write_bytes(b"PAR1 and no more")

    publish(ASYLUM_APPLICATIONS, june)

    assert store.observations(ASYLUM_APPLICATIONS).collect().equals(june)


def test_a_vintage_carries_its_manifest_inside(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    stored = publish(ASYLUM_APPLICATIONS, june)

    file = store.root / "vintages" / ASYLUM_APPLICATIONS.id / f"{stored.name}.parquet"

    assert Vintage.from_json(pl.read_parquet_metadata(file)["emn"]) == stored


def test_a_vintage_is_named_for_its_update_in_utc_and_its_bytes(vintage: Vintage) -> None:
    update = datetime.fromisoformat("2026-09-16T23:00:00+02:00")

    assert vintage.described(last_update=update).name == "2026-09-16T2100Z-fedcba98"


def test_before_the_first_refresh_there_is_nothing(store: Store) -> None:
    assert store.current(ASYLUM_APPLICATIONS) is None
    assert store.vintages(ASYLUM_APPLICATIONS) == []
    assert store.origin is None
    assert not store.root.exists()
    with pytest.raises(NothingStored, match=r"asylum_applications: .* Run `emn refresh`\."):
        store.observations(ASYLUM_APPLICATIONS)


# A reader never meets half a file


def test_the_pointer_is_replaced_last(tmp_path: Path, june: pl.DataFrame, vintage: Vintage) -> None:
    store = WatchedStore(tmp_path)

    store.publish(june, vintage)

    assert store.placed == [".json", ".parquet", ".json"]  # origin, observations, pointer


@pytest.mark.parametrize("dies_writing", ["{name}.parquet", "current.json"])
def test_a_writer_killed_while_publishing_leaves_the_last_vintage_in_service(
    tmp_path: Path, june: pl.DataFrame, vintage: Vintage, dies_writing: str
) -> None:
    Store(tmp_path).publish(june, vintage)
    newer = vintage.described(sha256="00000000")
    dying = WatchedStore(tmp_path, dies_writing.format(name=newer.name))

    with pytest.raises(Killed):
        dying.publish(june.head(1), newer)

    assert Store(tmp_path).current(POPULATION) == vintage
    assert Store(tmp_path).observations(POPULATION).collect().equals(june)


def test_a_file_is_in_its_place_whole_or_not_at_all(store: Store) -> None:
    path = store.root / "raw" / "answer.tsv"

    with store.written(path) as file:
        file.write(b"half an ")
        file.flush()
        assert not path.exists()
        file.write(b"answer")

    assert path.read_bytes() == b"half an answer"
    assert names(path.parent) == ["answer.tsv"]


def test_a_writer_that_stops_leaves_nothing_behind(tmp_path: Path) -> None:
    dying = WatchedStore(tmp_path, "answer.tsv")

    with pytest.raises(Killed), dying.written(tmp_path / "raw" / "answer.tsv") as file:
        file.write(b"half an ans")

    assert names(tmp_path / "raw") == []


def test_what_a_dead_writer_left_beside_is_no_vintage(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    stored = publish(ASYLUM_APPLICATIONS, june)
    (store.root / "vintages" / ASYLUM_APPLICATIONS.id / ".abc.part").write_bytes(b"half")

    assert store.vintages(ASYLUM_APPLICATIONS) == [stored]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the cache should be")
    store = Store(tmp_path / "data")

    with (
        pytest.raises(CacheError, match=r"runs\.parquet: can't be written \((File|Not a d)"),
        store.written(store.root / "runs.parquet"),
    ):
        pass


# What is broken says so


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", '{"origin": "published"}'])
def test_a_broken_pointer_names_the_file_and_the_remedy(
    store: Store, publish: Publish, june: pl.DataFrame, text: str
) -> None:
    publish(ASYLUM_APPLICATIONS, june)
    pointer = store.root / "vintages" / ASYLUM_APPLICATIONS.id / "current.json"
    pointer.write_text(text)

    with pytest.raises(
        BrokenVintage,
        match=r"current\.json: .* Run `emn refresh --dataset asylum_applications --force`\.",
    ):
        store.current(ASYLUM_APPLICATIONS)


def test_a_vintage_that_is_gone_is_named(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    stored = publish(ASYLUM_APPLICATIONS, june)
    (store.root / "vintages" / ASYLUM_APPLICATIONS.id / f"{stored.name}.parquet").unlink()

    with pytest.raises(BrokenVintage, match="the vintage is gone"):
        store.observations(ASYLUM_APPLICATIONS)


def test_a_file_that_is_no_vintage_is_named(
    store: Store, publish: Publish, june: pl.DataFrame
) -> None:
    publish(ASYLUM_APPLICATIONS, june)
    (store.root / "vintages" / ASYLUM_APPLICATIONS.id / "x.parquet").write_bytes(b"no parquet")

    with pytest.raises(BrokenVintage, match=r"x\.parquet: can't be read"):
        store.vintages(ASYLUM_APPLICATIONS)


@pytest.mark.parametrize(
    ("first", "second"),
    [(Origin.PUBLISHED, Origin.SAMPLE), (Origin.SAMPLE, Origin.PUBLISHED)],
)
def test_sample_and_published_figures_do_not_meet(
    store: Store, publish: Publish, june: pl.DataFrame, first: Origin, second: Origin
) -> None:
    publish(ASYLUM_APPLICATIONS, june, origin=first)

    with pytest.raises(MixedOrigins, match=f"holds {first} figures"):
        publish(POPULATION, june, origin=second)

    assert store.origin is first
    assert store.current(POPULATION) is None


def test_the_origin_is_written_before_anything_else(
    tmp_path: Path, june: pl.DataFrame, vintage: Vintage
) -> None:
    with pytest.raises(Killed):
        WatchedStore(tmp_path, f"{vintage.name}.parquet").publish(june, vintage)

    assert json.loads((tmp_path / "origin.json").read_text()) == {"origin": "published"}
