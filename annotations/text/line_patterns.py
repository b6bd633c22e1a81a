"""Patterns that a language's line words turn into: dates, bylines, captions, furniture of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from annotations.text.languages.base import LineWords

_AGENCIES = r"(?:REUTERS|Reuters|AFP|AP|EPA|EFE|dpa|DPA|Getty Images|Getty|Anadolu|AA|Bloomberg|Handout)"
_NAME_PART = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|and|AND|und|et|y|ve|de|del|van|von|for|the|of|bin|al)"
_NAME_TAIL = r"(?:\s?[|,/–—-]\s?[\w .&'’-]{2,60})?"
CREDIT = re.compile(
    rf"\bfrom file\b|\b[Ff]ile (?:photo|image|picture)\)?\.?$|/\s?{_AGENCIES}\)?\.?$"
    rf"|\b{_AGENCIES}\s?/\s?[^\W\d_][\w.'’-]*(?: [\w.'’-]+){{0,3}}\)?$|\bAP Photo\b|\bGetty Images\)?\.?$"
    r"|\((?:Photo|Image|Picture|Foto|Bild|Imagen|Fotoğraf)\b[^()]{0,80}\)\.?$"
)
_SIGNED = re.compile(
    rf"[—–―-]{{1,2}}\s?{_NAME_PART}(?: {_NAME_PART}){{1,3}}(?:, {_NAME_PART}(?: {_NAME_PART}){{0,3}})?$"
)
_POST = re.compile(r"[—–―-]{1,2}\s?[^@\n]{1,60}\(@\w{1,30}\)")
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+$")
_TIME = r"\d{1,2}\s?[:.h]\s?\d\d(?:\s*[ap]\.?m\.?|\s*uhr)?(?:\s+[A-Z]{2,5})?"
_EDGES = " \t\u00a0.…:>»►▶→•*|–—-"


def _either(listing: Iterable[str]) -> str:
    """A regular expression for any of the phrases, longest first; one that never matches when there are none."""
    ordered = sorted(listing, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase) for phrase in ordered) + ")" if ordered else r"(?!)"


@dataclass(frozen=True, slots=True)
class LinePatterns:
    """What to look for in one line of a language."""

    date: re.Pattern[str]
    byline: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    whole: frozenset[str]
    starts: tuple[str, ...]
    parts: tuple[str, ...]

    def is_byline(self, line: str) -> bool:
        """`By Jane Doe`, `— Jane Doe, Oslo`, `— Jane Doe (@janedoe) March 5, 2024`."""
        return bool(self.byline.match(line) or _SIGNED.match(line) or _POST.match(line))

    def is_caption(self, line: str) -> bool:
        """`Photo: …`, `… (Reuters/Jane Doe)`."""
        return bool(self.caption.match(line) or (": " in line and self.credit.search(line)) or CREDIT.search(line))

    def is_boilerplate(self, line: str) -> bool:
        """Furniture of the page: `Read more`, `© 2020`, `Reporting by Jane Doe; editing by John Roe`, an address."""
        if _ADDRESS.match(line):
            return True
        folded = line.lower()
        if folded.strip(_EDGES) in self.whole:
            return True
        return folded.lstrip(_EDGES).startswith(self.starts) or any(part in folded for part in self.parts)


@lru_cache(maxsize=64)
def line_patterns(words: LineWords) -> LinePatterns:
    """The patterns of a language, made once."""
    captions = _either(words.captions)
    return LinePatterns(
        date=re.compile(_date(words), re.IGNORECASE),
        byline=re.compile(
            rf"{_either(words.byline_labels)}\s*:\s?\S"
            rf"|{_either(words.bylines)} {_NAME_PART}(?:,? {_NAME_PART}){{0,9}}{_NAME_TAIL}$"
        ),
        caption=re.compile(rf"\(?{captions}\s?(?::|by\b|credit|courtesy)|FILE\s?[-–—]"),
        credit=re.compile(rf"(?<!\w){captions}: \S"),
        whole=frozenset(words.boilerplate),
        starts=tuple(sorted(words.boilerplate_starts)),
        parts=tuple(sorted(words.boilerplate_parts)),
    )


def _date(words: LineWords) -> str:
    """`Updated Friday, 3 March 2020, 10:30 GMT` in the words of a language; ISO and figures only; a time alone."""
    month, weekday = _either(words.months) + r"\.?", _either(words.weekdays) + r"\.?"
    year = r"(?:,?\s+(?:de\s+|del\s+)?\d{4})"
    return (
        rf"(?<!\w)(?:{_either(words.published)}(?:\s+(?:on|at|am|le|el))?\s*:?\s+)?(?:{weekday},?\s+(?:den\s+|le\s+)?)?"
        rf"(?:{month}\s+\d{{1,2}}(?:st|nd|rd|th)?{year}?|\d{{1,2}}(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?{month}{year}?"
        r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?!\w)"
        rf"(?:,?\s+{weekday})?(?:(?:[,\s|–-]+|\s+(?:at|um|à|a las)\s+){_TIME})?\.?"
        rf"|(?<!\w){_either(words.published)}(?:\s+at)?\s*:?\s+{_TIME}\.?|^{_TIME}$"
    )
