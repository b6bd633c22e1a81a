"""Commands that PostgreSQL plans once for each connection: for the few that people wait for hundreds of times a second.

Planning takes several times as long as what such a command does. After five calls PostgreSQL keeps one plan for any
parameters where that costs no more; it is not told to, since cursors on the server would be planned so too. A
pooler between here and the database must keep a session's connection.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import abc
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.generators import execute
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.types.datetime import TimestamptzLoader

Rows = list[tuple[Any, ...]]
NULL = b"NULL"


class Prepared:
    """SQL with parameters ``$1``, ``$2``, … of these ``types``; ``uuid[]`` for example."""

    def __init__(self, sql: str, *types: str) -> None:
        self.name = f"p{hashlib.sha256(sql.encode()).hexdigest()[:24]}"
        self.definition = f"PREPARE {self.name}{_listed(types)} AS {sql}"
        self.call = f"EXECUTE {self.name}".encode()

    def rows(self, *values: Any) -> Rows:
        """What it returns for these values."""
        return run([(self, values)])[0]


Call = tuple[Prepared, Sequence[Any]]
"""A command and its values."""


@dataclass(frozen=True, slots=True)
class Along:
    """Commands that go ahead of others in their round trip, and who is told what these returned first of all; what
    ``told`` raises ends it.
    """

    calls: Sequence[Call]
    told: Callable[[Sequence[Rows]], object]


NOTHING = Along((), lambda _: None)
"""Nothing is asked, and nobody minds."""


def run(calls: Sequence[Call]) -> list[Rows]:
    """All commands in their order and in one round trip; what each of them returns.

    A transaction that was entered but not begun begins in that round trip.
    """
    return Sent(calls).rows()


def last(calls: Sequence[Call]) -> "Sent":
    """Sends the last commands of a transaction, and its COMMIT with them where it is not a part of another.

    Whoever has them sent must hear them before the block of the transaction is over, and ask nothing else in it.
    """
    return Sent(calls, ends=True)


@contextmanager
def ahead(calls: Sequence[Call]) -> Iterator["Sent"]:
    """Sends commands and goes on with the block, which is one transaction, while PostgreSQL is at work on them.

    Whatever else is asked of the database in the block waits for what was sent there last. Who sends something must
    hear it before the block is over, unless nothing is to be kept of the transaction.
    """
    with transaction.atomic():
        sent = Sent(calls)
        with sent.connection.execute_wrapper(_heard_first):
            try:
                yield sent
            finally:
                if on_its_way := sent.driver.sent:
                    on_its_way.arrive()


class Sent:
    """Commands that were sent.

    Straight over the driver's connection: the cursors of driver and Django, with a BEGIN sent apart and each result
    asked for in turn, take longer than PostgreSQL.
    """

    def __init__(self, calls: Sequence[Call], *, ends: bool = False) -> None:
        """Sends them; see ``run`` and, for ``ends``, ``last``."""
        self.connection = connection = connections[DEFAULT_DB_ALIAS]
        connection.ensure_connection()
        connection.validate_no_broken_transaction()
        self.driver = driver = connection.connection
        if earlier := getattr(driver, "sent", None):
            earlier.hear()
        self.results: Sequence[PGresult] | None = None
        with connection.wrap_database_errors:
            self.translate = _prepare(driver, calls)
            self.begins, commits = _is_ahead(driver), ends and _is_outermost(connection)
            words = [_call(self.translate, *call) for call in calls]
            self.sql = b";".join([b"BEGIN"] * self.begins + words + [b"COMMIT"] * commits)
            self.began = time.perf_counter()
            with driver.lock:
                driver.pgconn.send_query(self.sql)
        driver.sent = self

    def rows(self) -> list[Rows]:
        """Waits for what each command returns."""
        self.hear()
        return [_rows(self.translate, result) for result in self.arrive()[self.begins :]]

    def hear(self) -> None:
        """Waits for the answers, and raises what went wrong."""
        with self.connection.wrap_database_errors:
            for result in self.arrive():
                if result.status == ExecStatus.FATAL_ERROR:
                    raise error_from_result(result)

    def arrive(self) -> Sequence[PGresult]:
        """Waits for the answers, whatever they are."""
        if self.results is None:
            with self.driver.lock:
                self.results = self.driver.wait(execute(self.driver.pgconn))
            self.driver.sent = None
            if self.connection.queries_logged:
                taken = time.perf_counter() - self.began
                self.connection.queries_log.append({"sql": self.sql.decode(), "time": f"{taken:.3f}"})
        return self.results


def _heard_first(execute: Callable[..., Any], *given: Any) -> Any:
    """Executes a command once what is on its way was heard: a wrapper for Django's cursors."""
    if on_its_way := getattr(connections[DEFAULT_DB_ALIAS].connection, "sent", None):
        on_its_way.hear()
    return execute(*given)


def _prepare(driver: Any, calls: Sequence[Call]) -> abc.Transformer:
    """What translates values to and from PostgreSQL's, once the commands are prepared.

    Both are kept on the driver's connection and end with it: commands stay prepared whatever becomes of a transaction.
    """
    if not hasattr(driver, "prepared"):
        driver.prepared = set(), _translator(driver)
    names, translate = driver.prepared
    for command, _ in calls:
        if command.name not in names:
            driver.execute(command.definition)
            names.add(command.name)
    return translate


def _translator(driver: Any) -> abc.Transformer:
    """The driver's own, but for times: Django has them read in Python, to set a zone that the connection has anyway."""
    context = driver.cursor()
    context.adapters.register_loader("timestamptz", TimestamptzLoader)
    return Transformer(context)


def _is_ahead(driver: Any) -> bool:
    """Whether a transaction is entered whose first command is still to come."""
    return not driver.autocommit and driver.pgconn.transaction_status == TransactionStatus.IDLE


def _is_outermost(connection: BaseDatabaseWrapper) -> bool:
    return connection.in_atomic_block and connection.commit_on_exit and not connection.savepoint_ids


def _call(translate: abc.Transformer, command: Prepared, values: Sequence[Any]) -> bytes:
    if not values:
        return command.call
    return b"%b(%b)" % (command.call, b",".join(_literal(translate, one) for one in values))


def _literal(translate: abc.Transformer, value: Any) -> bytes:
    """The value as SQL. Most are keys, which need no escaping, and no type either: the command says it."""
    match value:
        case None:
            return NULL
        case UUID():
            return b"'%b'" % str(value).encode()
        case [UUID(), *_]:
            return b"'{%b}'" % ",".join(map(str, value)).encode()
    return translate.as_literal(value)


def _rows(translate: abc.Transformer, result: PGresult) -> Rows:
    if not result.nfields:
        return []
    translate.set_pgresult(result)
    return translate.load_rows(0, result.ntuples, tuple)


def _listed(words: Sequence[str]) -> str:
    return f"({', '.join(words)})" if words else ""
