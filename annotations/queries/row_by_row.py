"""Conditions that PostgreSQL looks up for each row it comes to, where a page wants the first 50 of very many rows.

Of a bare EXISTS it makes a join of whole tables, or gathers a whole table first, and guesses that few rows are left.
"""

from typing import Any

from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def there_is(rows: QuerySet[Any]) -> Coalesce:
    """Whether one of the rows, which refer to the outer row, is there; by their index."""
    return Coalesce(Subquery(rows.order_by().annotate(there=Value(True)).values("there")[:1]), False)
