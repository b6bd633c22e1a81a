"""Rows as tables: objects spread over dotted columns, cells that a spreadsheet opens safely."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotations.exports.cells import guard
from annotations.exports.lines import as_json
from annotations.queries.release_choice import FREE, RAW
from annotations.queries.release_shapes import AttributionCell, Dataset, GoldLabelCell, SpeakerCell, keys_of

PIECE = 64 * 1024
"""Characters gathered before they are handed on."""

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
            names += _label_columns(dataset, view)
        elif key == "texts":
            names += [f"texts.{question}" for question in dataset.texts]
        elif _has(key, dataset, view):
            names += [f"{key}.{part}" for part in SPREAD[key]] if key in SPREAD else [key]
    return names


def _has(key: str, dataset: Dataset, view: str) -> bool:
    if key == "words":
        return dataset.choice.text == FREE
    return dataset.asks_more or key not in (FURTHER if view == RAW else GOLD_FURTHER)


def _label_columns(dataset: Dataset, view: str) -> list[str]:
    """One column per question; gold has its method, number and distribution beside it."""
    if view == RAW:
        return [f"labels.{question}" for question in dataset.questions]
    parts = tuple(GoldLabelCell.__annotations__)
    return [f"labels.{question}.{part}" for question in dataset.questions for part in parts]


def flatten(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with labels, speaker and attribution spread over dotted keys."""
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if key in ("labels", "texts") or key in SPREAD:
            flat.update(_flatten_object(key, value or {}))
        else:
            flat[key] = value
    return flat


def _flatten_object(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
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


def csv_pieces(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """The header, then a line for each row; a name that a row has not is an empty cell."""
    piece = io.StringIO()
    out = csv.writer(piece, lineterminator="\r\n")
    out.writerow([guard(name) for name in names])
    for row in rows:
        out.writerow([cell(row.get(name)) for name in names])
        if piece.tell() >= PIECE:
            yield piece.getvalue().encode()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode()
