"""CSV, long: one row per annotator and statement (raw) or per statement (gold), one column per question.

RFC 4180: comma, double quotes, CRLF after every row; UTF-8 without a byte order mark. Null is an empty cell, truth is
``true`` or ``false``, lists and objects stand as JSON, and every cell is safe in a spreadsheet (``exports.cells``).
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.cells import guard
from annotations.queries.release_choice import FREE, RAW
from annotations.queries.release_shapes import AttributionCell, Dataset, GoldLabelCell, Row, SpeakerCell, keys_of

PIECE = 64 * 1024
"""Characters gathered before they are handed on."""

as_json = json.JSONEncoder(ensure_ascii=False).encode

SPREAD: Mapping[str, tuple[str, ...]] = {
    "speaker": tuple(SpeakerCell.__annotations__),
    "attribution": tuple(AttributionCell.__annotations__),
}
"""Objects that get a column for each of their keys, named ``speaker.id``."""

FURTHER = ("searches", "comment")
"""Columns of projects that ask for more than labels and stances."""

GOLD_FURTHER = ("evidence", "questions", *FURTHER, "approved_by")


def columns(dataset: Dataset, view: str) -> list[str]:
    """The header: the keys of the JSON Lines rows, with ``labels.<question>`` and ``texts.<question>`` for each."""
    names: list[str] = []
    for key in keys_of(view):
        if key == "labels":
            names += label_columns(dataset, view)
        elif key == "texts":
            names += [f"texts.{question}" for question in dataset.texts]
        elif _has(key, dataset, view):
            names += [f"{key}.{part}" for part in SPREAD[key]] if key in SPREAD else [key]
    return names


def _has(key: str, dataset: Dataset, view: str) -> bool:
    if key == "words":
        return dataset.choice.text == FREE
    return dataset.asks_more or key not in (FURTHER if view == RAW else GOLD_FURTHER)


def label_columns(dataset: Dataset, view: str) -> list[str]:
    """One column per question; gold has its method, number and distribution beside it."""
    if view == RAW:
        return [f"labels.{question}" for question in dataset.questions]
    parts = tuple(GoldLabelCell.__annotations__)
    return [f"labels.{question}.{part}" for question in dataset.questions for part in parts]


def write(export: Export) -> Iterator[File]:
    """One file for each chosen view."""
    dataset = export.material.dataset
    for view in dataset.choice.views:
        name = "annotations.csv" if view == RAW else "gold.csv"
        yield File(name, table(export, columns(dataset, view), export.material.read(view)))


def table(export: Export, names: list[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The header, then a line for each row."""
    piece = io.StringIO()
    out = csv.writer(piece, lineterminator="\r\n")
    out.writerow([guard(name) for name in names])
    for row in rows:
        flat = flatten(row)
        out.writerow([cell(flat.get(name)) for name in names])
        export.report.keep()
        if piece.tell() >= PIECE:
            yield piece.getvalue().encode()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode()


def flatten(row: Row) -> dict[str, Any]:
    """The row with labels, speaker and attribution spread over dotted keys."""
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if key in ("labels", "texts") or key in SPREAD:
            flat.update(flatten_object(key, value or {}))
        else:
            flat[key] = value
    return flat


def flatten_object(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Dotted names for the parts of an object; a gold label's distribution stays whole."""
    for key, part in value.items():
        if prefix == "labels" and isinstance(part, dict):
            for inner, content in part.items():
                yield f"labels.{key}.{inner}", content
        else:
            yield f"{prefix}.{key}", part


def cell(value: Any) -> str:
    """A value as the text of a cell; only texts can begin like a formula: no number of ours is negative."""
    if value is None:
        return ""
    return guard(value) if isinstance(value, str) else as_json(value)


FORMAT = ExportFormat(
    key="csv",
    title="CSV",
    summary="One row a line, one column per question; stances and reviews as JSON in a cell. For spreadsheets.",
    extension="csv",
    content_type="text/csv; charset=utf-8; header=present",
    write=write,
)
