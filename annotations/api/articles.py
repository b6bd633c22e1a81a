"""Articles: immutable text, and the places that annotators fill."""

import uuid
from typing import Any, cast

from django.core.validators import RegexValidator
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.authentication import person
from annotations.api.filters import Facets, filters
from annotations.api.parsers import ArticleJSON
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Shape, Text, Whole
from annotations.models import Article, ArticleState, Paragraph, Project, TokenScope
from annotations.models.article import MAX_ARTICLE_CHARACTERS
from annotations.permissions import can_tell_batches_apart
from annotations.queries import visibility
from annotations.workflow.articles import change_article
from annotations.workflow.drafts import UNDETERMINED, ArticleDraft
from annotations.workflow.freeze import freeze
from annotations.workflow.ingest import import_article

LANGUAGE_TAG = RegexValidator(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z", "Send a language tag such as en or pt-BR.")


class ArticleShape(Shape):
    """An article in a list: everything but its text. ``batch`` and ``priority`` are null for annotators."""

    batch = serializers.SerializerMethodField()
    priority = serializers.SerializerMethodField()
    project = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    source_name = serializers.CharField(source="source.name", allow_null=True, read_only=True)

    class Meta:
        model = Article
        fields = [
            "id",
            "project",
            "external_id",
            "version",
            "replaces",
            "title",
            "subtitle",
            "byline",
            "dateline_place",
            "url",
            "source_name",
            "published_at",
            "published_is_inferred",
            "language",
            "text_sha256",
            "text_licence",
            "splitter_version",
            "state",
            "batch",
            "priority",
            "required",
            "reserved",
            "done",
            "created_at",
            "frozen_at",
        ]

    def get_batch(self, article: Article) -> uuid.UUID | None:
        """The id of its batch."""
        return article.batch_id if self._tells_batches(article.project) else None

    def get_priority(self, article: Article) -> int | None:
        """Where it stands in the queue; higher ones come first. An article takes that of its batch."""
        return article.priority if self._tells_batches(article.project) else None

    def _tells_batches(self, project: Project) -> bool:
        """Whether the caller tells the batches of a project apart; asked once for each project of an answer."""
        known: dict[uuid.UUID, bool] = cast(dict[str, Any], self.context).setdefault("tells_batches", {})
        if project.pk not in known:
            known[project.pk] = can_tell_batches_apart(person(self.context["request"]), project)
        return known[project.pk]


class ParagraphShape(serializers.ModelSerializer[Paragraph]):
    """A block of the text: ``text[start:end]`` in code points, half-open."""

    class Meta:
        model = Paragraph
        fields = ["index", "start", "end", "role"]


class ArticleDetail(ArticleShape):
    """An article with its text and paragraphs; every offset counts Unicode code points of ``text``."""

    offset_unit = serializers.SerializerMethodField()
    paragraphs = ParagraphShape(many=True)

    class Meta(ArticleShape.Meta):
        fields = [*ArticleShape.Meta.fields, "offset_unit", "text", "paragraphs"]

    def get_offset_unit(self, article: Article) -> str:
        """What offsets count."""
        return "codepoint"


class ArticleBody(Body):
    """An article to import. What is left out is read from the text where the text says it."""

    text = Text(max_length=MAX_ARTICLE_CHARACTERS, help_text="Stored with its line ends normalised, else unchanged.")
    external_id = Text(max_length=200, allow_blank=True, default="")
    title = Text(max_length=500, allow_blank=True, default="")
    subtitle = Text(max_length=1000, allow_blank=True, default="")
    byline = Text(max_length=300, allow_blank=True, default="")
    url = Text(max_length=2000, allow_blank=True, default="")
    language = Text(max_length=35, default=UNDETERMINED, validators=[LANGUAGE_TAG])
    published_at = serializers.DateField(allow_null=True, default=None)
    text_licence = Text(max_length=80, allow_blank=True, default="")


class ArticleChange(Body):
    """What shall change; the rest stays. ``batch`` null takes the article out of any."""

    batch = serializers.UUIDField(allow_null=True, required=False)
    priority = Whole(required=False)

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``required``, a name that a serializer keeps for itself."""
        return {**super().get_fields(), "required": Whole(required=False)}


class ArticleFacets(Facets):
    """Filters of the list."""

    state = filters.ChoiceFilter(choices=ArticleState.choices)
    language = filters.CharFilter(field_name="language")
    external_id = filters.CharFilter(field_name="external_id")
    published_after = filters.DateFilter(field_name="published_at", lookup_expr="gte")
    published_before = filters.DateFilter(field_name="published_at", lookup_expr="lte")


class ProjectArticles(Resource):
    """The articles of one project."""

    tag = "articles"
    queryset = Article.objects.none()
    serializer_class = ArticleShape
    filterset_class = ArticleFacets
    parser_classes = (ArticleJSON,)
    scope = TokenScope.MANAGE

    def list(self, request: Request, slug: str) -> Response:
        """Articles of the project in the order of their import."""
        project = self.project(slug)
        return self.listed(self.rows(visibility.articles).filter(project=project).select_related("project", "source"))

    @extend_schema(request=ArticleBody, responses={201: ArticleDetail})
    def create(self, request: Request, slug: str) -> Response:
        """Imports and splits an article; 409 with its id when the project has this very text."""
        project = self.project(slug)
        article = import_article(actor=self.person, project=project, draft=ArticleDraft(**self.body(ArticleBody)))
        return self.shown(article, ArticleDetail, status=201)


class Articles(Resource):
    """One article."""

    tag = "articles"
    queryset = Article.objects.none()
    serializer_class = ArticleDetail
    scope = TokenScope.MANAGE

    def article(self, pk: uuid.UUID) -> Article:
        """The caller's article with what its shape needs."""
        return access.one(self.rows(visibility.articles).select_related("project", "source"), pk=pk)

    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """The article with its text."""
        return self.shown(self.article(pk))

    @extend_schema(request=ArticleChange, responses={200: ArticleShape})
    def partial_update(self, request: Request, pk: uuid.UUID) -> Response:
        """Changes places, priority or batch; in that order, all or nothing."""
        article = self.article(pk)
        wanted = self.body(ArticleChange)
        batch = wanted.get("batch")
        if batch is not None:
            batch = access.one(self.rows(visibility.batches).filter(project=article.project_id), "batch", pk=batch)
        changes = {**wanted, "batch": batch} if "batch" in wanted else dict(wanted)
        return self.shown(change_article(actor=self.person, article=article, changes=changes), ArticleShape)

    @extend_schema(request=None, responses={200: ArticleShape})
    def freeze(self, request: Request, pk: uuid.UUID) -> Response:
        """Opens a checked split for labelling."""
        article = self.article(pk)
        self.no_body()
        return self.shown(freeze(actor=self.person, article=article), ArticleShape)


ROUTES: list[URLPattern] = [
    path(
        "projects/<slug:slug>/articles",
        ProjectArticles.as_view({"get": "list", "post": "create"}),
        name="project-articles",
    ),
    path("articles/<uuid:pk>", Articles.as_view({"get": "retrieve", "patch": "partial_update"}), name="article"),
    path("articles/<uuid:pk>/freeze", Articles.as_view({"post": "freeze"}), name="article-freeze"),
]
