"""What the API says of itself: the OpenAPI document and a page to try it. Both are open: they hold no data."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from annotations.api.errors import not_found
from annotations.api.filters import refuse_unknown_parameters
from annotations.api.resource import AlwaysJSON

SETTINGS: dict[str, Any] = {
    "TITLE": "Factcheck API",
    "DESCRIPTION": (
        "Articles, statements with who says them, labels, reviews and datasets. Offsets are Unicode code points, "
        "half-open. Refusals are problem details (RFC 9457) whose `code` is for programs."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_NAME_OVERRIDES": {
        "ProjectState": "annotations.models.ProjectState",
        "ArticleState": "annotations.models.ArticleState",
        "StatementState": "annotations.models.StatementState",
        "AssignmentState": "annotations.models.AssignmentState",
        "AnnotationState": "annotations.models.AnnotationState",
        "ParagraphRole": "annotations.models.ParagraphRole",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "annotations.api.openapi.add_problems",
    ],
}


class PlainJSON(OpenApiJsonRenderer):
    """The document as ``application/json``, which every reader knows."""

    media_type = "application/json"
    format = "json"


class Schema(SpectacularAPIView):
    """The OpenAPI 3.1 document."""

    authentication_classes = ()
    permission_classes = ()
    renderer_classes = [PlainJSON]
    content_negotiation_class = AlwaysJSON
    metadata_class = None
    urlconf = "annotations.api.urls"
    custom_settings = SETTINGS

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The document."""
        refuse_unknown_parameters(request, ())
        return super().get(request, *args, **kwargs)


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The page that shows the document and tries its operations with the visitor's session or a token."""
    return render(request, "api/docs.html")


class Elsewhere(APIView):
    """Every address under the API that is none: a problem in JSON instead of a page."""

    authentication_classes = ()
    permission_classes = ()
    parser_classes = ()
    content_negotiation_class = AlwaysJSON
    metadata_class = None
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Nothing is here, whatever the method."""
        raise not_found()


ROUTES: list[URLPattern] = [
    path("schema", Schema.as_view(), name="schema"),
    path("docs", docs, name="docs"),
]
ELSEWHERE = path("<path:anything>", Elsewhere.as_view(), name="elsewhere")
