"""A job's use of the database: no connection is kept from one job to the next."""

from collections.abc import Callable
from functools import wraps

from django.db import connection, connections


def own_connections(task: Callable[[str], None]) -> Callable[[str], None]:
    """The task with connections that are fresh when it begins and closed when it ends.

    Within somebody's transaction (a test's) the connection is theirs and stays as it is.
    """

    @wraps(task)
    def run(argument: str) -> None:
        if connection.in_atomic_block:
            task(argument)
            return
        connections.close_all()
        try:
            task(argument)
        finally:
            connections.close_all()

    return run
