"""Tables for the terminal and for Markdown: the same cells, aligned the same way."""

from __future__ import annotations

from bench.base import Cell, Table


def shown(cell: Cell) -> str:
    """A cell as people read it: thousands apart, three figures or so of a fraction, a dash for what is missing."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return f"{cell:,}"
    size = abs(cell)
    digits = 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 0.1 else 4
    return f"{cell:,.{digits}f}"


def is_number(table: Table, column: int) -> bool:
    """Whether a column holds numbers, and is therefore set to the right."""
    cells = [row[column] for row in table.rows if row[column] is not None]
    return bool(cells) and not any(isinstance(cell, str) for cell in cells)


def plain(table: Table) -> str:
    """The table for the terminal."""
    grid = [table.columns, *(tuple(shown(cell) for cell in row) for row in table.rows)]
    widths = [max(len(row[column]) for row in grid) for column in range(len(table.columns))]
    right = [is_number(table, column) for column in range(len(table.columns))]
    lines = [
        "  ".join(
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in grid
    ]
    return "\n".join([table.title, *lines, *([table.note] if table.note else [])]) + "\n"


def markdown(table: Table) -> str:
    """The table for `bench/RESULTS.md`, under a heading of the third level."""
    rule = ["---:" if is_number(table, column) else "---" for column in range(len(table.columns))]
    grid = [table.columns, rule, *([shown(cell) for cell in row] for row in table.rows)]
    lines = ["| " + " | ".join(text.replace("|", "\\|") for text in row) + " |" for row in grid]
    return "\n".join([f"### {table.title}", "", *lines, *(["", table.note] if table.note else [])]) + "\n"
