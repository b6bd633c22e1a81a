"""What a benchmark is: named parts, each of which yields tables."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Cell = str | int | float | None
"""None is shown as a dash: not measured."""


class BenchError(Exception):
    """A benchmark cannot run; the message is one sentence with the way out."""


@dataclass(frozen=True, slots=True)
class Table:
    """What one part of a benchmark measured. The columns name their units; the note says how to read the figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


Part = Callable[[Namespace], Iterator[Table]]


def no_arguments(parser: ArgumentParser) -> None:
    """For a benchmark without options of its own."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark. Its parts run in the order given; ratios are against a floor measured in the same part."""

    name: str
    help: str
    parts: Mapping[str, Part]
    add_arguments: Callable[[ArgumentParser], None] = no_arguments
