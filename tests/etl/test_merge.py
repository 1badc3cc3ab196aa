from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from werkzeug.wrappers import Response

from emn.errors import BrokenTable, NothingFound, OtherDataset, RepeatedRow, TooBig, WrongAnswer
from etl.answers import Expected
from etl.eurostat_api import Eurostat
from etl.merge import merge
from standin import faults
from standin.faults import Exchange, Misbehaviour
from standin.refusals import no_results, too_big
from standin.server import Standin

RATES = "/sdmx/2.1/data/migr_asyapp1mp/A.NR.DE+ES+CY?format=TSV&compressed=true&startPeriod=2024"
HEADER = "freq,geo\\TIME_PERIOD"


def merged(tmp_path: Path, *texts: str) -> str:
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"part.{number}")
        paths[-1].write_text(text.replace("\n", "\r\n"), newline="")
    merge(paths, tmp_path / "whole")
    return gzip.decompress((tmp_path / "whole").read_bytes()).decode().replace("\r\n", "\n")


def test_parts_by_code_make_one_table(tmp_path: Path) -> None:
    first = f"{HEADER}\t2024 \t2025 \nA,AT\t1 p\t2 \n"
    second = f"{HEADER}\t2024 \t2025 \nA,BE\t: @C\t4 \n"

    assert merged(tmp_path, first, second) == (
        f"{HEADER}\t2024 \t2025 \nA,AT\t1 p\t2 \nA,BE\t: @C\t4 \n"
    )


def test_parts_by_time_make_one_table_and_what_none_has_stays_empty(tmp_path: Path) -> None:
    early = f"{HEADER}\t2023 \t2024 \nA,AT\t1 \t2 \nA,BE\t3 \t\n"
    late = f"{HEADER}\t2025 \nA,AT\t5 \n"

    assert merged(tmp_path, late, early) == (
        f"{HEADER}\t2023 \t2024 \t2025 \nA,AT\t1 \t2 \t5 \nA,BE\t3 \t\t\n"
    )


def test_what_two_parts_agree_on_is_there_once(tmp_path: Path) -> None:
    text = f"{HEADER}\t2024 \nA,AT\t1 p\n"

    assert merged(tmp_path, text, text) == text


def test_the_same_parts_give_the_same_bytes(tmp_path: Path) -> None:
    merged(tmp_path, f"{HEADER}\t2024 \nA,AT\t1 \n")
    once = (tmp_path / "whole").read_bytes()
    merged(tmp_path, f"{HEADER}\t2024 \nA,AT\t1 \n")

    assert (tmp_path / "whole").read_bytes() == once


def test_parts_without_a_series_make_a_table_without_one(tmp_path: Path) -> None:
    assert merged(tmp_path, f"{HEADER}\t2024 \n") == f"{HEADER}\t2024 \n"


@pytest.mark.parametrize(
    ("other", "kind", "says"),
    [
        (f"{HEADER}\t2024 \nA,AT\t2 p\n", RepeatedRow, "for A,AT in 2024 .*'1 p', '2 p'"),
        ("freq,sex,geo\\TIME_PERIOD\t2024 \nA,T,AT\t1 \n", OtherDataset, "freq, sex, geo"),
    ],
)
def test_parts_that_contradict_each_other_are_not_believed(
    tmp_path: Path, other: str, kind: type[WrongAnswer], says: str
) -> None:
    with pytest.raises(kind, match=says):
        merged(tmp_path, f"{HEADER}\t2024 \nA,AT\t1 p\n", other)


def refusing(more_than: int) -> Misbehaviour:
    """Refuse, as Eurostat does, every key of more than so many places."""

    def answer(exchange: Exchange) -> Response:
        places = exchange.request.path.rpartition(".")[2].split("+")
        return too_big(9_000_000).as_xml() if len(places) > more_than else exchange.honest

    return answer


def test_what_is_too_big_is_asked_in_halves_and_comes_out_the_same(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    at_once = eurostat.download(RATES, tmp_path / "once", expects=Expected.OBSERVATIONS)
    standin.asked.clear()
    standin.misbehave("/data/migr", refusing(more_than=1), 99)

    split = eurostat.download(RATES, tmp_path / "split", expects=Expected.OBSERVATIONS)

    series = [
        sorted(gzip.decompress(each.path.read_bytes()).splitlines()) for each in (at_once, split)
    ]
    assert series[0] == series[1]
    asked = [each.path.rpartition(".")[2] for each in standin.asked]
    assert asked == ["DE+ES+CY", "DE", "ES+CY", "ES", "CY"]
    assert split.url == at_once.url
    assert [each.rpartition(".")[2].partition("?")[0] for each in split.parts] == ["DE", "ES", "CY"]
    assert at_once.parts == ()
    assert sorted(path.name for path in tmp_path.glob("*s*")) == ["split"]


def test_a_part_without_an_observation_is_no_mistake_and_none_at_all_is_nothing_found(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    path, place = tmp_path / "answer", RATES.replace("DE+ES+CY", "DE+ES")
    standin.misbehave("/data/migr", refusing(more_than=1))
    standin.misbehave(".DE", no_results().as_xml())

    eurostat.download(place, path, expects=Expected.OBSERVATIONS)
    assert b"A,NR,ES" in gzip.decompress(path.read_bytes())
    assert b"A,NR,DE" not in gzip.decompress(path.read_bytes())

    standin.misbehave("/data/migr", refusing(more_than=1))
    standin.misbehave("/data/migr", no_results().as_xml(), 2)
    with pytest.raises(NothingFound, match="no part of it"):
        eurostat.download(place, path, expects=Expected.OBSERVATIONS)


def test_what_stays_too_big_is_given_up_after_a_few_halvings(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", too_big(9_000_000).as_xml(), 99)

    with pytest.raises(TooBig, match="estimated 9000000"):
        eurostat.download(
            RATES.replace("2024", "1960"), tmp_path / "answer", expects=Expected.OBSERVATIONS
        )

    assert len(standin.asked) == 5
    assert list(tmp_path.glob("answer*")) == []


def test_a_broken_part_is_an_error_of_the_whole(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", refusing(more_than=1), 2)
    standin.misbehave("/data/migr", faults.missing_tab())

    with pytest.raises(BrokenTable, match="not as wide"):
        eurostat.download(RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS)

    assert list(tmp_path.glob("answer*")) == []
