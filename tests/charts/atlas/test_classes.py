import pytest

from charts.atlas.classes import Classes, roundest


@pytest.mark.parametrize(
    ("values", "breaks"),
    [
        ([], ()),
        ([7.5], ()),
        ([0, 0, 0, 0], ()),
        ([0, 1], (1,)),
        ([3, 3, 3, 8, 8, 8], (5,)),
        ([1, 10, 100, 1000, 10000, 100000], (10, 100, 1000, 10000, 100000)),
        ([0, 0, 0, 0, 0, 0, 0, 5, 5, 10, 400, 900], (5, 400)),
        (
            [0, 5, 45, 80, 120, 300, 950, 1700, 4100, 9000, 20000, 43000],
            (40, 100, 500, 4000, 20000),
        ),
        (
            [-500, -300, -120, -40, 20, 90, 250, 600, 800, 1000, 1200, 1500],
            (-200, 0, 200, 800, 1200),
        ),
        ([0.02, 0.11, 0.23, 0.3, 0.42, 0.5, 0.75, 0.9, 1.1, 2.9], (0.2, 0.25, 0.5, 0.8, 1)),
    ],
)
def test_breaks_are_the_roundest_numbers_near_the_quantiles(
    values: list[float], breaks: tuple[float, ...]
) -> None:
    assert Classes.of(values, 6).breaks == breaks


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 6])
def test_no_class_is_empty_however_many_are_asked_for(most: int) -> None:
    values = [place**3 / 7 - 40 for place in range(35)]

    classes = Classes.of(values, most)

    assert {classes.place(value) for value in values} == set(range(len(classes)))
    assert len(classes) <= most


def test_a_value_on_a_break_belongs_to_the_class_above() -> None:
    classes = Classes((10, 100))

    assert [classes.place(value) for value in (9.9, 10, 99, 100, 5000)] == [0, 1, 1, 2, 2]


def test_breaks_are_written_with_the_decimals_that_they_need_and_no_more() -> None:
    assert [Classes(each).decimals for each in ((5, 200), (0.5, 2), (0.05, 0.1, 1), ())] == [
        0, 1, 2, 0,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "near", "expected"),
    [
        (12, 19, 13, 15),
        (96, 104, 99, 100),
        (4999, 5000, 5000, 5000),
        (0.012, 0.018, 0.013, 0.015),
        (-30, 40, -20, 0),
        (7.31, 7.32, 7.32, 7.32),
    ],
)
def test_the_roundest_number_is_above_the_low_end_and_at_most_the_high_one(
    low: float, high: float, near: float, expected: float
) -> None:
    assert roundest(low, high, near=near) == expected
