"""`manage.py bench annotate`: how long a label takes, in the browser and over HTTP, and whether every one is kept."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench.base import Benchmark, Table


def add_arguments(parser: ArgumentParser) -> None:
    """How large, how long."""
    parser.add_argument("--statements", type=int, default=1_000_000, help="statements to work among (default 1000000)")
    parser.add_argument("--seconds", type=int, default=10, help="seconds of each run over HTTP (default 10)")
    parser.add_argument("--quick", action="store_true", help="400,000 statements, 2 seconds")


def http(options: Namespace) -> Iterator[Table]:
    """Saving and taking work over HTTP."""
    from bench import annotate_http

    if options.quick:
        options.statements, options.seconds = 400_000, 2
    yield from annotate_http.measure(options)


def browser(_: Namespace) -> Iterator[Table]:
    """Keys, cold load and memory in Chromium; in a process of its own, for a process has one database only."""
    with ProcessPoolExecutor(1, get_context("spawn")) as own:
        yield from own.submit(browser_tables).result()


def browser_tables() -> list[Table]:
    """All tables of that part."""
    from bench import annotate_browser

    return list(annotate_browser.measure())


BENCHMARK = Benchmark(
    "annotate",
    "Labelling in Chromium, from key to frame; over HTTP beside a bare view, with 1 to 64 annotators.",
    {"browser": browser, "http": http},
    add_arguments,
)
