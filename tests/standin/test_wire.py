"""Series written as Eurostat writes them, to the byte."""

from emn.period import Period
from emn.structure import Structure
from standin import codes, wire
from standin.answers import Dataflow, Query

PERIODS = (Period.parse("2026-05"), Period.parse("2026-06"))
ROWS = [
    (("M", "DE"), ["8275 ", "5790 "]),
    (("M", "ES"), ["8275 p", ": "]),
    (("M", "MT"), [": @C", "7.0 p@C"]),
]
DATAFLOW = Dataflow(
    structure=Structure(
        dataflow="migr_asyappctzm",
        titles={"en": "Asylum applicants", "fr": "Demandeurs d'asile", "de": "Asylbewerber"},
        dimensions=(codes.dimension("freq", ["M"]), codes.dimension("geo", ["DE", "ES", "MT"])),
        last_update="2026-09-16T23:00:00+02:00",
        last_structure_change="2026-09-07T23:00:00+02:00",
        doi="10.2908/MIGR_ASYAPPCTZM",
    ),
    periods=PERIODS,
    values=4,
)


def test_tsv_ends_lines_in_crlf_and_pads_what_has_no_flag() -> None:
    assert wire.tsv(("freq", "geo"), PERIODS, ROWS) == (
        "freq,geo\\TIME_PERIOD\t2026-05 \t2026-06 \r\n"
        "M,DE\t8275 \t5790 \r\n"
        "M,ES\t8275 p\t: \r\n"
        "M,MT\t: @C\t7.0 p@C\r\n"
    )


def test_sdmx_csv_leaves_out_what_is_missing_and_keeps_what_is_confidential() -> None:
    assert wire.sdmx_csv(DATAFLOW, PERIODS, ROWS) == (
        "DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\r\n"
        "ESTAT:MIGR_ASYAPPCTZM(1.0),16/09/26 23:00:00,M,DE,2026-05,8275,,\r\n"
        "ESTAT:MIGR_ASYAPPCTZM(1.0),16/09/26 23:00:00,M,DE,2026-06,5790,,\r\n"
        "ESTAT:MIGR_ASYAPPCTZM(1.0),16/09/26 23:00:00,M,ES,2026-05,8275,p,\r\n"
        "ESTAT:MIGR_ASYAPPCTZM(1.0),16/09/26 23:00:00,M,MT,2026-05,,,C\r\n"
        "ESTAT:MIGR_ASYAPPCTZM(1.0),16/09/26 23:00:00,M,MT,2026-06,7.0,p,C\r\n"
    )


def test_json_stat_is_sparse_and_holds_flags_by_position() -> None:
    query = Query(codes=(("M",), ("DE", "ES", "MT")), periods=PERIODS)

    body = wire.json_stat(DATAFLOW, query, ROWS, "fr")

    assert body == {
        "version": "2.0",
        "class": "dataset",
        "label": "Demandeurs d'asile",
        "source": "ESTAT",
        "updated": "2026-09-16T23:00:00+0200",
        "value": {"0": 8275, "1": 5790, "2": 8275, "5": 7.0},
        "status": {"2": "p", "4": "|C", "5": "p|C"},
        "id": ["freq", "geo", "time"],
        "size": [1, 3, 2],
        "dimension": {
            "freq": {
                "label": "Fréquence (relative au temps)",
                "category": {"index": {"M": 0}, "label": {"M": "Mensuel"}},
            },
            "geo": {
                "label": "Entité géopolitique (déclarante)",
                "category": {
                    "index": {"DE": 0, "ES": 1, "MT": 2},
                    "label": {"DE": "Allemagne", "ES": "Espagne", "MT": "Malte"},
                },
            },
            "time": {
                "label": "Temps",
                "category": {
                    "index": {"2026-05": 0, "2026-06": 1},
                    "label": {"2026-05": "2026-05", "2026-06": "2026-06"},
                },
            },
        },
        "extension": {
            "lang": "FR",
            "id": "MIGR_ASYAPPCTZM",
            "agencyId": "ESTAT",
            "version": "1.0",
        },
    }


def test_json_stat_has_no_status_where_nothing_is_flagged() -> None:
    query = Query(codes=(("M",), ("DE",)), periods=PERIODS)

    assert "status" not in wire.json_stat(DATAFLOW, query, ROWS[:1], "en")
