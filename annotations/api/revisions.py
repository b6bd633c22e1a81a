"""Revisions: saving answers, exactly once for each key the client made, never over a newer version."""

import uuid
from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpResponse
from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.concurrency import IF_MATCH, base_version, etag
from annotations.api.errors import Problem, problem_body, problem_of
from annotations.api.parsers import BatchJSON
from annotations.api.resource import Resource
from annotations.api.shapes import AtMost, Body, Json, Moment, PersonShape, Shape, Whole
from annotations.models import Revision, User
from annotations.queries import visibility
from annotations.workflow.saving import Save, Saved, one_saved, save_revisions

ENCODER = msgspec.json.Encoder()
MAX_ACTIVE_MS = 2_147_483_647
MAX_SEQ = 999_999_999
MOST = 100
"""Revisions of one batch."""


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
    """The whole answers on one statement; ``user`` says whose they are where several people share a browser.

    ``protocol`` is the version of the questions they were given to, from the workbench's payload.
    """

    assignment = serializers.UUIDField()
    statement = serializers.UUIDField()
    answers = Json()
    active_ms = Whole(min_value=0, max_value=MAX_ACTIVE_MS, default=0)
    client_time = Moment(allow_null=True, default=None)
    user = serializers.UUIDField(required=False)
    protocol = Whole(min_value=1, allow_null=True, default=None)


class BatchedRevision(RevisionBody):
    """One of many: the id its client made, and the version seen (0 for none)."""

    id = serializers.UUIDField()
    base_seq = Whole(min_value=0, max_value=MAX_SEQ)


@extend_schema_field(BatchedRevision(many=True))
class Batch(AtMost):
    """Revisions, not yet looked at: a bad one is refused by itself."""


class RevisionBatch(Body):
    """Many revisions, stored in the order in which they stand here."""

    revisions = Batch(MOST)


class SavedItem(serializers.Serializer[Any]):
    """What became of one revision: ``status`` and ``problem`` are those that a request of its own would have had."""

    id = serializers.UUIDField(allow_null=True)
    status = serializers.IntegerField()
    seq = serializers.IntegerField(required=False)
    problem = serializers.DictField(required=False)


class SavedBatch(serializers.Serializer[Any]):
    """One result for each revision, in order."""

    results = SavedItem(many=True)


ALONE, BATCHED = RevisionBody(), BatchedRevision()
"""Made once: to make a shape takes longer than to store a revision."""


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
            409: OpenApiResponse(
                description="The assignment is closed, the answers are another user's, or what was answered is "
                "not among the questions any more (`schema_changed`)."
            ),
            412: OpenApiResponse(description="There is a newer version; the answer has it as `current`."),
            422: OpenApiResponse(description="The id was used for other answers."),
            428: OpenApiResponse(description="If-Match is missing."),
        },
    )
    def save(self, request: Request, pk: uuid.UUID) -> HttpResponse:
        """Stores answers under the id ``pk``; sending the same again is safe."""
        base_seq = base_version(request)
        save = asked({**ALONE.run_validation(self.request.data), "id": pk, "base_seq": base_seq}, self.person)
        saved = one_saved(actor=self.person, save=save, within=self.within)
        return HttpResponse(
            encoded(saved.revision),
            "application/json",
            201 if saved.created else 200,
            headers={"ETag": etag(saved.revision.seq)},
        )


class RevisionBatches(Resource):
    """Many revisions at once, for a client that was offline or is behind."""

    tag = "revisions"
    queryset = Revision.objects.none()
    parser_classes = (BatchJSON,)

    @extend_schema(request=RevisionBatch, responses={200: SavedBatch})
    def save(self, request: Request) -> Response:
        """Stores what can be stored, in order; each revision has its own result, and none hurts another."""
        given = self.body(RevisionBatch)["revisions"]
        checked = [self.checked(item) for item in given]
        saves = [one for one in checked if isinstance(one, Save)]
        outcomes = iter(save_revisions(actor=self.person, saves=saves, within=self.within))
        results = [result(next(outcomes) if isinstance(one, Save) else one) for one in checked]
        named = [item.get("id") if isinstance(item, Mapping) else None for item in given]
        return Response({"results": [{"id": key, **found} for key, found in zip(named, results, strict=True)]})

    def checked(self, item: Any) -> Save | Exception:
        """One member of a batch as what it asks for, or why it is refused."""
        try:
            return asked(BATCHED.run_validation(item), self.person)
        except APIException as error:
            return error


def encoded(revision: Revision) -> bytes:
    """What ``RevisionShape`` shows of a revision, as JSON, for an answer that people wait for."""
    annotation, author = revision.annotation, revision.author
    shown = {
        "id": revision.pk,
        "annotation": annotation.pk,
        "assignment": annotation.assignment_id,
        "statement": annotation.statement_id,
        "author": {"id": author.pk, "name": author.display_name},
        "seq": revision.seq,
        "base_seq": revision.base_seq,
        "answers": revision.answers,
        "is_complete": revision.is_complete,
        "active_ms": revision.active_ms,
        "client_time": revision.client_time,
        "created_at": revision.created_at,
    }
    return ENCODER.encode(shown)


def asked(given: Mapping[str, Any], person: User) -> Save:
    """What a checked body asks for; 409 when the answers were made by somebody else in this browser."""
    if given.get("user", person.pk) != person.pk:
        raise Problem(409, "other_user", "These answers belong to somebody else; sign in as them.", field="user")
    return Save(
        id=given["id"],
        assignment=given["assignment"],
        statement=given["statement"],
        base_seq=given["base_seq"],
        body=given["answers"],
        active_ms=given["active_ms"],
        client_time=given["client_time"],
        protocol=given["protocol"],
    )


def result(outcome: Saved | Exception) -> dict[str, Any]:
    """What became of one revision of a batch."""
    if isinstance(outcome, Saved):
        return {"status": 201 if outcome.created else 200, "seq": outcome.revision.seq}
    problem = problem_of(outcome)
    if problem is None:
        raise outcome
    return {"status": problem.status_code, "problem": problem_body(problem)}


ROUTES: list[URLPattern] = [
    path("revisions", RevisionBatches.as_view({"post": "save"}), name="revisions"),
    path("revisions/<uuid:pk>", Revisions.as_view({"get": "retrieve", "put": "save"}), name="revision"),
]
