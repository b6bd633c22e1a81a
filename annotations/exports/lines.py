"""Rows as JSON, one a line or one in all: compact, their keys in the order of the row, characters as they are."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from annotations.exports.report import Report

as_json = json.JSONEncoder(ensure_ascii=False).encode
"""A value as JSON inside of something else, such as a cell."""

ENCODER = msgspec.json.Encoder()
PIECE = 200
"""Lines handed on at once, but for the first one: somebody waits for it."""


def json_line(row: Any) -> bytes:
    """One row, ended by LF."""
    return ENCODER.encode_lines([row])


def json_lines(rows: Iterable[Any], report: Report) -> Iterator[bytes]:
    """One line for each row; each is kept in the report.

    A row is written before the next one is made: many at a time would be looked through for garbage again and again.
    """
    piece, count, most = bytearray(), 0, 1
    for row in rows:
        ENCODER.encode_into(row, piece, -1)
        piece += b"\n"
        count += 1
        if count == most:
            yield bytes(piece)
            report.keep(count)
            piece, count, most = bytearray(), 0, PIECE
    if count:
        yield bytes(piece)
        report.keep(count)


def json_array(values: Iterable[Any]) -> Iterator[bytes]:
    """All values in one array, one a line."""
    before = b"[\n"
    for value in values:
        yield before + ENCODER.encode(value)
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def json_file(value: Any) -> Iterator[bytes]:
    """One value, for people to read."""
    yield (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
