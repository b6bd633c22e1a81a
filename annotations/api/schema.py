"""What the API says of itself: the OpenAPI document and a page to try it. Both are open: they hold no data."""

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views import View
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from annotations.api.errors import not_found
from annotations.api.filters import refuse_unknown_parameters
from annotations.api.resource import AlwaysJSON


class Open(APIView):
    """What anybody may read."""

    authentication_classes = ()
    permission_classes = ()
    parser_classes = ()
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = AlwaysJSON
    metadata_class = None
    http_method_names = ["get", "head"]
    schema = None


@cache
def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document; the same for everybody until the code changes."""
    found: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    return found


class Schema(Open):
    """The OpenAPI document as JSON."""

    def get(self, request: Request) -> Response:
        """The document."""
        refuse_unknown_parameters(request, ())
        return Response(document())


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The page that shows the document and tries its operations with the visitor's session or a token."""
    return render(request, "api/docs.html")


class Elsewhere(Open):
    """Every address under the API that is none: a problem in JSON instead of a page."""

    http_method_names = list(View.http_method_names)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Nothing is here, whatever the method."""
        raise not_found()


ROUTES: list[URLPattern] = [
    path("schema", Schema.as_view(), name="schema"),
    path("docs", docs, name="docs"),
]
ELSEWHERE = path("<path:anything>", Elsewhere.as_view(), name="elsewhere")
