"""A database connection of its own on which nothing changes: one repeatable-read, read-only transaction.

A download is streamed after the view has returned, by a thread of the server's choosing, while the request's own
connection goes on to the session and then to the next request. So a snapshot never borrows that connection, and it
stays out of the pool that requests wait for.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

STALLED = "10min"
"""A reader who fetches nothing for so long loses the stream: an old snapshot keeps the database from cleaning up."""

FETCHED_AT_ONCE = 1000
"""Rows held in memory while they are turned into text."""

BEGIN = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class OpenTransaction(RuntimeError):
    """A snapshot cannot see what the caller's own open transaction wrote."""


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

    def close(self) -> None:
        """End the transaction and the connection; a second time does nothing."""
        self.connection.close()


def fetch(queryset: QuerySet[Any, Any], through: BaseDatabaseWrapper) -> Iterator[tuple[Any, ...]]:
    """The rows of a ``values_list`` queryset through a given connection, all at once."""
    return iter(queryset.query.get_compiler(connection=through).results_iter(tuple_expected=True))


def stream(queryset: QuerySet[Any, Any], through: BaseDatabaseWrapper) -> Iterator[tuple[Any, ...]]:
    """The same as ``fetch`` by a cursor on the server: asked now, sent in pieces while somebody reads."""
    compiler = queryset.query.get_compiler(connection=through)
    return iter(compiler.results_iter(tuple_expected=True, chunked_fetch=True, chunk_size=FETCHED_AT_ONCE))
