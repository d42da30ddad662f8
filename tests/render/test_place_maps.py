"""Maps of the shipped content: the whole country with its islands, names that do not cover one another."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.diagnostics import DanvanError
from generator.render.charts import Caption
from generator.render.maps import Dot, dot_map
from generator.tables import Tables

SVG = "{http://www.w3.org/2000/svg}"


def figures(page: Path) -> list[ElementTree.Element]:
    found = re.findall(r'<figure class="dv-chart">.*?</figure>', page.read_text(encoding="utf-8"), re.DOTALL)
    return [ElementTree.fromstring(one) for one in found]


def names(figure: ElementTree.Element) -> set[str | None]:
    return {text.text for text in figure.iter(f"{SVG}text")}


def test_the_country_is_whole(site_dir: Path) -> None:
    (country,) = figures(site_dir / "dia-phuong" / "index.html")
    assert {"Đặc khu Hoàng Sa", "Đặc khu Trường Sa", "Tỉnh Quảng Ngãi"} <= names(country)
    caption = country.findtext("figcaption") or ""
    assert "Nguồn: 25 mô hình" in caption
    assert "Cập nhật:" in caption
    assert "Tỉnh Quảng Ngãi: 25 mô hình" in (country.findtext(f"{SVG}svg/{SVG}desc") or "")


def test_a_province_shows_the_units_its_models_lie_in(site_dir: Path) -> None:
    (province,) = figures(site_dir / "dia-phuong" / "tinh-quang-ngai.html")
    assert {"Huyện Bình Sơn", "Xã Bình Trị", "Xã Bình Minh", "Huyện Lý Sơn"} <= names(province)
    assert figures(site_dir / "dia-phuong" / "tinh-ha-tinh.html") == []


def test_outline_is_that_of_the_country_alone(tables: Tables) -> None:
    points = [point for ring in tables.outline for point in ring]
    assert all(ring[0] == ring[-1] for ring in tables.outline)
    assert (round(min(y for _, y in points), 1), round(max(y for _, y in points), 1)) == (8.6, 23.4)
    assert max(x for x, _ in points) < 110


def test_a_missing_outline_is_said(tmp_path: Path) -> None:
    with pytest.raises(DanvanError) as told:
        _ = Tables(tmp_path / "site_config").outline
    assert [one.code for one in told.value.diagnostics] == ["DV803"]


def test_names_stay_clear_of_one_another_and_of_dots() -> None:
    dots = [Dot(108.70, 15.30, 4, "Huyện Bình Sơn"), Dot(108.71, 15.30, 1, "Xã Bình Trị"), Dot(109.9, 16.2, 1, "")]
    drawn = ElementTree.fromstring(dot_map(Caption("b", "b", "b", "b"), dots))
    (only,) = drawn.iter(f"{SVG}text")
    assert only.text == "Xã Bình Trị", "the first would lie over the dot beside it, on the other side out of the map"
