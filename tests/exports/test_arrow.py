"""Parquet takes the memory of one row group, however many there are."""

from collections.abc import Iterator

import pyarrow as pa
import pytest

from annotations.exports import arrow
from annotations.exports.arrow import Columns, parquet
from annotations.queries.release_choice import RAW, Choice
from annotations.queries.release_shapes import Row
from tests.factories import datasets


def test_a_row_group_is_let_go_before_the_next_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "ROWS", 1_000)
    held: dict[int, int] = {}

    def rows() -> Iterator[Row]:
        for number in range(4_000):
            held[number] = pa.total_allocated_bytes()
            yield datasets.PARTS[RAW][0]

    pieces = list(parquet(Columns.of(datasets.dataset(Choice(), datasets.PARTS), RAW), rows()))

    half_a_group = held[500]
    assert [held[first] < half_a_group for first in (0, 1_000, 2_000, 3_000)] == [True] * 4
    assert len(pieces) == 1 + 4 + 1
