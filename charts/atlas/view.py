"""Where the map lies on its canvas: kilometres of the projection to pixels and back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from charts.atlas.geography import Point, Ring
from charts.theme import Canvas

# What every picture must show, in kilometres: Portugal and Iceland to Armenia, the North Cape to
# Crete. Beyond it neighbours fill whatever shape the canvas has.
WEST, SOUTH, EAST, NORTH = 2600, 1385, 7400, 5430
_ABOVE_ICELAND = 5190
_EDGE = 6.0  # pixels between a legend above Iceland and the island
_OVER_SEA = 640  # the width in pixels from which the sea above Iceland is wide enough for a legend


def has_legend_over_sea(canvas: Canvas) -> bool:
    """Tell whether the legend lies on the sea above Iceland; on a narrow canvas it lies below."""
    return canvas.width >= _OVER_SEA


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A window on the projection: its upper left corner in kilometres, its scale in pixels a km.

    The scale is the same both ways, so no country is stretched.
    """

    left: float
    top: float
    scale: float
    width: float
    height: float
    map_height: float

    @classmethod
    def of(cls, canvas: Canvas, legend_height: float) -> View:
        """The largest view that shows all of Europe and leaves the legend its place."""
        above = has_legend_over_sea(canvas)
        height = canvas.height if above else canvas.height - legend_height
        scale = min(canvas.width / (EAST - WEST), height / (NORTH - SOUTH))
        if above:
            room = (canvas.height - legend_height - _EDGE) / (_ABOVE_ICELAND - SOUTH)
            scale = min(scale, room)
        spare = height / scale - (NORTH - SOUTH)
        return cls(
            left=(WEST + EAST - canvas.width / scale) / 2,
            top=NORTH + (spare if above else spare * 0.6),
            scale=scale,
            width=canvas.width,
            height=canvas.height,
            map_height=height,
        )

    @property
    def across(self) -> tuple[float, float]:
        """The range of the horizontal axis."""
        return self.left, self.left + self.width / self.scale

    @property
    def upwards(self) -> tuple[float, float]:
        """The range of the vertical axis."""
        return self.top - self.height / self.scale, self.top

    def at(self, x: float, y: float) -> Point:
        """The point of the projection that lies at these pixels, from the upper left corner."""
        return round(self.left + x / self.scale, 1), round(self.top - y / self.scale, 1)

    def pixels(self, point: Point) -> Point:
        """Where a point of the projection lies on the canvas."""
        return (point[0] - self.left) * self.scale, (self.top - point[1]) * self.scale

    def box(self, left: float, top: float, width: float, height: float) -> Ring:
        """The rectangle at these pixels as a ring."""
        corners = ((left, top), (left + width, top), (left + width, top + height))
        ring = [self.at(*corner) for corner in (*corners, (left, top + height))]
        return (*ring, ring[0])

    def meets(self, ring: Ring) -> bool:
        """Tell whether some of the ring may lie within the map."""
        west, south, east, north = _box(ring)
        left, top = self.pixels((west, north))
        right, bottom = self.pixels((east, south))
        is_beside = right < 0 or left > self.width
        return not is_beside and bottom >= 0 and top <= self.map_height


@lru_cache(maxsize=1024)
def _box(ring: Ring) -> tuple[float, float, float, float]:
    """The corners of what a ring lies in, in kilometres: west, south, east, north."""
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
