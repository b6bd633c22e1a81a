"""JSON Lines, lossless: one object a line, its keys in the order of ``queries.release_shapes``."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.queries.release_choice import RAW

as_json = json.JSONEncoder(ensure_ascii=False).encode

PIECE = 64
"""Lines handed on at once."""


def write(export: Export) -> Iterator[File]:
    """One file for each chosen view."""
    for view in export.material.dataset.choice.views:
        name = "annotations.jsonl" if view == RAW else "gold.jsonl"
        yield File(name, lines(export, export.material.read(view)))


def lines(export: Export, rows: Iterable[Any]) -> Iterator[bytes]:
    """One line for each row, ended by LF; characters stand for themselves."""
    held: list[str] = []
    for row in rows:
        held.append(as_json(row) + "\n")
        if len(held) == PIECE:
            yield "".join(held).encode()
            export.report.keep(PIECE)
            held.clear()
    export.report.keep(len(held))
    yield "".join(held).encode()


FORMAT = ExportFormat(
    key="jsonl",
    title="JSON Lines",
    summary="One object a line; keeps everything. For programs.",
    extension="jsonl",
    content_type="application/x-ndjson; charset=utf-8",
    write=write,
)
