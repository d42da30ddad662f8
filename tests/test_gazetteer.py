"""The gazetteer: both structures, what became of each unit, ids that stay."""

from datetime import date

import pytest

from generator.entities import Level
from generator.tables import Tables
from generator.tables.units import FIRST_DAY, LAST_DAY
from generator.text import match_key

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_every_unit_has_an_ascii_id_of_its_own(tables: Tables) -> None:
    units = tables.gazetteer.by_id
    assert len(units) > 14_000
    assert all(name.isascii() and name == unit.id for name, unit in units.items())
    assert len({(unit.code, unit.level, unit.since) for unit in units.values()}) == len(units)


@pytest.mark.parametrize(
    ("commune", "successor"),
    [
        ("Xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi", "Xã Bình Minh, tỉnh Quảng Ngãi"),
        ("Xã Bình Mỹ, huyện Bình Sơn, tỉnh Quảng Ngãi", "Xã Bình Chương, tỉnh Quảng Ngãi"),
        ("Thị trấn Châu Ổ, huyện Bình Sơn, tỉnh Quảng Ngãi", "Xã Bình Sơn, tỉnh Quảng Ngãi"),
        ("Xã Bình Thạnh, huyện Bình Sơn, tỉnh Quảng Ngãi", "Xã Bình Sơn, tỉnh Quảng Ngãi"),
        ("Xã Bình Thanh, huyện Bình Sơn, tỉnh Quảng Ngãi", "Xã Đông Sơn, tỉnh Quảng Ngãi"),
        ("Xã Bình Hòa, huyện Bình Sơn, tỉnh Quảng Ngãi", "Xã Vạn Tường, tỉnh Quảng Ngãi"),
        ("Xã Tịnh Hòa, thành phố Quảng Ngãi, tỉnh Quảng Ngãi", "Xã Đông Sơn, tỉnh Quảng Ngãi"),
    ],
)
def test_resolution_1677_is_in_the_data(commune: str, successor: str, tables: Tables) -> None:
    (old,) = tables.gazetteer.named(commune, BEFORE)
    (new,) = (tables.gazetteer.by_id[name] for name in old.successors)
    assert new.full_name == successor
    assert old.id in new.predecessors


def test_codes_were_reused_in_2025(tables: Tables) -> None:
    names = {unit.short_name for unit in tables.gazetteer.by_code["21040"]}
    assert names == {"Thị trấn Châu Ổ", "Xã Bình Sơn"}


def test_a_district_was_replaced_by_the_units_of_its_communes(tables: Tables) -> None:
    (district,) = tables.gazetteer.named("Huyện Bình Sơn, tỉnh Quảng Ngãi")
    assert district.until == BEFORE
    assert {tables.gazetteer.by_id[name].name for name in district.successors} == {
        "Bình Minh", "Bình Chương", "Bình Sơn", "Vạn Tường", "Đông Sơn"
    }  # fmt: skip


def test_a_province_that_joined_is_two_units_and_one_that_stood_is_one(tables: Tables) -> None:
    assert [unit.id for unit in tables.gazetteer.named("Tỉnh Quảng Ngãi", BEFORE)] == ["tinh-quang-ngai"]
    assert [unit.id for unit in tables.gazetteer.named("Tỉnh Quảng Ngãi", AFTER)] == ["tinh-quang-ngai-2025"]
    assert len(tables.gazetteer.named("Tỉnh Hà Tĩnh")) == 1
    assert {tables.gazetteer.by_id[n].name for n in tables.gazetteer.by_id["tinh-lam-dong-2025"].predecessors} == {
        "Bình Thuận", "Đắk Nông", "Lâm Đồng"
    }  # fmt: skip


def test_everything_that_ended_in_2025_has_a_successor(tables: Tables) -> None:
    units = tables.gazetteer.by_id.values()
    assert [unit.full_name for unit in units if unit.until == LAST_DAY and not unit.successors] == []
    assert [unit.full_name for unit in units if unit.since == FIRST_DAY and not unit.predecessors] == []


def test_a_district_that_ended_before_the_data_is_known(tables: Tables) -> None:
    (unit,) = tables.gazetteer.named("Huyện Lộc Hà, tỉnh Hà Tĩnh")
    assert unit.level is Level.DISTRICT
    assert unit.exists_on(date(2024, 8, 13))
    assert not unit.exists_on(date(2025, 1, 1))
    assert unit.successors == ("huyen-thach-ha-ha-tinh",)


def test_counts_of_the_reform(tables: Tables) -> None:
    new = [unit for unit in tables.gazetteer.by_id.values() if unit.exists_on(AFTER)]
    assert sum(unit.level is Level.PROVINCE for unit in new) == 34
    assert sum(unit.level is Level.COMMUNE for unit in new) == 3321
    assert not any(unit.level is Level.DISTRICT for unit in new)


def test_units_that_were_renamed_or_merged_before_2025_are_known_with_their_time(tables: Tables) -> None:
    named = tables.gazetteer.named
    (hoai_nhon,) = named("Huyện Hoài Nhơn, tỉnh Bình Định")
    assert hoai_nhon.until == date(2020, 5, 31)
    assert "thi-xa-hoai-nhon-binh-dinh" not in [unit.id for unit in named("Hoài Nhơn", date(2019, 1, 1))]
    (hue,) = named("Tỉnh Thừa Thiên Huế")
    assert hue.successors == ("thanh-pho-hue",)
    (quang_dien,) = named("Huyện Quảng Điền", date(2020, 1, 1))
    assert quang_dien.full_name == "Huyện Quảng Điền, tỉnh Thừa Thiên Huế"
    (quang_dien,) = named("Huyện Quảng Điền", date(2025, 3, 1))
    assert quang_dien.full_name == "Huyện Quảng Điền, thành phố Huế"
    (cua_lo,) = named("Thị xã Cửa Lò")
    assert not cua_lo.exists_on(date(2025, 6, 1))


@pytest.mark.parametrize("island", ["Hoàng Sa", "Trường Sa"])
def test_units_of_the_archipelagos_lie_there_and_not_at_their_offices(island: str, tables: Tables) -> None:
    units = tables.gazetteer
    zone = next(unit for unit in units.by_name[match_key(island)] if unit.type == "Đặc khu")
    old = [units.by_id[name] for name in zone.predecessors]
    assert old
    assert {(unit.latitude, unit.longitude) for unit in old} == {(zone.latitude, zone.longitude)}
    assert zone.longitude is not None
    assert zone.longitude > 111
