"""Lists as offices make them: every row becomes a model at its place, in its field, with what its columns say."""

from pathlib import Path

import pytest

from tests.lists.conftest import Site
from tests.lists.making import district_summary, registration_list

BINH_SON = "huyện Bình Sơn, tỉnh Quảng Ngãi"


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    return district_summary(tmp_path / "Tổng hợp 2023.xlsx")


@pytest.fixture
def registrations(tmp_path: Path) -> Path:
    return registration_list(tmp_path / "Đăng ký.xlsx")


def test_a_district_summary(site: Site, summary: Path) -> None:
    done = site.take(summary)
    assert [one.state for one in done.outcomes] == ["created"] * 20
    model = site.named("Tuyến đường hoa do phụ nữ chăm sóc")
    assert model["localities"] == [f"Xã Bình Minh, {BINH_SON}"]
    assert (model["field"], model["holder"]) == ("kinh-te", "individual")
    assert model["status"] == [
        {"step": "recognised", "date": model["status"][0]["date"], "directive": "512-QĐ/HU"},
    ]
    assert str(model["status"][0]["date"]) == "2023-11-15"
    assert model["figures"] == [
        {"value": 12, "unit": "hộ", "what": "số hộ tham gia"},
        {"value": 35500000, "unit": "đồng", "what": "kinh phí"},
    ]
    assert model["sources"][0] | {"sha256": ""} == {
        "file": "Tổng hợp 2023.xlsx",
        "sha256": "",
        "sheet": "Tổng hợp 2023",
        "row": 11,
    }
    assert model.content == "## Kết quả\n\nSau một năm đã có 12 hộ làm theo.\n\n- Được dân tin."


def test_merged_places_and_group_rows(site: Site, summary: Path) -> None:
    site.take(summary)
    places = {post["name"]: post["localities"][0].partition(",")[0] for post in site.models().values()}
    fields = {post["name"]: post["field"] for post in site.models().values()}
    assert places["Camera an ninh trong dân"] == "Xã Bình Minh"  # the cell is merged with the row above
    assert places["Trồng keo theo nhóm hộ"] == "Thị trấn Châu Ổ"
    assert fields["Hũ gạo tiết kiệm"] == "van-hoa-xa-hoi"
    assert fields["Thắp sáng đường quê"] == "quoc-phong-an-ninh"
    assert fields["Nồi cháo nghĩa tình"] == "xay-dung-he-thong-chinh-tri"


def test_totals_notes_and_signatures_are_named_and_left_out(site: Site, summary: Path) -> None:
    done = site.take(summary)
    (told,) = [one for one in done.diagnostics if one.code == "DV671"]
    assert told.values["count"] == 6
    assert "Tổng cộng: 20 mô hình" in str(told.values["words"])
    assert not any(one.code in ("DV661", "DV663") for one in done.diagnostics)


def test_two_sheets_with_repeated_heads_and_districts_between(site: Site, registrations: Path) -> None:
    done = site.take(registrations)
    assert [one.state for one in done.outcomes] == ["created"] * 20
    camera = site.named("Camera an ninh trong dân")
    assert camera["localities"] == ["Xã Cẩm Duệ, huyện Cẩm Xuyên, tỉnh Hà Tĩnh"]
    assert camera["period"] == {"start": 2022}
    assert camera["status"] == [{"step": "registered", "year": 2022}]
    women = site.named("Nuôi bò nhốt chuồng trồng cỏ")
    assert (women["localities"][0], women["unit"]) == (
        "Xã Cẩm Mỹ, huyện Cẩm Xuyên, tỉnh Hà Tĩnh",
        "Hội Phụ nữ xã Cẩm Mỹ",
    )
    police = site.named("Tiếng kẻng học bài")
    assert women["status"] == [{"step": "registered", "year": 2022}]  # 31/02/2022 is no decision
    assert "- Số quyết định: 31/02/2022" in women.content
    assert (police["localities"], police["unit"]) == (["Huyện Cẩm Xuyên, tỉnh Hà Tĩnh"], "Công an huyện")
    holders = {post["name"]: post["holder"] for post in site.models().values()}
    assert (holders["Hiến đất mở đường liên thôn"], holders["Cổng trường bình yên"]) == ("collective", "individual")


def test_what_is_not_understood_stays_in_the_text(site: Site, registrations: Path) -> None:
    done = site.take(registrations)
    told = [(one.values["column"], one.location.line) for one in done.diagnostics if one.code == "DV657"]
    assert [line for column, line in told if column == "Lĩnh vực"] == [7, 14, 11, 18]
    assert {column for column, _ in told} == {"Lĩnh vực", "Ghi chú"}  # "nt" under a blank cell
    post = site.named("Ngày thứ bảy gần dân")
    assert post["field"] is None
    assert "- Lĩnh vực: Thể thao" in post.content
    assert "- Ghi chú: =HYPERLINK(1)" in post.content or "HYPERLINK" not in post.content


def test_the_same_list_twice_changes_nothing(site: Site, summary: Path, registrations: Path) -> None:
    site.take(summary)
    site.take(registrations)
    before = site.files()
    for path in (registrations, summary, summary):
        assert {one.state for one in site.take(path).outcomes} == {"unchanged"}
    assert site.files() == before


def test_a_dry_run_writes_nothing(site: Site, summary: Path) -> None:
    done = site.take(summary, dry=True)
    assert {one.state for one in done.outcomes} == {"created"}
    assert site.files() == {}
