"""Statements: what is labelled, and who says it."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.filters import Facets, filters
from annotations.api.resource import Resource
from annotations.api.shapes import EntityRef, Shape, Span
from annotations.models import Attribution, AttributionSpan, ParagraphRole, SpanPart, Statement, StatementState, Voice
from annotations.queries import visibility


class AttributionShape(serializers.ModelSerializer[Attribution]):
    """Who says what: one source, at most one cue, one or more contents. ``rule`` and ``confidence`` say why."""

    speaker = EntityRef(allow_null=True)
    cue = serializers.SerializerMethodField()
    content = serializers.SerializerMethodField()
    insertions = serializers.SerializerMethodField()

    class Meta:
        model = Attribution
        fields = [
            "id",
            "index",
            "speaker",
            "source_kind",
            "quote_type",
            "attribution_type",
            "negated",
            "nested_in",
            "origin",
            "rule",
            "confidence",
            "cue",
            "content",
            "insertions",
        ]

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``source``, a name that a serializer keeps for itself."""
        return {**super().get_fields(), "source": serializers.SerializerMethodField()}

    @extend_schema_field(Span(allow_null=True))
    def get_source(self, attribution: Attribution) -> Any:
        """The words that name the source."""
        return next(iter(_spans(attribution, SpanPart.SOURCE)), None)

    @extend_schema_field(Span(allow_null=True))
    def get_cue(self, attribution: Attribution) -> Any:
        """The words that say that somebody says it."""
        return next(iter(_spans(attribution, SpanPart.CUE)), None)

    @extend_schema_field(Span(many=True))
    def get_content(self, attribution: Attribution) -> list[Any]:
        """What is said, in order."""
        return _spans(attribution, SpanPart.CONTENT)

    @extend_schema_field(Span(many=True))
    def get_insertions(self, attribution: Attribution) -> list[Any]:
        """The editor's words within what is said."""
        return _spans(attribution, SpanPart.INSERTION)


def _spans(attribution: Attribution, part: str) -> list[Any]:
    found: list[AttributionSpan] = [span for span in attribution.spans.all() if span.part == part]
    return [{"start": span.start, "end": span.end, "exact": span.exact} for span in found]


class StatementShape(Shape):
    """One span to label, ``article.text[start:end] == exact`` in code points, with its attributions."""

    speaker = EntityRef(allow_null=True)
    attributions = AttributionShape(many=True)

    class Meta:
        model = Statement
        fields = [
            "id",
            "article",
            "index",
            "start",
            "end",
            "exact",
            "role",
            "is_statement",
            "voice",
            "speaker",
            "speaker_role_text",
            "parent",
            "duplicate_of",
            "origin",
            "state",
            "version",
            "frozen_at",
            "attributions",
        ]


def whole(found: QuerySet[Statement]) -> QuerySet[Statement]:
    """With the rows that the shape needs (three more queries, however many statements there are)."""
    return found.select_related("speaker").prefetch_related("attributions__speaker", "attributions__spans")


class StatementFacets(Facets):
    """Filters of the list; ``speaker`` is the key of an entity."""

    role = filters.ChoiceFilter(choices=ParagraphRole.choices)
    voice = filters.ChoiceFilter(choices=Voice.choices)
    speaker = filters.CharFilter(field_name="speaker__key")
    is_statement = filters.BooleanFilter(field_name="is_statement")


class ArticleStatements(Resource):
    """The live statements of one article."""

    tag = "statements"
    queryset = Statement.objects.none()
    serializer_class = StatementShape
    filterset_class = StatementFacets
    ordering = ("index",)

    def list(self, request: Request, pk: uuid.UUID) -> Response:
        """In the order of the text, with those segments that are no statements (a dateline)."""
        article = access.one(self.rows(visibility.articles), pk=pk)
        found = self.rows(visibility.statements).filter(article=article, state=StatementState.LIVE)
        return self.listed(whole(found))


class Statements(Resource):
    """One statement."""

    tag = "statements"
    queryset = Statement.objects.none()
    serializer_class = StatementShape

    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """The statement with who says it."""
        return self.shown(access.one(whole(self.rows(visibility.statements)), pk=pk))


ROUTES: list[URLPattern] = [
    path("articles/<uuid:pk>/statements", ArticleStatements.as_view({"get": "list"}), name="article-statements"),
    path("statements/<uuid:pk>", Statements.as_view({"get": "retrieve"}), name="statement"),
]
