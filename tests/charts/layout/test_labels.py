from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.layout.labels import label, spread, wrapped
from charts.layout.legend import Legend
from charts.theme import PARTS, Canvas

ROOM = 300.0


@pytest.mark.parametrize(
    ("wanted", "heights", "placed"),
    [
        ([], [], []),
        ([50], [20], [50]),
        ([50, 150], [20, 20], [50, 150]),
        ([100, 100], [20, 20], [90, 110]),
        ([110, 100], [20, 20], [115, 95]),  # the order of the wishes is kept
        ([0, 0], [20, 20], [10, 30]),  # nothing leaves the top
        ([300, 300], [20, 40], [250, 280]),  # nor the bottom
        ([100, 100, 200], [20, 20, 20], [90, 110, 200]),  # who is not in the way stays
    ],
)
def test_labels_move_as_little_as_possible(
    wanted: list[float], heights: list[float], placed: list[float]
) -> None:
    assert spread(wanted, heights, ROOM) == placed


@given(
    st.lists(
        st.tuples(st.floats(0, ROOM), st.sampled_from([15.6, 31.2, 46.8])), min_size=1, max_size=6
    )
)
def test_labels_never_overlap_nor_leave_their_room(
    labels: list[tuple[float, float]],
) -> None:
    wanted, heights = [at for at, _height in labels], [height for _at, height in labels]
    placed = sorted(zip(spread(wanted, heights, ROOM), heights, strict=True))

    assert all(
        upper + above / 2 <= lower - below / 2 + 1e-6
        for (upper, above), (lower, below) in pairwise(placed)
    )
    assert placed[0][0] - placed[0][1] / 2 >= -1e-6
    assert placed[-1][0] + placed[-1][1] / 2 <= ROOM + 1e-6


def test_a_name_is_bold_and_its_value_is_not(canvas: Callable[..., Canvas]) -> None:
    assert label(canvas(), "Spain", "3,005").markup == "<b>Spain</b> 3,005"


def test_a_long_name_breaks_between_words(canvas: Callable[..., Canvas]) -> None:
    broken = label(canvas(358), "Bosnia and Herzegovina", "1,234", most=92)

    assert broken.markup == "<b>Bosnia and</b><br><b>Herzegovina</b><br>1,234"
    assert broken.width <= 92
    assert broken.height == pytest.approx(3 * 1.3 * 12)


def test_a_word_is_never_broken(canvas: Callable[..., Canvas]) -> None:
    assert wrapped(canvas(), "Bosnia and Herzegovina", 10).markup == "Bosnia<br>and<br>Herzegovina"


def test_a_name_is_not_taken_for_markup(canvas: Callable[..., Canvas]) -> None:
    assert label(canvas(), "<i>R&D", "1").markup == "<b>&lt;i&gt;R&amp;D</b> 1"


def test_a_legend_wraps_before_the_edge(canvas: Callable[..., Canvas]) -> None:
    names = ["Refugee status", "Subsidiary protection", "Humanitarian reasons", "Rejected"]

    wide, narrow = (Legend.of(names, PARTS, canvas(width)) for width in (720, 358))

    assert [len({entry.middle for entry in each.entries}) for each in (wide, narrow)] == [1, 2]
    assert all(entry.left + 17 + entry.name.width <= 358 for entry in narrow.entries)
