"""`manage.py bench readers`: how fast files are read, beside the library under each; files made to hang a reader."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator

from bench import child
from bench.base import Benchmark, Cell, Table
from bench.import_corpus import articles
from bench.readers_files import MANY, MARKDOWN, ONE, PAGES
from factcheck.bootstrap import say

WORKER = (sys.executable, "-m", "bench.readers_worker")
COUNT = 5_000
SINGLE = 300
SIZES = (25_000, 50_000)
"""Repetitions of a hostile file; the second is twice the first."""
MOST_SECONDS = 5.5
"""A file may take 4.5 s, then its process is ended; what is over is handing it over, and the ending."""
PATIENCE = 300.0


def speed(_options: Namespace) -> Iterator[Table]:
    """Articles and megabytes a second in each format."""
    rows: list[tuple[Cell, ...]] = []
    texts = list(articles(COUNT))
    with child.running(WORKER) as worker:
        for name, (key, floor, made) in MANY.items():
            say(f"{name} …")
            rows.append(speed_row(name, *timed(worker, key, floor, [made(texts)]), COUNT))
        for name, (key, floor, single) in ONE.items():
            say(f"{name} …")
            rows.append(speed_row(name, *timed(worker, key, floor, [single(text) for text in texts[:SINGLE]]), SINGLE))
    columns = ("format", "articles", "MB", "articles/s", "MB/s", "time, × the library alone")
    note = "Wall time of one process; pages are read in a second one. Every draft is checked by the rules of an import."
    yield Table("Reading files", columns, tuple(rows), note)


def timed(worker: child.Child, key: str, floor: str, files: list[str]) -> tuple[float, float, float]:
    """Megabytes, seconds to read them, and seconds of the library alone."""
    seconds = sum(worker.ask({"key": key, "content": content}, PATIENCE)["seconds"] for content in files)
    alone = sum(worker.ask({"floor": floor, "content": content}, PATIENCE)["seconds"] for content in files)
    return sum(len(content.encode()) for content in files) / 1e6, seconds, alone


def speed_row(name: str, megabytes: float, seconds: float, alone: float, count: int) -> tuple[Cell, ...]:
    """One format."""
    return name, count, megabytes, count / seconds, megabytes / seconds, seconds / alone


def hostile(_options: Namespace) -> Iterator[Table]:
    """Every file must be read or refused in time."""
    yield hostile_table("Web pages written to hang a reader", "html", PAGES)
    yield hostile_table("Markdown written to hang a reader", "markdown", MARKDOWN)


def hostile_table(title: str, key: str, families: dict[str, Callable[[int], str]]) -> Table:
    """One row for each family."""
    rows = []
    with child.running(WORKER) as worker:
        for family, made in families.items():
            say(f"{title}: {family} …")
            files = [made(size) for size in SIZES]
            answers = [worker.ask({"key": key, "content": content}, PATIENCE) for content in files]
            rows.append(hostile_row(family, len(files[-1]) / 1e6, *answers))
    bad = sum(row[-1] != "ok" for row in rows)
    note = f"Required: read or refused in {MOST_SECONDS:g} s; {bad} of {len(rows)} too slow. Wall time."
    columns = ("family", "MB at 2n", "T(n), s", "T(2n), s", "outcome at 2n", "verdict")
    return Table(title, columns, tuple(rows), note)


def hostile_row(family: str, megabytes: float, first: dict[str, Cell], second: dict[str, Cell]) -> tuple[Cell, ...]:
    """How long both sizes took and what came of the longer."""
    before, after = float(first["seconds"] or 0), float(second["seconds"] or 0)
    outcome = "refused" if second["problem"] else "read"
    good = max(before, after) <= MOST_SECONDS
    return family, megabytes, before, after, outcome, "ok" if good else "too slow"


BENCHMARK = Benchmark(
    name="readers",
    help="Import formats: articles a second beside the library under each; files written to hang a reader.",
    parts={"speed": speed, "hostile": hostile},
)
