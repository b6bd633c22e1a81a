"""Revisions: saving answers, exactly once for each key the client made, never over a newer version."""

import uuid
from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.concurrency import IF_MATCH, base_version, etag
from annotations.api.errors import Problem
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Moment, PersonShape, Shape, Whole
from annotations.models import Revision
from annotations.queries import visibility
from annotations.workflow.annotate import save_revision

MAX_ACTIVE_MS = 2_147_483_647


class RevisionShape(Shape):
    """One saved set of answers; ``seq`` counts the versions of its annotation from 1."""

    author = PersonShape()
    assignment = serializers.UUIDField(source="annotation.assignment_id")
    statement = serializers.UUIDField(source="annotation.statement_id")

    class Meta:
        model = Revision
        fields = [
            "id",
            "annotation",
            "assignment",
            "statement",
            "author",
            "seq",
            "base_seq",
            "answers",
            "is_complete",
            "active_ms",
            "client_time",
            "created_at",
        ]


class RevisionBody(Body):
    """The whole answers on one statement; ``user`` says whose they are where several people share a browser."""

    assignment = serializers.UUIDField()
    statement = serializers.UUIDField()
    answers = serializers.JSONField()
    active_ms = Whole(min_value=0, max_value=MAX_ACTIVE_MS, default=0)
    client_time = Moment(allow_null=True, default=None)
    user = serializers.UUIDField(required=False)


class Revisions(Resource):
    """One revision, under the id its client made."""

    tag = "revisions"
    queryset = Revision.objects.none()
    serializer_class = RevisionShape

    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """The revision as it was saved; its ETag is the version it made."""
        found = self.rows(visibility.revisions).select_related("annotation", "author")
        revision = access.one(found, pk=pk)
        return self.shown(revision, etag=etag(revision.seq))

    @extend_schema(
        request=RevisionBody,
        parameters=[IF_MATCH],
        responses={
            200: OpenApiResponse(RevisionShape, description="A replay: this very revision was stored before."),
            201: RevisionShape,
            409: OpenApiResponse(description="The assignment is closed, or the answers are another user's."),
            412: OpenApiResponse(description="There is a newer version; the answer has it as `current`."),
            422: OpenApiResponse(description="The id was used for other answers."),
            428: OpenApiResponse(description="If-Match is missing."),
        },
    )
    def save(self, request: Request, pk: uuid.UUID) -> Response:
        """Stores answers under the id ``pk``; sending the same again is safe."""
        base_seq = base_version(request)
        given = self.body(RevisionBody)
        self.refuse_other_user(given)
        saved = save_revision(
            actor=self.person,
            assignment=access.one(self.rows(visibility.assignments), "assignment", pk=given["assignment"]),
            statement=access.one(self.rows(visibility.statements), "statement", pk=given["statement"]),
            revision_id=pk,
            base_seq=base_seq,
            body=given["answers"],
            active_ms=given["active_ms"],
            client_time=given["client_time"],
        )
        revision = saved.revision
        return self.shown(revision, status=201 if saved.created else 200, etag=etag(revision.seq))

    def refuse_other_user(self, given: Any) -> None:
        """409 when the answers were made by somebody else in this browser."""
        if given.get("user", self.person.pk) != self.person.pk:
            raise Problem(409, "other_user", "These answers belong to somebody else; sign in as them.", field="user")


ROUTES: list[URLPattern] = [
    path("revisions/<uuid:pk>", Revisions.as_view({"get": "retrieve", "put": "save"}), name="revision"),
]
