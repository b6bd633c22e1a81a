"""What a figure is: rows of plain values, and with each count the list that shows exactly what it counts."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from annotations.models import Project, User
from annotations.queries.protocols import ProtocolInForce

GLANCE = 8
"""So many bars are compared at a glance."""
Row = dict[str, Any]
"""Column → number, text or None. ``list`` holds what ``listing`` makes, or None where nothing is to be listed."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads which project's figures, on which day, under which protocol."""

    user: User
    project: Project
    today: date
    force: ProtocolInForce


@dataclass(frozen=True, slots=True)
class Figure:
    """``columns`` in order, without ``list``; ``unit`` says what the numbers count.

    ``about`` is the column that names what a long figure is about, of which pages show those with the most answers.
    """

    key: str
    unit: str
    columns: tuple[str, ...]
    read: Callable[[Reader], Sequence[Row]]
    about: str = ""


def shortened(rows: Sequence[Row], about: str) -> tuple[Sequence[Row], int]:
    """The rows of the ``GLANCE`` values of ``about`` with the highest counts, and how many values are left out."""
    if not about:
        return rows, 0
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[row["name"], row[about]] += row["n"]
    most = sorted(counts, key=lambda one: (-counts[one], one))[:GLANCE]
    return [row for row in rows if (row["name"], row[about]) in most], max(len(counts) - GLANCE, 0)


def listing(page: str, **asked: str) -> Row:
    """The list of a ``page`` (the name of its address) narrowed by the parts of its address that are not empty."""
    return {"page": page, "asked": {key: value for key, value in asked.items() if value}}
