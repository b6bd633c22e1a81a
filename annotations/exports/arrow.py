"""Rows as Arrow tables, for Parquet: a column for each key, its type from the shape of the row.

pyarrow is heavy, so it is imported where it is used. Objects whose keys are fixed become structs, lists become lists;
objects whose keys are data (a distribution, the labels inside a review) become JSON texts, which every reader takes.
"""

import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from annotations.exports.lines import as_json
from annotations.exports.packing import Passing
from annotations.exports.schemas import SHAPES
from annotations.queries.release_choice import GOLD, RAW
from annotations.queries.release_shapes import Dataset, GoldLabelCell

if TYPE_CHECKING:
    import pyarrow as pa

Converter = Callable[[Any], Any]

ROWS = 20_000
"""Rows of one row group: they are in memory as Arrow has them, and so is what the end of a file says of each group."""
AT_ONCE = 500
"""Rows of a row group that become columns together: more would be looked through for garbage while they wait."""

FILES = {RAW: "annotations", GOLD: "gold"}
SCALARS = {str: "string", int: "int64", float: "float64", bool: "bool_"}


def schema_of(dataset: Dataset, part: str) -> "pa.Schema":
    """The columns of a part; labels and texts are structs with a field for each question of the project."""
    import pyarrow as pa

    fields = []
    for key, hint in get_type_hints(SHAPES[FILES.get(part, part)]).items():
        if key == "labels":
            named = _label_fields(dataset, part)
        elif key == "texts":
            named = [(question, pa.string()) for question in dataset.texts]
        else:
            fields.append(pa.field(key, arrow_type(hint)))
            continue
        fields += [pa.field(key, pa.struct(named))] * bool(named)
    return pa.schema(fields)


def _label_fields(dataset: Dataset, part: str) -> "list[tuple[str, pa.DataType]]":
    import pyarrow as pa

    found = []
    for question in dataset.questions:
        chosen = pa.list_(pa.string()) if question in dataset.several else pa.string()
        gold = [(key, chosen if key == "gold" else arrow_type(hint)) for key, hint in _gold_label().items()]
        found.append((question, chosen if part == RAW else pa.struct(gold)))
    return found


def _gold_label() -> dict[str, Any]:
    return get_type_hints(GoldLabelCell)


def arrow_type(hint: Any) -> "pa.DataType":
    """The type of a column for a type of a row."""
    import pyarrow as pa

    hint = without_null(hint)
    if is_typeddict(hint):
        return pa.struct([(key, arrow_type(inner)) for key, inner in get_type_hints(hint).items()])
    if get_origin(hint) is list:
        return pa.list_(arrow_type(get_args(hint)[0]))
    if get_origin(hint) is Literal or is_json(hint):
        return pa.string()
    return getattr(pa, SCALARS[hint])()


def without_null(hint: Any) -> Any:
    """``X`` for ``X | None``: every column may hold null."""
    if get_origin(hint) in (types.UnionType, Union):
        kinds = [one for one in get_args(hint) if one is not type(None)]
        return kinds[0] if len(kinds) == 1 else dict
    return hint


def is_json(hint: Any) -> bool:
    """Whether a value of that type stands as JSON: keys that are data, or more than one type."""
    return hint is dict or hint is Any or get_origin(hint) is dict


def converter(hint: Any) -> Converter | None:
    """What makes a value of that type, not null, one that Arrow takes; None where it takes it as it is."""
    hint = without_null(hint)
    if is_typeddict(hint):
        parts = {key: converter(inner) for key, inner in get_type_hints(hint).items()}
        return _of_parts({key: convert for key, convert in parts.items() if convert})
    if get_origin(hint) is list:
        one = converter(get_args(hint)[0])
        return (lambda values: [one(value) for value in values]) if one else None
    return as_json if is_json(hint) else None


def _of_parts(converters: Mapping[str, Converter]) -> Converter | None:
    """The same for an object some of whose parts must be converted."""

    def convert(value: Mapping[str, Any]) -> dict[str, Any]:
        parts = ((key, one, value.get(key)) for key, one in converters.items())
        return {**value, **{key: one(part) for key, one, part in parts if part is not None}}

    return convert if converters else None


def _label_converter(dataset: Dataset, part: str) -> Converter | None:
    """The same for the labels of a row: a list for each question that takes several."""

    def listed(chosen: Any) -> Any:
        return [chosen] if isinstance(chosen, str) else chosen

    of_question = dict[str, Converter]()
    for question in dataset.questions:
        convert: Converter | None = listed if question in dataset.several else None
        if part == GOLD:
            hints = {key: converter(hint) for key, hint in _gold_label().items()} | {"gold": convert}
            convert = _of_parts({key: one for key, one in hints.items() if one})
        if convert:
            of_question[question] = convert
    return _of_parts(of_question)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a part, and what makes the values of some of them such as Arrow takes."""

    schema: "pa.Schema"
    converters: Mapping[str, Converter]

    @classmethod
    def of(cls, dataset: Dataset, part: str) -> "Columns":
        """The columns of that part."""
        found = {key: converter(hint) for key, hint in get_type_hints(SHAPES[FILES.get(part, part)]).items()}
        found |= {"labels": _label_converter(dataset, part), "texts": None}
        return cls(schema_of(dataset, part), {key: convert for key, convert in found.items() if convert})

    def batch(self, rows: Iterable[Mapping[str, Any]], limit: int) -> "pa.RecordBatch":
        """The next rows, column by column; null for a key that a row has not. A row is let go before the next one."""
        import pyarrow as pa

        names = self.schema.names
        taken = [tuple(map(row.get, names)) for row in islice(rows, limit)]
        columns = zip(*taken, strict=True) if taken else [()] * len(names)
        arrays = [
            array(self.converted(field.name, values), field.type)
            for field, values in zip(self.schema, columns, strict=True)
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)

    def converted(self, key: str, values: Sequence[Any]) -> Sequence[Any]:
        """The values of one column as Arrow takes them."""
        convert = self.converters.get(key)
        return [None if value is None else convert(value) for value in values] if convert else values


def array(values: Sequence[Any], kind: "pa.DataType") -> "pa.Array":
    """The values of a column. Lists of objects are mostly empty, and looking into each is most of an array's time."""
    import pyarrow as pa

    if pa.types.is_list(kind) and not any(values) and None not in values:
        nowhere = pa.array([0] * (len(values) + 1), pa.int32())
        return pa.ListArray.from_arrays(nowhere, pa.array([], kind.value_type), type=kind)
    return pa.array(values, kind)


def row_group(columns: Columns, rows: Iterator[Mapping[str, Any]]) -> "pa.Table":
    """The next rows, of which one row group is made; empty where none is left."""
    import pyarrow as pa

    batches = (columns.batch(rows, AT_ONCE) for _ in range(ROWS // AT_ONCE))
    return pa.Table.from_batches(takewhile(len, batches), columns.schema)


def parquet(columns: Columns, rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A Parquet file, piece by piece; one row group is in memory."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    passing, left = Passing(), iter(rows)
    with pq.ParquetWriter(pa.PythonFile(passing, mode="w"), columns.schema, compression="zstd") as writer:
        yield passing.taken()  # four letters: a reader sees at once that something comes
        while (group := row_group(columns, left)).num_rows:
            writer.write_table(group, row_group_size=ROWS)
            del group  # else the next one is made beside it
            yield passing.taken()
    yield passing.taken()
