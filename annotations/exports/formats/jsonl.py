"""JSON Lines, lossless: one object a line, its keys in the order of ``queries.release_shapes``."""

import json
from collections.abc import Iterable, Iterator

from annotations.exports.base import ExportFormat
from annotations.queries.release_shapes import Dataset, Row

as_json = json.JSONEncoder(ensure_ascii=False).encode


def write(_dataset: Dataset, rows: Iterable[Row]) -> Iterator[str]:
    """One line for each row, ended by LF; characters stand for themselves."""
    for row in rows:
        yield as_json(row) + "\n"


FORMAT = ExportFormat(
    key="jsonl",
    title="JSON Lines",
    summary="One object a line; keeps everything. For programs.",
    extension="jsonl",
    content_type="application/x-ndjson; charset=utf-8",
    write=write,
)
