"""The texts that `bench text` reads: the seed article, and development sets where there are some.

The sets have licences of their own that keep their text out of the repository, and so out of the results.
"""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.base import BenchError
from factcheck.bootstrap import ROOT

SEED = ROOT / "seeds" / "000_9caa164edb51525a.txt"
SEED_GOLD = ROOT / "fixtures" / "seed_gold.json"
SCORER = "score.py"
VARIABLE = "FACTCHECK_BENCH_DATA"
BESIDE = ROOT.parent / "shared" / "data"


@dataclass(frozen=True, slots=True)
class DevelopmentSet:
    """One file of the data folder: hand-made gold in the format that the scorer reads."""

    file: str
    title: str
    timed: bool = True


SETS = (
    DevelopmentSet("attribution_polnear.jsonl", "PolNeAR dev"),
    DevelopmentSet("attribution_polnear_train300.jsonl", "PolNeAR train", timed=False),
    DevelopmentSet("attribution_gum_news.jsonl", "GUM news"),
)


@dataclass(frozen=True, slots=True)
class Data:
    """A data folder with what it holds of the development sets."""

    folder: Path
    sets: tuple[DevelopmentSet, ...]

    def documents(self, each: DevelopmentSet) -> list[dict[str, Any]]:
        """The gold documents of a set."""
        return read(self.folder / each.file)

    def to_time(self) -> list[DevelopmentSet]:
        """The sets on which speed is measured."""
        return [each for each in self.sets if each.timed]

    def unread(self) -> list[str]:
        """The texts of those sets that have no gold sentences, and so are not read when boundaries are compared."""
        documents = [document for each in self.to_time() for document in self.documents(each)]
        return [document["text"] for document in documents if not document.get("sentences")]

    def with_sentences(self) -> list[dict[str, Any]]:
        """All documents whose gold has sentences."""
        return [document for each in self.sets for document in self.documents(each) if document.get("sentences")]


def add_data(parser: ArgumentParser) -> None:
    """Declare `--data`."""
    wanted = ", ".join([SCORER, *(each.file for each in SETS)])
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help=f"folder with {wanted} (default: {VARIABLE}, else ../shared/data)"
    )


def find_data(options: Namespace) -> Data | None:
    """The data folder: --data, FACTCHECK_BENCH_DATA, or the one beside the checkout; None when there is none.

    Raises BenchError when a folder was named and is not there, or holds no scorer or no set.
    """
    named = options.data or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    folder = named or BESIDE
    sets = tuple(each for each in SETS if (folder / each.file).is_file())
    if sets and (folder / SCORER).is_file():
        return Data(folder, sets)
    if named is None:
        return None
    raise BenchError(f"{folder} has no development data: {wanted_files()}")


def wanted_files() -> str:
    """What a data folder must hold, as a sentence."""
    return f"{SCORER} and at least one of {', '.join(each.file for each in SETS)} are needed."


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def seed_text() -> str:
    """The seed article."""
    return SEED.read_bytes().decode("utf-8")


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines of a text that hold more than white space, each with its offset."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, line))
        start += len(line) + 1
    return found
