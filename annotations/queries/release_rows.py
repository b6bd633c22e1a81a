"""A project's dataset, row by row: ``open_rows`` streams one unchanging snapshot, ``first_rows`` looks at the top."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, QuerySet, Value

from annotations.models import Project
from annotations.queries.release_cells import Names, read_names
from annotations.queries.release_gold import gold_query, gold_row, settled
from annotations.queries.release_raw import handed_in, raw_query, raw_row
from annotations.queries.release_shapes import GOLD, RAW, Dataset, Row
from annotations.queries.snapshot import Snapshot, fetch, stream


@dataclass(frozen=True, slots=True)
class View:
    """How one view is read: which rows are in it, the query for them, and one tuple of it as a row."""

    members: Callable[[Project], QuerySet[Any, Any]]
    query: Callable[[Project], QuerySet[Any, Any]]
    row: Callable[[str, tuple[Any, ...], Names], Row]


READERS = {
    RAW: View(handed_in, raw_query, raw_row),
    GOLD: View(settled, gold_query, gold_row),
}


class Rows:
    """An open dataset: iterate once, and close it, from any thread. ``dataset`` is known before the first row.

    Five queries, however many rows there are; only ``snapshot.FETCHED_AT_ONCE`` of them are in memory at a time.
    """

    def __init__(self, project: Project, view: str) -> None:
        """Open a snapshot and count. ``snapshot.OpenTransaction`` when the caller is inside a transaction."""
        self.snapshot = Snapshot()
        try:
            self.dataset, self.rows = read(project, view, self.snapshot.connection, stream)
        except BaseException:
            self.snapshot.close()
            raise

    def __iter__(self) -> Iterator[Row]:
        """The rows: by article, place in its text, annotator, version."""
        return self.rows

    def close(self) -> None:
        """End the snapshot, read to its end or not."""
        self.snapshot.close()

    def __enter__(self) -> "Rows":
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the snapshot."""
        self.close()


def open_rows(project: Project, view: str) -> Rows:
    """The rows of a view (``raw``: one per annotator and statement, ``gold``: one per settled statement).

    ``KeyError`` for a view that is not in ``READERS``.
    """
    return Rows(project, view)


def first_rows(project: Project, view: str, limit: int) -> tuple[Dataset, list[Row]]:
    """What is known of a dataset and its first ``limit`` rows, as they stand now."""
    dataset, rows = read(project, view, connection, lambda query, through: fetch(query[:limit], through))
    return dataset, list(rows)


def row_counts(project: Project) -> dict[str, int]:
    """How many rows each view has now (one query each)."""
    return {view: count(reader.members(project), connection) for view, reader in READERS.items()}


def read(
    project: Project,
    view: str,
    through: BaseDatabaseWrapper,
    get: Callable[[QuerySet[Any, Any], BaseDatabaseWrapper], Iterator[tuple[Any, ...]]],
) -> tuple[Dataset, Iterator[Row]]:
    """What is known of a dataset and its rows, through one connection; ``get`` runs the query of the rows."""
    reader = READERS[view]
    names = read_names(project, through)
    dataset = Dataset(
        project.slug, view, names.questions, count(reader.members(project), through), names.texts, names.asks_more
    )
    found = get(reader.query(project), through)
    return dataset, (reader.row(project.slug, values, names) for values in found)


def count(members: QuerySet[Any, Any], through: BaseDatabaseWrapper) -> int:
    """How many rows a queryset has through one connection."""
    total = members.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("*")).values_list("n")
    return next((int(n) for (n,) in fetch(total, through)), 0)
