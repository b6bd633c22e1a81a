"""How fast the text core is: on one core, beside its floor, nupunkt alone on the same lines."""

from __future__ import annotations

import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence

from bench import child
from bench.base import Cell, Table
from bench.text_corpus import SEED, find_data, seed_text
from factcheck.bootstrap import ROOT

PASSES = 5
PATIENCE = 600.0
WORKER = (sys.executable, "-m", "bench.text_worker")
WORKS = {"analyse": "split and attribution", "split": "split alone", "nupunkt": "floor: nupunkt alone"}
CORE = """
import pathlib, sys
from annotations.text.report import report_file
report_file(pathlib.Path(sys.argv[1]))
"""


def measure(options: Namespace) -> Iterator[Table]:
    """The seed article and the development sets where they are, then a process from cold."""
    texts = {"seed article": [seed_text()]}
    if data := find_data(options):
        texts |= {
            f"{each.title} ({len(documents)} articles)": [document["text"] for document in documents]
            for each in data.to_time()
            if (documents := data.documents(each))
        }
    rows = tuple(row for title, own in texts.items() for row in speed_rows(title, own))
    columns = ("texts", "work", "statements", "characters", "statements/s", "characters/s", "time, × floor")
    note = f"Processor time of one core for texts that the process has not read before; best of {PASSES} processes."
    yield Table("Speed", columns, rows, note)
    yield cold_table()


def speed_rows(title: str, texts: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    """Statements and characters in a second: everything, the split alone, and the floor."""
    characters = sum(len(text) for text in texts)
    answers = {work: read_once(work, texts) for work in WORKS}
    floor, statements = answers["nupunkt"]["seconds"], answers["analyse"]["statements"]
    for work, name in WORKS.items():
        seconds = answers[work]["seconds"]
        yield title, name, statements, characters, statements / seconds, characters / seconds, seconds / floor


def read_once(work: str, texts: Sequence[str]) -> dict[str, float]:
    """The answer of the fastest of several workers."""
    answers = []
    for _ in range(PASSES):
        with child.running(WORKER) as worker:
            answers.append(worker.ask({"work": work, "texts": texts, "language": "en"}, PATIENCE))
    return min(answers, key=lambda answer: answer["seconds"])


def cold_table() -> Table:
    """The seed article from a process that has just begun, beside a Python that does nothing."""
    commands = {
        "floor: python that does nothing": ["-c", "pass"],
        "the text core": ["-c", CORE, str(SEED)],
        "manage.py split": ["manage.py", "split", str(SEED)],
    }
    taken = {name: min(started(command) for _ in range(PASSES)) for name, command in commands.items()}
    floor = taken["floor: python that does nothing"]
    rows = tuple((name, seconds, seconds / floor) for name, seconds in taken.items())
    note = f"Wall time, best of {PASSES}."
    return Table("A cold process on the seed article", ("process", "s", "× floor"), rows, note)


def started(arguments: Sequence[str]) -> float:
    """The seconds that a Python process lives. Raises CalledProcessError when it fails."""
    began = time.monotonic()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
    return time.monotonic() - began
