from itertools import pairwise
from pathlib import Path

import pytest

import charts.atlas.geography
from charts.atlas.geography import Point, Ring, geography
from emn.network import load


def holds(rings: tuple[Ring, ...], point: Point) -> bool:
    """Count how often a ray to the right crosses an outline; odd is inside."""
    x, y = point
    crossings = sum(
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for ring in rings
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return crossings % 2 == 1


def covered(rings: tuple[Ring, ...]) -> float:
    """The area within outlines, in km²."""
    return sum(
        abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2 for ring in rings
    )


@pytest.mark.parametrize(
    ("town", "point", "geo"),
    [
        ("Simferopol", (6188, 2732), "UA"),
        ("Sevastopol", (6160, 2687), "UA"),
        ("Famagusta", (6480, 1681), "CY"),
        ("Nicosia, north", (6433, 1675), "CY"),
        ("Pristina", (5235, 2241), "XK"),
        ("Belgrade", (5147, 2468), "RS"),
        ("Mariehamn", (4874, 4156), "FI"),
        ("Belfast", (3285, 3605), "UK"),
        ("Kaliningrad", (5002, 3552), "RU"),
        ("Valletta", (4727, 1438), "MT"),
        ("Yerevan", (7159, 2563), "AM"),
        ("Tbilisi", (7111, 2731), "GE"),
    ],
)
def test_a_town_lies_in_one_place_and_it_is_the_right_one(
    town: str, point: Point, geo: str
) -> None:
    outlines = {**geography().places, **geography().context}

    assert (town, [each for each, rings in outlines.items() if holds(rings, point)]) == (
        town,
        [geo],
    )


@pytest.mark.parametrize(
    ("geo", "area"),
    [("UA", 598_000), ("CY", 9_200), ("XK", 10_900), ("MT", 280), ("LU", 2_590), ("NO", 323_000)],
)
def test_a_place_is_as_large_as_it_is(geo: str, area: float) -> None:
    assert covered(geography().places[geo]) == pytest.approx(area, rel=0.06)


def test_every_place_that_we_show_is_on_the_map() -> None:
    assert {place.geo for place in load().places} <= set(geography().places)


def test_every_place_has_room_for_a_letter_inside_it() -> None:
    outlines = {**geography().places, **geography().context}

    assert [
        geo for geo, rings in outlines.items() if not holds(rings, geography().labels[geo])
    ] == []


def test_neighbours_share_their_border_point_by_point() -> None:
    points = {
        geo: {point for ring in rings for point in ring}
        for geo, rings in geography().places.items()
    }
    borders = [("FR", "DE"), ("UA", "PL"), ("RS", "XK"), ("GE", "AM"), ("LU", "BE"), ("LI", "CH")]

    assert [pair for pair in borders if len(points[pair[0]] & points[pair[1]]) < 2] == []


def test_no_island_beyond_the_frame_stretches_the_map() -> None:
    left, bottom, right, top = geography().frame
    points = [point for rings in geography().places.values() for ring in rings for point in ring]

    assert all(left <= x <= right and bottom <= y <= top for x, y in points)
    assert max(y for ring in geography().places["NO"] for _x, y in ring) < 5450  # not Svalbard


def test_the_file_stays_small() -> None:
    path = Path(charts.atlas.geography.__file__).with_name("europe_laea.json")

    assert path.stat().st_size <= 130_000
