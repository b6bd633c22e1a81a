"""A database connection of its own on which nothing changes: one repeatable-read, read-only transaction.

A download is streamed after the view has returned, by a thread of the server's choosing, while the request's own
connection goes on to the session and then to the next request. So a snapshot never borrows that connection, and it
stays out of the pool that requests wait for.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Lock
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from psycopg.types.string import TextLoader

Row = TypeVar("Row")

STALLED = "10min"
"""A reader who fetches nothing for so long loses the stream: an old snapshot keeps the database from cleaning up."""

FETCHED_FIRST = 50
FETCHED_AT_ONCE = 1000
"""Rows held in memory while they are turned into text; few at first, for whoever waits for the first byte."""

AS_TEXT = ("uuid", "timestamptz")
"""Types that ``stream_plain`` gives as the database writes them, for a dataset only writes them down."""

MOMENT = 0.1
"""Seconds that a running query has to end by itself when the snapshot is closed."""

BEGIN = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class OpenTransaction(RuntimeError):
    """A snapshot cannot see what the caller's own open transaction wrote."""


class Closed(RuntimeError):
    """Rows were asked of a snapshot that somebody has closed."""


class Snapshot:
    """An open snapshot; whoever opens it closes it, from any thread."""

    def __init__(self) -> None:
        """Open it now. ``OpenTransaction`` when the caller is inside a transaction."""
        if connection.in_atomic_block:
            raise OpenTransaction(
                "A snapshot would not see the transaction that is open here: open it outside atomic() "
                "(in tests: django_db(transaction=True))."
            )
        self.connection: BaseDatabaseWrapper = connection.copy()
        self.connection.settings_dict["OPTIONS"].pop("pool", None)
        self.connection.inc_thread_sharing()
        self.connection.set_autocommit(False)
        with self.connection.cursor() as cursor:
            cursor.execute(BEGIN)
            cursor.execute(f"SET idle_in_transaction_session_timeout = '{STALLED}'")
        self.reading = Lock()
        self.is_closed = False

    def ahead(self, rows: Iterator[Row], at_once: int = FETCHED_AT_ONCE) -> Iterator[Row]:
        """The same rows; while some are being used, a thread of its own has the database make the next ``at_once``."""

        def some(number: int) -> list[Row]:
            with self.reading:
                if self.is_closed:
                    raise Closed("The snapshot was closed before it was read to its end.")
                return list(islice(rows, number))

        with ThreadPoolExecutor(1) as reader:
            coming = reader.submit(some, min(FETCHED_FIRST, at_once))
            while found := coming.result():
                coming = reader.submit(some, at_once)
                yield from found

    def close(self) -> None:
        """End the transaction and the connection, and a query that is still running; a second time does nothing."""
        while not self.reading.acquire(timeout=MOMENT):
            self.connection.connection.cancel_safe()
        try:
            self.is_closed = True
            self.connection.close()
        finally:
            self.reading.release()


def fetch(queryset: QuerySet[Any, Any], through: BaseDatabaseWrapper) -> Iterator[tuple[Any, ...]]:
    """The rows of a ``values_list`` queryset through a given connection, all at once."""
    return iter(queryset.query.get_compiler(connection=through).results_iter(tuple_expected=True))


def stream(queryset: QuerySet[Any, Any], through: BaseDatabaseWrapper) -> Iterator[tuple[Any, ...]]:
    """The same as ``fetch`` by a cursor on the server: asked now, sent in pieces while somebody reads."""
    compiler = queryset.query.get_compiler(connection=through)
    return iter(compiler.results_iter(tuple_expected=True, chunked_fetch=True, chunk_size=FETCHED_AT_ONCE))


def stream_plain(queryset: QuerySet[Any, Any], through: BaseDatabaseWrapper) -> Iterator[tuple[Any, ...]]:
    """The same as ``stream`` with values as the driver gives them: JSON, ids and times as text."""
    sql, params = queryset.query.get_compiler(connection=through).as_sql()
    with through.chunked_cursor() as cursor:
        for kind in AS_TEXT:
            cursor.adapters.register_loader(kind, TextLoader)
        cursor.execute(sql, params)
        while found := cursor.fetchmany(FETCHED_AT_ONCE):
            yield from found
