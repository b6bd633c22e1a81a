"""The demonstration's clock: its acts happen at the times that its script says, in one transaction of the loader.

Times of rows come from the database (``statement_timestamp()`` in column defaults and in statements), so that no
program can date what it writes. The loader of the demonstration owns the tables, and does this, inside one transaction:
a schema ``playback`` gets a function of that name which reads a setting of the transaction; the search path finds it
before PostgreSQL's own; column defaults are pointed at it. At the end all of this is taken back, before anybody else
sees a row: tables, defaults and search path are what they were, and nothing of the clock exists any more. There is no
switch that an application or a session could use later. An error rolls everything back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from psycopg import sql

CLOCK = """
CREATE SCHEMA playback;
CREATE FUNCTION playback.statement_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
    AS $$ SELECT current_setting('playback.now')::timestamptz $$;
"""
DEFAULTS = """
SELECT n.nspname, c.relname, a.attname, pg_get_expr(d.adbin, d.adrelid)
  FROM pg_attrdef d
  JOIN pg_class c ON c.oid = d.adrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
 WHERE c.relname LIKE 'annotations\\_%%' AND pg_get_expr(d.adbin, d.adrelid) LIKE '%%statement_timestamp()%%'
 ORDER BY 1, 2, 3
"""
SETTLE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
"""A table with checks still to come cannot be altered."""


class Clock:
    """Tells the database what time it is."""

    def set(self, now: datetime) -> None:
        """From the next statement on it is ``now``."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('playback.now', %s, true)", [now.isoformat()])


@contextmanager
def playing(start: datetime) -> Iterator[Clock]:
    """A clock that stands at ``start`` until it is set; in one transaction, of which nothing but the rows remains."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{SETTLE}; {CLOCK}")
        cursor.execute("SELECT current_setting('search_path')")
        (path,) = cursor.fetchone()
        clock = Clock()
        clock.set(start)
        cursor.execute(DEFAULTS)
        columns = cursor.fetchall()
        cursor.execute("SELECT set_config('search_path', %s, true)", [f"playback, {path}, pg_catalog"])
        _point(columns, "playback.statement_timestamp()")
        yield clock
        cursor.execute("SELECT set_config('search_path', %s, true)", [path])
        cursor.execute(SETTLE)
        _point(columns)
        cursor.execute("DROP SCHEMA playback CASCADE")


def _point(columns: list[tuple[str, str, str, str]], default: str = "") -> None:
    """Sets the columns' defaults, without ``default`` to what they were."""
    with connection.cursor() as cursor:
        for schema, table, column, before in columns:
            change = sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}").format(
                sql.Identifier(schema, table), sql.Identifier(column), sql.SQL(default or before)
            )
            cursor.execute(change)
