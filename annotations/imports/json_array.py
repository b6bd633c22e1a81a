"""The elements of a file that is one JSON array, one at a time: the whole array is never held."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from annotations.imports.base import Problem
from annotations.imports.limits import RECORD_CHARACTERS
from annotations.imports.lines import Line, undecoded

PIECE = 64 * 1024
"""Bytes that are looked at together."""
_OUTSIDE = re.compile(r'["\[\]{},\n]')
_INSIDE = re.compile(r'["\n]|\\.', re.DOTALL)


def read_array(stream: BinaryIO, limit: int = RECORD_CHARACTERS) -> Iterator[Line]:
    """Each element as its text and the line where it begins; one of more than ``limit`` characters is a problem.

    A file that is no array, or that goes on behind it, or ends before it, yields a line with that problem at the end.
    """
    array = _Array(limit)
    for piece in _pieces(stream):
        yield from array.feed(piece)
        if array.broken:
            break
    if array.broken or not array.done:
        rule = array.broken or "is cut off: it ends before its array does"
        yield Line(array.line, "", Problem(array.line, "file", array.value, rule))


def _pieces(stream: BinaryIO) -> Iterator[str]:
    """The file's text in pieces, none of which ends between a backslash and what it escapes."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
    kept = ""
    while raw := stream.read(PIECE):
        piece = kept + decoder.decode(raw)
        kept = "\\" if (len(piece) - len(piece.rstrip("\\"))) % 2 else ""
        yield piece.removesuffix(kept)
    yield kept + decoder.decode(b"", True)


class _Array:
    """Follows strings and brackets through pieces of text and cuts at the commas of the outermost array."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.line = 1
        self.depth = 0
        self.done = False
        self.broken = ""
        self.value = ""
        self._in_string = False
        self._start = 0
        self._held: list[str] = []
        self._size = 0

    def feed(self, piece: str) -> Iterator[Line]:
        """The elements that end in this piece."""
        at = begin = 0
        if not self.depth and not self._outside(piece):
            self.line += piece.count("\n")
            return
        while not self.done and (found := (_INSIDE if self._in_string else _OUTSIDE).search(piece, at)):
            at = found.end()
            mark = found.group()
            if mark == "\n":
                self.line += 1
            elif self._in_string:
                self._in_string = mark != '"'
            elif self._cuts(mark):
                yield from self._ended(piece[begin : found.start()])
                begin = at
        if self.done:
            self._outside(piece[at:])
        else:
            self._hold(piece[begin:])

    def _outside(self, text: str) -> bool:
        """Whether the array begins in ``text``, which stands before or behind it; it is broken by anything else."""
        found = text.strip()
        if found and (self.done or not found.startswith("[")):
            self.value = found[:40]
            self.broken = "stands behind the end of the array" if self.done else "is no array; the file is one [ … ]"
        return bool(found) and not self.broken

    def _cuts(self, mark: str) -> bool:
        """Follow a mark outside of strings; True for the outer array's own bracket, commas and end."""
        if mark in "[{":
            self.depth += 1
            if self.depth == 1:
                return True
        elif mark in "]}":
            self.depth -= 1
            self.done = self.depth == 0
            return self.done
        elif mark == ",":
            return self.depth == 1
        else:
            self._in_string = True
        self._start = self._start or self.line
        return False

    def _hold(self, text: str) -> None:
        self._size += len(text)
        if self._size > self.limit:
            self._held.clear()
        else:
            self._held.append(text)

    def _ended(self, text: str) -> Iterator[Line]:
        self._hold(text)
        element, size, start = "".join(self._held).strip(), self._size, self._start or self.line
        self._held, self._size, self._start = [], 0, 0
        if size > self.limit:
            yield Line(start, "", Problem(start, "record", f"{size} characters", f"is longer than {self.limit}"))
        elif element:
            yield Line(start, element, undecoded(start, element))
