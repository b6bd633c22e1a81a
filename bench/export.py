"""`manage.py bench export`: rows a second of both views by format, beside a bare COPY; first byte and memory."""

from __future__ import annotations

import os
import select
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.annotate_server import cpu_seconds, postmaster
from bench.base import Benchmark, Table
from bench.child import forget_peak_mb, peak_mb
from bench.database import database
from bench.export_corpus import empty, fill

REQUIRED = 30_000
"""Raw rows a second, as JSON Lines."""
FIRST_MS = 200
"""Milliseconds to the first byte."""
FORMATS = {"raw": ("jsonl", "csv", "native", "parquet"), "gold": ("jsonl", "csv", "parquet")}
"""Those measured of each view."""
COLUMNS = (
    "view", "format", "rows/s", "of COPY", "MB/s", "first byte, ms", "our CPU, µs/row", "database CPU, µs/row",
    "memory on top, MB", "verdict",
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

        lead = create_person(username="lead", display_name="Lead", password="a long pass phrase", is_operator=True)
        project = create_project(actor=lead, slug="large", name="Large")
        for name in ("ada", "ben"):
            create_person(username=name, display_name=name.title(), password="a long pass phrase")
            add_member(actor=lead, project=project, username=name, role=Role.ANNOTATOR)
        for view, name in exports():
            exported(project, view, name)  # nothing yet: a process loads what a format needs once
        for rows in options.rows:
            with connection.cursor() as cursor:
                empty(cursor)
                fill(cursor, project.pk, rows)
            yield table(project, rows)


def exports() -> list[tuple[str, str]]:
    """Views and formats, in order."""
    return [(view, name) for view, names in FORMATS.items() for name in names]


def table(project: Any, rows: int) -> Table:
    """The formats of one size against the COPY of the same stored columns."""
    floor = copied(project)
    found: list[tuple[Any, ...]] = [("raw", "COPY, as it is stored", floor, 1.0, *[None] * 5, "–")]
    for view, name in exports():
        run = exported(project, view, name)
        rate = run.rows / run.seconds
        quick = (rate >= REQUIRED or (view, name) != ("raw", "jsonl")) and 1000 * run.first <= FIRST_MS
        cpu = (None if used is None else 1e6 * used / run.rows for used in (run.own, run.base))
        of_copy = rate / floor if view == "raw" else None
        cells = (rate, of_copy, run.size / 1e6 / run.seconds, 1000 * run.first, *cpu, run.memory)
        found.append((view, name, *cells, "ok" if quick else "too slow"))
    note = (
        f"The floor is COPY TO STDOUT of the same stored columns, joined but neither ordered nor put together. "
        f"Required: {REQUIRED:,} rows a second of JSON Lines, the first byte within {FIRST_MS} ms, memory that does "
        f"not grow with the rows. First byte: from asking to the first piece, with the rows reckoned. Memory on top: "
        f"the most while it ran beyond what was held before. CPU holds where other programs use the machine too, rates "
        f"do not."
    )
    return Table(f"{rows:,} raw rows", COLUMNS, tuple(found), note)


def copied(project: Any) -> float:
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


@dataclass(frozen=True, slots=True)
class Run:
    """One export: rows, bytes, seconds to the first byte and in all, CPU seconds of ours and the database's, MB."""

    rows: int
    size: int
    first: float
    seconds: float
    own: float
    base: float | None
    memory: float | None


def exported(project: Any, view: str, name: str) -> Run:
    """One whole download, its bytes thrown away."""
    from annotations.exports.asked import read_asked
    from annotations.exports.download import Download

    asked = read_asked(project, {"format": name, "view": view})
    held, server = forget_peak_mb(), postmaster(backend())
    base, own, began, first, size = cpu_seconds(server), time.process_time(), time.perf_counter(), 0.0, 0
    download = Download(project=project, asked=asked, at_once=True)
    reading = download.rows.snapshot.connection.connection.info.backend_pid
    for piece in download:
        first = first or time.perf_counter() - began
        size += len(piece)
    seconds, own = time.perf_counter() - began, time.process_time() - own
    wait_for_end(reading)
    used = cpu_seconds(server)
    base = None if base is None or used is None else used - base
    most = peak_mb()
    on_top = None if held is None or most is None else most - held
    return Run(download.seen, size, first, seconds, own, base, on_top)


def wait_for_end(process: int) -> None:
    """Until a process is gone, 5 seconds at most: only then its parent has what it used."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return
    try:
        select.select([handle], [], [], 5)
    finally:
        os.close(handle)


def backend() -> int:
    """The process of the database that serves us."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


BENCHMARK = Benchmark(
    "export", "Rows a second of the dataset by format, beside a bare COPY.", {"export": measure}, add_arguments
)
