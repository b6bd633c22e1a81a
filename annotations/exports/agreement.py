"""Agreement as a CSV file: a header and one figure a line, numbers with a point, nothing where nothing is defined."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotations.exports.cells import guard
from annotations.queries.agreement_rows import COLUMNS, rows

CONTENT_TYPE = "text/csv; charset=utf-8"


def csv_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """The lines of the file, each with its end."""
    yield csv_line(COLUMNS)
    for row in rows(figures):
        yield csv_line(row[column] for column in COLUMNS)


def csv_line(values: Iterable[Any]) -> str:
    """One line of a file of figures: numbers with a point, nothing for None, no text that a sheet would run."""
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(_cell(value) for value in values)
    return held.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return guard(value) if isinstance(value, str) else repr(value)
