"""The day of publication that an article states in its own date line."""

from __future__ import annotations

import re
from datetime import date

from annotations.text.languages import find_language
from annotations.text.layout import find_paragraphs
from annotations.text.spans import exact

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d_]{3,})\.?,?\s+(?:de\s+|del\s+)?(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
HEAD = 2000
"""Characters of a text in which its date line is looked for."""
YEARS = range(1800, 2200)


def stated_date(text: str, language: str) -> date | None:
    """The whole date in the first date line ("Published 3 March 2024, 06:00") at the head of a text; None without one.

    Days and months in figures alone ("3/4/2024") say nothing: nobody knows which is which.
    """
    known = find_language(language)
    for paragraph in find_paragraphs(text[:HEAD], known.lines):
        if paragraph.role == "dateline" and (found := _date(exact(text, paragraph.span).lower(), known.code)):
            return found
    return None


def _date(line: str, language: str) -> date | None:
    if iso := _ISO.search(line):
        return _valid(*(int(part) for part in iso.groups()))
    if match := _DAY_FIRST.search(line):
        day, month, year = match.groups()
        return _valid(int(year), _month(month, language), int(day))
    if match := _MONTH_FIRST.search(line):
        month, day, year = match.groups()
        return _valid(int(year), _month(month, language), int(day))
    return None


def _month(word: str, language: str) -> int:
    """The number of a month by its name or a beginning that only one has ("sept"); 0 for any other word."""
    names = MONTHS.get(language, MONTHS["en"]).split()
    if word in names:
        return names.index(word) + 1
    begun = [number for number, name in enumerate(names, start=1) if name.startswith(word)]
    return begun[0] if len(begun) == 1 else 0


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
