"""Slips are found where they are and nowhere else."""

import pytest

from generator.clean import clean
from generator.clean.slips import unclosed_quotes
from generator.tables import Tables


@pytest.mark.parametrize(
    ("paragraph", "places"),
    [
        ("mô hình “Ba sạch” và “Một hỗ trợ một”", []),
        ('mô hình "Ba sạch" và “Một hỗ trợ một"', []),
        ("mô hình “Ba sạch và “Một hỗ trợ một”", [8]),
        ("mô hình “Ba sạch", [8]),
        ("không có gì", []),
        ("đóng ” trước", []),
    ],
)
def test_quotations_that_do_not_close(paragraph: str, places: list[int]) -> None:
    assert list(unclosed_quotes(paragraph)) == places


def test_small_words_twice(tables: Tables) -> None:
    document = clean("Bà con của của thôn. Ngày ngày họp, luôn luôn vui, dần dần quen.", tables, file="a.txt")
    assert [(found.code, found.location.column) for found in document.diagnostics] == [("DV519", 8)]
