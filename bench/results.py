"""Where figures are kept: `bench/results/<name>.json` for programs, the section of `bench/RESULTS.md` for people."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.base import Table
from bench.tables import markdown

FOLDER = Path(__file__).resolve().parent
HEAD = """# Results of the benchmarks

`python3 manage.py bench NAME` writes the section of that benchmark, and the same figures to `results/NAME.json`.
Compare figures within a run: another machine, or this one under load, gives others. A dash means: not measured.
"""
_SECTION = re.compile(r"^## (?P<name>\S+)\n.*?(?=^## |\Z)", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Conditions:
    """Under which conditions figures were taken; nothing that tells machines or people apart."""

    command: str
    date: str
    python: str
    cores: int
    load: float

    def sentence(self) -> str:
        """The conditions in one line."""
        return (
            f"`{self.command}` on {self.date}: Python {self.python}, {self.cores} cores, "
            f"load average {self.load:.2f} before the run."
        )


def conditions(name: str, arguments: Sequence[str]) -> Conditions:
    """The conditions of now, for the command `manage.py bench NAME ARGUMENTS…`."""
    words = ["python3 manage.py bench", name, *without_paths(arguments)]
    today = datetime.now(UTC).date().isoformat()
    return Conditions(" ".join(words), today, platform.python_version(), os.cpu_count() or 1, os.getloadavg()[0])


def without_paths(arguments: Iterable[str]) -> list[str]:
    """The arguments with DIR in place of every path: where things lie is no business of a committed file."""
    return [re.sub(r"[^=]*/.*", "DIR", argument) for argument in arguments]


def write(name: str, given: Conditions, tables: Sequence[Table], folder: Path = FOLDER) -> None:
    """Write the figures of a whole run; what other benchmarks wrote stays."""
    record = {
        "benchmark": name,
        "command": given.command,
        "date": given.date,
        "python": given.python,
        "cores": given.cores,
        "load_average": round(given.load, 2),
        "tables": [
            {
                "title": table.title,
                "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
                "note": table.note,
            }
            for table in tables
        ],
    }
    (folder / "results").mkdir(exist_ok=True)
    lines = json.dumps(record, ensure_ascii=False, indent=1)
    (folder / "results" / f"{name}.json").write_text(lines + "\n", encoding="utf-8")
    page = folder / "RESULTS.md"
    before = page.read_text(encoding="utf-8") if page.exists() else HEAD
    page.write_text(replaced(before, name, section(name, given, tables)), encoding="utf-8")


def section(name: str, given: Conditions, tables: Iterable[Table]) -> str:
    """The section of a benchmark: conditions, then its tables."""
    return "\n".join([f"## {name}\n", given.sentence() + "\n", *(markdown(table) for table in tables)])


def replaced(page: str, name: str, new: str) -> str:
    """The page with the section of that name replaced where it stands, or added at the end."""
    for found in _SECTION.finditer(page):
        if found["name"] == name:
            rest = page[found.end() :]
            return page[: found.start()] + new + ("\n" + rest if rest else "")
    return page.rstrip("\n") + "\n\n" + new
