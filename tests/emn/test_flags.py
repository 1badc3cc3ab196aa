import polars as pl
import pytest

from emn.flags import Absence, Flag, absence, combined, has, labels
from emn.language import Language


@pytest.mark.parametrize(
    ("flag", "letter", "is_there"),
    [
        ("bep", Flag.BREAK, True),
        ("bep", Flag.PROVISIONAL, True),
        ("bep", Flag.LOW_RELIABILITY, False),
        ("", Flag.BREAK, False),
        (None, Flag.BREAK, False),
    ],
)
def test_a_letter_is_found_in_a_composite_flag(
    flag: str | None, letter: Flag, *, is_there: bool
) -> None:
    assert has(flag, letter) is is_there


@pytest.mark.parametrize(
    ("flag", "why", "mark"),
    [
        (None, Absence.NOT_AVAILABLE, ":"),
        ("u", Absence.NOT_AVAILABLE, ":"),
        ("c", Absence.CONFIDENTIAL, ":c"),
        ("cp", Absence.CONFIDENTIAL, ":c"),
        ("m", Absence.NOT_APPLICABLE, ":z"),
        ("z", Absence.NOT_APPLICABLE, ":z"),
        ("cz", Absence.CONFIDENTIAL, ":c"),
        ("n", Absence.NOT_SIGNIFICANT, ":n"),
        ("bx", Absence.NOT_COMPARABLE, ":x"),
    ],
)
def test_a_missing_value_says_why_it_is_missing(flag: str | None, why: Absence, mark: str) -> None:
    assert (absence(flag), absence(flag).mark) == (why, mark)


def test_every_absence_has_a_mark_of_its_own_and_none_is_a_number() -> None:
    assert {each.mark for each in Absence} == {":", ":c", ":z", ":n", ":x", "–"}


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        ("bp", "break in time series, provisional"),
        ("c", "confidential"),
        ("q", "unlabelled flag q"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_flag_is_spelt_out_letter_by_letter(flag: str | None, text: str) -> None:
    assert labels(flag, Language.EN) == text


@pytest.mark.parametrize("word", [*Flag, *Absence])
def test_every_flag_and_absence_has_a_label(word: Flag | Absence) -> None:
    assert len(word.label) > 1


@pytest.mark.parametrize(
    ("flags", "confidentiality", "result"),
    [
        ([None, None], [None, None], None),
        (["p", None], [None, None], "p"),
        (["p", "b"], [None, None], "bp"),
        (["bp", "ep"], [None, None], "bep"),
        ([None, None], [None, "C"], "c"),
        (["u", "b"], ["C", "C"], "bcu"),
    ],
)
def test_a_group_carries_every_letter_of_its_observations_once_in_order(
    flags: list[str | None], confidentiality: list[str | None], result: str | None
) -> None:
    observations = pl.DataFrame(
        {"geo": ["FR", "FR"], "flag": flags, "conf_status": confidentiality},
        schema={"geo": pl.String, "flag": pl.String, "conf_status": pl.String},
    )

    grouped = observations.group_by("geo").agg(flag=combined(suppressed=pl.lit(value=False)))

    assert grouped.rows() == [("FR", result)]


@pytest.mark.parametrize(("flag", "result"), [(None, "n"), ("p", "np"), ("b", "bn")])
def test_a_suppressed_number_says_that_it_is_not_significant(flag: str | None, result: str) -> None:
    observations = pl.DataFrame(
        {"geo": ["FR"], "flag": [flag], "conf_status": [None]},
        schema={"geo": pl.String, "flag": pl.String, "conf_status": pl.String},
    )

    grouped = observations.group_by("geo").agg(flag=combined(suppressed=pl.lit(value=True)))

    assert grouped.rows() == [("FR", result)]
