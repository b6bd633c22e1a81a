"""The rows of a CSV file with the physical lines they stand on; a broken row never takes the others with it.

RFC 4180 with any of four delimiters. A cell in quotes may hold line ends, so one quote too many joins rows: what was
joined is looked at before it is believed, and lines that look like rows are read as rows.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.imports.base import Problem
from annotations.imports.limits import RECORD_CHARACTERS
from annotations.imports.lines import Line
from annotations.text.counted import counted

DELIMITERS = (",", ";", "\t", "|")
NO_DELIMITER = "\x1f"
"""What no text holds: such a table's lines are its cells."""
ROWS_AMONG_LINES = 0.8
"""From this share of fitting lines on, what an open quote has joined is taken for rows."""
csv.field_size_limit(RECORD_CHARACTERS)
_QUOTED = re.compile(r'[^"]*(?:""[^"]*)*')


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row: its physical lines, and either its cells or what is wrong with it."""

    lines: tuple[Line, ...]
    cells: tuple[str, ...] = ()
    problem: Problem | None = None

    @property
    def line(self) -> int:
        """The line where it starts, 1-based."""
        return self.lines[0].number


def sniffed(header: str) -> str:
    """The delimiter that occurs most in the header line, outside of quotes; a table without one has one column."""
    outside = "".join(header.split('"')[::2])
    found = max(DELIMITERS, key=outside.count)
    return found if found in outside else NO_DELIMITER


class CsvRows:
    """Iterates over the rows of a table. The first is its header; it says how many cells every row has."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()
        self.delimiter = ""
        self.width = 0

    def __iter__(self) -> Iterator[CsvRow]:
        while line := self._next():
            if line.problem:
                yield CsvRow((line,), problem=line.problem)
            elif line.text.strip():
                self.delimiter = self.delimiter or sniffed(line.text)
                row = self._row(line)
                self.width = self.width or len(row.cells)
                yield row

    def read_again(self, lines: tuple[Line, ...]) -> None:
        """Have these lines read once more, each for itself."""
        self._again.extendleft(reversed(lines))

    def inner(self, row: CsvRow) -> list[list[str]]:
        """The lines inside of a row's quotes as cells; empty unless each of them could be a row of the table."""
        found = [self._cells(line) for line in row.lines[1:-1] if line.text.strip()]
        return found if self.width > 1 and all(len(cells) == self.width for cells in found) else []

    def _next(self) -> Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _row(self, first: Line) -> CsvRow:
        held, closed = self._joined(first)
        if not closed:
            return self._refused(held, first.text[:40], "opens a quote that is never closed")
        try:
            cells = next(csv.reader([line.text for line in held], delimiter=self.delimiter, strict=True))
        except csv.Error as error:
            return self._refused(held, first.text[:40], f"is not CSV: {error}")
        if self.width and len(cells) != self.width:
            return self._refused(
                held,
                counted(len(cells), "cell", "cells"),
                f"has not the {counted(self.width, 'cell', 'cells')} of the header",
            )
        return CsvRow(held, tuple(cells))

    def _joined(self, first: Line) -> tuple[tuple[Line, ...], bool]:
        """The lines of one row, and whether its last quote was closed before the file or the limit ended."""
        held, size = [first], len(first.text)
        is_open = self._leaves_open(first.text, False)
        while is_open and size <= RECORD_CHARACTERS and (line := self._next()):
            if line.problem:
                self.read_again((line,))
                break
            held.append(line)
            size += len(line.text)
            is_open = self._leaves_open(line.text, True)
        return tuple(held), not is_open

    def _leaves_open(self, text: str, is_open: bool) -> bool:
        """Whether a quote is open at the end of a line; one opens only as the first character of a cell."""
        at = 0
        while True:
            if is_open:
                at = _end(text, at)
                if at >= len(text):
                    return True
                at += 1
            elif text.startswith('"', at):
                is_open, at = True, at + 1
                continue
            stop = text.find(self.delimiter, at)
            if stop < 0:
                return False
            is_open, at = False, stop + 1

    def _refused(self, held: tuple[Line, ...], value: str, rule: str) -> CsvRow:
        """A row that is an error. Lines it has joined are read again when they look like rows, else they go with it."""
        behind = held[1:]
        fitting = sum(len(self._cells(line)) == self.width for line in behind)
        if behind and self.width > 1 and fitting >= ROWS_AMONG_LINES * len(behind):
            self.read_again(behind)
        elif behind:
            rule += f"; lines {held[0].number} to {held[-1].number} were taken for one row and left out"
        return CsvRow(held[:1], problem=Problem(held[0].number, "row", value, rule))

    def _cells(self, line: Line) -> list[str]:
        """A single line as cells, whatever its quotes do."""
        return next(csv.reader([line.text], delimiter=self.delimiter), [])


def _end(text: str, at: int) -> int:
    """Where the quote that is open at ``at`` closes; the length of the text when it does not."""
    found = _QUOTED.match(text, at)
    return found.end() if found else len(text)
