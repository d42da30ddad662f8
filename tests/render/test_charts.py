"""Charts as drawn: read by a real XML parser, told in words, in the site's own colours, within their frame."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.charts import (
    WIDTH,
    Bar,
    Branch,
    Caption,
    bar_chart,
    bubble_chart,
    tree_chart,
)
from generator.render.maps import Dot, dot_map

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = Caption("thu", "Giếng <chung>", "Xóm Đồi: 3 & Xóm Bàu: 5", "Nguồn: sổ tay của thôn")
GROUPS = {"Xóm Đồi": [Bar(3, "3 giếng")], "Xóm Bàu": [Bar(5, "5 giếng"), Bar(2, "2 bể")]}
DOTS = [Dot(108.70, 15.30, 4, "Xóm Đồi"), Dot(108.75, 15.33, 1, "Xóm Bàu")]
CHARTS = {
    "bars": bar_chart(CAPTION, GROUPS),
    "bubbles": bubble_chart(CAPTION, ["Cấp tỉnh", "Cấp xã"], [(0, 2019, 2), (1, 2021, 1)]),
    "tree": tree_chart(CAPTION, [Branch(0, None, "Tỉnh Đồi", True), Branch(1, 0, "Xóm Đồi"), Branch(1, 0, "Xóm Bàu")]),
    "map": dot_map(CAPTION, [*DOTS, Dot(108.72, 15.28, 0, "")], [((108, 15), (109, 15), (109, 16), (108, 16))]),
}


def svg_of(chart: str) -> ElementTree.Element:
    """The drawing of a figure, parsed."""
    found = ElementTree.fromstring(chart).find(f"{SVG}svg")
    assert found is not None
    return found


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_chart_says_what_it_shows(chart: str) -> None:
    drawing = svg_of(chart)
    title, description = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == (CAPTION.title, CAPTION.description)
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert ElementTree.fromstring(chart).findtext("figcaption") == CAPTION.source


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_chart_leaves_colour_and_language_to_the_page(chart: str) -> None:
    assert "aria-roledescription" not in chart
    assert "style" not in chart
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', chart)) <= {"none", "currentColor"} | {
        f"var(--dv-{name})" for name in ("1", "2", "3", "4", "line", "edge", "paper", "sunken")
    }


def test_bars_are_as_long_as_their_values() -> None:
    _, *lengths = (float(number) for number in re.findall(r'd="M0,[\d.]+h([\d.]+)v', CHARTS["bars"]))
    assert [round(length / lengths[1], 3) for length in lengths] == [0.6, 1.0, 0.4]
    texts = [text.text for text in svg_of(CHARTS["bars"]).iter(f"{SVG}text")]
    assert {"Xóm Đồi", "5 giếng", "2 bể"} <= set(texts)


def test_nothing_to_show_is_no_chart() -> None:
    assert bar_chart(CAPTION, {"Xóm Đồi": [Bar(0, "0")]}) == ""
    assert bubble_chart(CAPTION, [], []) == ""
    assert dot_map(CAPTION, []) == ""


@settings(max_examples=8)
@given(
    st.lists(
        st.builds(
            Dot,
            longitude=st.floats(102.2, 109.5),
            latitude=st.floats(8.4, 23.4),
            weight=st.integers(1, 500),
            label=st.sampled_from(["Xã Bình Thanh", "Xã Bình Thạnh", "Phường 1", ""]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_dot_lies_within_its_map(dots: list[Dot]) -> None:
    drawing = svg_of(dot_map(CAPTION, dots))
    _, _, width, height = (float(number) for number in str(drawing.get("viewBox")).split())
    assert width == WIDTH
    marks = [mark.get("transform") for mark in drawing.iter(f"{SVG}path") if mark.get("transform")]
    places = [tuple(map(float, re.findall(r"-?[\d.]+", str(mark)))) for mark in marks]
    assert len(places) == len(dots)
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places)
