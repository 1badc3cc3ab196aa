from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emn.dataset import Dataset
from emn.datasets.protection import ASYLUM_APPLICATIONS, FIRST_TIME_RATE_ANNUAL
from emn.errors import OtherDataset
from emn.period import Frequency
from emn.themes import PROTECTION
from etl.observations import observations

DECISIONS = Dataset(
    id="decisions",
    dataflow="migr_asydcfsta",
    title="Decisions",
    theme=PROTECTION,
    frequency=Frequency.ANNUAL,
    dimensions=("citizen", "decision"),
    since="2008",
)


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "answer.tsv"
    path.write_text("".join(f"{line}\r\n" for line in lines), newline="")
    return path


def test_columns_are_those_of_the_dataset_and_rows_are_sorted(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "freq,unit,geo\\TIME_PERIOD\t2025 \t2024 ",
        "A,NR,FR\t1.5 p\t2 ",
        "A,NR,DE\t: \t: @C",
    )

    table = observations(path, FIRST_TIME_RATE_ANNUAL)

    assert table.columns == list(FIRST_TIME_RATE_ANNUAL.columns)
    assert table.rows() == [
        ("DE", "NR", date(2024, 1, 1), None, None, "C"),
        ("DE", "NR", date(2025, 1, 1), None, None, None),
        ("FR", "NR", date(2024, 1, 1), 2.0, None, None),
        ("FR", "NR", date(2025, 1, 1), 1.5, "p", None),
    ]


def test_names_and_codes_of_before_2025_come_out_as_those_of_today(tmp_path: Path) -> None:
    applications = written(
        tmp_path,
        "freq,unit,citizen,sex,age,asyl_app,geo\\TIME_PERIOD\t2020-01 ",
        "M,PER,EXT_EU28,T,TOTAL,ASY_APP,DE\t10 ",
        "M,PER,TOTAL,T,TOTAL,NASY_APP,DE\t5 ",
    )

    table = observations(applications, ASYLUM_APPLICATIONS)

    assert table.select("citizen", "applicant", "value").rows() == [
        ("EXT_EU27_2020", "TOTAL", 10.0),
        ("TOTAL", "FRST", 5.0),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TOTAL", "TOTAL"),
        ("TOTAL_POS", "POS"),
        ("GENCONV", "POS_RFG"),
        ("HUMSTAT", "POS_HUM"),
        ("SUB_PROT", "POS_SPROT"),
        ("REJECTED", "NEG"),
    ],
)
def test_decisions_of_before_2025_are_called_as_today(tmp_path: Path, old: str, new: str) -> None:
    path = written(tmp_path, "freq,citizen,decision,geo\\TIME_PERIOD\t2020 ", f"A,AF,{old},DE\t5 ")

    assert observations(path, DECISIONS)["decision"].to_list() == [new]


@pytest.mark.parametrize(
    ("header", "row", "says"),
    [
        ("freq,reason,geo\\TIME_PERIOD", "A,NR,DE", "lacks: unit; has: reason"),
        ("freq,unit,sex,geo\\TIME_PERIOD", "A,NR,T,DE", "lacks: none; has: sex"),
        ("freq,geo\\TIME_PERIOD", "A,DE", "lacks: unit; has: none"),
        (
            "freq,unit,asyl_app,applicant,geo\\TIME_PERIOD",
            "A,NR,X,X,DE",
            "has: applicant, asyl_app",
        ),
        ("freq,unit,geo\\TIME_PERIOD", "M,NR,DE", "frequency 'M' where 'A'"),
    ],
)
def test_the_body_of_another_dataset_is_refused(
    tmp_path: Path, header: str, row: str, says: str
) -> None:
    path = written(tmp_path, f"{header}\t2025 ", f"{row}\t1 ")

    with pytest.raises(OtherDataset, match=says):
        observations(path, FIRST_TIME_RATE_ANNUAL)


def test_a_real_extract_of_2020_is_read_in_todays_codes(shared: Path) -> None:
    path = shared / "wire" / "migr_asyappctzm_extract_2020-10-06.tsv"

    table = observations(path, ASYLUM_APPLICATIONS)

    assert set(table["applicant"]) <= {"TOTAL", "FRST"}
    assert table.height == sum(line.count("\t") for line in path.read_text().splitlines()[1:])
