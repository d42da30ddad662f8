"""Numbers, dates and periods as Vietnamese readers write them."""

from datetime import date

from generator.records import Figure, Period


def number(value: float | int) -> str:
    """Return ``value`` with dots between thousands and a decimal comma: 380000000 -> 380.000.000, 31.2 -> 31,2."""
    text = f"{value:,}" if isinstance(value, int) or not value.is_integer() else f"{int(value):,}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def quantity(figure: Figure) -> str:
    """Return a figure's qualifier, number and unit: "hơn 1.400 người"."""
    unit = f"{'' if figure.unit == '%' else ' '}{figure.unit}"
    return f"{figure.qualifier + ' ' if figure.qualifier else ''}{number(figure.value)}{unit}"


def day(moment: date | int | None) -> str:
    """Return a day as 03/4/2017, a year as it is, nothing for None (two digits of a day, as official papers print)."""
    if moment is None:
        return ""
    if isinstance(moment, int):
        return str(moment)
    return f"{moment.day:02d}/{moment.month}/{moment.year}" if moment.month > 2 else f"{moment:%d/%m/%Y}"


def years(period: Period | None) -> str:
    """Return a period as "2017 – 2022", "từ 2017" or "đến 2022"."""
    if period is None or (period.start is None and period.end is None):
        return ""
    start, end = day(period.start), day(period.end)
    if start and end:
        return start if start == end else f"{start} – {end}"
    return f"từ {start}" if start else f"đến {end}"
