"""Lines, tables and JSON as files are made of: text in, UTF-8 out in pieces, LF at each end of a line."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from annotations.exports.report import Report

PIECE = 64 * 1024
"""Characters gathered before they are handed on."""

BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
"""What ends a cell or, for one reader or another, a line."""

UNQUOTED = "the format has no quotation marks around its cells, so that a tab or a line end would end one"


def as_json(value: Any, indent: int | None = None) -> str:
    """A value as JSON in which characters stand for themselves."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts in pieces worth sending."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(held).encode()
            held.clear()
            size = 0
    yield "".join(held).encode()


def json_lines(values: Iterable[Any]) -> Iterator[bytes]:
    """One value a line."""
    return gathered(as_json(value) + "\n" for value in values)


def json_list(values: Iterable[Any], indent: int = 4) -> Iterator[bytes]:
    """One JSON list, laid out as ``json.dumps(values, indent=indent)`` does; one value is in memory at a time."""
    return gathered(_wrapped("[", _members((None, value) for value in values), "]", indent))


def json_object(members: Iterable[tuple[str, Any]], indent: int = 2) -> Iterator[bytes]:
    """One JSON object, laid out as ``json.dumps(dict(members), indent=indent)`` does, member by member."""
    return gathered(_wrapped("{", _members(members), "}", indent))


def _members(values: Iterable[tuple[str | None, Any]]) -> Iterator[tuple[str, Any]]:
    return (("" if key is None else f"{as_json(key)}: ", value) for key, value in values)


def _wrapped(opening: str, members: Iterable[tuple[str, Any]], closing: str, indent: int) -> Iterator[str]:
    pad, before = " " * indent, f"{opening}\n"
    for key, value in members:
        # A line end inside a text stands as \n in JSON: each one here begins a line of the layout.
        yield before + pad + key + as_json(value, indent).replace("\n", f"\n{pad}")
        before = ",\n"
    yield f"{opening}{closing}\n" if before != ",\n" else f"\n{closing}\n"


def table(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """RFC 4180 with LF: cells with a comma, a quotation mark or a line end stand in quotation marks."""
    return gathered(_quoted(row) for row in rows)


def _quoted(row: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row)
    return line.getvalue()


def tab_separated(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Cells as they are between tabs; whoever reads it turns quotation marks off (``csv.QUOTE_NONE``)."""
    return gathered("\t".join(map(str, row)) + "\n" for row in rows)


def unbroken(text: str, row: str, field: str, report: Report) -> str:
    """The text of a cell without quotation marks: a space for each tab and line end, of which the report is told."""
    found = BREAKS.sub(" ", text)
    if found != text:
        report.coerce(row, field, "tab or line end", "space", UNQUOTED)
    return found
