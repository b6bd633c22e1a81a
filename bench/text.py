"""`manage.py bench text`: how right and how fast the text core is, and that no text makes it hang."""

from __future__ import annotations

from argparse import ArgumentParser

from bench import text_hostile, text_libraries, text_quality, text_speed
from bench.base import Benchmark
from bench.text_corpus import add_data


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_data(parser)
    text_hostile.add_sizes(parser)


BENCHMARK = Benchmark(
    name="text",
    help="Splitting and attribution: quality on development sets, speed, other libraries, hostile texts.",
    parts={
        "quality": text_quality.measure,
        "speed": text_speed.measure,
        "libraries": text_libraries.measure,
        "hostile": text_hostile.measure,
    },
    add_arguments=add_arguments,
)
