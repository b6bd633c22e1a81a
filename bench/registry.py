"""All benchmarks: `manage.py bench` lists them in this order. Their modules load neither Django nor a database."""

from bench import agreement, annotate, export, imports, lists, readers, search, text
from bench.base import Benchmark

BENCHMARKS: tuple[Benchmark, ...] = (
    text.BENCHMARK,
    imports.BENCHMARK,
    readers.BENCHMARK,
    search.BENCHMARK,
    lists.BENCHMARK,
    agreement.BENCHMARK,
    annotate.BENCHMARK,
    export.BENCHMARK,
)


def find(name: str) -> Benchmark | None:
    """The benchmark of that name."""
    return next((benchmark for benchmark in BENCHMARKS if benchmark.name == name), None)
