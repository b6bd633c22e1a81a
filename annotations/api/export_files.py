"""Datasets that a worker writes into files: asked for, watched, fetched, discarded."""

from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.urls import URLPattern, path, reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Shape, Text
from annotations.exports.asked import ALL_PARAMETERS, read_asked
from annotations.exports.build import sent
from annotations.models import DatasetFile, TokenScope
from annotations.queries import visibility
from annotations.workflow.dataset_files import ask_for_file, discard_file
from annotations.workflow.export import must_export


class AskedBody(Body):
    """The parameters of an export; all may be left out."""

    def get_fields(self) -> dict[str, Any]:
        """One text for each parameter."""
        return {key: Text(required=False, max_length=500) for key in ALL_PARAMETERS}


class DatasetFileShape(Shape):
    """A file and how far it is: ``done`` of ``total`` rows; ``sha256`` and ``size`` (bytes) once it is done."""

    class Meta:
        model = DatasetFile
        fields = [
            "id",
            "name",
            "asked",
            "state",
            "done",
            "total",
            "size",
            "sha256",
            "error",
            "created_at",
            "finished_at",
            "expires_at",
        ]


class ProjectFiles(Resource):
    """The files of one project. For leads, reviewers and viewers."""

    tag = "export"
    queryset = DatasetFile.objects.none()
    serializer_class = DatasetFileShape
    scope = TokenScope.READ
    ordering = ("-created_at", "-id")

    def list(self, request: Request, slug: str) -> Response:
        """Files of the project, the newest first."""
        project = self.project(slug)
        must_export(self.person, project)
        return self.listed(self.rows(visibility.dataset_files).filter(project=project))

    @extend_schema(request=AskedBody, responses={202: DatasetFileShape})
    def create(self, request: Request, slug: str) -> Response:
        """Asks for a dataset as a file; 202, and the address in ``Location`` tells how far it is."""
        project = self.project(slug)
        given = self.body(AskedBody)
        must_export(self.person, project)
        asked = read_asked(project, given)
        row = ask_for_file(actor=self.person, project=project, asked=asked.query(), name=asked.filename(project))
        answer = self.shown(row, status=202)
        answer.headers["Location"] = request.build_absolute_uri(reverse("api:dataset-file", args=[row.pk]))
        return answer


class Files(Resource):
    """One file."""

    tag = "export"
    queryset = DatasetFile.objects.none()
    serializer_class = DatasetFileShape
    scope = TokenScope.READ
    http_method_names = ["get", "head", "delete"]

    def one(self, pk: UUID) -> DatasetFile:
        """A file that the caller may see, or 404."""
        return access.one(self.rows(visibility.dataset_files).select_related("project"), pk=pk)

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """How far the file is."""
        return self.shown(self.one(pk))

    @extend_schema(responses={200: DatasetFileShape})
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Stops a file that is not done, or takes one away that is kept; what was asked for stays on record."""
        return self.shown(discard_file(actor=self.person, row=self.one(pk)))

    @extend_schema(operation_id="exports_content", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def content(self, request: Request, pk: UUID) -> FileResponse:
        """The bytes of a file that is done, its ETag being their SHA-256; 409 before, and once its time is over."""
        return sent(self.one(pk))


ROUTES: list[URLPattern] = [
    path(
        "projects/<slug:slug>/exports",
        ProjectFiles.as_view({"get": "list", "post": "create"}),
        name="project-exports",
    ),
    path("exports/<uuid:pk>", Files.as_view({"get": "retrieve", "delete": "destroy"}), name="dataset-file"),
    path("exports/<uuid:pk>/content", Files.as_view({"get": "content"}), name="dataset-file-content"),
]
