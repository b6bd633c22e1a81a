"""CSV, wide: one row per statement, a block of columns for each annotator (``p03.labels.verification``) and for gold.

Written as the long one; nothing is left out, so the long rows come back from the blocks. A block is empty where the
annotator has not handed the statement in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.table import columns, csv_pieces, flatten
from annotations.queries.release_choice import BOTH, GOLD, RAW
from annotations.queries.release_shapes import Dataset

OF_STATEMENT = (
    "project",
    "article_id",
    "article_external_id",
    "article_sha256",
    "statement_id",
    "statement_version",
    "index",
    "start",
    "end",
    "offset_unit",
    "text",
    "words",
)
"""Columns that all rows of a statement have in common."""
NAMES_THE_BLOCK = "annotator"


def write(export: Export) -> Iterator[File]:
    """One file, whether or not gold stands beside the annotators."""
    dataset = export.material.dataset
    blocks = {name: Block.of(name, dataset, RAW) for name in dataset.annotators}
    blocks |= {GOLD: Block.of(GOLD, dataset, GOLD)} if dataset.view == BOTH else {}
    common = [key for key in OF_STATEMENT if key in columns(dataset, RAW)]
    header = common + [name for block in blocks.values() for name in block.header]
    yield File("annotations-wide.csv", csv_pieces(header, lines(export, common, blocks)))


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of one annotator, or of gold: the keys of a flat row, and what stands over each in the header."""

    keys: list[str]
    header: list[str]

    @classmethod
    def of(cls, name: str, dataset: Dataset, view: str) -> "Block":
        """The block of that name."""
        keys = [key for key in columns(dataset, view) if key not in (*OF_STATEMENT, NAMES_THE_BLOCK)]
        return cls(keys, [f"{name}.{key}" for key in keys])


def lines(export: Export, common: list[str], blocks: Mapping[str, Block]) -> Iterator[dict[str, Any]]:
    """One line for each statement; a second row of one annotator on it begins another."""
    views = (export.material.read(view) for view in export.material.dataset.choice.views)
    rows = merge(*views, key=lambda row: (row["article_id"], row["start"]))
    for _, of_statement in groupby(rows, key=itemgetter("statement_id")):
        line: dict[str, Any] = {}
        for row in of_statement:
            block = blocks[row.get(NAMES_THE_BLOCK, GOLD)]
            if block.header[0] in line:
                yield line
                line = {}
            export.report.keep()
            flat = flatten(row)
            line.update(zip(common, map(flat.get, common), strict=True))
            line.update(zip(block.header, map(flat.get, block.keys), strict=True))
        yield line


FORMAT = ExportFormat(
    key="csv_wide",
    title="CSV, wide",
    summary="One statement a line, a block of columns for each annotator, gold beside them. For comparing people.",
    extension="csv",
    content_type="text/csv; charset=utf-8; header=present",
    write=write,
    views=(RAW, BOTH),
)
