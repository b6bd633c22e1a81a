"""The rows of a CSV file of a dataset: cells become what ``exports.table`` made them from."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, BinaryIO, Literal, get_args, get_origin, get_type_hints

from annotations.imports.csv_columns import unguarded
from annotations.imports.dataset.files import as_text
from annotations.imports.limits import RECORD_CHARACTERS
from annotations.workflow.restore.shapes import BadRow, Line

Cells = Mapping[str, str]
SPREAD = ("speaker", "attribution")
csv.field_size_limit(RECORD_CHARACTERS)


def table_rows(name: str, stream: BinaryIO, shape: Any) -> Iterator[Line]:
    """One row for each row of the table, by the line that it ends on."""
    reader = csv.reader(as_text(stream), strict=True)
    columns = _Columns(shape)
    try:
        header = [unguarded(cell) for cell in next(reader, [])]
        for cells in reader:
            line = Line(name, reader.line_num, None)
            if len(cells) != len(header):
                raise line.bad(
                    "row",
                    len(cells),
                    f"{'cell stands' if len(cells) == 1 else 'cells stand'} in it, and {len(header)} in the header",
                )
            yield Line(name, reader.line_num, columns.row(line, dict(zip(header, map(unguarded, cells), strict=True))))
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadRow(name, reader.line_num, "row", "", f"is no CSV: {error}") from None


class _Columns:
    """How the cells of a shape's keys are read."""

    def __init__(self, shape: Any) -> None:
        self.keys = tuple(shape.__annotations__)
        self.optional = shape.__optional_keys__
        self.read: dict[str, Callable[[str], Any]] = {
            key: _reading(hint) for key, hint in get_type_hints(shape).items()
        }

    def row(self, line: Line, cells: Cells) -> dict[str, Any]:
        """A row, its keys in the order of the shape."""
        row: dict[str, Any] = {}
        for key in self.keys:
            if key == "labels":
                row[key] = _labels(line, cells)
            elif key == "texts":
                row |= {key: texts} if (texts := _inner("texts", cells)) else {}
            elif key in SPREAD:
                inner = _inner(key, cells)
                row[key] = {name: inner.get(name) for name in _names(key, cells)} if inner else None
            elif key in cells and not (key in self.optional and not cells[key]):
                row[key] = self._value(line, key, cells[key])
        return row

    def _value(self, line: Line, key: str, cell: str) -> Any:
        try:
            return self.read[key](cell)
        except ValueError:
            raise line.bad(key, cell, "is no JSON") from None


def _reading(hint: Any) -> Callable[[str], Any]:
    """Texts stand as they are, an empty cell being null where null may stand; all else stands as JSON."""
    kinds = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    if all(kind in (str, NoneType) or get_origin(kind) is Literal for kind in kinds):
        return (lambda cell: cell or None) if NoneType in kinds else str
    return lambda cell: json.loads(cell) if cell else None


def _names(key: str, cells: Cells) -> Sequence[str]:
    return [name.removeprefix(f"{key}.") for name in cells if name.startswith(f"{key}.")]


def _inner(key: str, cells: Cells) -> dict[str, str]:
    """The cells of an object that was spread, those that hold something."""
    return {name: cells[f"{key}.{name}"] for name in _names(key, cells) if cells[f"{key}.{name}"]}


def _labels(line: Line, cells: Cells) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _names("labels", cells):
        question, _, part = name.partition(".")
        if part and cells[f"labels.{question}.method"]:
            found.setdefault(question, {})[part] = _label_part(line, name, part, cells)
        elif not part and cells[f"labels.{name}"]:
            found[question] = _chosen(line, name, cells)
    return found


def _label_part(line: Line, name: str, part: str, cells: Cells) -> Any:
    if part == "gold":
        return _chosen(line, name, cells) if cells[f"labels.{name}"] else None
    return cells[f"labels.{name}"] if part == "method" else _json(line, name, cells)


def _chosen(line: Line, name: str, cells: Cells) -> Any:
    """A label's key, or a list of keys, which no key looks like."""
    return _json(line, name, cells) if cells[f"labels.{name}"].startswith("[") else cells[f"labels.{name}"]


def _json(line: Line, name: str, cells: Cells) -> Any:
    try:
        return json.loads(cells[f"labels.{name}"])
    except ValueError:
        raise line.bad(f"labels.{name}", cells[f"labels.{name}"], "is no JSON") from None
