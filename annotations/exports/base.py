"""What an export format is: a name, a kind of file, and a function from rows to text. It sees rows, never tables."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annotations.queries.release_shapes import Dataset, Row

Writer = Callable[[Dataset, Iterable[Row]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of datasets; write ``formats/<key>.py`` with one of these named ``FORMAT`` and list it in ``FORMATS``.

    ``write(dataset, rows)`` yields the file piece by piece, in UTF-8 once encoded; the same rows give the same bytes.
    ``summary`` says in one line what the file is good for and what it leaves out.
    """

    key: str
    title: str
    summary: str
    extension: str
    content_type: str
    write: Writer
