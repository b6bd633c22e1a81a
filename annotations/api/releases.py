"""Releases: numbered datasets whose files never change."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Shape, Text, Whole
from annotations.exports import FORMATS
from annotations.exports.parts import PARTS, SHARES
from annotations.exports.releasing import ask_release
from annotations.models import Release, ReleaseFile, TokenScope
from annotations.permissions import can_publish
from annotations.queries import visibility
from annotations.queries.release_choice import PARAMETERS, TEXTS
from annotations.queries.releases import file_bytes
from annotations.workflow.errors import NotAllowed
from annotations.workflow.release import withdraw_release


class FileShape(serializers.ModelSerializer[ReleaseFile]):
    """A file of a release; ``name`` is the end of its address."""

    class Meta:
        model = ReleaseFile
        fields = ["name", "sha256", "size"]


class ReleaseShape(Shape):
    """A release. ``manifest`` is empty until it is published; ``error`` says why it failed."""

    project = serializers.CharField(source="project.slug")
    previous = serializers.CharField(source="previous.version", allow_null=True, default=None)
    published_by = serializers.CharField(source="published_by.username")
    files = FileShape(many=True)

    class Meta:
        model = Release
        fields = [
            "id",
            "project",
            "version",
            "previous",
            "state",
            "title",
            "notes",
            "selection",
            "formats",
            "seed",
            "shares",
            "changes",
            "manifest",
            "text_licence",
            "annotation_licence",
            "withdrawn_reason",
            "error",
            "done",
            "total",
            "published_by",
            "asked_at",
            "published_at",
            "files",
        ]


class SharesBody(Body):
    """Percents that add up to 100."""

    train = Whole(min_value=0, max_value=100)
    dev = Whole(min_value=0, max_value=100)
    test = Whole(min_value=0, max_value=100)


class ReleaseBody(Body):
    """The next release. ``selection`` takes the parameters of the export but ``format``, ``view`` and ``lossy``."""

    version = Text(max_length=20)
    title = Text(max_length=200)
    notes = Text(max_length=5000, allow_blank=True, default="")
    datasheet = Text(max_length=50_000, allow_blank=True, default="")
    selection = serializers.DictField(
        child=Text(max_length=200), default=dict, help_text=f"{', '.join(PARAMETERS[1:])}; text is one of {TEXTS}."
    )
    formats = serializers.ListField(
        child=serializers.ChoiceField(choices=[one.key for one in FORMATS]), default=list, max_length=len(FORMATS)
    )
    shares = SharesBody(default=lambda: dict(SHARES), help_text=f"{', '.join(PARTS)}.")
    seed = Whole(default=0, min_value=0, max_value=2**31 - 1)
    text_licence = Text(max_length=200, allow_blank=True, default="")
    annotation_licence = Text(max_length=200, allow_blank=True, default="")


class WithdrawBody(Body):
    """Why nobody should use it any more."""

    reason = Text(max_length=2000)


class Releases(Resource):
    """Releases of a project. For leads, reviewers and viewers; leads publish and withdraw."""

    tag = "releases"
    queryset = Release.objects.none()
    serializer_class = ReleaseShape
    scope = TokenScope.MANAGE

    def releases(self) -> QuerySet[Release]:
        """What the caller may see."""
        rows: QuerySet[Release] = self.rows(visibility.releases)
        return rows.select_related("project", "previous", "published_by").prefetch_related("files")

    def list(self, request: Request, slug: str) -> Response:
        """The releases of the project."""
        return self.listed(self.releases().filter(project=self.project(slug)))

    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """One release with its files and its manifest."""
        return self.shown(access.one(self.releases(), pk=pk))

    @extend_schema(request=ReleaseBody, responses={202: ReleaseShape})
    def create(self, request: Request, slug: str) -> Response:
        """Asks for a release; a worker writes its files, and GET tells how far it is."""
        project = self.project(slug)
        if not can_publish(self.person, project):
            raise NotAllowed("Only leads publish releases.")
        wanted: dict[str, Any] = dict(self.body(ReleaseBody))
        made = ask_release(actor=self.person, project=project, **wanted)
        return self.shown(self.releases().get(pk=made.pk), status=202)

    @extend_schema(request=WithdrawBody, responses={200: ReleaseShape})
    def withdraw(self, request: Request, pk: uuid.UUID) -> Response:
        """Withdraws a published release with a reason that everybody reads; its files stay."""
        row = access.one(self.releases(), pk=pk)
        withdraw_release(actor=self.person, release=row, **self.body(WithdrawBody))
        return self.shown(self.releases().get(pk=pk))

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def file(self, request: Request, pk: uuid.UUID, name: str) -> StreamingHttpResponse:
        """A file, byte for byte as it was published; its ETag is its SHA-256."""
        file = access.one(access.one(self.releases(), pk=pk).files.all(), name=name)
        headers = {"Content-Length": str(file.size), "ETag": f'"{file.sha256}"'}
        return StreamingHttpResponse(file_bytes(file), content_type="application/octet-stream", headers=headers)


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/releases", Releases.as_view({"get": "list", "post": "create"}), name="project-releases"),
    path("releases/<uuid:pk>", Releases.as_view({"get": "retrieve"}), name="release"),
    path("releases/<uuid:pk>/withdraw", Releases.as_view({"post": "withdraw"}), name="release-withdraw"),
    path("releases/<uuid:pk>/files/<path:name>", Releases.as_view({"get": "file"}), name="release-file"),
]
