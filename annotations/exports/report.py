"""What an export left out or changed, and why: counted to the last row, with the ids of the first ones."""

from dataclasses import dataclass, field
from typing import TypedDict

MOST_IDS = 10_000
"""Ids kept of each kind; beyond them only the count goes on, so that memory stays flat."""


class Left(TypedDict):
    """Rows left out for one reason."""

    why: str
    rows: int
    ids: list[str]


class Changed(TypedDict):
    """Values written as others, in one field, for one reason."""

    field: str
    was: str
    now: str
    why: str
    rows: int
    ids: list[str]


class Told(TypedDict):
    """A report as it is written: ``read`` is ``written`` plus all that was ``dropped``."""

    format: str
    read: int
    written: int
    dropped: list[Left]
    coerced: list[Changed]
    left_out: list[str]


@dataclass(slots=True)
class _Count:
    rows: int = 0
    ids: list[str] = field(default_factory=list)

    def add(self, row: str) -> None:
        self.rows += 1
        if len(self.ids) < MOST_IDS:
            self.ids.append(row)


@dataclass(slots=True)
class Report:
    """Told of every row once: ``keep`` or ``drop``; besides, ``coerce`` for each value that is not what it was.

    What a row is (a statement, a claim, a stance) is the format's own matter; ids are those of the dataset.
    ``left_out`` is what the format has no place for, in a few words each.
    """

    format: str = ""
    written: int = 0
    left_out: tuple[str, ...] = ()
    dropped: dict[str, _Count] = field(default_factory=dict)
    coerced: dict[tuple[str, str, str, str], _Count] = field(default_factory=dict)

    def keep(self, rows: int = 1) -> None:
        """So many rows were written."""
        self.written += rows

    def drop(self, row: str, why: str) -> None:
        """The row of that id is not in the file; ``why`` is a sentence without values, so that equal reasons count."""
        self.dropped.setdefault(why, _Count()).add(row)

    def coerce(self, row: str, field: str, was: str, now: str, why: str) -> None:
        """In the row of that id, ``field`` says ``now`` for what was ``was``."""
        self.coerced.setdefault((field, was, now, why), _Count()).add(row)

    @property
    def rows_dropped(self) -> int:
        """How many rows were left out."""
        return sum(one.rows for one in self.dropped.values())

    def told(self) -> Told:
        """The whole report as plain values, reasons in the order of the alphabet."""
        return {
            "format": self.format,
            "read": self.written + self.rows_dropped,
            "written": self.written,
            "dropped": [{"why": why, "rows": one.rows, "ids": one.ids} for why, one in sorted(self.dropped.items())],
            "coerced": [
                {"field": field, "was": was, "now": now, "why": why, "rows": one.rows, "ids": one.ids}
                for (field, was, now, why), one in sorted(self.coerced.items())
            ],
            "left_out": list(self.left_out),
        }
