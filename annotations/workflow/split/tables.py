"""Rows as plain values: what an edit stores of them, what it changed, and writing that back.

A ``Tables`` value holds, by table and id, the values of fields; None stands for "no such row".
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from annotations.models import Claim, Entity, EntityMention, Statement, StatementRelation
from annotations.text.spans import Span

Values = dict[str, Any]
Tables = dict[str, dict[str, Values | None]]

MODELS: Mapping[str, type[Model]] = {
    "statement": Statement,
    "claim": Claim,
    "relation": StatementRelation,
    "entity": Entity,
    "mention": EntityMention,
}
STAYING: Mapping[str, Values] = {"statement": {"state": "replaced"}, "claim": {"is_live": False}}
"""Tables from which no row is ever deleted, for labels may point to it; and what a row is before it came to be."""

DERIVED = {"index"}
"""Of statements: counted from the order of the text, so no edit needs to keep it."""


def values(row: Model) -> Values:
    """The row's columns as JSON values."""
    return {
        field.attname: plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not (isinstance(row, Statement) and field.attname in DERIVED)
    }


def plain(value: Any) -> Any:
    """A column's value for JSON."""
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    return value


def pair(span: Span | None) -> list[int] | None:
    """A span for JSON."""
    return [span.start, span.end] if span else None


def keyed(rows: Iterable[Model]) -> dict[str, Values | None]:
    """Rows by id."""
    return {str(row.pk): values(row) for row in rows}


def difference(before: Tables, after: Tables) -> tuple[Tables, Tables]:
    """The rows and fields in which two states differ, as they were and as they are."""
    was: Tables = {}
    becomes: Tables = {}
    for table in {**before, **after}:
        old, new = before.get(table, {}), after.get(table, {})
        for key in {**old, **new}:
            one, other = _changed(table, old.get(key), new.get(key))
            if one != other:
                was.setdefault(table, {})[key] = one
                becomes.setdefault(table, {})[key] = other
    return was, becomes


def _changed(table: str, old: Values | None, new: Values | None) -> tuple[Values | None, Values | None]:
    if old is None or new is None:
        return old if old is not None else STAYING.get(table), new if new is not None else STAYING.get(table)
    fields = [name for name in new if old.get(name) != new[name]]
    return {name: old[name] for name in fields}, {name: new[name] for name in fields}


def joined(one: Tables, other: Tables) -> Tables:
    """Both together; no row is in both."""
    return {table: {**one.get(table, {}), **other.get(table, {})} for table in {**one, **other}}
