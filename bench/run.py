"""`manage.py bench [NAME [PART…]]`: lists the benchmarks, or runs one and keeps its figures."""

from __future__ import annotations

import argparse
import multiprocessing
import signal
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection

from bench import registry, results
from bench.base import BenchError, Benchmark, Part, Table
from bench.tables import plain
from factcheck.bootstrap import SetUpError
from factcheck.postgres_binaries import PostgresError

FORK = multiprocessing.get_context("fork")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command; those of a benchmark are in `manage.py bench NAME --help`."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="which benchmark (default: list them)")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="parts and options of the benchmark")


def main(arguments: list[str]) -> int:
    """Run the command; returns 0 when it came to its end, whatever it measured.

    A signal to stop is an orderly way out: throw-away databases and children go with the process.
    """
    parser = argparse.ArgumentParser(prog="manage.py bench", description=__doc__)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return run(options.name, options.rest)
    finally:
        signal.signal(signal.SIGTERM, before)


def run(name: str | None, arguments: list[str]) -> int:
    """List the benchmarks, or run one of them with its arguments."""
    if name is None:
        width = max(len(benchmark.name) for benchmark in registry.BENCHMARKS)
        for benchmark in registry.BENCHMARKS:
            sys.stdout.write(f"{benchmark.name:<{width}}  {benchmark.help}\n")
        return 0
    found = registry.find(name)
    if found is None:
        known = ", ".join(benchmark.name for benchmark in registry.BENCHMARKS)
        sys.stderr.write(f"Unknown benchmark {name!r}: use {known}.\n")
        return 2
    try:
        return measure(found, arguments)
    except (BenchError, SetUpError, PostgresError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def measure(benchmark: Benchmark, arguments: list[str]) -> int:
    """Run a benchmark and print its tables as they come. A run of all parts is kept, a run of some is only printed."""
    parser = argparse.ArgumentParser(prog=f"manage.py bench {benchmark.name}", description=benchmark.help)
    listed = ", ".join(benchmark.parts)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{listed}: print these only (default: all, kept)")
    benchmark.add_arguments(parser)
    options = parser.parse_intermixed_args(arguments)
    if unknown := [part for part in options.parts if part not in benchmark.parts]:
        parser.error(f"unknown part {unknown[0]!r}: use {listed}")
    given = results.conditions(benchmark.name, arguments)
    sys.stdout.write(given.sentence().replace("`", "") + "\n")
    tables: list[Table] = []
    for name in benchmark.parts:
        if not options.parts or name in options.parts:
            for table in in_a_process(benchmark.parts[name], options):
                sys.stdout.write("\n" + plain(table))
                sys.stdout.flush()
                tables.append(table)
    if not options.parts:
        results.write(benchmark.name, given, tables)
        sys.stdout.write(f"\nKept in bench/results/{benchmark.name}.json and bench/RESULTS.md.\n")
    return 0


def in_a_process(part: Part, options: argparse.Namespace) -> Iterator[Table]:
    """The tables of a part, measured in a process of its own: no part finds Django, caches or memory of another."""
    reader, writer = FORK.Pipe(duplex=False)
    child = FORK.Process(target=send, args=(writer, part, options))
    sys.stdout.flush()
    child.start()
    writer.close()
    try:
        while isinstance(found := reader.recv(), Table):
            yield found
        if found is not None:
            raise found
    except EOFError:
        raise BenchError("A part of the benchmark ended without a word.") from None
    finally:
        child.join()


def send(writer: Connection, part: Part, options: argparse.Namespace) -> None:
    """The child's side: the tables one by one, then None or what went wrong."""
    try:
        for table in part(options):
            writer.send(table)
        writer.send(None)
    except (BenchError, SetUpError, PostgresError) as error:
        writer.send(error)
    except KeyboardInterrupt:
        pass
