"""Movements: named ones are found with their kind, one entity whatever its spelling; generic wording is none."""

from typing import Any

import pytest

from generator.extract.movements import find_movements
from generator.tables import Tables
from tests.extract.reading import Reading, passages


@pytest.mark.parametrize("passage", passages("movements"))
def test_the_movements_of_a_passage_are_found_and_no_others(passage: dict[str, Any], tables: Tables) -> None:
    assert {m.name: m.kind for m in Reading(passage, tables).movements} == passage["movements"]


def test_spellings_and_periods_do_not_make_two_movements(tables: Tables) -> None:
    text = (
        "Phong trào thi đua “Làng biển không rác thải nhựa giai đoạn 2022 - 2025” lan rộng.\n"
        'Hưởng ứng phong trào thi đua "Làng biển không rác thải nhựa", các xã ra quân; việc học tập và làm theo '
        "tư tưởng đạo đức, phong cách Hồ Chí Minh gắn với cuộc vận động “Học tập, làm theo tư tưởng, đạo đức, "
        "phong cách Hồ Chí Minh”."
    )
    beach, study = find_movements(text, tables)
    assert [text[span.start : span.end] for span in beach.mentions] == ["Làng biển không rác thải nhựa"] * 2
    assert (study.kind, len(study.mentions)) == ("cuoc-van-dong", 2)


@pytest.mark.parametrize(
    "text",
    [
        "Các phong trào thi đua yêu nước được phát động thường xuyên.",
        "PHONG TRÀO THI ĐUA TRONG CÁC CƠ QUAN",
        "Quỹ “Vì người nghèo” và hội thi “Phụ nữ khéo tay”.",
        "Mô hình “Nông dân với phong trào thi đua làm giàu” của xã.",
        "Chương trình mục tiêu quốc gia giảm nghèo bền vững.",
    ],
)
def test_wording_that_names_no_movement(text: str, tables: Tables) -> None:
    assert find_movements(text, tables) == ()
