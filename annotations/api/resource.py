"""What every route has in common, so that a resource says only what is its own."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from rest_framework import negotiation, renderers, viewsets
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from annotations.api import access
from annotations.api.authentication import BearerToken, SessionWithCSRF, person, refuse_other_user
from annotations.api.errors import invalid, not_found
from annotations.api.filters import Filters, refuse_unknown_parameters
from annotations.api.openapi import Operation
from annotations.api.pagination import Pages
from annotations.api.parsers import StrictJSON
from annotations.api.shapes import Body, refuse_unknown_fields
from annotations.api.throttling import PerPerson, Rate
from annotations.models import Project, TokenScope, User
from annotations.queries import visibility
from factcheck.compiled import Compiled

Row = TypeVar("Row", bound=Model)

PROJECT = Compiled(lambda user, slug: visibility.projects(User(pk=user)).filter(slug=slug), "uuid", "text")
"""The project of a person at an address."""


class AlwaysJSON(negotiation.DefaultContentNegotiation):
    """Answers are JSON whatever the Accept header says; ``format`` is a parameter of the export, not of every route."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """The one renderer there is."""
        return renderers[0], renderers[0].media_type


class Resource(viewsets.GenericViewSet[Any]):
    """A set of routes. ``scope`` is what a token needs for unsafe methods, ``parameters`` what the query may hold."""

    authentication_classes = (BearerToken, SessionWithCSRF)
    permission_classes = (access.SignedInWithScope,)
    throttle_classes = (PerPerson,)
    parser_classes: tuple[type[BaseParser], ...] = (StrictJSON,)
    renderer_classes = (renderers.JSONRenderer,)
    content_negotiation_class = AlwaysJSON
    pagination_class = Pages
    filter_backends = (Filters,)
    metadata_class = None
    http_method_names = ["get", "head", "post", "put", "patch"]
    schema = Operation()
    scope: ClassVar[str] = TokenScope.ANNOTATE
    parameters: ClassVar[tuple[str, ...]] = ()
    sparse: ClassVar[bool] = True
    rate: Rate | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Checks who calls and how, before anything is looked up."""
        super().initial(request, *args, **kwargs)
        refuse_other_user(request)
        if request.META.get("QUERY_STRING"):
            refuse_unknown_parameters(request, self.known_parameters())

    def known_parameters(self) -> set[str]:
        """The query parameters of the route at hand."""
        known = set(self.parameters)
        if self.sparse and self.request.method in ("GET", "HEAD"):
            known.add("fields")
        if self.action == "list":
            known |= {"cursor", "page_size"}
            filterset = getattr(self, "filterset_class", None)
            known |= set(filterset.base_filters) if filterset else set()
        return known

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Adds where the caller stands with the rate limit."""
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in (self.rate.headers() if self.rate else {}).items():
            response.headers[name] = value
        return response

    @property
    def person(self) -> User:
        """Who is calling."""
        return person(self.request)

    @property
    def within(self) -> UUID | None:
        """The only project that the caller's token opens, if it is bound to one."""
        return access.bound_to(self.request)

    def rows(self, visible: Callable[[User], QuerySet[Row]]) -> QuerySet[Row]:
        """What the caller may see of one kind."""
        return access.rows(self.request, visible)

    def project(self, slug: str) -> Project:
        """The caller's project at that address, or 404."""
        found = PROJECT.rows(self.person.pk, slug)
        if not found or self.within not in (None, found[0].pk):
            raise not_found()
        return found[0]

    def body(self, shape: type[Body]) -> Mapping[str, Any]:
        """The checked request body."""
        checked = shape(data=self.request.data)
        checked.is_valid(raise_exception=True)
        return dict(checked.validated_data)

    def no_body(self) -> None:
        """Refuses members in the body of a route that takes none."""
        data = self.request.data
        if not isinstance(data, Mapping):
            raise invalid("body", data, "is not an object")
        refuse_unknown_fields(data, {})

    def listed(self, found: QuerySet[Any]) -> Response:
        """One page of ``found``, filtered."""
        page = self.paginate_queryset(self.filter_queryset(found))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def shown(
        self, row: Any, shape: type[BaseSerializer[Any]] | None = None, *, status: int = 200, etag: str = ""
    ) -> Response:
        """One row in its shape."""
        serializer = (shape or self.get_serializer_class())(row, context=self.get_serializer_context())
        return Response(serializer.data, status, headers={"ETag": etag} if etag else {})
