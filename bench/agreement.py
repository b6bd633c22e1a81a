"""`manage.py bench agreement`: intervals of agreement on a million labels, beside the bare count of those labels."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from bench import child
from bench.base import Benchmark, Table

WORKER = (sys.executable, "-m", "bench.agreement_worker")
PATIENCE = 900.0
REQUIRED_S = 10
AIM_S = 2
CORPORA = {"20 statements an article": 20, "isolated claims": 1}
WORKS = {
    "count": "floor: labels counted once",
    "build": "labels sorted and checked",
    "alpha_nominal": "alpha nominal with interval",
    "alpha_ordinal": "alpha ordinal with interval",
    "report": "whole report: five measures, 7 labels, every pair",
    "dawid_skene": "Dawid and Skene",
}
JUDGED = ("alpha_nominal", "alpha_ordinal")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--labels", type=int, default=1_000_000, metavar="N", help="how many (default: 1000000)")
    parser.add_argument("--resamples", type=int, default=1000, metavar="N", help="for an interval (default: 1000)")


def measure(options: Namespace) -> Iterator[Table]:
    """One table for each kind of corpus; every work in a process of its own, for its memory."""
    for title, statements in CORPORA.items():
        answers = {work: run_once(work, statements, options) for work in WORKS}
        floor = answers["count"]["seconds"]
        rows = tuple(
            (
                name,
                found["seconds"],
                found["processor"],
                found["seconds"] / floor,
                found["peak_mb"],
                verdict(work, found),
            )
            for work, name in WORKS.items()
            for found in (answers[work],)
        )
        columns = ("work", "wall, s", "processor, s", "wall, × floor", "peak MB", "verdict")
        note = (
            f"{options.labels:,} labels, two on each statement, by 64 annotators, 7 labels to choose from; "
            f"{options.resamples:,} resamples by article. Required: alpha in {REQUIRED_S} s, aim {AIM_S} s. "
            "Peak memory of the whole process, Python and the labels included."
        )
        yield Table(f"Agreement: {title}", columns, rows, note)


def verdict(work: str, found: dict[str, float]) -> str | None:
    """How the wall time compares with what is required of alpha."""
    if work not in JUDGED:
        return None
    return "aim met" if found["seconds"] <= AIM_S else "ok" if found["seconds"] <= REQUIRED_S else "too slow"


def run_once(work: str, statements: int, options: Namespace) -> dict[str, float]:
    """Seconds, processor seconds and peak memory of one work."""
    with child.running(WORKER) as worker:
        request = {"work": work, "labels": options.labels, "statements": statements, "resamples": options.resamples}
        answer: dict[str, float] = worker.ask(request, PATIENCE)
    return answer


BENCHMARK = Benchmark(
    "agreement", "Agreement with intervals on a million labels.", {"agreement": measure}, add_arguments
)
