"""The same act on many assignments, what became of each, and taking it back."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.errors import not_found
from annotations.api.giving import member
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Moment, PersonShape, Shape, Text
from annotations.models import Assignment, BulkAct, BulkItem, BulkKind, Project, ReasonCode
from annotations.queries import visibility
from annotations.workflow.bulk import MOST, Ticked, Wish, bulk
from annotations.workflow.bulk_undo import undo_bulk
from annotations.workflow.review import MAX_COMMENT


class BulkItemShape(serializers.ModelSerializer[BulkItem]):
    """What became of one assignment: ``done``, ``refused``, ``undone``; ``why`` it was refused or cannot be undone."""

    class Meta:
        model = BulkItem
        fields = ["assignment", "made", "outcome", "why"]


class BulkShape(Shape):
    """One act on many assignments."""

    actor = PersonShape()
    undone_by = PersonShape(allow_null=True)
    items = BulkItemShape(many=True)

    class Meta:
        model = BulkAct
        fields = ["id", "kind", "reason", "comment", "actor", "items", "created_at", "undone_by", "undone_at"]


class TickedBody(Body):
    """One assignment; with ``submitted_at`` it is refused if it was handed in again since."""

    assignment = serializers.UUIDField()
    submitted_at = Moment(required=False)


class BulkBody(Body):
    """What to do to which; ``id`` is a UUID you make, ``annotator`` the person to whom work is reassigned."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=BulkKind.choices)
    assignments = TickedBody(many=True)
    reason = serializers.ChoiceField(choices=ReasonCode.choices, allow_blank=True, default="")
    comment = Text(max_length=MAX_COMMENT, allow_blank=True, default="")
    annotator = serializers.UUIDField(required=False)


def whole(rows: QuerySet[BulkAct]) -> QuerySet[BulkAct]:
    """With the items (one more query)."""
    return rows.select_related("actor", "undone_by", "project").prefetch_related("items")


class Bulk(Resource):
    """For reviewers and leads; reassigning is for leads."""

    tag = "assignments"
    queryset = BulkAct.objects.none()
    serializer_class = BulkShape

    @extend_schema(request=BulkBody, responses={201: BulkShape})
    def create(self, request: Request, slug: str) -> Response:
        """Does the same to each; 404 where one of them is not there. The same ``id`` again changes nothing."""
        project = self.project(slug)
        given = dict(self.body(BulkBody))
        receiver = member(self, project, given["annotator"]) if "annotator" in given else None
        wish = Wish(given["kind"], given["reason"], given["comment"], receiver)
        ticked = self.ticked(project, given["assignments"])
        made = bulk(actor=self.person, project=project, bulk_id=given["id"], wish=wish, ticked=ticked)
        return self.told(made.pk, 201)

    def ticked(self, project: Project, given: list[dict[str, Any]]) -> list[Ticked]:
        """The assignments, if the caller may see all of them."""
        if len(given) > MOST:
            raise serializers.ValidationError({"assignments": [f"Send at most {MOST} at once; here are {len(given)}."]})
        keys = [one["assignment"] for one in given]
        rows = self.rows(visibility.assignments).filter(article__project=project, pk__in=keys)
        found: dict[uuid.UUID, Assignment] = {row.pk: row for row in rows.select_related("article__project")}
        if set(keys) - set(found):
            raise not_found(field="assignments")
        return [Ticked(found[one["assignment"]], one.get("submitted_at")) for one in given]

    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """What became of each."""
        return self.told(pk)

    @extend_schema(request=None, responses={200: BulkShape})
    def undo(self, request: Request, pk: uuid.UUID) -> Response:
        """Takes back what nothing has happened to since; the other items say why not."""
        found = access.one(whole(self.rows(visibility.bulk_acts)), pk=pk)
        self.no_body()
        return self.told(undo_bulk(actor=self.person, bulk=found).pk)

    def told(self, pk: uuid.UUID, status: int = 200) -> Response:
        """The act as it is now."""
        return self.shown(access.one(whole(self.rows(visibility.bulk_acts)), pk=pk), status=status)


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/bulk", Bulk.as_view({"post": "create"}), name="project-bulk"),
    path("bulk/<uuid:pk>", Bulk.as_view({"get": "retrieve"}), name="bulk"),
    path("bulk/<uuid:pk>/undo", Bulk.as_view({"post": "undo"}), name="bulk-undo"),
]
