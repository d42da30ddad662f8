"""Maps drawn at build time from coordinates: dots over the outline of the country, without any tile or server.

North is up, and shapes are true at the middle of the map. The outline is that of Viet Nam alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any, NamedTuple

from generator.render.charts import COLOURS, FAINT, LINE, PLAIN, WIDTH, Caption, figure, layer, text_layer
from generator.tables.outline import Ring

_LETTER, _ROW, _GAP = 6.2, 13, 6
"""Units a letter of a name is wide, a name is high and stands away from the middle of its dot."""
_NEAR, _FAR = 1.0, 60.0
"""Units between two points of the outline, on the map and ``_FAR`` from it, below which one of them is left out."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on a map: degrees (WGS 84), how much is there (0: it only shows what lies around), and its name."""

    longitude: float
    latitude: float
    weight: int
    label: str


class _Box(NamedTuple):
    """The frame of a map: degrees of longitude, shortened as at its middle by ``shrink``, and of latitude."""

    west: float
    east: float
    south: float
    north: float
    shrink: float

    @property
    def height(self) -> int:
        return round(WIDTH * (self.north - self.south) / (self.east - self.west))

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return a place in units of the drawing."""
        unit = WIDTH / (self.east - self.west)
        return round((longitude * self.shrink - self.west) * unit, 1), round((self.north - latitude) * unit, 1)


def dot_map(caption: Caption, dots: Sequence[Dot], outline: Sequence[Ring] = (), whole: bool = False) -> str:
    """Return a map of ``dots``, those with weight over the others; empty without one that has weight.

    A name that would cover one before it in ``dots`` is left out. ``whole`` shows the outline to its last corner.
    """
    if not any(dot.weight for dot in dots):
        return ""
    corners = [point for ring in outline for point in ring] if whole else []
    box = _box([*corners, *((dot.longitude, dot.latitude) for dot in dots)])
    x, y = {"field": "x", **PLAIN}, {"field": "y", **PLAIN}
    placed = _placed(dots, box)
    strong, faint = ([dot for dot in placed if bool(dot["size"]) is held] for held in (True, False))
    frame = [{"x": 0.5, "y": 0.5, "x2": WIDTH - 0.5, "y2": box.height - 0.5}]
    edge = {"type": "rect", "fill": None, "stroke": LINE}
    size = {"field": "size", "type": "quantitative", "scale": None}
    layers = [
        _land(outline, box, x, y),
        layer(frame, edge, x=x, y=y, x2={"field": "x2"}, y2={"field": "y2"}),
        layer(faint, {"type": "circle", "opacity": 1, "color": FAINT, "size": 14}, x=x, y=y),
        layer(strong, {"type": "circle", "opacity": 1, "color": COLOURS[3]}, x=x, y=y, size=size),
        *_names(faint, "normal", x, y),
        *_names(strong, "bold", x, y),
    ]
    return figure(caption, layers, box.height)


def distance(one: Dot, other: Dot) -> float:
    """Return how far apart two places are, in kilometres; good enough within one country."""
    shrink = cos(radians((one.latitude + other.latitude) / 2))
    return 111.2 * hypot(one.latitude - other.latitude, (one.longitude - other.longitude) * shrink)


def _box(places: Sequence[tuple[float, float]]) -> _Box:
    """Return a frame around ``places``, at least half as high as it is wide: one row of dots still makes a picture."""
    ys = [latitude for _, latitude in places]
    shrink = cos(radians((min(ys) + max(ys)) / 2))
    xs = [longitude * shrink for longitude, _ in places]
    width = max(max(xs) - min(xs), (max(ys) - min(ys)) / 1.4, 0.05) * 1.2
    height = max((max(ys) - min(ys)) * 1.1, width * 0.5)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return _Box(x - width / 2, x + width / 2, y - height / 2, y + height / 2, shrink)


def _land(outline: Sequence[Ring], box: _Box, x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {"x": point[0], "y": point[1], "ring": number, "turn": turn}
        for number, ring in enumerate(outline)
        for turn, point in enumerate(_thinned((box.at(*point) for point in ring), box.height))
    ]
    look = {"type": "line", "interpolate": "linear-closed", "fill": "var(--dv-sunken)", "stroke": FAINT}
    order = {"field": "turn", "type": "quantitative"}
    return layer(rows, {**look, "strokeWidth": 0.7}, x=x, y=y, detail={"field": "ring"}, order=order)


def _thinned(points: Iterable[tuple[float, float]], height: int) -> Iterator[tuple[float, float]]:
    """Yield the points of a line that a drawing of this size can show; nothing of a line that lies outside it."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        near = -_FAR <= x <= WIDTH + _FAR and -_FAR <= y <= height + _FAR
        if not kept or hypot(x - kept[-1][0], y - kept[-1][1]) >= (_NEAR if near else _FAR):
            kept.append((x, y))
    left, right = min(x for x, _ in kept), max(x for x, _ in kept)
    top, bottom = min(y for _, y in kept), max(y for _, y in kept)
    if len(kept) > 2 and right >= 0 and left <= WIDTH and bottom >= 0 and top <= height:
        yield from kept


def _names(
    dots: Sequence[dict[str, Any]], weight: str, x: dict[str, Any], y: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the names that begin right of their dots, and those that end left of them."""
    for align, gap in (("left", _GAP + 2), ("right", -_GAP - 2)):
        named = [dot for dot in dots if dot["text"] and dot["left"] == (align == "right")]
        yield text_layer(named, x=x, y=y, dx=gap, align=align, baseline="middle", size=11, weight=weight)


def _placed(dots: Sequence[Dot], box: _Box) -> list[dict[str, Any]]:
    """Return ``dots`` in units of the drawing, each with its name where there is room for it beside the dot."""
    places = [box.at(dot.longitude, dot.latitude) for dot in dots]
    taken = [(x - _GAP, x + _GAP, y) for (x, y), dot in zip(places, dots, strict=True) if dot.weight]
    placed = []
    for (x, y), dot in zip(places, dots, strict=True):
        room = _room(x, y, len(dot.label) * _LETTER, taken) if dot.label else None
        if room:
            taken.append((*room, y))
        size = 40 + min(dot.weight, 60) * 4 if dot.weight else 0
        left = room is not None and room[0] < x
        placed.append({"x": x, "y": y, "size": size, "left": left, "text": dot.label if room else ""})
    return placed


def _room(x: float, y: float, length: float, taken: Sequence[tuple[float, float, float]]) -> tuple[float, float] | None:
    """Return where a name beside a dot begins and ends, right of it or left; None where it would cover something."""
    for start, end in ((x + _GAP, x + _GAP + length), (x - _GAP - length, x - _GAP)):
        free = all(abs(y - other) > _ROW or start >= right or end <= left for left, right, other in taken)
        if free and start >= 0 and end <= WIDTH:
            return start, end
    return None
