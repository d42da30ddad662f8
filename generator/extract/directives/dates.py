"""Dates as citations give them: ``ngày 03/4/2017``, ``ngày 24 tháng 4 năm 2017``, before or after the number."""

import re
from datetime import date

_DAY = (
    r"(?:(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2}) +th[áaà]ng +(?P<m2>\d{1,2}) *,? +n[ăaií]m +(?P<y2>(?:19|20)\d\d))(?!\d)"
)
AFTER = re.compile(
    rf" *+,? *+\(? *+(?:(?:được +)?(?:ban hành|ký) +)?(?:cùng +)?(?:vào +)?ng[àaả]y *{_DAY}(?: *\))?"
    rf"| *\( *{_DAY.replace('<d', '<pd').replace('<m', '<pm').replace('<y', '<py')} *\)"
)
BEFORE = re.compile(rf"ng[àaả]y *{_DAY}")
YEAR = re.compile(r" +(?:năm +)?(?P<year>(?:19|20)\d\d)(?![\w/-])")


def date_of(match: re.Match[str]) -> date | None:
    """Return the date a match of ``AFTER`` or ``BEFORE`` gives, None if there is no such day."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    parts = {name.strip("p2"): int(value) for name, value in groups.items()}
    try:
        return date(parts["y"], parts["m"], parts["d"])
    except (ValueError, KeyError):
        return None
