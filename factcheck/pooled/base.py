"""The engine as Django looks for it.

Django's own pool hands connections out in turn, so that each of its PostgreSQL processes is asked rarely, and finds its
plans and rows gone from the processor's caches. While few people work, one of them may as well do all of it.
"""

from collections import deque
from collections.abc import Callable
from select import POLLIN, poll
from typing import Any

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from psycopg_pool import ConnectionPool


class Stack(deque[Any]):
    """A queue whose end is served first."""

    def popleft(self) -> Any:
        """The member that was appended last."""
        return self.pop()


def still_there(connection: Any) -> None:
    """Raises ``psycopg.OperationalError`` where PostgreSQL hung up while nobody asked it anything, so that the pool
    takes another. Only one that said something unasked is asked: asking costs a round trip, to look costs none.
    """
    waiting = poll()
    waiting.register(connection.fileno(), POLLIN)
    if waiting.poll(0):
        ConnectionPool.check_connection(connection)


class LastUsedFirst(ConnectionPool[Any]):
    """A pool that hands out the connection that came back last."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, check=still_there)
        self._pool = Stack()


class DatabaseWrapper(PostgreSQL):
    """PostgreSQL as Django's own, with that pool; ``OPTIONS["pool"]`` says how large it is."""

    _connection_pools: dict[str, LastUsedFirst]
    _configure_connection: Callable[[Any], bool]

    @property
    def pool(self) -> LastUsedFirst | None:
        """The connections of this process; None where Django works without a database, to create one."""
        if self.alias == NO_DB_ALIAS:
            return None
        if self.alias not in self._connection_pools:
            made = LastUsedFirst(
                kwargs={**self.get_connection_params(), "autocommit": True},
                open=False,
                configure=self._configure_connection,
                **self.settings_dict["OPTIONS"]["pool"],
            )
            self._connection_pools.setdefault(self.alias, made)
        return self._connection_pools[self.alias]
