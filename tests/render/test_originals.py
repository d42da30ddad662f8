"""The lines of a scan: the public sees what the report still says, and nothing an editor took out."""

import pytest

from generator.render.originals import _Told

TEXT = (
    "Thôn Đông có 12 hộ nghèo, tổ trưởng là ông Trần Văn Hai, điện thoại 0901 234 567.\n\nBà con họp mỗi tháng một lần."
)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Thôn Đông có 12 hộ nghèo, tổ trưởng là", True),
        ("ông Trần Văn Hai, điện thoại 0901", True),
        ("Bà con hợp mỗi tháng một lần", False),  # at its edges a line has fewer words to hold on to
        ("Thôn Đông có 12 hộ nghèn, tổ trưởng là ông", True),  # one plain word that people corrected
        ("tổ trưởng là ông Trần Văn Ba, điện thoại", False),
        ("Thôn Đông có 13 hộ nghèo, tổ trưởng", False),
        ("Thủ trưởng đã ký và đóng dấu", False),
        ("567", True),
        ("999", False),
    ],
)
def test_a_line_is_shown_if_the_text_still_says_it(line: str, shown: bool) -> None:
    assert _Told(TEXT)(line) is shown
