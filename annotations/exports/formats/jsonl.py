"""JSON Lines, lossless: one object a line, its keys in the order of ``queries.release_shapes``."""

from collections.abc import Iterator

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.lines import json_lines
from annotations.queries.release_choice import RAW


def write(export: Export) -> Iterator[File]:
    """One file for each chosen view."""
    for view in export.material.dataset.choice.views:
        name = "annotations.jsonl" if view == RAW else "gold.jsonl"
        yield File(name, json_lines(export.material.read(view), export.report))


FORMAT = ExportFormat(
    key="jsonl",
    title="JSON Lines",
    summary="One object a line; keeps everything. For programs.",
    extension="jsonl",
    content_type="application/x-ndjson; charset=utf-8",
    write=write,
)
