"""The split of an article: what the editor reads, and edits, exactly once each, never over a newer version."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.concurrency import IF_MATCH, base_version, etag
from annotations.api.errors import invalid
from annotations.api.resource import Resource
from annotations.api.shapes import refuse_unknown_fields, sparse
from annotations.models import Article, EntityKind, ParagraphRole, QuoteType, RelationType, SplitAct, TokenScope, Voice
from annotations.queries import visibility
from annotations.queries.segmentation import segmentation
from annotations.queries.split import answer
from annotations.workflow.split.edit import edit_split
from annotations.workflow.split.reading import document


class SpanField(serializers.ListField):
    """``[start, end]``: code points of the article's text, half-open."""

    child = serializers.IntegerField(min_value=0)

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_length": 2, "max_length": 2, **options})


class EditBody(serializers.Serializer[Any]):
    """The client's id of the edit, the act, and the members of that act (see docs/api.md); the others stay out."""

    id = serializers.UUIDField()
    act = serializers.ChoiceField(choices=SplitAct.choices)
    statement = serializers.UUIDField(required=False)
    at = serializers.IntegerField(required=False, min_value=0)
    is_statement = serializers.BooleanField(required=False)
    role = serializers.ChoiceField(required=False, choices=ParagraphRole.choices)
    speaker = serializers.UUIDField(required=False, allow_null=True)
    voice = serializers.ChoiceField(required=False, choices=Voice.choices)
    name = serializers.CharField(required=False, max_length=200)
    kind = serializers.ChoiceField(required=False, choices=EntityKind.choices)
    content = serializers.ListField(required=False, child=SpanField())
    cue = SpanField(required=False, allow_null=True)
    quote_type = serializers.ChoiceField(required=False, choices=QuoteType.choices, allow_null=True)
    attribution = serializers.UUIDField(required=False)
    on = serializers.BooleanField(required=False)
    span = SpanField(required=False)
    text = serializers.CharField(required=False, max_length=500)
    check_target = serializers.ChoiceField(required=False, choices=("content", "attribution"))
    claim = serializers.UUIDField(required=False)
    of = serializers.UUIDField(required=False, allow_null=True)
    to = serializers.UUIDField(required=False)
    type = serializers.ChoiceField(required=False, choices=RelationType.choices)
    entity = serializers.UUIDField(required=False)
    into = serializers.UUIDField(required=False)

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``source``, a name that a serializer keeps for itself."""
        return {**super().get_fields(), "source": SpanField(required=False, allow_null=True)}


class DifferenceShape(serializers.Serializer[Any]):
    """A boundary that only one split has, at ``at`` in code points, with the text around it."""

    at = serializers.IntegerField()
    is_machines = serializers.BooleanField()
    before = serializers.CharField()
    after = serializers.CharField()


class SegmentationShape(serializers.Serializer[Any]):
    """Boundary similarity of the split and the machine's (Fournier 2013); null where no paragraph is cut by either."""

    similarity = serializers.FloatField(allow_null=True)
    matches = serializers.IntegerField()
    near_misses = serializers.IntegerField()
    additions = serializers.IntegerField()
    differences = DifferenceShape(many=True)


class Splits(Resource):
    """The split of one article: statements, attributions, claims, relations, checks; its ETag is its version."""

    tag = "split"
    queryset = Article.objects.none()
    serializer_class = EditBody
    scope = TokenScope.MANAGE

    def article(self, pk: uuid.UUID) -> Article:
        """The caller's article."""
        return access.one(self.rows(visibility.articles).select_related("project").defer("raw"), pk=pk)

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """Everything the editor shows."""
        article = self.article(pk)
        return Response(sparse(request, document(article, self.person)), headers={"ETag": etag(article.split_version)})

    @extend_schema(responses={200: SegmentationShape})
    def compare(self, request: Request, pk: uuid.UUID) -> Response:
        """How far the split is the one that the machine would make now: boundary similarity, counted in words."""
        found = segmentation(self.article(pk))
        differences = [asdict(one) for one in found.differences]
        return Response({"similarity": found.found.similarity, **asdict(found.found), "differences": differences})

    @extend_schema(
        request=EditBody,
        parameters=[IF_MATCH],
        responses={
            200: OpenApiResponse(OpenApiTypes.OBJECT, description="A replay: this very edit was stored before."),
            201: OpenApiTypes.OBJECT,
            409: OpenApiResponse(description="A statement was cut meanwhile; nothing of one's own to undo."),
            412: OpenApiResponse(description="There is a newer version; the answer has the whole split as `current`."),
            422: OpenApiResponse(description="The id was used for another edit."),
            428: OpenApiResponse(description="If-Match is missing."),
        },
    )
    def edit(self, request: Request, pk: uuid.UUID) -> Response:
        """Does one act; sending the same again is safe. The answer holds the rows it changed and what is gone."""
        base = base_version(request)
        article = self.article(pk)
        body = self.given()
        edited = edit_split(
            actor=self.person, article=article, edit_id=edit_id(body.pop("id", None)), base_version=base, body=body
        )
        answer_body = answer(edited.edit, self.person)
        status = 201 if edited.created else 200
        return Response(answer_body, status, headers={"ETag": etag(answer_body["version"])})

    def given(self) -> dict[str, Any]:
        """The body; which of its members an act takes, and what they may hold, is the workflow's to say."""
        data = self.request.data
        if not isinstance(data, Mapping):
            raise invalid("body", data, "is not an object")
        refuse_unknown_fields(data, EditBody().fields)
        return dict(data)


def edit_id(value: object) -> uuid.UUID:
    """The id that the client made."""
    try:
        return uuid.UUID(value) if isinstance(value, str) else uuid.UUID("")
    except ValueError:
        raise invalid("id", value, "is not a UUID") from None


ROUTES: list[URLPattern] = [
    path("articles/<uuid:pk>/split", Splits.as_view({"get": "retrieve"}), name="article-split"),
    path("articles/<uuid:pk>/split/agreement", Splits.as_view({"get": "compare"}), name="article-split-agreement"),
    path("articles/<uuid:pk>/split/edits", Splits.as_view({"post": "edit"}), name="article-split-edits"),
]
