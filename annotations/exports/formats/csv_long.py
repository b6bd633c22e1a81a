"""CSV, long: one row per annotator and statement (raw) or per statement (gold), one column per question.

RFC 4180: comma, double quotes, CRLF after every row; UTF-8 without a byte order mark. Null is an empty cell, truth is
``true`` or ``false``, lists and objects stand as JSON, and every cell is safe in a spreadsheet (``exports.cells``).
"""

from collections.abc import Iterator
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.table import columns, csv_pieces, flatten
from annotations.queries.release_choice import RAW


def write(export: Export) -> Iterator[File]:
    """One file for each chosen view."""
    dataset = export.material.dataset
    for view in dataset.choice.views:
        name = "annotations.csv" if view == RAW else "gold.csv"
        yield File(name, csv_pieces(columns(dataset, view), flat_rows(export, view)))


def flat_rows(export: Export, view: str) -> Iterator[dict[str, Any]]:
    """The rows of a view with their objects spread."""
    for row in export.material.read(view):
        export.report.keep()
        yield flatten(row)


FORMAT = ExportFormat(
    key="csv",
    title="CSV",
    summary="One row a line, one column per question; stances and reviews as JSON in a cell. For spreadsheets.",
    extension="csv",
    content_type="text/csv; charset=utf-8; header=present",
    write=write,
)
