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
FILES = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One file of an import: its articles and statements, seconds to look at it and to store it."""

    articles: int
    statements: int
    look: float
    store: float


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--articles", type=int, default=20_000, metavar="N", help="how many (default: 20000)")


def measure(options: Namespace) -> Iterator[Table]:
    """The floor, the text core by itself, the import; then how even its pace was."""
    with database() as url:
        floor_statements, floor_seconds = copy(url, options.articles)
        core_statements, core_seconds = split(options.articles)
        with child.running(WORKER) as worker:
            answer = worker.ask({"count": options.articles, "parts": FILES}, PATIENCE)
    steps = [Step(*step) for step in answer["steps"]]
    statements, look, store = (sum(getattr(step, name) for step in steps) for name in ("statements", "look", "store"))
    works = (
        ("floor: COPY of the same statements", floor_statements, floor_seconds),
        ("split and attribution, nothing stored", core_statements, core_seconds),
        ("import: look (read, check, split, attribute)", statements, look),
        ("import: store", statements, store),
        ("import, whole", statements, look + store),
        ("import, whole: processor time of the worker", statements, answer["processor"]),
    )
    yield works_table(options.articles, works, answer["peak_mb"])
    yield pace_table(steps)


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


def works_table(count: int, works: Sequence[tuple[str, int, float]], peak_mb: float | None) -> Table:
    """One row for each way of handling the same articles; the first is the floor."""
    floor = works[0][1] / works[0][2]
    rows = tuple(
        (name, statements, seconds, statements / seconds, statements / seconds / floor)
        for name, statements, seconds in works
    )
    columns = ("work", "statements", "s", "statements/s", "× floor")
    peak = f" Peak memory of the worker: {peak_mb:.0f} MB." if peak_mb else ""
    note = f"One worker; wall time, but for the text core. The server is durable: fsync is on.{peak}"
    return Table(f"Import of {count:,} short articles", columns, rows, note)


def pace_table(steps: Sequence[Step]) -> Table:
    """Whether the import slows down as the project grows."""
    rows: list[tuple[Cell, ...]] = []
    so_far = 0
    for step in steps:
        so_far += step.articles
        seconds = step.look + step.store
        rows.append((so_far, step.statements, step.look, step.store, step.statements / seconds))
    columns = ("articles so far", "statements", "look, s", "store, s", "statements/s")
    return Table("Pace of the import", columns, tuple(rows), "One file each. An even pace is what is wanted.")


BENCHMARK = Benchmark(
    name="import",
    help="Import with splitting and attribution: statements a second, beside a bare COPY; memory of the worker.",
    parts={"pipeline": measure},
    add_arguments=add_arguments,
)
