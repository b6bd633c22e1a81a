"""Commands that PostgreSQL plans once for each connection: for the few that people wait for hundreds of times a second.

Planning takes several times as long as what such a command does. After five calls PostgreSQL keeps one plan for any
parameters where that costs no more; it is not told to, since cursors on the server would be planned so too. A
pooler between here and the database must keep a session's connection.
"""

import hashlib
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

Rows = list[tuple[Any, ...]]


class Prepared:
    """SQL with parameters ``$1``, ``$2``, … of these ``types``; ``uuid[]`` for example."""

    def __init__(self, sql: str, *types: str) -> None:
        self.name = f"p{hashlib.sha256(sql.encode()).hexdigest()[:24]}"
        self.definition = f"PREPARE {self.name}{_listed(types)} AS {sql}"
        self.call = f"EXECUTE {self.name}{_listed(['%s'] * len(types))}"

    def rows(self, *values: Any) -> Rows:
        """What it returns for these values."""
        return run([(self, values)])[0]


Call = tuple[Prepared, Sequence[Any]]
"""A command and its values."""

_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
"""Which commands each connection of the driver has prepared: they stay so, whatever becomes of a transaction."""


def run(calls: Sequence[Call]) -> list[Rows]:
    """All commands in their order and in one round trip; what each of them returns."""
    with connection.cursor() as cursor, connection.wrap_database_errors:
        driver = cursor.cursor
        known = _known.setdefault(driver.connection, set())
        for command, _ in calls:
            if command.name not in known:
                driver.connection.execute(command.definition)
                known.add(command.name)
        cursor.execute(";".join(command.call for command, _ in calls), [one for _, values in calls for one in values])
        # Straight from the driver: Django's cursor, asked for each result in turn, takes as long as PostgreSQL.
        return [driver.fetchall() if driver.pgresult.nfields else [] for _ in driver.results()]


def _listed(words: Sequence[str]) -> str:
    return f"({', '.join(words)})" if words else ""
