"""Batches: articles that are given out together, and members' shares of them."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Shape, Text, Whole
from annotations.models import Batch, BatchKind, BatchShare, TokenScope
from annotations.queries import visibility
from annotations.queries.batches import with_figures
from annotations.workflow.batches import change_batch, create_batch, set_share


class ShareShape(serializers.ModelSerializer[BatchShare]):
    """At most so many percent of the batch's articles go to the member."""

    class Meta:
        model = BatchShare
        fields = ["member", "percent"]


class BatchShape(Shape):
    """A batch with how far it is: ``articles`` in it, their ``places``, and those ``taken`` and ``finished``."""

    project = serializers.CharField(source="project.slug")
    articles = serializers.IntegerField(source="article_count")
    places = serializers.IntegerField()
    taken = serializers.IntegerField()
    finished = serializers.IntegerField()
    shares = ShareShape(many=True)

    class Meta:
        model = Batch
        fields = [
            "id",
            "project",
            "name",
            "kind",
            "priority",
            "articles",
            "places",
            "taken",
            "finished",
            "shares",
            "created_at",
        ]


class BatchBody(Body):
    """A new batch."""

    name = Text(max_length=120)
    kind = serializers.ChoiceField(choices=BatchKind.choices, default=BatchKind.PRODUCTION)
    priority = Whole(default=0)


class BatchChange(Body):
    """What shall change; the rest stays."""

    name = Text(max_length=120, required=False)
    kind = serializers.ChoiceField(choices=BatchKind.choices, required=False)
    priority = Whole(required=False)


class ShareBody(Body):
    """A member's share; null lifts it."""

    percent = Whole(allow_null=True)


class Batches(Resource):
    """The batches of a project, for those who read labels; leads change them."""

    tag = "batches"
    queryset = Batch.objects.none()
    serializer_class = BatchShape
    scope = TokenScope.MANAGE

    def batches(self) -> QuerySet[Batch]:
        """What the caller may see, with figures."""
        return with_figures(self.rows(visibility.batches))

    def list(self, request: Request, slug: str) -> Response:
        """The batches of the project in the order in which they were made."""
        return self.listed(self.batches().filter(project=self.project(slug)))

    @extend_schema(request=BatchBody, responses={201: BatchShape})
    def create(self, request: Request, slug: str) -> Response:
        """Makes an empty batch; 409 for a name that is taken."""
        project = self.project(slug)
        made = create_batch(actor=self.person, project=project, **self.body(BatchBody))
        return self.shown(self.batches().get(pk=made.pk), status=201)

    @extend_schema(request=BatchChange, responses={200: BatchShape})
    def partial_update(self, request: Request, pk: uuid.UUID) -> Response:
        """Changes name, kind or priority, the priority of its articles with it."""
        batch = access.one(self.rows(visibility.batches).select_related("project"), pk=pk)
        change_batch(actor=self.person, batch=batch, **self.body(BatchChange))
        return self.shown(self.batches().get(pk=pk))

    @extend_schema(request=ShareBody, responses={200: BatchShape})
    def share(self, request: Request, pk: uuid.UUID, member: uuid.UUID) -> Response:
        """Sets or lifts a member's share of the batch."""
        batch = access.one(self.rows(visibility.batches).select_related("project"), pk=pk)
        row = access.one(self.rows(visibility.memberships).filter(project=batch.project_id), pk=member)
        wanted: dict[str, Any] = dict(self.body(ShareBody))
        set_share(actor=self.person, batch=batch, member=row, **wanted)
        return self.shown(self.batches().get(pk=pk))


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/batches", Batches.as_view({"get": "list", "post": "create"}), name="project-batches"),
    path("batches/<uuid:pk>", Batches.as_view({"patch": "partial_update"}), name="batch"),
    path("batches/<uuid:pk>/shares/<uuid:member>", Batches.as_view({"put": "share"}), name="batch-share"),
]
