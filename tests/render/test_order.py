"""Lists of the built site stand in Vietnamese order (a ă â … d đ …), wherever they have no order of their own."""

import re
from html import unescape
from pathlib import Path

import pytest

from generator.text import sort_key

ITEM = re.compile(r"<li[^>]*>\s*(?:<p>)?<a [^>]*>(.*?)</a>(?:\s*<small>(.*?)</small>)?", re.DOTALL)


def listed(page: str, after: str) -> list[tuple[str, str]]:
    """Names and what stands beside them in the first list after the heading ``after`` (of the page without it)."""
    start = page.find(f'id="{after}"')
    begin = page.index("<ul", start if start >= 0 else page.index("<h1"))
    return [(unescape(name), unescape(small)) for name, small in ITEM.findall(page[begin : page.index("</ul>", begin)])]


@pytest.mark.parametrize(
    ("path", "after"),
    [
        ("danh-sach/mo-hinh-1.html", "dau-trang"),
        ("danh-sach/linh-vuc-kinh-te-1.html", "dau-trang"),
        ("phong-trao/index.html", "phong-trao-thi-dua"),
        ("phong-trao/index.html", "chuong-trinh"),
        ("dia-phuong/huyen-binh-son-quang-ngai.html", "mo-hinh"),
        ("van-ban/chi-thi-22-ct-tu-quang-ngai-2017.html", "mo-hinh"),
        ("phong-trao/dan-van-kheo.html", "mo-hinh"),
    ],
)
def test_names_stand_in_vietnamese_order(site_dir: Path, path: str, after: str) -> None:
    names = [name for name, _ in listed((site_dir / path).read_text(encoding="utf-8"), after)]
    assert len(names) > 1
    assert names == sorted(names, key=sort_key)


def test_units_of_today_come_before_those_that_ended_each_in_order(site_dir: Path) -> None:
    page = (site_dir / "dia-phuong" / "index.html").read_text(encoding="utf-8")
    provinces = listed(page, "cac-tinh-thanh-pho")
    ended = ["đến" in small for _, small in provinces]
    assert len(provinces) > 4
    assert ended == sorted(ended)
    for state in (False, True):
        names = [name for (name, _), one in zip(provinces, ended, strict=True) if one is state]
        bare = [re.sub("^(Tỉnh|Thành phố) ", "", name) for name in names]
        assert bare == sorted(bare, key=sort_key)


def test_fields_and_steps_stand_as_people_know_them(site_dir: Path) -> None:
    page = (site_dir / "mo-hinh" / "index.html").read_text(encoding="utf-8")
    assert [name for name, _ in listed(page, "theo-linh-vuc")] == ["Kinh tế", "Chưa rõ lĩnh vực"]
    assert [name for name, _ in listed(page, "theo-trang-thai")] == ["Nhân rộng", "Chưa rõ trạng thái"]
