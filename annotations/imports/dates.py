"""Dates as files write them: a day, a month or a year, and how exact that is."""

import re
from datetime import date

from annotations.models import DatePrecision

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:?\d\d.*)?)?)?", re.ASCII)
"""ISO 8601, the time of day left out of account."""
RULE = "is not a date; write it as 2020-02-12, 2020-02 or 2020"


def parse_date(value: str) -> tuple[date, str] | None:
    """The first day that ``value`` may mean, and its precision; None when it is no date."""
    found = _DATE.fullmatch(value.strip()[:40])
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
    return first, precision.value
