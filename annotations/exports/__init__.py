"""Export formats. To add one, write ``formats/<key>.py`` and add its line here: page, API, command and tests follow."""

from annotations.exports.base import ExportFormat
from annotations.exports.formats import csv_long, jsonl

FORMATS: tuple[ExportFormat, ...] = (jsonl.FORMAT, csv_long.FORMAT)


def format_by_key(key: str) -> ExportFormat:
    """The format of that key; ``KeyError`` names the keys that exist."""
    for candidate in FORMATS:
        if candidate.key == key:
            return candidate
    raise KeyError(f"no format {key!r}; there are {', '.join(candidate.key for candidate in FORMATS)}")
