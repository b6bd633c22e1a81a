"""Pages by cursor: no row is repeated or lost when others come in between, and page 1,000 costs what page 1 does."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from annotations.api.errors import invalid

MAX_PAGE_SIZE = 200


class Pages(CursorPagination):
    """``?cursor=`` and ``?page_size=`` (1 to 200, default 50); each view says its ``ordering``, unique within it."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = MAX_PAGE_SIZE
    ordering = "id"

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: Any) -> tuple[str, ...]:
        """The order of the view, ``id`` if it names none."""
        return tuple(getattr(view, "ordering", ("id",)))

    def get_page_size(self, request: Request) -> int:
        """The size asked for; 400 unless it is a whole number from 1 to ``MAX_PAGE_SIZE``."""
        asked = request.query_params.get(self.page_size_query_param or "")
        if asked is None:
            return self.page_size
        if not (asked.isascii() and asked.isdigit() and len(asked) <= 3 and 1 <= int(asked) <= MAX_PAGE_SIZE):
            raise invalid("page_size", asked, f"is not a whole number from 1 to {MAX_PAGE_SIZE}")
        return int(asked)

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any] | None:
        """One page; 400 for a cursor that we did not make."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (NotFound, ValidationError, ValueError, DataError):
            raise invalid("cursor", request.query_params.get("cursor"), "is not a cursor of this list") from None
