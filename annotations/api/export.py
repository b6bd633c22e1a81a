"""The dataset of a project, streamed."""

from collections.abc import Mapping
from typing import Any

from django.http import StreamingHttpResponse
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from annotations.api.resource import Resource
from annotations.exports import FORMATS
from annotations.exports.download import open_download
from annotations.models import Project
from annotations.queries.release_shapes import RAW, VIEWS

FORMAT_KEYS = [known.key for known in FORMATS]
BODIES: Mapping[Any, Any] = {(200, known.content_type.split(";")[0]): OpenApiTypes.STR for known in FORMATS}


class Export(Resource):
    """One snapshot, streamed row by row."""

    tag = "export"
    queryset = Project.objects.none()
    lookup_field = "slug"
    parameters = ("format", "view")
    sparse = False

    @extend_schema(
        operation_id="projects_export",
        parameters=[
            OpenApiParameter("format", str, enum=FORMAT_KEYS, default=FORMATS[0].key),
            OpenApiParameter("view", str, enum=list(VIEWS), default=RAW),
        ],
        responses=BODIES,
    )
    def stream(self, request: Request, slug: str) -> StreamingHttpResponse:
        """The labels of a project; X-Row-Count says how many rows must arrive. For leads, reviewers and viewers."""
        download = open_download(
            actor=self.person,
            project=self.project(slug),
            format_key=request.query_params.get("format", FORMATS[0].key),
            view=request.query_params.get("view", RAW),
        )
        return StreamingHttpResponse(download, headers=download.headers())


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/export", Export.as_view({"get": "stream"}), name="project-export"),
]
