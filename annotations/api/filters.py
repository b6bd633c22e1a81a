"""Query parameters: each is declared, known and given once; anything else is refused instead of ignored."""

from collections.abc import Collection, Sequence
from typing import Any

from django_filters import rest_framework as filters
from rest_framework.request import Request

from annotations.api.errors import invalid


class Filters(filters.DjangoFilterBackend):
    """The filters a list declares as its ``filterset_class``."""


class Facets(filters.FilterSet):
    """The base of declared filters; its subclasses name each parameter themselves."""


def refuse_unknown_parameters(request: Request, known: Collection[str]) -> None:
    """400 for a parameter that the route does not know, or that is given twice."""
    for name, values in request.query_params.lists():
        if name not in known:
            rule = f"is no parameter here; known are {', '.join(sorted(known)) or 'none'}"
            raise invalid(name, values[0], rule, code="unknown_parameter")
        if len(values) > 1:
            raise invalid(name, values, "is given twice", code="duplicate_parameter")


def asked_fields(request: Request) -> Sequence[str] | None:
    """The names in ``?fields=a,b``, or None when the caller wants them all."""
    asked: Any = request.query_params.get("fields")
    return None if asked is None else [name.strip() for name in asked.split(",")]
