"""Assignments: one annotator reading one article, from taking it to handing it in."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.errors import not_found
from annotations.api.filters import Facets, filters
from annotations.api.resource import Resource
from annotations.api.shapes import PersonShape, Shape, sparse
from annotations.models import Article, Assignment, AssignmentState, ReviewChoice, User
from annotations.queries import visibility
from annotations.queries.workbench import assignment_payload
from annotations.workflow.annotate import submit
from annotations.workflow.assign import take_ahead, take_next
from annotations.workflow.leases import heartbeat, release
from factcheck.compiled import Compiled


class ArticleRef(serializers.ModelSerializer[Article]):
    """An article where it is mentioned."""

    class Meta:
        model = Article
        fields = ["id", "external_id", "title"]


class AssignmentShape(Shape):
    """One annotator reading one article; ``slot`` is null for surplus work, ``round`` grows when work comes back.

    ``review_choice``: what the project's review rule made of it; ``passed`` work was accepted by the rule.
    """

    project = serializers.CharField(source="article.project.slug")
    article = ArticleRef()
    annotator = PersonShape()
    reviewer = PersonShape(allow_null=True)

    class Meta:
        model = Assignment
        fields = [
            "id",
            "project",
            "article",
            "annotator",
            "purpose",
            "slot",
            "state",
            "round",
            "return_reason",
            "review_choice",
            "lease_expires_at",
            "submitted_at",
            "reviewer",
            "reviewed_at",
            "created_at",
        ]


TAKEN = AssignmentShape()
"""Made once: to make a shape takes longer than to show an assignment."""


def whole(found: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With the rows that the shape needs."""
    return found.select_related("article__project", "annotator", "reviewer")


VISIBLE = Compiled(lambda user, pk: whole(visibility.assignments(User(pk=user))).filter(pk=pk), "uuid", "uuid")
"""The assignment of that key, for a person."""


class AssignmentFacets(Facets):
    """Filters of the list."""

    project = filters.CharFilter(field_name="article__project__slug")
    article = filters.UUIDFilter(field_name="article_id")
    annotator = filters.UUIDFilter(field_name="annotator_id")
    state = filters.ChoiceFilter(choices=AssignmentState.choices)
    review_choice = filters.ChoiceFilter(choices=ReviewChoice.choices)


class Assignments(Resource):
    """The caller's assignments; those of the whole project for leads, reviewers and viewers."""

    tag = "assignments"
    queryset = Assignment.objects.none()
    serializer_class = AssignmentShape
    filterset_class = AssignmentFacets

    def assignment(self, pk: uuid.UUID) -> Assignment:
        """An assignment the caller may see."""
        found = VISIBLE.rows(self.person.pk, pk)
        if not found or self.within not in (None, found[0].article.project_id):
            raise not_found()
        return found[0]

    def list(self, request: Request) -> Response:
        """Assignments in the order in which they were taken."""
        return self.listed(whole(self.rows(visibility.assignments)))

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """Everything the workbench shows: article, statements, protocol, and the answers made in this assignment."""
        payload: dict[str, Any] = assignment_payload(self.assignment(pk))
        return Response(sparse(request, payload))

    @extend_schema(request=None, responses={200: AssignmentShape})
    def submit(self, request: Request, pk: uuid.UUID) -> Response:
        """Hands the work in; 409 lists in ``missing`` the statements that have no answer."""
        assignment = self.assignment(pk)
        self.no_body()
        return self.shown(submit(actor=self.person, assignment=assignment))

    @extend_schema(request=None, responses={204: None})
    def heartbeat(self, request: Request, pk: uuid.UUID) -> Response:
        """Keeps the place while somebody works: 409 ``expired`` when the lease ran out and another holds it."""
        assignment = self.assignment(pk)
        self.no_body()
        heartbeat(actor=self.person, assignment=assignment)
        return Response(status=204)

    @extend_schema(request=None, responses={200: OpenApiTypes.OBJECT, 204: None})
    def after(self, request: Request, pk: uuid.UUID) -> Response:
        """Takes the caller's next article while this one is in hand, one ahead at most: its whole payload, or 204."""
        assignment = self.assignment(pk)
        self.no_body()
        taken = take_ahead(actor=self.person, assignment=assignment)
        return Response(status=204) if taken is None else Response(assignment_payload(taken))

    @extend_schema(request=None, responses={200: AssignmentShape})
    def release(self, request: Request, pk: uuid.UUID) -> Response:
        """Gives the place back; the labels stay."""
        assignment = self.assignment(pk)
        self.no_body()
        return self.shown(release(actor=self.person, assignment=assignment))


class NextAssignment(Resource):
    """The door to work."""

    tag = "assignments"
    queryset = Assignment.objects.none()
    serializer_class = AssignmentShape

    @extend_schema(request=None, responses={200: AssignmentShape, 204: None})
    def take(self, request: Request, slug: str) -> Response:
        """The caller's work in hand, else the next article with a free place; 204 when there is none."""
        project = self.project(slug)
        self.no_body()
        taken = take_next(actor=self.person, project=project)
        return Response(status=204) if taken is None else Response(TAKEN.to_representation(taken))


ROUTES: list[URLPattern] = [
    path("assignments", Assignments.as_view({"get": "list"}), name="assignments"),
    path("projects/<slug:slug>/assignments/next", NextAssignment.as_view({"post": "take"}), name="assignment-next"),
    path("assignments/<uuid:pk>", Assignments.as_view({"get": "retrieve"}), name="assignment"),
    path("assignments/<uuid:pk>/heartbeat", Assignments.as_view({"post": "heartbeat"}), name="assignment-heartbeat"),
    path("assignments/<uuid:pk>/after", Assignments.as_view({"post": "after"}), name="assignment-after"),
    path("assignments/<uuid:pk>/submit", Assignments.as_view({"post": "submit"}), name="assignment-submit"),
    path("assignments/<uuid:pk>/release", Assignments.as_view({"post": "release"}), name="assignment-release"),
]
