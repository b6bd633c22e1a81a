"""The whole dataset as a folder of JSON Lines: labels, gold, and the articles, claims and schemes they speak of.

Lossless and documented: ``schemas/<file>.schema.json`` says what each line holds.
"""

from collections.abc import Iterator

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.lines import json_file, json_lines
from annotations.exports.schemas import SHAPES, schema
from annotations.queries.release_choice import BOTH, GOLD, RAW

VIEW_FILES = {RAW: "annotations", GOLD: "gold"}
PARTS = ("articles", "attributions", "claims", "entities")


def write(export: Export) -> Iterator[File]:
    """The chosen views, everything they rest on, and the schemas."""
    views = export.material.dataset.choice.views
    parts = {VIEW_FILES[view]: view for view in views} | {part: part for part in PARTS}
    for name, part in parts.items():
        yield File(f"{name}.jsonl", json_lines(export.material.read(part), export.report))
    yield File("labelsets.json", json_file(export.material.scheme))
    for name in SHAPES:
        if name in parts or name == "labelsets":
            yield File(f"schemas/{name}.schema.json", json_file(schema(name)))


FORMAT = ExportFormat(
    key="native",
    title="Whole dataset",
    summary="JSON Lines with JSON Schemas: labels, gold, articles, attributions, claims, entities, label sets.",
    extension="zip",
    content_type="application/zip",
    write=write,
    views=(BOTH, RAW, GOLD),
    is_folder=True,
)
