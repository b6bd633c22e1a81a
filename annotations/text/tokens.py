"""Words, numbers and marks with their offsets, and quotations seen as one token each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.text.quotations import Quotation

_TOKEN = re.compile(
    r"(?=[A-Z])(?:(?:[A-Z]\.)+"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Jr|Sr|St|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|No|Prof|Rev|Hon|Inc|Corp|Ltd|Co)\."
    r"|[A-Z]-(?:[A-Z]\.)+"
    r"|[A-Z]-[A-Z][a-z]+\.(?=[,;)]))"
    r"|\w++(?:\.(?:com|org|net|gov|edu|co|uk))+(?!\w)"
    r"|[A-Z][a-z]{1,5}\.(?=[,;)])"
    r"|\d++(?:[.,:]\d++)*+%?"
    r"|\w++(?:[-'’]\w++)*+"
    r"|([^\w\s])\1*"
)
_WORD = re.compile(r"\w+")
MIN_QUOTED_WORDS = 4


@dataclass(slots=True)
class Token:
    """A word, number, run of one mark, or a whole quotation (`quoted`). Offsets in code points, half-open."""

    start: int
    end: int
    text: str
    lower: str
    is_word: bool
    quoted: bool = False
    closed: bool = True
    long: bool = False
    inner_words: int = 0

    @property
    def capital(self) -> bool:
        """Whether the first character is an upper-case letter."""
        return self.text[:1].isupper()


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end]."""
    return [
        Token(match.start(), match.end(), word := match[0], word.lower(), match.lastindex is None)
        for match in _TOKEN.finditer(text, start, end)
    ]


def with_quotations(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> list[Token]:
    """The tokens of text[start:end], where every quotation that speaks for itself is one token.

    A short quotation ("matter of time") stays words: it is a part of somebody's sentence. One counts as speech from
    four words on, or when it ends in a comma or final mark. `quotations` are those inside the range, in order.
    """
    found: list[Token] = []
    at = start
    for quotation in quotations:
        span = quotation.span
        words = len(_WORD.findall(text, span.start, span.end))
        introduced = span.start == start or text[max(start, span.start - 2) : span.start].rstrip()[-1:] in {",", ":"}
        outside = words > 1 and introduced and text[span.end : span.end + 1] == ","
        if not outside and not _speaks(quotation.inner(text), words, introduced):
            continue
        found += tokenise(text, at, span.start)
        exact = text[span.start : span.end]
        long = words >= MIN_QUOTED_WORDS
        found.append(Token(span.start, span.end, exact, exact.lower(), False, True, quotation.closed, long, words))
        at = span.end
    return found + tokenise(text, at, end)


def _speaks(inner: str, words: int, introduced: bool) -> bool:
    """Whether quoted words are speech. `introduced`: a comma or a colon stands right before them."""
    last = inner.rstrip()[-1:]
    if words >= MIN_QUOTED_WORDS or last == ",":
        return words > 0
    return (words >= 2 or (words == 1 and introduced)) and last in {".", "!", "?"}
