"""Rows as tables: objects spread over dotted columns, cells that a spreadsheet opens safely."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from types import NoneType
from typing import Any

from annotations.exports.cells import GUARDED, MARK
from annotations.exports.lines import as_json
from annotations.queries.release_choice import FREE, RAW
from annotations.queries.release_shapes import AttributionCell, Dataset, GoldLabelCell, SpeakerCell, keys_of

ROWS = 200
"""Rows written at once."""

QUOTED = '",\r\n'
"""What a cell is put into quotation marks for (RFC 4180)."""

SPREAD: Mapping[str, tuple[str, ...]] = {
    "speaker": tuple(SpeakerCell.__annotations__),
    "attribution": tuple(AttributionCell.__annotations__),
}
"""Objects that get a column for each of their keys, named ``speaker.id``."""

OBJECTS = ("labels", "texts", *SPREAD)

FURTHER = ("searches", "comment")
"""Columns of projects that ask for more than labels and stances."""

GOLD_FURTHER = ("evidence", "questions", *FURTHER, "approved_by", "texts_settled")


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
    """The row with labels, texts, speaker and attribution spread over dotted keys."""
    flat = dict(row)
    for key in OBJECTS:
        for name, part in (flat.pop(key, None) or {}).items():
            if key == "labels" and isinstance(part, dict):  # a gold label: its distribution stays whole
                flat.update({f"labels.{name}.{inner}": content for inner, content in part.items()})
            else:
                flat[f"{key}.{name}"] = part
    return flat


def text_cell(text: str) -> str:
    """A text as a cell: safe to open in a spreadsheet, quoted where RFC 4180 asks for it."""
    if text[:1] in GUARDED:
        text = MARK + text
    if '"' in text or "," in text or "\n" in text or "\r" in text:  # QUOTED, at twice the speed
        return '"' + text.replace('"', '""') + '"'
    return text


def json_cell(value: Any) -> str:
    """A list or an object as JSON; most are empty."""
    return text_cell(as_json(value)) if value else EMPTY[value.__class__]


EMPTY: Mapping[type, str] = {list: "[]", dict: "{}", NoneType: ""}
CELLS: Mapping[type, Callable[[Any], str]] = {
    str: text_cell,
    int: int.__repr__,
    float: float.__repr__,
    bool: ("false", "true").__getitem__,
    NoneType: lambda _: "",
    list: json_cell,
    dict: json_cell,
}
"""How a value of each type of a row is written; only texts can begin like a formula: no number of ours is negative."""


def csv_pieces(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """The header, then a line for each row; a name that a row has not is an empty cell.

    The lines of ``csv.writer`` in a third of its time: some rows at once, column by column, since most columns need
    nothing done to any of their values.
    """
    yield ended([",".join(map(text_cell, names))])
    left = iter(rows)
    while taken := [tuple(map(row.get, names)) for row in islice(left, ROWS)]:
        columns = map(cells, zip(*taken, strict=True))
        yield ended(map(",".join, zip(*columns, strict=True)))


def cells(values: Sequence[Any]) -> Iterable[str]:
    """The values of one column as cells."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return text_cells(values)
    if kinds == {int}:
        return map(int.__repr__, values)
    if len(kinds) == 1 and kinds <= EMPTY.keys() and not any(values):
        return repeat(CELLS[kinds.pop()](values[0]), len(values))
    return [CELLS[value.__class__](value) for value in values]


def text_cells(texts: Sequence[str]) -> Iterable[str]:
    """Texts as cells: one by one only where one of them needs something, or once where few are different."""
    different = set(texts)
    if len(different) <= len(texts) // 4:
        return map({text: text_cell(text) for text in different}.__getitem__, texts)
    together = "".join(different)
    if not any(map(together.__contains__, QUOTED)) and GUARDED.isdisjoint([text[:1] for text in different]):
        return texts
    return map(text_cell, texts)


def ended(lines: Iterable[str]) -> bytes:
    """Lines as UTF-8, each ended by CRLF."""
    return "".join([f"{line}\r\n" for line in lines]).encode()
