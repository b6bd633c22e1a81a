"""Annotations: the current answers of one annotator on one statement."""

import uuid

from django.db.models import QuerySet
from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.concurrency import etag
from annotations.api.filters import Facets, filters
from annotations.api.resource import Resource
from annotations.api.shapes import PersonShape, Shape
from annotations.models import Annotation, AnnotationState, Revision
from annotations.queries import visibility


class HeadShape(serializers.ModelSerializer[Revision]):
    """The newest revision of an annotation."""

    class Meta:
        model = Revision
        fields = ["id", "seq", "answers", "is_complete", "created_at"]


class AnnotationShape(Shape):
    """One annotator's answers on one statement; ``seq`` is the version to send in If-Match.

    ``is_stale``: the statement was cut anew since, and its next version needs answers of its own.
    """

    article = serializers.UUIDField(source="statement.article_id")
    annotator = PersonShape()
    head = HeadShape(allow_null=True)

    class Meta:
        model = Annotation
        fields = [
            "id",
            "assignment",
            "article",
            "statement",
            "annotator",
            "state",
            "seq",
            "is_stale",
            "head",
            "created_at",
            "changed_at",
        ]


def whole(found: QuerySet[Annotation]) -> QuerySet[Annotation]:
    """With the rows that the shape needs."""
    return found.select_related("statement", "annotator", "head")


class AnnotationFacets(Facets):
    """Filters of the list; ``speaker`` and ``label`` are keys."""

    project = filters.CharFilter(field_name="statement__article__project__slug")
    article = filters.UUIDFilter(field_name="statement__article_id")
    statement = filters.UUIDFilter(field_name="statement__pk")  # "statement_id" would compare the column "exact"
    assignment = filters.UUIDFilter(field_name="assignment_id")
    annotator = filters.UUIDFilter(field_name="annotator_id")
    state = filters.ChoiceFilter(choices=AnnotationState.choices)
    speaker = filters.CharFilter(field_name="statement__speaker__key")
    label = filters.CharFilter(field_name="head__labels__label__key", distinct=True)
    polarity = filters.CharFilter(field_name="head__stances__polarity__key", distinct=True)
    changed_after = filters.IsoDateTimeFilter(field_name="changed_at", lookup_expr="gte")
    changed_before = filters.IsoDateTimeFilter(field_name="changed_at", lookup_expr="lt")


class Annotations(Resource):
    """The caller's annotations; everybody's for leads, reviewers and viewers, for annotating is blind."""

    tag = "annotations"
    queryset = Annotation.objects.none()
    serializer_class = AnnotationShape
    filterset_class = AnnotationFacets

    def list(self, request: Request) -> Response:
        """Annotations in the order in which they were begun."""
        return self.listed(whole(self.rows(visibility.annotations)))

    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """The annotation; its ETag is its version."""
        annotation = access.one(whole(self.rows(visibility.annotations)), pk=pk)
        return self.shown(annotation, etag=etag(annotation.seq))


ROUTES: list[URLPattern] = [
    path("annotations", Annotations.as_view({"get": "list"}), name="annotations"),
    path("annotations/<uuid:pk>", Annotations.as_view({"get": "retrieve"}), name="annotation"),
]
