"""A throw-away database for a benchmark: as durable as a real one, since durability is most of what writing costs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.base import BenchError
from factcheck import data_folder, postgres


@contextmanager
def database() -> Iterator[str]:
    """Yield the DATABASE_URL of an empty, migrated database on a server of its own, with Django set up on it.

    Another DATABASE_URL is not looked at: a benchmark writes, and must not do so where somebody works. The server has
    PostgreSQL's own settings (fsync on). One call per process, since Django is set up once. Raises BenchError when it
    was set up already, PostgresError when the server does not start.
    """
    from django.conf import settings

    if settings.configured:
        raise BenchError("Django is set up on another database already: run `python3 manage.py bench NAME` instead.")
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as place:
        folder = Path(place)
        folder.chmod(0o711)
        with postgres.running(folder) as server:
            set_up(folder, server.url())
            try:
                yield server.url()
            finally:
                leave()


def set_up(folder: Path, url: str) -> None:
    """Point the process at the database and bring its tables up to date."""
    import django

    from factcheck import prepare

    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    data_folder.fill_environment(folder)
    django.setup()
    prepare.migrate()


def leave() -> None:
    """Close this thread's connections: a server waits for none, but says that it dropped them."""
    from django.db import connections

    connections.close_all()
