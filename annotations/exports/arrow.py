"""Rows as Arrow tables, for Parquet: a column for each key, its type from the shape of the row.

pyarrow is heavy, so it is imported where it is used. Objects whose keys are fixed become structs, lists become lists;
objects whose keys are data (a distribution, the labels inside a review) become JSON texts, which every reader takes.
"""

import types
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from annotations.exports.lines import as_json
from annotations.exports.material import Material
from annotations.exports.packing import Passing
from annotations.exports.schemas import SHAPES
from annotations.queries.release_choice import GOLD, RAW
from annotations.queries.release_shapes import GoldLabelCell

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 5_000
"""Rows of one row group: what is in memory at a time."""

FILES = {RAW: "annotations", GOLD: "gold"}
SCALARS = {str: "string", int: "int64", float: "float64", bool: "bool_"}


def schema_of(material: Material, part: str) -> "pa.Schema":
    """The columns of a part; labels and texts are structs with a field for each question of the project."""
    import pyarrow as pa

    fields = []
    for key, hint in get_type_hints(SHAPES[FILES.get(part, part)]).items():
        if key == "labels":
            named = _label_fields(material, part)
        elif key == "texts":
            named = [(question, pa.string()) for question in material.dataset.texts]
        else:
            fields.append(pa.field(key, arrow_type(hint)))
            continue
        fields += [pa.field(key, pa.struct(named))] * bool(named)
    return pa.schema(fields)


def _label_fields(material: Material, part: str) -> "list[tuple[str, pa.DataType]]":
    import pyarrow as pa

    found = []
    for question in material.dataset.questions:
        chosen = pa.list_(pa.string()) if question in several(material) else pa.string()
        gold = [(key, chosen if key == "gold" else arrow_type(hint)) for key, hint in _gold_label().items()]
        found.append((question, chosen if part == RAW else pa.struct(gold)))
    return found


def _gold_label() -> dict[str, Any]:
    return get_type_hints(GoldLabelCell)


def several(material: Material) -> frozenset[str]:
    """The questions that take several labels in some version of what was asked."""
    multi = {(one["key"], one["version"]) for one in material.scheme["label_sets"] if one["cardinality"] == "multi"}
    questions = [one for protocol in material.scheme["protocols"] for one in protocol["questions"]]
    return frozenset(one["key"] for one in questions if (one["label_set"], one["label_set_version"]) in multi)


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


def plain(value: Any, hint: Any) -> Any:
    """A value as Arrow takes it."""
    hint = without_null(hint)
    if value is None:
        return None
    if is_typeddict(hint):
        return {key: plain(value.get(key), inner) for key, inner in get_type_hints(hint).items()}
    if get_origin(hint) is list:
        return [plain(one, get_args(hint)[0]) for one in value]
    return as_json(value) if is_json(hint) else value


def plain_rows(material: Material, part: str) -> Iterator[dict[str, Any]]:
    """The rows of a part as Arrow takes them."""
    hints = get_type_hints(SHAPES[FILES.get(part, part)])
    multi = several(material)
    for row in material.read(part):
        flat = {key: plain(row.get(key), hint) for key, hint in hints.items() if key not in ("labels", "texts")}
        if "labels" in hints:
            flat["labels"] = {question: _label(chosen, question in multi) for question, chosen in row["labels"].items()}
        if "texts" in hints:
            flat["texts"] = row.get("texts")
        yield flat


def _label(chosen: Any, is_several: bool) -> Any:
    if isinstance(chosen, Mapping):
        given: dict[str, Any] = {key: plain(chosen[key], hint) for key, hint in _gold_label().items() if key != "gold"}
        return given | {"gold": _label(chosen["gold"], is_several)}
    return [chosen] if is_several and isinstance(chosen, str) else chosen


def parquet(schema: "pa.Schema", rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """A Parquet file, piece by piece; one row group is in memory."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    passing, left = Passing(), iter(rows)
    with pq.ParquetWriter(pa.PythonFile(passing, mode="w"), schema, compression="zstd") as writer:
        while batch := list(islice(left, ROWS)):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema))
            yield passing.taken()
    yield passing.taken()
