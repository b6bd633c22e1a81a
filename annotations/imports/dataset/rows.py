"""The rows of one file of a dataset, each held against the shape that exports give it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from annotations.imports.dataset.files import Given
from annotations.imports.dataset.table import table_rows
from annotations.imports.limits import RECORD_CHARACTERS
from annotations.queries.release_shapes import GoldRow, RawRow
from annotations.queries.release_text_shapes import ArticleRow, AttributionRow, ClaimRow, EntityRow, Scheme
from annotations.workflow.restore.shapes import WHOLE, Line

SHAPES: Mapping[str, Any] = {
    "labelsets": Scheme,
    "entities": EntityRow,
    "articles": ArticleRow,
    "attributions": AttributionRow,
    "claims": ClaimRow,
    "annotations": RawRow,
    "gold": GoldRow,
}
MOST_BYTES = 4 * RECORD_CHARACTERS
PLACE = re.compile(r"(?P<rule>.*) - at `(?P<path>.+)`")


def rows(part: str, given: Given) -> Iterator[Line]:
    """The rows of a file, checked. ``BadRow`` names line, field, value and what was expected."""
    with given.open() as stream:
        if given.is_table:
            found = table_rows(given.name, stream, SHAPES[part])
        else:
            found = _json_lines(given.name, stream)
        for line in found:
            yield shaped(line, SHAPES[part])


def one(part: str, given: Given) -> Line:
    """The one object of a JSON file, checked."""
    with given.open() as stream:
        return shaped(_read(given.name, WHOLE, stream.read(MOST_BYTES)), SHAPES[part])


def shaped(line: Line, shape: Any) -> Line:
    """The line, if its row has the shape."""
    try:
        msgspec.convert(line.row, shape)
    except msgspec.ValidationError as error:
        found = PLACE.fullmatch(str(error))
        path, rule = (found["path"], found["rule"]) if found else ("$", str(error))
        raise line.bad(
            path.removeprefix("$").removeprefix(".") or "row", _at(line.row, path), f"fits no row: {rule}"
        ) from None
    return line


def _at(row: Any, path: str) -> Any:
    """The value at a path such as ``$.reviews[0].round``, as far as the path leads."""
    for name, place in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", path):
        try:
            row = row[name] if name else row[int(place)]
        except (KeyError, IndexError, TypeError, ValueError):
            break
    return row


def _json_lines(name: str, stream: BinaryIO) -> Iterator[Line]:
    number = 0
    while content := stream.readline(MOST_BYTES):
        number += 1
        if content.strip():
            yield _read(name, number, content)


def _read(name: str, number: int, content: bytes) -> Line:
    try:
        return Line(name, number, msgspec.json.decode(content))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        head = content[:60].decode("utf-8", "replace")
        raise Line(name, number, None).bad("line", head, f"is no JSON: {error}") from None
