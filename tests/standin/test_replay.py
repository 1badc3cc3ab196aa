"""Stored answers come back byte for byte."""

from pathlib import Path

import pytest

from emn.errors import BrokenFile
from emn.period import Period
from standin import Replay, query, wire

HEADER = "freq,applicant,geo\\TIME_PERIOD"


def write(folder: Path, name: str, *lines: str) -> None:
    text = "".join(line.replace(" | ", "\t") + "\r\n" for line in lines)
    (folder / name).write_bytes(text.encode())


def asked(replay: Replay, flow: str, key: str = "", start: str = "", end: str = "") -> str:
    dataflow = replay.dataflows[flow]
    wanted = query.sdmx(dataflow, key, start, end)
    return wire.tsv(dataflow.structure.order, wanted.periods, replay.rows(dataflow, wanted))


def test_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    lines = (
        f"{HEADER} | 2026-05  | 2026-06 ",
        "M,TOTAL,DE | 8275  | 5790 b",
        "M,TOTAL,ES | 8275 p | : @C",
    )
    write(tmp_path, "migr_x__geo.tsv", *lines)

    answer = asked(Replay(tmp_path), "migr_x")

    assert answer.encode() == (tmp_path / "migr_x__geo.tsv").read_bytes()


def test_files_of_a_dataflow_are_merged_and_filtered(tmp_path: Path) -> None:
    write(tmp_path, "migr_x__a.tsv", f"{HEADER} | 2026-03 ", "M,TOTAL,EU27_2020 | 57725 ")
    write(
        tmp_path,
        "migr_x__b.tsv",
        f"{HEADER} | 2025-01  | 2026-02 ",
        "M,FRST,DE | 10  | 20 p",
        "M,TOTAL,DE | 15  | 25 ",
    )
    replay = Replay(tmp_path)

    assert asked(replay, "migr_x", start="2026-01") == (
        f"{HEADER}\t2026-02 \t2026-03 \r\n"
        "M,FRST,DE\t20 p\t: \r\n"
        "M,TOTAL,DE\t25 \t: \r\n"
        "M,TOTAL,EU27_2020\t: \t57725 \r\n"
    )
    assert asked(replay, "migr_x", "M.FRST.DE", end="2025") == (
        f"{HEADER}\t2025-01 \r\nM,FRST,DE\t10 \r\n"
    )


def test_a_flagged_cell_is_preferred_to_the_same_without_and_a_value_to_none(
    tmp_path: Path,
) -> None:
    write(tmp_path, "migr_x__a.tsv", f"{HEADER} | 2026-01  | 2026-02 ", "M,FRST,DE | 10  | : u")
    write(tmp_path, "migr_x__b.tsv", f"{HEADER} | 2026-01  | 2026-02 ", "M,FRST,DE | 10 p | 20 ")

    assert "M,FRST,DE\t10 p\t20 \r\n" in asked(Replay(tmp_path), "migr_x")


def test_two_files_that_disagree_are_named(tmp_path: Path) -> None:
    write(tmp_path, "migr_x__a.tsv", f"{HEADER} | 2026-01 ", "M,FRST,DE | 10 ")
    write(tmp_path, "migr_x__b.tsv", f"{HEADER} | 2026-01 ", "M,FRST,DE | 15 ")

    with pytest.raises(BrokenFile, match=r"migr_x__b\.tsv and migr_x__a\.tsv disagree about M,F"):
        Replay(tmp_path)


def test_first_prints_old_codes_and_other_dimensions_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "migr_x__a.tsv", f"{HEADER} | 2026-01 ", "M,FRST,DE | 10 ")
    write(tmp_path, "migr_x__b.tsv", f"{HEADER} | 2026-01 ", "M,FRST,FR | 20 ")
    write(tmp_path, "migr_x__c.tsv", f"{HEADER} | 2026-01 ", "M,NASY_APP,DE | 30 ")
    write(tmp_path, "migr_x__d.tsv", "freq,geo\\TIME_PERIOD | 2026-01 ", "M,DE | 40 ")
    write(tmp_path, "migr_x__news.tsv", f"{HEADER} | 2026-01 ", "M,FRST,DE | 50 ")
    replay = Replay(tmp_path)

    assert asked(replay, "migr_x") == (
        f"{HEADER}\t2026-01 \r\nM,FRST,DE\t10 \r\nM,FRST,FR\t20 \r\n"
    )
    assert replay.notes == [
        "migr_x__c.tsv: left out, it holds codes since renamed",
        "migr_x__d.tsv: left out, its dimensions differ",
    ]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("geo,time | 2026-01 ",), r"begins with 'geo,time'"),
        ((f"{HEADER} | 2026-01  | 2026-02 ", "M,FRST,DE | 10 "), "line 2: 1 cells under 2 periods"),
    ],
)
def test_a_broken_file_is_named_with_its_reason(
    tmp_path: Path, lines: tuple[str, ...], reason: str
) -> None:
    write(tmp_path, "migr_x.tsv", *lines)

    with pytest.raises(BrokenFile, match=rf"migr_x\.tsv.*{reason}"):
        Replay(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match="nowhere: no such folder"):
        Replay(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("vintage", "expected"),
    [
        ("updated 2026-09-02T23:00+0200", "2026-09-02T23:00:00+02:00"),
        ("~2026-09-19/20; dataset updated 2026-09-18T23:00+0200", "2026-09-18T23:00:00+02:00"),
        ("LAST UPDATE 27/03/25 23:00:00", "2025-03-27T23:00:00+01:00"),
        ("Statistics API ~2026-09-19/20", "2026-09-19T23:00:00+02:00"),
    ],
)
def test_the_last_update_is_read_from_the_manifest(
    tmp_path: Path, vintage: str, expected: str
) -> None:
    write(tmp_path, "MANIFEST.tsv", "file | vintage", f"migr_x.tsv | {vintage}")
    write(tmp_path, "migr_x.tsv", f"{HEADER} | 2026-01 ", "M,FRST,DE | 10 ")

    assert Replay(tmp_path).dataflows["migr_x"].structure.last_update == expected


def test_the_structure_holds_the_codes_present_with_labels(tmp_path: Path) -> None:
    write(tmp_path, "migr_x.tsv", f"{HEADER} | 2026-01 ", "M,SSEQ,DE | 1 ", "M,FRST,BE | 2 ")

    dataflow = Replay(tmp_path).dataflows["migr_x"]

    assert [each.codes for each in dataflow.structure.dimensions] == [
        ("M",),
        ("FRST", "SSEQ"),
        ("BE", "DE"),
    ]
    assert dataflow.structure.dimensions[2].labels["fr"] == {"BE": "Belgique", "DE": "Allemagne"}
    assert (dataflow.values, dataflow.periods) == (2, (Period.parse("2026-01"),))


def test_the_real_answers_are_replayed(shared: Path) -> None:
    replay = Replay(shared / "recent" / "tsv")

    answer = asked(
        replay, "migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.EU27_2020+ES", "2026-05", "2026-06"
    )

    assert answer == (
        "freq,unit,citizen,sex,applicant,age,geo\\TIME_PERIOD\t2026-05 \t2026-06 \r\n"
        "M,PER,TOTAL,T,TOTAL,TOTAL,ES\t8275 p\t3005 p\r\n"
        "M,PER,TOTAL,T,TOTAL,TOTAL,EU27_2020\t50670 \t43120 \r\n"
    )
    (note,) = replay.notes
    assert note.startswith("migr_asyappctza__geo_TOTAL_UA_2008_2024_OLDCODES.tsv: left out")
    assert replay.dataflows["migr_asypenctzm"].structure.last_update == "2026-09-18T23:00:00+02:00"


def test_every_real_cell_comes_back_byte_for_byte(shared: Path) -> None:
    replay = Replay(shared / "recent" / "tsv")
    path = shared / "recent" / "tsv" / "migr_eipre__reason_x_apprehen_x_geo_2014_2023.tsv"

    assert sorted(asked(replay, "migr_eipre").split("\r\n")) == sorted(
        path.read_bytes().decode().split("\r\n")
    )
