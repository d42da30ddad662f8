"""The outline of Viet Nam for maps: Natural Earth, 1:10 million (public domain), as npm's ``world-atlas`` packs it.

Only the country itself is taken, no other state and no line at sea. What the scale leaves out, the islands among it, a
map shows from the gazetteer.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Ring = tuple[tuple[float, float], ...]
"""A closed line of (longitude, latitude), degrees of WGS 84."""

FILE = "world-atlas/countries-10m.json"
"""TopoJSON below ``node_modules/``; its countries carry the numbers of ISO 3166-1."""
_VIET_NAM = "704"


@cache
def load_outline(path: Path) -> tuple[Ring, ...]:
    """Return the outer lines of Viet Nam, the mainland and larger islands.

    Raises OSError for a missing file, ValueError, KeyError or StopIteration for one that is not this TopoJSON.
    """
    topology = json.loads(path.read_text(encoding="utf-8"))
    countries = topology["objects"]["countries"]["geometries"]
    country = next(one for one in countries if one.get("id") == _VIET_NAM)
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return tuple(_ring(polygon[0], topology) for polygon in polygons)


def _ring(arcs: Sequence[int], topology: Mapping[str, Any]) -> Ring:
    """Return the points of a ring; each arc begins where the one before it ended."""
    points: list[tuple[float, float]] = []
    for arc in arcs:
        points += _points(arc, topology)[1 if points else 0 :]
    return tuple(points)


def _points(arc: int, topology: Mapping[str, Any]) -> list[tuple[float, float]]:
    """Return the points of one arc, backwards for a number below zero: TopoJSON holds whole steps between them."""
    (x_scale, y_scale), (x_start, y_start) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    found = []
    for x_step, y_step in topology["arcs"][arc if arc >= 0 else ~arc]:
        x, y = x + x_step, y + y_step
        found.append((x * x_scale + x_start, y * y_scale + y_start))
    return found if arc >= 0 else found[::-1]
