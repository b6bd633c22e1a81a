"""Checks of the deployment that need the running system."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


def durable_database(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse a PostgreSQL that may lose a committed label in a crash: every saved label is a promise."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE)])
            settings = dict(cursor.fetchall())
        found.extend(lossy(name) for name in DURABLE if settings[name] == "off")
    return found


def lossy(name: str) -> Error:
    """Return the error for a server setting that is off."""
    return Error(
        f"The PostgreSQL server has {name}=off and may lose committed labels in a crash.",
        hint=f"Set {name}=on in postgresql.conf and restart the server.",
        id="factcheck.E001",
    )
