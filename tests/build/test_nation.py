"""The arithmetic by which the cost of a nation is carried on from that of small provinces."""

import pytest

from benchmarks.build.nation import PROVINCES, line, night


def test_a_line_through_what_was_measured() -> None:
    assert line([10, 20, 40], [130, 160, 220]) == pytest.approx((100, 3))


@pytest.mark.parametrize(("changed", "cores", "wanted"), [(PROVINCES, 2, 34), (PROVINCES, 68, 1), (PROVINCES, 8, 9)])
def test_nights_of_whole_builds(changed: int, cores: int, wanted: float) -> None:
    assert night(100, 10, changed, cores) == pytest.approx(wanted)


def test_a_night_of_few_changes_is_shorter() -> None:
    assert night(100, 10, 3, 2) == pytest.approx(3 + 31 * 0.1)
