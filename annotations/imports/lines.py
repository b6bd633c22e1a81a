"""A file's lines, one at a time: numbered, bounded, and each with its own error when its bytes are no text."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from annotations.imports.base import Problem
from annotations.imports.encodings import ENCODINGS, known_encoding
from annotations.imports.limits import RECORD_CHARACTERS

_BYTE = re.compile("[\udc80-\udcff]")
"""What ``surrogateescape`` makes of a byte that does not fit the encoding."""


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line with its ending, 1-based; with a problem its ``text`` is empty or not to be trusted."""

    number: int
    text: str
    problem: Problem | None = None


def read_lines(stream: BinaryIO, encoding: str = "", limit: int = RECORD_CHARACTERS) -> Iterator[Line]:
    """The lines of a file, ended by LF, CR or both; a byte order mark is no part of the first one.

    A line of more than ``limit`` characters is passed over and reported; it is never held whole.
    """
    chosen = known_encoding(encoding or "utf-8")
    if chosen is None:
        rule = f"is no encoding that is read here; choose one of {', '.join(ENCODINGS)}"
        yield Line(1, "", Problem(None, "encoding", encoding, rule))
        return
    codec = "utf-8-sig" if chosen == "utf-8" else chosen
    reader = io.TextIOWrapper(stream, encoding=codec, errors="surrogateescape", newline="")
    try:
        yield from _numbered(reader, chosen, limit)
    finally:
        reader.detach()


def _numbered(reader: io.TextIOWrapper, encoding: str, limit: int) -> Iterator[Line]:
    number = 0
    while True:
        number += 1
        try:
            text = reader.readline(limit + 1)
            whole, head = len(text) <= limit, text[:40]
            while len(text) > limit and not text.endswith(("\n", "\r")):
                text = reader.readline(limit + 1) or "\n"
        except UnicodeError as error:
            rule = f"is not {encoding.upper()}; the rest of the file was not read"
            yield Line(number, "", Problem(number, "file", str(error), rule))
            return
        if not text:
            return
        if whole:
            yield Line(number, text, undecoded(number, text, encoding))
        else:
            rule = f"is longer than {limit} characters"
            yield Line(number, "", Problem(number, "line", f"{head}…", rule))


def undecoded(number: int, text: str, encoding: str = "utf-8") -> Problem | None:
    """The first thing in a line that is no text: a byte that does not fit the encoding, or a NUL."""
    if (place := text.find("\0")) >= 0:
        return Problem(number, "line", f"NUL at character {place}", "cannot be stored; is the file's encoding another?")
    if text.isascii() or not (found := _BYTE.search(text)):
        return None
    value = f"byte 0x{ord(found.group()) - 0xDC00:02x} at character {found.start()}"
    return Problem(number, "line", value, f"is not {encoding.upper()}; save the file as UTF-8")
