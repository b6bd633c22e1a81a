"""`manage.py bench export`: rows a second of the raw dataset by format, beside a bare COPY; first byte and memory."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from bench.base import Benchmark, Table
from bench.child import peak_mb
from bench.database import database
from bench.export_corpus import fill

REQUIRED = 30_000
"""Raw rows a second, as JSON Lines."""
FIRST_MS = 200
"""Milliseconds to the first byte."""
FORMATS = ("jsonl", "csv", "parquet")
COLUMNS = (
    "format", "rows/s", "of COPY", "MB/s", "first byte, ms", "memory on top, MB", "verdict",
)  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N", help="sizes")


def measure(options: Namespace) -> Iterator[Table]:
    """One table for each size, on one server."""
    with database():
        from django.db import connection

        from annotations.models import Role
        from annotations.workflow.members import add_member, create_person
        from annotations.workflow.projects import create_project
        from bench.export_corpus import empty

        lead = create_person(username="lead", display_name="Lead", password="a long pass phrase", is_operator=True)
        project = create_project(actor=lead, slug="large", name="Large")
        for name in ("ada", "ben"):
            create_person(username=name, display_name=name.title(), password="a long pass phrase")
            add_member(actor=lead, project=project, username=name, role=Role.ANNOTATOR)
        for rows in options.rows:
            with connection.cursor() as cursor:
                empty(cursor)
                fill(cursor, project.pk, rows)
            yield table(project, rows)


def table(project: Any, rows: int) -> Table:
    """The formats of one size against the COPY of the same stored columns."""
    floor = copy_rate(project)
    found: list[tuple[Any, ...]] = [("COPY, as it is stored", floor, 1.0, None, None, None, "")]
    for name in FORMATS:
        rate, megabytes, first, memory = export(project, name)
        quick = (rate >= REQUIRED or name != "jsonl") and first <= FIRST_MS
        found.append((name, rate, rate / floor, megabytes, first, memory, "ok" if quick else "too slow"))
    note = (
        f"The floor is COPY TO STDOUT of the same stored columns, joined but neither ordered nor put together. "
        f"Required: {REQUIRED:,} rows a second of JSON Lines, the first byte within {FIRST_MS} ms, memory that does "
        f"not grow with the rows. First byte: from asking to the first piece, with the rows counted."
    )
    return Table(f"{rows:,} raw rows", COLUMNS, tuple(found), note)


def copy_rate(project: Any) -> float:
    """Rows a second of a bare COPY."""
    from django.db import connection

    from annotations.queries.release_raw import COLUMNS as STORED
    from annotations.queries.release_raw import handed_in

    query = handed_in(project).order_by().values_list(*STORED)
    sql, values = query.query.sql_with_params()
    count, began = 0, time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT", values) as copy:
        for piece in copy:
            count += bytes(piece).count(b"\n")
    return count / (time.perf_counter() - began)


def export(project: Any, name: str) -> tuple[float, float, float, float]:
    """Rows a second, megabytes a second, milliseconds to the first byte, megabytes of memory on top."""
    from annotations.exports.asked import read_asked
    from annotations.exports.download import Download

    before, size, first = peak_mb() or 0.0, 0, 0.0
    began = time.perf_counter()
    download = Download(project=project, asked=read_asked(project, {"format": name}))
    for piece in download:
        first = first or time.perf_counter() - began
        size += len(piece)
    took = time.perf_counter() - began
    return download.row_count / took, size / 1e6 / took, first * 1000, (peak_mb() or 0.0) - before


BENCHMARK = Benchmark(
    "export", "Rows a second of the dataset by format, beside a bare COPY.", {"export": measure}, add_arguments
)
