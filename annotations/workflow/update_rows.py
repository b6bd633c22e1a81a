"""Many rows changed at once: one UPDATE that reads the new values from a JSON text, each with its column's own type."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models import Model
from psycopg import sql


def update_rows(model: type[Model], rows: Sequence[Model], names: Sequence[str]) -> None:
    """Writes the attributes ``names`` (``article_id``, not ``article``) of the rows to the database."""
    if not rows:
        return
    columns = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    key = columns[str(model._meta.pk.attname)] if model._meta.pk else "id"
    values = [{columns[name]: getattr(row, name) for name in names} | {key: row.pk} for row in rows]
    table, key_column = sql.Identifier(model._meta.db_table), sql.Identifier(key)
    fresh = [sql.SQL("{0} = fresh.{0}").format(sql.Identifier(columns[name])) for name in names]
    command = sql.SQL(
        "UPDATE {table} SET {fresh} FROM jsonb_populate_recordset(NULL::{table}, %s) AS fresh "
        "WHERE {table}.{key} = fresh.{key}"
    ).format(table=table, fresh=sql.SQL(", ").join(fresh), key=key_column)
    with connection.cursor() as cursor:
        cursor.execute(command, [json.dumps(values, default=str)])
