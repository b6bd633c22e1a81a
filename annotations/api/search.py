"""Search: statements and articles of a project by words, speaker, mention, label, state, language and date."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.articles import ArticleShape
from annotations.api.errors import Problem, invalid
from annotations.api.resource import Resource
from annotations.api.shapes import Shape
from annotations.api.statements import StatementShape
from annotations.models import Project, SearchedArticle, SearchedStatement, User
from annotations.queries import search as queries
from annotations.queries.articles import STAGES
from annotations.queries.names import named
from annotations.queries.search import Asked, Found, TooWide, label_named
from annotations.queries.search_words import question

WORDS_LENGTH = 200


class Wanted(serializers.Serializer[Any]):
    """What the query string may hold."""

    q = serializers.CharField(max_length=WORDS_LENGTH, required=False, help_text="Words, “a phrase”, -left out, or.")
    speaker = serializers.CharField(max_length=WORDS_LENGTH, required=False, help_text="A name, exact or near.")
    mention = serializers.CharField(max_length=WORDS_LENGTH, required=False, help_text="A name, exact or near.")
    state = serializers.ChoiceField([one.key for one in STAGES], required=False, help_text="Where the article stands.")
    language = serializers.RegexField(r"^[A-Za-z]{2,3}$", required=False, help_text="A primary tag such as en.")
    since = serializers.DateField(required=False, help_text="First day of publication.")
    until = serializers.DateField(required=False, help_text="Last day of publication.")

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``label``, a name that a serializer keeps for itself."""
        label = serializers.CharField(max_length=140, required=False, help_text="question:label, as in exports.")
        return {**super().get_fields(), "label": label}

    def validate(self, attrs: Any) -> Any:
        """A span of time does not end before it begins."""
        if "since" in attrs and "until" in attrs and attrs["until"] < attrs["since"]:
            raise serializers.ValidationError({"until": ["is before since"]})
        return attrs


PARAMETERS = [
    OpenApiParameter(name, str, description=str(field.help_text)) for name, field in Wanted().get_fields().items()
]


class FoundStatement(Shape):
    """A statement that answers, with its article."""

    class Meta:
        model = SearchedStatement
        fields = ["statement", "article"]

    statement = StatementShape()
    article = ArticleShape()


class FoundArticle(Shape):
    """An article that answers."""

    class Meta:
        model = SearchedArticle
        fields = ["article"]

    article = ArticleShape()


class Search(Resource):
    """The base of both lists."""

    tag = "search"
    parameters = tuple(Wanted().get_fields())

    def asked(self, project: Project) -> Asked:
        """The parameters, checked; a name that nobody bears finds nothing, a label that is none is refused."""
        checked = Wanted(data=self.request.query_params.dict())
        checked.is_valid(raise_exception=True)
        wanted: dict[str, Any] = checked.validated_data
        label = label_named(project, wanted["label"]) if "label" in wanted else None
        if "label" in wanted and label is None:
            raise invalid("label", wanted["label"], "is no question:label of this project")
        return Asked(
            question=question(project, wanted["q"], wanted.get("language", "")) if "q" in wanted else None,
            speakers=named(self.person, project, wanted["speaker"]).keys if "speaker" in wanted else None,
            mentions=named(self.person, project, wanted["mention"]).keys if "mention" in wanted else None,
            label=label,
            state=wanted.get("state", ""),
            language=wanted.get("language", "").lower(),
            since=wanted.get("since"),
            until=wanted.get("until"),
        )

    def answer(self, slug: str, find: Callable[[User, Project, Asked], Found[Any]], *needs: str) -> Response:
        """One page of what ``find`` finds, with the related rows it ``needs``; 422 when that takes too long."""
        project = self.project(slug)
        try:
            with queries.patiently():
                found = find(self.person, project, self.asked(project)).rows.defer(
                    "words", "article__text", "article__raw"
                )
                return self.listed(found.select_related("article__project", "article__source").prefetch_related(*needs))
        except TooWide:
            raise Problem(422, "too_wide", "This search takes too long: add a word, a name or a date.") from None


class StatementSearch(Search):
    """Statements that answer."""

    queryset = SearchedStatement.objects.none()
    serializer_class = FoundStatement
    ordering = ("-article_id", "start", "pk")

    @extend_schema(parameters=PARAMETERS)
    def list(self, request: Request, slug: str) -> Response:
        """Live statements by words, speaker, mention, label and facts of their article; newest import first."""
        needs = ("statement__speaker", "statement__attributions__speaker", "statement__attributions__spans")
        return self.answer(slug, queries.statements, *needs)


class ArticleSearch(Search):
    """Articles that answer."""

    queryset = SearchedArticle.objects.none()
    serializer_class = FoundArticle
    ordering = ("-article_id",)

    @extend_schema(parameters=PARAMETERS)
    def list(self, request: Request, slug: str) -> Response:
        """Articles by words of title and text, and by what their statements say; newest import first."""
        return self.answer(slug, queries.articles)


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/search/statements", StatementSearch.as_view({"get": "list"}), name="search-statements"),
    path("projects/<slug:slug>/search/articles", ArticleSearch.as_view({"get": "list"}), name="search-articles"),
]
