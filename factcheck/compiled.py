"""Querysets whose SQL is made once in a process, and planned once on each connection (`factcheck.prepared`).

For reads that people wait for: to make the SQL of a queryset takes Django longer than PostgreSQL takes to answer it.
"""

import uuid
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models import query as of_django

from factcheck.prepared import Prepared

Row = TypeVar("Row", bound=Model)
related_populators: Any = of_django.get_related_populators
"""What fills joined rows in; not in the stubs as it is in this version."""


class Made:
    """What ``build`` makes of values of these ``types``, ``uuid`` or ``text``; it may look at nothing that changes."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *types: str) -> None:
        self.build = build
        self.types = types

    @cached_property
    def _made(self) -> tuple[Any, Prepared]:
        """Django's compiler of the queryset, which knows what its columns are, and the command."""
        compiler, sql = _sql_of(self.build, self.types)
        return compiler, Prepared(sql, *self.types)


class Compiled(Made, Generic[Row]):
    """A queryset of rows."""

    def __init__(self, build: Callable[..., QuerySet[Row]], *types: str) -> None:
        super().__init__(build, *types)

    def rows(self, *values: Any) -> list[Row]:
        """The rows of these values, as the queryset would give them."""
        compiler, command = self._made
        found = command.rows(*values)
        select, shape = compiler.select, compiler.klass_info
        start, end = shape["select_fields"][0], shape["select_fields"][-1] + 1
        names = [column[0].target.attname for column in select[start:end]]
        related = related_populators(shape, select, connection.alias)
        made: list[Row] = []
        for row in compiler.results_iter([found]):
            made.append(shape["model"].from_db(connection.alias, names, row[start:end]))
            for name, place in compiler.annotation_col_map.items():
                setattr(made[-1], name, row[place])
            for one in related:
                one.populate(row, made[-1])
        return made


class CompiledValues(Made):
    """A queryset of values: ``build`` ends in ``values_list``."""

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """The values, as the queryset would give them."""
        compiler, command = self._made
        return list(compiler.results_iter([command.rows(*values)], tuple_expected=True))


class Counted(Made):
    """How many rows a queryset has."""

    @cached_property
    def _command(self) -> Prepared:
        _, sql = _sql_of(lambda *values: self.build(*values).order_by().values("pk"), self.types)
        return Prepared(f"SELECT count(*) FROM ({sql}) AS counted", *self.types)

    def of(self, *values: Any) -> int:
        """The number of rows for these values."""
        return int(self._command.rows(*values)[0][0])


def _sql_of(build: Callable[..., QuerySet[Any]], types: Sequence[str]) -> tuple[Any, str]:
    """Django's compiler of a queryset, and its SQL with a place for each value.

    Each value stands in a SELECT of its own: where PostgreSQL sees values, it may plan each call anew for them.
    """
    marks = [uuid.uuid4() for _ in types]
    values = [mark if kind == "uuid" else mark.hex for kind, mark in zip(types, marks, strict=True)]
    compiler = build(*values).query.get_compiler(connection=connection)
    operations: Any = connection.ops
    sql = operations.compose_sql(*compiler.as_sql())
    for number, (kind, mark) in enumerate(zip(types, marks, strict=True), start=1):
        sql = sql.replace(f"'{mark.hex}'" + "::uuid" * (kind == "uuid"), f"(SELECT ${number})")
    return compiler, sql
