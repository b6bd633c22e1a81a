"""What a download would hold, before it is asked for: its first rows, its first lines, and what it would leave out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from annotations.exports.asked import Asked
from annotations.exports.base import File
from annotations.exports.material import Material
from annotations.exports.report import Report, Told
from annotations.exports.writing import files
from annotations.models import Project
from annotations.queries.release_rows import FirstRows
from annotations.queries.release_shapes import Row

SHOWN_ROWS = 5
LOOKED_AT = 100
"""Rows of each part that a preview writes and throws away."""

SHOWN_LINES = 3
SHOWN_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class FileStart:
    """A file that would be sent and its first lines; none where it is not text."""

    name: str
    lines: str


@dataclass(slots=True)
class Preview:
    """``rows`` are the first rows of the chosen view (with both: the raw ones), ``report`` is of ``looked_at`` rows.

    ``is_whole``: these are all there are.
    """

    rows: list[Row]
    row_count: int
    looked_at: int
    report: Told
    files: list[FileStart] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether the report is of all rows."""
        return self.looked_at >= self.row_count


def preview(project: Project, asked: Asked) -> Preview:
    """The first ``SHOWN_ROWS`` rows and everything else from the first ``LOOKED_AT``, as they stand now."""
    first = FirstRows(project, asked.choice, LOOKED_AT)
    material, report = Material(first.dataset, kept(first)), Report()
    starts = [FileStart(file.name, start(file)) for file in files(asked, material, report)]
    view = asked.choice.views[0]
    counts = first.counts().values()
    looked_at = sum(min(count, LOOKED_AT) for count in counts)
    top = list(islice(material.read(view), SHOWN_ROWS))
    return Preview(top, sum(counts), looked_at, report.told(), starts)


def kept(first: FirstRows) -> Any:
    """``read`` that asks the database once for each part."""
    parts: dict[str, list[Any]] = {}

    def read(part: str) -> Iterator[Any]:
        if part not in parts:
            parts[part] = list(first.read(part))
        return iter(parts[part])

    return read


def start(file: File) -> str:
    """The first lines of a file, which is read to its end: a format reports while it writes."""
    pieces = iter(file.pieces)
    head = bytearray()
    for piece in pieces:
        if file.is_text and len(head) < 4 * SHOWN_CHARACTERS:
            head += piece
    text = head.decode("utf-8", "ignore")[:SHOWN_CHARACTERS]
    return "\n".join(text.replace("\r\n", "\n").split("\n")[:SHOWN_LINES]).rstrip("\n")
