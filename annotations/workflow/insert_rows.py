"""Fresh rows of several tables in one command: for the few rows of an act that must be quick. Same checks and triggers.

Values travel as one JSON text a table, which PostgreSQL reads with the table's own types.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from annotations.workflow.copy_rows import given

Command = tuple[str, list[Any]]
"""SQL with placeholders, and what goes there."""


def run(commands: Sequence[Command]) -> list[tuple[Any, ...]]:
    """All commands in their order, in one round trip; what the last one returns."""
    with connection.cursor() as cursor:
        cursor.execute(";".join(sql for sql, _ in commands), [value for _, values in commands for value in values])
        while cursor.nextset():
            pass
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def inserting(model: type[Model], rows: Sequence[Model], then: str = "") -> Sequence[Command]:
    """The command that writes new rows; none without rows. What the database fills in by itself is left to it.

    ``then`` is what follows in SQL: ON CONFLICT, RETURNING.
    """
    if not rows:
        return ()
    sql, attributes = _insert(model)
    values = [{column: getattr(row, name) for column, name in attributes.items()} for row in rows]
    return ((f"{sql} {then}", [json.dumps(values, default=str, ensure_ascii=False)]),)


@cache
def _insert(model: type[Model]) -> tuple[str, Mapping[str, str]]:
    """The command for a table, and the attribute behind each of its columns."""
    attributes = {str(field.column): field.attname for field in given(model)}
    columns = ", ".join(f'"{column}"' for column in attributes)
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)",
        attributes,
    )
