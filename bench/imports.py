"""`manage.py bench import`: statements a second from text to rows, beside a bare COPY of the same statements."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psycopg

from annotations.text.document import analyse
from bench import child
from bench.base import Benchmark, Cell, Table
from bench.database import database
from bench.import_corpus import articles

WORKER = (sys.executable, "-m", "bench.import_worker")
PATIENCE = 3 * 3600.0


@dataclass(frozen=True, slots=True)
class Mark:
    """How far an import was: articles and statements stored, seconds since its start."""

    articles: int
    statements: int
    seconds: float


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--articles", type=int, default=20_000, metavar="N", help="how many (default: 20000)")


def measure(options: Namespace) -> Iterator[Table]:
    """The floor, the text core by itself, the import; then how even its pace was."""
    with database() as url:
        floor_statements, floor_seconds = copy(url, options.articles)
        core_statements, core_seconds = split(options.articles)
        with child.running(WORKER) as worker:
            answer = worker.ask({"count": options.articles, "project": "bench"}, PATIENCE)
    marks = [Mark(*mark) for mark in answer["marks"]]
    last = marks[-1]
    works = (
        ("floor: COPY of the same statements", floor_statements, floor_seconds, None),
        ("split and attribution, nothing stored", core_statements, core_seconds, None),
        ("import", last.statements, last.seconds, answer["peak_mb"]),
    )
    yield works_table(options.articles, works)
    yield pace_table(marks)


def copy(url: str, count: int) -> tuple[int, float]:
    """Statements and seconds for the least that a database can do: one COPY, one commit, no index, no check."""
    rows = [
        (number, span.start, span.end, text[span.start : span.end])
        for number, text in enumerate(articles(count))
        for span in (statement.span for statement in analyse(text).statements)
    ]
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_floor (article integer, starts integer, ends integer, exact text)")
        connection.commit()
        began = time.monotonic()
        with cursor.copy("COPY bench_floor FROM STDIN") as stream:
            for row in rows:
                stream.write_row(row)
        connection.commit()
        seconds = time.monotonic() - began
        cursor.execute("DROP TABLE bench_floor")
    return len(rows), seconds


def split(count: int) -> tuple[int, float]:
    """Statements and processor seconds of the text core by itself."""
    texts = list(articles(count))
    began = time.process_time()
    statements = sum(len(analyse(text).statements) for text in texts)
    return statements, time.process_time() - began


def works_table(count: int, works: Sequence[tuple[str, int, float, float | None]]) -> Table:
    """One row for each way of handling the same articles; the first is the floor."""
    floor = works[0][1] / works[0][2]
    rows = tuple(
        (name, statements, seconds, statements / seconds, statements / seconds / floor, peak)
        for name, statements, seconds, peak in works
    )
    columns = ("work", "statements", "s", "statements/s", "× floor", "peak MB of the worker")
    note = "One worker; wall time (the text core: processor time). The server is durable: fsync is on."
    return Table(f"Import of {count:,} short articles", columns, rows, note)


def pace_table(marks: Sequence[Mark]) -> Table:
    """Whether the import slows down as the project grows."""
    rows: list[tuple[Cell, ...]] = []
    before = Mark(0, 0, 0.0)
    for mark in marks:
        statements, seconds = mark.statements - before.statements, mark.seconds - before.seconds
        rows.append((mark.articles, statements, seconds, statements / seconds))
        before = mark
    title, note = "Pace of the import", "Each row: what came since the row above. An even pace is what is wanted."
    return Table(title, ("articles so far", "statements", "s", "statements/s"), tuple(rows), note)


BENCHMARK = Benchmark(
    name="import",
    help="Import with splitting and attribution: statements a second, beside a bare COPY; memory of the worker.",
    parts={"pipeline": measure},
    add_arguments=add_arguments,
)
