"""Fresh rows of several tables in one command: for the few rows of an act that must be quick. Same checks and triggers.

Values travel as one JSON text a table, which PostgreSQL reads with the table's own types.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from django.db.models import Model

from annotations.workflow.copy_rows import given
from factcheck.prepared import Call, Prepared

ENCODER = msgspec.json.Encoder(enc_hook=str)


Row = Mapping[str, Any]
"""Values by attribute, ``article_id`` for example: ``vars`` of an object, or what would be in it."""


def inserting(model: type[Model], rows: Sequence[Row], then: str = "", also: tuple[str, ...] = ()) -> Sequence[Call]:
    """The command that writes new rows; none without rows. What the database fills in by itself is left to it, but for
    the fields named in ``also``.

    ``then`` is what follows in SQL: ON CONFLICT, RETURNING. Each row brings all else, its key too (``KeyError``).
    """
    if not rows:
        return ()
    command, attributes = _insert(model, then, also)
    values = [{column: row[name] for column, name in attributes.items()} for row in rows]
    return ((command, [ENCODER.encode(values).decode()]),)


@cache
def _insert(model: type[Model], then: str, also: tuple[str, ...]) -> tuple[Prepared, Mapping[str, str]]:
    """The command for a table, and the attribute behind each of its columns."""
    attributes = {str(field.column): field.attname for field in given(model, also)}
    columns = ", ".join(f'"{column}"' for column in attributes)
    table = model._meta.db_table
    sql = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, $1) {then}"
    return Prepared(sql, "jsonb"), attributes
