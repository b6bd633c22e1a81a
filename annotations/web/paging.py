"""Stable paging by position, not by offset: rows that come or go elsewhere never make a page repeat or skip one.

A page starts behind a *cursor*: the sort values of the last row seen and its key. PostgreSQL finds that place through
an index, so that the thousandth page costs what the first does.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=Model)

LOST = _("This page of the list is not there any more. Go back to its beginning.")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a sorted list: behind (or, backwards, before) the row with these sort values.

    ``position`` is the number of the first row of the page the cursor leads to, counted from 1; it is only shown.
    """

    backwards: bool
    position: int
    values: tuple[Any, ...]

    def encode(self) -> str:
        """The cursor as part of an address."""
        plain = json.dumps([self.backwards, self.position, *self.values], default=plain_value)
        return urlsafe_b64encode(plain.encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """One page: its rows, the number of the first one, and the cursors to the neighbours (empty: there is none)."""

    rows: list[Row]
    position: int
    previous: str
    following: str


def plain_value(value: object) -> str | int:
    """A sort value as JSON can hold it; PostgreSQL reads it back exactly, microseconds included."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"a list cannot be sorted by {value!r}: use text, numbers, dates or keys")


def decode(text: str, length: int) -> Cursor:
    """Read a cursor with ``length`` sort values; Http404 for one that we did not write."""
    try:
        backwards, position, *values = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, NotBase64) as error:
        raise Http404(LOST) from error
    if not isinstance(backwards, bool) or not isinstance(position, int) or len(values) != length:
        raise Http404(LOST)
    return Cursor(backwards, max(position, 1), tuple(values))


def turned(field: str) -> str:
    """The same sort field in the other direction."""
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def behind(fields: Sequence[str], values: Sequence[Any]) -> Q:
    """The rows that come after the row with these sort values, in the order of ``fields`` (as for ``order_by``)."""
    after, same = Q(), Q()
    for field, value in zip(fields, values, strict=True):
        name, step = field.removeprefix("-"), "lt" if field.startswith("-") else "gt"
        after |= same & Q(**{f"{name}__{step}": value})
        same &= Q(**{name: value})
    first = fields[0].removeprefix("-")
    edge = "lte" if fields[0].startswith("-") else "gte"
    return Q(**{f"{first}__{edge}": values[0]}) & after  # the edge alone lets the index find the place


def sort_values(row: Model, fields: Sequence[str]) -> tuple[Any, ...]:
    """The values of one row by which the list is sorted; ``a__b`` follows relations."""
    values = []
    for field in fields:
        value: Any = row
        for part in field.removeprefix("-").split("__"):
            value = getattr(value, part)
        if value is None:
            raise TypeError(f"a list cannot be sorted by {field}: it may be empty, so coalesce it first")
        values.append(value)
    return tuple(values)


def cut(rows: QuerySet[Row], fields: Sequence[str], size: int, cursor_text: str = "") -> Slice[Row]:
    """The page of ``size`` rows at a cursor (empty: the first), with one query.

    ``fields`` are as for ``order_by``, must never be null, and end with the primary key. Raises Http404 for a cursor
    that does not fit.
    """
    cursor = decode(cursor_text, len(fields)) if cursor_text else None
    backwards = bool(cursor and cursor.backwards)
    order = [turned(field) for field in fields] if backwards else list(fields)
    try:
        wanted = rows.filter(behind(order, cursor.values)) if cursor else rows
        found = list(wanted.order_by(*order)[: size + 1])
    except (ValidationError, ValueError, TypeError) as error:
        raise Http404(LOST) from error
    more, kept = len(found) > size, found[:size]
    if backwards:
        kept.reverse()
    position = cursor.position if cursor and (more or not backwards) else 1
    has_previous = more if backwards else cursor is not None
    has_following = cursor is not None if backwards else more
    return Slice(
        kept,
        position,
        Cursor(True, max(position - size, 1), sort_values(kept[0], fields)).encode() if has_previous and kept else "",
        Cursor(False, position + len(kept), sort_values(kept[-1], fields)).encode() if has_following and kept else "",
    )
