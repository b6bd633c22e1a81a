"""Whether a text begins with its headline; one whose headline is known from elsewhere gets it as its first line."""

from __future__ import annotations

import re
import unicodedata

FIRST_LINES = 5
LONGEST = 500
"""Characters; what is longer is no headline."""
FEWEST_WORDS = 3
"""Words that a headline must share with a longer one to be taken for the same."""


def with_headline(lines: list[str], headline: str) -> list[str]:
    """The lines under the headline, unless one of the first says it already."""
    wanted = _folded(headline)
    if not wanted or len(headline) > LONGEST or any(_same(_folded(line), wanted) for line in lines[:FIRST_LINES]):
        return lines
    return [headline, *lines]


def _same(line: str, headline: str) -> bool:
    """Whether they are the same words, or one begins with the other: a page's title has the site's name behind it."""
    shorter, longer = sorted((line, headline), key=len)
    return line == headline or (len(shorter.split()) >= FEWEST_WORDS and longer.startswith(f"{shorter} "))


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text[: 2 * LONGEST]).casefold()))
