"""Charts as inline SVG, drawn by Vega-Lite (vl-convert: no network, no script in the page).

Every chart is a ``<figure>`` with a title and a description for people who do not see it, and a caption that names its
source. Colours are the site's CSS variables and the text takes the colour of the page, so one drawing serves light
ground, dark ground and paper. Nothing depends on the fonts of the machine that builds: positions are fixed, never
measured. A chart is as wide as a phone and grows from there.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from multiprocessing import parent_process
from typing import Any

import vl_convert

WIDTH = 360
"""Width of a drawing in its own units; text of 12 units is as large as small print on a phone."""
COLOURS = ("var(--dv-1)", "var(--dv-2)", "var(--dv-3)", "var(--dv-4)")
INK, FAINT, LINE, GROUND = "currentColor", "var(--dv-edge)", "var(--dv-line)", "var(--dv-paper)"
_BAR, _GAP, _LABEL = 17, 12, 21
_VALUE_ROOM = 150
"""Units kept free at the right of the longest bar for its number and name."""
_ROOT = re.compile(r"^<svg[^>]*>")
_SPOKEN = re.compile(r' (?:role|aria-roledescription|class|pointer-events)="[^"]*"')
"""What Vega says, in English, of the parts of a drawing; title and description speak for the whole."""
PLAIN: dict[str, Any] = {"scale": None, "axis": None, "type": "quantitative"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its length and the words that stand at its end."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said of a chart: ``title`` and ``description`` to those who hear it, ``source`` to all."""

    id: str
    title: str
    description: str
    source: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A row of a tree: how deep it stands, the row it hangs from (None for a root), its words, and whether it is
    the one the page is about.
    """

    depth: int
    above: int | None
    text: str
    strong: bool = False


def bar_chart(caption: Caption, groups: Mapping[str, Sequence[Bar]]) -> str:
    """Return horizontal bars, the name of each group above its bars; empty without a value above zero."""
    longest = max((bar.value for bars in groups.values() for bar in bars), default=0)
    if longest <= 0:
        return ""
    names, rows, top = [], [], 0
    for name, bars in groups.items():
        names.append({"y": top + _LABEL - 8, "text": name})
        top += _LABEL
        for index, bar in enumerate(bars):
            colour = COLOURS[index % len(COLOURS)]
            rows.append({"v": bar.value, "y": top, "y2": top + _BAR - 2, "c": colour, "text": bar.text})
            top += _BAR
        top += _GAP
    x = {"field": "v", "type": "quantitative", "axis": None, "scale": _range((0, longest), (0, WIDTH - _VALUE_ROOM))}
    y = {"field": "y", **PLAIN}
    bars_layer = layer(rows, "rect", x=x, x2={"datum": 0}, y=y, y2={"field": "y2"}, color=_literal("c"))
    values = text_layer(rows, x=x, y=y, dx=5, dy=_BAR // 2 - 1, baseline="middle")
    return figure(caption, [bars_layer, values, text_layer(names, x={"value": 0}, y=y, size=13, weight="bold")], top)


def bubble_chart(caption: Caption, rows: Sequence[str], counts: Sequence[tuple[int, int, int]]) -> str:
    """Return one line for each of ``rows`` with a bubble for each (row, year, count), the count written in it."""
    if not counts:
        return ""
    step, years = 56, [year for _, year, _ in counts]
    scale = _range((min(years), max(years) + (min(years) == max(years))), (14, WIDTH - 14))
    axis = {"format": "d", "tickCount": 6, "grid": False, "title": None, "labelColor": INK, "labelFontSize": 11}
    axis |= {"domainColor": LINE, "tickColor": LINE}
    x = {"field": "year", "type": "quantitative", "scale": scale, "axis": axis}
    y = {"field": "y", **PLAIN}
    points = [
        {"year": year, "y": row * step + 36, "size": 180 + min(9, count - 1) * 40, "text": str(count)}
        for row, year, count in counts
    ]
    names = [{"y": index * step + 14, "text": name} for index, name in enumerate(rows)]
    lines = [{"y": index * step + 36} for index in range(len(rows))]
    layers = [
        layer(lines, {"type": "rule", "color": LINE}, x={"value": 0}, x2={"value": WIDTH}, y=y),
        layer(
            points,
            {"type": "circle", "opacity": 1, "color": COLOURS[2]},
            x=x,
            y=y,
            size={"field": "size", "type": "quantitative", "scale": None},
        ),
        text_layer(points, x=x, y=y, align="center", baseline="middle", size=10, colour=GROUND, weight="bold"),
        text_layer(names, x={"value": 0}, y=y, weight="bold"),
    ]
    return figure(caption, layers, len(rows) * step + 4, below=26)


def tree_chart(caption: Caption, rows: Sequence[Branch]) -> str:
    """Return rows one under another, each joined to the one it hangs from; empty without two rows."""
    if len(rows) < 2:
        return ""
    row_height, step, top = 26, 18, 14
    points = [
        {"x": 8 + row.depth * step, "y": top + index * row_height, "text": row.text, "strong": row.strong}
        for index, row in enumerate(rows)
    ]
    lines = []
    for point, row in zip(points, rows, strict=True):
        if row.above is not None:
            start = points[row.above]
            lines.append({"x": start["x"], "y": start["y"], "x2": start["x"], "y2": point["y"]})
            lines.append({"x": start["x"], "y": point["y"], "x2": point["x"], "y2": point["y"]})
    x, y = {"field": "x", **PLAIN}, {"field": "y", **PLAIN}
    layers = [
        layer(lines, {"type": "rule", "color": FAINT}, x=x, y=y, x2={"field": "x2"}, y2={"field": "y2"}),
        layer(points, {"type": "circle", "opacity": 1, "size": 60, "color": COLOURS[2]}, x=x, y=y),
        text_layer([point for point in points if not point["strong"]], x=x, y=y, dx=9, baseline="middle"),
        text_layer([point for point in points if point["strong"]], x=x, y=y, weight="bold", dx=9, baseline="middle"),
    ]
    return figure(caption, layers, len(rows) * row_height + 2)


def _range(domain: tuple[float, float], within: tuple[float, float]) -> dict[str, Any]:
    return {"domain": list(domain), "range": list(within), "nice": False, "zero": False}


def _literal(field: str) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "scale": None}


def layer(rows: Sequence[dict[str, Any]], mark: str | dict[str, Any], **encoding: Any) -> dict[str, Any]:
    """Return a layer of Vega-Lite: one mark for each of ``rows``, placed by ``encoding``."""
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def text_layer(
    rows: Sequence[dict[str, Any]],
    *,
    x: dict[str, Any],
    y: dict[str, Any],
    size: int = 12,
    colour: str = INK,
    weight: str = "normal",
    **mark: Any,
) -> dict[str, Any]:
    """Return a layer of the words in each row's ``text``."""
    look = {"type": "text", "align": "left", "fontSize": size, "fontWeight": weight, "fill": colour, **mark}
    return layer(rows, look, x=x, y=y, text={"field": "text", "type": "nominal"})


def figure(caption: Caption, layers: Sequence[dict[str, Any]], height: int, below: int = 0) -> str:
    """Return the figure of ``layers``, ``height`` units high and ``below`` more for the names of an axis."""
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": height,
        "padding": {"left": 0, "top": 0, "right": 0, "bottom": below},
        "autosize": "none",
        "background": None,
        "config": {"aria": False, "font": "inherit", "view": {"stroke": None}},
        "layer": list(layers),
    }
    drawing = _draw(json.dumps(spec, ensure_ascii=False, sort_keys=True))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height + below}" role="img"'
        f' aria-labelledby="{caption.id}-ten {caption.id}-ta">'
        f'<title id="{caption.id}-ten">{escape(caption.title)}</title>'
        f'<desc id="{caption.id}-ta">{escape(caption.description)}</desc>'
    )
    svg = head + _SPOKEN.sub("", _ROOT.sub("", drawing, count=1))
    return f'<figure class="dv-chart">\n{svg}\n<figcaption>{escape(caption.source)}</figcaption>\n</figure>'


@cache
def _draw(spec: str) -> str:
    """Return the SVG of a Vega-Lite spec; kept, because a server that rebuilds asks for the same again."""
    if parent_process() is not None:  # its thread is not there in a forked process, which would wait for it for ever
        raise RuntimeError("charts are drawn by the process of the build itself")
    return str(vl_convert.vegalite_to_svg(spec))
