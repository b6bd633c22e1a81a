"""Parquet: typed columns, compressed; for pandas, Polars, DuckDB, Spark."""

from collections.abc import Iterator

from annotations.exports.arrow import FILES, Columns, parquet
from annotations.exports.base import Export, ExportFormat, File
from annotations.queries.release_shapes import Row


def write(export: Export) -> Iterator[File]:
    """One file for each chosen view."""
    dataset = export.material.dataset
    for view in dataset.choice.views:
        pieces = parquet(Columns.of(dataset, view), counted(export, view))
        yield File(f"{FILES[view]}.parquet", pieces, is_text=False)


def counted(export: Export, view: str) -> Iterator[Row]:
    """The rows of a view."""
    for row in export.material.read(view):
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
