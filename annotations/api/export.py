"""The dataset of a project, streamed."""

from collections.abc import Mapping
from typing import Any

from django.http import StreamingHttpResponse
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.resource import Resource
from annotations.exports import FORMATS
from annotations.exports.asked import ALL_PARAMETERS, read_asked
from annotations.exports.download import ZIP, open_download
from annotations.exports.preview import preview
from annotations.models import Project
from annotations.queries.release_choice import ARTICLES, PEOPLE, TEXTS, VIEWS, Choice
from annotations.workflow.export import must_export

KNOWN = {
    "format": ([one.key for one in FORMATS], FORMATS[0].key),
    "view": (list(VIEWS), Choice().view),
    "articles": (list(ARTICLES), Choice().articles),
    "text": (list(TEXTS), Choice().text),
    "people": (list(PEOPLE), Choice().people),
    "lossy": (["true", "false"], "false"),
}
PARAMETERS = [OpenApiParameter(key, str, enum=KNOWN.get(key, (None,))[0]) for key in ALL_PARAMETERS]
KINDS = dict.fromkeys([*(one.content_type.split(";")[0] for one in FORMATS), ZIP])
BODIES: Mapping[Any, Any] = {(200, kind): OpenApiTypes.STR for kind in KINDS}


class LeftShape(serializers.Serializer[Any]):
    """Rows left out for one reason."""

    why = serializers.CharField()
    rows = serializers.IntegerField()
    ids = serializers.ListField(child=serializers.CharField())


class ChangedShape(LeftShape):
    """Values written as others, in one field, for one reason."""

    field = serializers.CharField()
    was = serializers.CharField()
    now = serializers.CharField()


class LeftOutShape(serializers.Serializer[Any]):
    """The report of a format, as it comes beside the files of one that leaves things out."""

    format = serializers.CharField()
    read = serializers.IntegerField()
    written = serializers.IntegerField()
    dropped = LeftShape(many=True)
    coerced = ChangedShape(many=True)
    left_out = serializers.ListField(child=serializers.CharField())


class FileStartShape(serializers.Serializer[Any]):
    """A file that would be sent, and its first lines."""

    name = serializers.CharField()
    lines = serializers.CharField()


class PreviewShape(serializers.Serializer[Any]):
    """``report`` is of the first ``looked_at`` rows, which are all where ``is_whole``."""

    row_count = serializers.IntegerField()
    looked_at = serializers.IntegerField()
    is_whole = serializers.BooleanField()
    rows = serializers.ListField(child=serializers.DictField())
    files = FileStartShape(many=True)
    report = LeftOutShape()


class Export(Resource):
    """One snapshot, streamed row by row, and what it would hold."""

    tag = "export"
    queryset = Project.objects.none()
    lookup_field = "slug"
    parameters = ALL_PARAMETERS
    sparse = False

    @extend_schema(operation_id="projects_export", parameters=PARAMETERS, responses=BODIES)
    def stream(self, request: Request, slug: str) -> StreamingHttpResponse:
        """The labels of a project, for leads, reviewers and viewers. X-Row-Count says how many rows must arrive.

        From 500 articles on X-Row-Estimate says about how many, for nobody counts them before the first byte.
        """
        download = open_download(
            actor=self.person, project=self.project(slug), given=request.query_params.dict(), at_once=True
        )
        download.compress_for(request.headers.get("Accept-Encoding", ""))
        return StreamingHttpResponse(download, headers=download.headers())

    @extend_schema(operation_id="projects_export_preview", parameters=PARAMETERS, responses=PreviewShape)
    def preview(self, request: Request, slug: str) -> Response:
        """What the export of the same parameters would hold, before it is asked for: rows, lines, what is left out."""
        project = self.project(slug)
        must_export(self.person, project)
        asked = read_asked(project, request.query_params.dict(), must_be_told=False)
        return self.shown(preview(project, asked), PreviewShape)


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/export", Export.as_view({"get": "stream"}), name="project-export"),
    path("projects/<slug:slug>/export/preview", Export.as_view({"get": "preview"}), name="project-export-preview"),
]
