"""Dates as citations give them: ``ngày 03/4/2017``, ``ngày 24 tháng 4 năm 2017``, before or after the number."""

import re
from datetime import date

_DAY = (
    r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2})\s+th[áaà]ng\s+(?P<m2>\d{1,2})\s*,?\s+n[ăaií]m\s+(?P<y2>(?:19|20)\d\d))(?!\d)"
)
AFTER = re.compile(
    rf"\s*,?\s*\(?\s*(?:(?:được\s+)?(?:ban hành|ký)\s+)?(?:cùng\s+)?(?:vào\s+)?ng[àaả]y\s*{_DAY}\s*\)?"
    rf"|\s*\(\s*{_DAY.replace('<d', '<pd').replace('<m', '<pm').replace('<y', '<py')}\s*\)"
)
BEFORE = re.compile(rf"ng[àaả]y\s*{_DAY}")
YEAR = re.compile(r"\s+năm\s+(?P<year>(?:19|20)\d\d)(?!\d)")


def date_of(match: re.Match[str]) -> date | None:
    """Return the date a match of ``AFTER`` or ``BEFORE`` gives, None if there is no such day."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    parts = {name.strip("p2"): int(value) for name, value in groups.items()}
    try:
        return date(parts["y"], parts["m"], parts["d"])
    except (ValueError, KeyError):
        return None
