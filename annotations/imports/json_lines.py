"""Files of one JSON object a line: read, told apart, and turned into rows one at a time."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from annotations.imports.base import Row
from annotations.imports.json_values import NotJson, parse_object
from annotations.imports.lines import Line, read_lines
from annotations.imports.records import Record, counted, failed

DOCCANO_KEYS = frozenset({"label", "entities", "relations", "cats", "Comments"})
"""Keys that only doccano writes."""


def read_records(stream: BinaryIO, article: Callable[[Record], Row]) -> Iterator[Row]:
    """What ``article`` makes of each line that is not blank. JSON is UTF-8 by its standard (RFC 8259, 8.1)."""
    return rows(read_lines(stream), article)


def rows(lines: Iterator[Line], article: Callable[[Record], Row]) -> Iterator[Row]:
    """What ``article`` makes of each object; a line that holds none is a row with that problem, the next ones go on."""
    return counted(_row(line, article) for line in lines if line.problem or line.text.strip())


def _row(line: Line, article: Callable[[Record], Row]) -> Row:
    if line.problem:
        return Row(line.number, None, (line.problem,))
    try:
        fields = parse_object(line.text.strip())
    except NotJson as error:
        return failed(line.number, error.field, error.value, error.rule)
    return article(Record(line.number, fields))


def looks_like_doccano(head: bytes) -> bool:
    """Whether the first line has keys that only doccano writes, or its list of bare labels.

    A line longer than the head is judged by the names that occur in it.
    """
    first, ended, _rest = head.decode("utf-8", "replace").lstrip("\ufeff \r\n\t").partition("\n")
    try:
        fields = parse_object(first)
    except NotJson:
        return not ended and any(f'"{key}":' in first.replace(" ", "") for key in DOCCANO_KEYS)
    labels = fields.get("labels")
    bare = isinstance(labels, list) and bool(labels) and isinstance(labels[0], str | list)
    return "text" in fields and (bare or bool(DOCCANO_KEYS & fields.keys()))
