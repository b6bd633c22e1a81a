"""Offsets on a text as a file has it, turned into code points of the text as it is stored."""

import re
from bisect import bisect_left

_PAIR = re.compile("\r\n")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """Offsets of one text. Storing it makes CRLF one character; JavaScript counts some characters as two."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._pairs = [found.start() for found in _PAIR.finditer(text)] if "\r" in text else []
        self._astral = [found.start() + place for place, found in enumerate(_ASTRAL.finditer(text))]

    def stored(self, offset: int) -> int:
        """The place after newlines were made uniform of a place in code points; one inside CRLF is before it."""
        return offset - bisect_left(self._pairs, offset)

    def from_utf16(self, offset: int) -> int:
        """The place in code points of a place in UTF-16 units; one inside a pair is before its character."""
        return offset - bisect_left(self._astral, offset)
