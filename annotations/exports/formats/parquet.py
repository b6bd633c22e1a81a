"""Parquet: typed columns, compressed; for pandas, Polars, DuckDB, Spark."""

from collections.abc import Iterator
from typing import Any

from annotations.exports.arrow import FILES, parquet, plain_rows, schema_of
from annotations.exports.base import Export, ExportFormat, File


def write(export: Export) -> Iterator[File]:
    """One file for each chosen view."""
    material = export.material
    for view in material.dataset.choice.views:
        yield File(f"{FILES[view]}.parquet", parquet(schema_of(material, view), counted(export, view)), is_text=False)


def counted(export: Export, view: str) -> Iterator[dict[str, Any]]:
    """The rows of a view."""
    for row in plain_rows(export.material, view):
        export.report.keep()
        yield row


FORMAT = ExportFormat(
    key="parquet",
    title="Parquet",
    summary="Typed columns, one per key; labels as a struct with a field per question. For data frames.",
    extension="parquet",
    content_type="application/vnd.apache.parquet",
    write=write,
)
