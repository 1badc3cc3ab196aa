"""Build europe_laea.json, the map that we draw: `python -m charts.atlas.build countries-50m.json`.

The source is Natural Earth at 1:50 million in npm's world-atlas, which is in the public domain.
Where it draws a border otherwise than the European Union does, a named function below corrects it;
a person must approve the outcome. How to run it: docs/how-to/rebuild-the-map.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, TypeAlias

import click
import shapely
from pyproj import Transformer
from shapely import MultiPolygon, Point, Polygon

from emn.errors import BrokenFile

OUTPUT = Path(__file__).with_name("europe_laea.json")
SOURCE = "Natural Earth 1:50m (public domain), npm world-atlas 2.0.2"
SHA256 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
PROJECTION = "EPSG:3035"

# Everything below is in kilometres of the projection. The frame is what a picture may show; it is
# wider than Europe, so that every shape of picture finds pale neighbours at its edges.
FRAME = (2050, 800, 8000, 6300)
TOLERANCE = 6.0  # corners of triangles below 36 km² go: under a pixel on the widest picture
SMALLEST = 50.0  # islands below this area, in km², go unless they are all that a place has

# Natural Earth's id, or its name where it has no id, and Eurostat's code.
PLACES: Mapping[str, str] = {
    "056": "BE", "100": "BG", "203": "CZ", "208": "DK", "276": "DE", "233": "EE", "372": "IE",
    "300": "EL", "724": "ES", "250": "FR", "191": "HR", "380": "IT", "196": "CY", "428": "LV",
    "440": "LT", "442": "LU", "348": "HU", "470": "MT", "528": "NL", "040": "AT", "616": "PL",
    "620": "PT", "642": "RO", "705": "SI", "703": "SK", "246": "FI", "752": "SE", "352": "IS",
    "438": "LI", "578": "NO", "756": "CH", "826": "UK", "499": "ME", "498": "MD", "807": "MK",
    "268": "GE", "008": "AL", "688": "RS", "804": "UA", "051": "AM", "070": "BA", "Kosovo": "XK",
}  # fmt: skip
CONTEXT: Mapping[str, str] = {
    "012": "DZ", "020": "AD", "031": "AZ", "112": "BY", "818": "EG", "234": "FO", "831": "GG",
    "364": "IR", "368": "IQ", "376": "IL", "833": "IM", "832": "JE", "400": "JO", "398": "KZ",
    "422": "LB", "434": "LY", "504": "MA", "275": "PS", "643": "RU", "682": "SA", "760": "SY",
    "788": "TN", "792": "TR", "795": "TM", "860": "UZ",
}  # fmt: skip
# Drawn apart in the source, and a part of another place in ours.
NORTHERN_CYPRUS, ALAND = "N. Cyprus", "248"
_CODES = {**PLACES, **CONTEXT, NORTHERN_CYPRUS: NORTHERN_CYPRUS, ALAND: ALAND}
_MAINLAND_NORWAY = shapely.box(3900, 3800, 5300, 5500)

# Areas in km² that the outcome must have, within three in a hundred.
AREAS: Mapping[str, float] = {
    "UA": 598_000, "CY": 9_200, "XK": 10_900, "MT": 275, "LU": 2_600, "LI": 138, "RS": 77_600,
    "AM": 29_600, "GE": 69_400, "IS": 101_800,
}  # fmt: skip

Line: TypeAlias = list[tuple[float, float]]
Shapes: TypeAlias = dict[str, MultiPolygon]


@click.command()
@click.argument("atlas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(atlas: Path) -> None:
    """Write charts/atlas/europe_laea.json from the countries-50m.json of world-atlas."""
    content = atlas.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise BrokenFile(f"{atlas}: not the countries-50m.json of world-atlas 2.0.2. Get that one.")
    shapes = projected(json.loads(content))
    for correct in (
        crimea_to_ukraine,
        cyprus_whole,
        aland_to_finland,
        norway_without_svalbard_and_jan_mayen,
    ):
        shapes = correct(shapes)
    check_areas(shapes, within=0.02)
    shapes = simplified(shapes)
    check_areas(shapes, within=0.15)
    OUTPUT.write_text(written(shapes), encoding="utf-8")
    click.echo(f"{OUTPUT.name}: {OUTPUT.stat().st_size:,} bytes")


def projected(topology: dict[str, Any]) -> Shapes:
    """Read the TopoJSON into shapes in kilometres of the projection, by code.

    Points are projected before anything treats them as a plane: so Russia, whose outline jumps from
    180° east to 180° west, comes out whole, and no false band crosses Scandinavia.
    """
    transformer = Transformer.from_crs("EPSG:4326", PROJECTION, always_xy=True)
    arcs = [_projected_arc(arc, topology["transform"], transformer) for arc in topology["arcs"]]
    shapes = {}
    for country in topology["objects"]["countries"]["geometries"]:
        # Kosovo and Northern Cyprus have no ISO number, so they go by name; Kosovo becomes XK.
        code = _CODES.get(country.get("id") or country["properties"]["name"])
        if code is not None:
            parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
            polygons = [Polygon(*_split([_ring(ring, arcs) for ring in part])) for part in parts]
            shapes[code] = MultiPolygon(polygons)
    return shapes


def crimea_to_ukraine(shapes: Shapes) -> Shapes:
    """Give Crimea to Ukraine: the source draws who holds it, we draw whose it is."""
    simferopol = Point(6188, 2732)
    parts = list(shapes["RU"].geoms)
    (crimea,) = (part for part in parts if part.contains(simferopol))
    parts.remove(crimea)
    return shapes | {"RU": MultiPolygon(parts), "UA": _union(shapes["UA"], crimea)}


def cyprus_whole(shapes: Shapes) -> Shapes:
    """Draw Cyprus as one island: all of it is the territory of one member state."""
    rest = {code: shape for code, shape in shapes.items() if code != NORTHERN_CYPRUS}
    return rest | {"CY": _union(shapes["CY"], shapes[NORTHERN_CYPRUS])}


def aland_to_finland(shapes: Shapes) -> Shapes:
    """Draw Åland as the part of Finland that it is; the source sets it apart."""
    rest = {code: shape for code, shape in shapes.items() if code != ALAND}
    return rest | {"FI": _union(shapes["FI"], shapes[ALAND])}


def norway_without_svalbard_and_jan_mayen(shapes: Shapes) -> Shapes:
    """Leave out Svalbard and Jan Mayen: they are no part of Eurostat's figures for Norway."""
    near = [part for part in shapes["NO"].geoms if part.within(_MAINLAND_NORWAY)]
    return shapes | {"NO": MultiPolygon(near)}


def check_areas(shapes: Shapes, *, within: float) -> None:
    """Stop where a place is larger or smaller than it must be, or overlaps its neighbours."""
    for code, expected in AREAS.items():
        area = sum(part.area for part in shapes[code].geoms)
        if abs(area / expected - 1) > within:
            raise BrokenFile(f"{code} covers {area:,.0f} km², not {expected:,}. Check its borders.")
    if not shapely.coverage_is_valid(list(shapes.values())):
        raise BrokenFile("Some places overlap, or share a border in part. Check the corrections.")


def simplified(shapes: Shapes) -> Shapes:
    """Draw borders with fewer corners, and a shared one once, so that no gap opens.

    Malta has few corners as it is, and no neighbour.
    """
    codes = [code for code in shapes if code != "MT"]
    simple = shapely.coverage_simplify([shapes[code] for code in codes], TOLERANCE)
    drawn = {code: _multi(shape) for code, shape in zip(codes, simple, strict=True)}
    return drawn | {"MT": shapes["MT"]}


def written(shapes: Shapes) -> str:
    """Write the map as JSON, one place a line, the same for the same source."""
    frame = shapely.box(*FRAME)
    inside = {code: _within(shape, frame) for code, shape in sorted(shapes.items())}
    drawn = {code: [_ring_of(part) for part in parts] for code, parts in inside.items()}
    entries = {
        "source": SOURCE,
        "projection": PROJECTION,
        "unit": "km",
        "frame": FRAME,
        "places": {code: drawn[code] for code in sorted(PLACES.values())},
        "context": {code: drawn[code] for code in sorted(CONTEXT.values())},
        "labels": {code: _label(parts[0]) for code, parts in inside.items()},
    }
    text = json.dumps(entries, separators=(",", ":"))
    return text.replace('],"', '],\n"').replace('},"', '},\n"') + "\n"


def _projected_arc(
    arc: Sequence[Sequence[int]], quantum: Mapping[str, Sequence[float]], to: Transformer
) -> Line:
    """Undo the quantised differences of one TopoJSON arc, and project its points."""
    lon = [
        quantum["translate"][0] + quantum["scale"][0] * x for x in accumulate(x for x, _y in arc)
    ]
    lat = [
        quantum["translate"][1] + quantum["scale"][1] * y for y in accumulate(y for _x, y in arc)
    ]
    easting, northing = to.transform(lon, lat)
    return [(x / 1000, y / 1000) for x, y in zip(easting, northing, strict=True)]


def _ring(indices: Sequence[int], arcs: Sequence[Line]) -> Line:
    """Join arcs into a ring; ~i is arc i walked backwards, and each begins where the last ended."""
    points: Line = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _split(rings: list[Line]) -> tuple[Line, list[Line]]:
    return rings[0], rings[1:]


def _multi(shape: Polygon | MultiPolygon) -> MultiPolygon:
    return shape if shape.geom_type == "MultiPolygon" else MultiPolygon([shape])


def _union(one: Polygon | MultiPolygon, other: Polygon | MultiPolygon) -> MultiPolygon:
    return _multi(shapely.union(one, other))


def _within(shape: MultiPolygon, frame: Polygon) -> list[Polygon]:
    """The parts within the frame that are large enough to see, largest first."""
    parts = shapely.get_parts(shapely.intersection(shape, frame))
    areas = sorted(parts, key=lambda part: -part.area)
    return [part for part in areas if part.area >= SMALLEST] or areas


def _ring_of(part: Polygon) -> list[tuple[int, int]]:
    """An outline in whole kilometres.

    Holes are filled: the enclaves in them (San Marino, the Vatican, villages in the Caucasus) are
    smaller than a pixel.
    """
    ring = [(round(x), round(y)) for x, y in part.exterior.coords]
    return [point for point, _repeated in groupby(ring)]


def _label(part: Polygon) -> tuple[int, int]:
    """The point of a place that is farthest from its borders: where a letter has most room."""
    x, y = shapely.maximum_inscribed_circle(part, tolerance=1).coords[0]
    return round(x), round(y)


if __name__ == "__main__":
    main()
