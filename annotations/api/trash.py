"""The trash: what was put there, and the way in and out, for the leads of a project."""

import uuid
from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.articles import ArticleShape
from annotations.api.resource import Resource
from annotations.api.shapes import Shape
from annotations.models import Article, Project, TokenScope
from annotations.queries import visibility
from annotations.workflow.trash import restore_article, restore_project, trash_article, trash_project


class TrashedArticle(ArticleShape):
    """An article in the trash."""

    class Meta(ArticleShape.Meta):
        fields = [*ArticleShape.Meta.fields, "deleted_at"]


class TrashedProject(Shape):
    """A project in the trash."""

    class Meta:
        model = Project
        fields = ["id", "slug", "name", "deleted_at"]


class ArticleTrash(Resource):
    """Articles in the trash."""

    tag = "trash"
    queryset = Article.objects.none()
    serializer_class = TrashedArticle
    scope = TokenScope.MANAGE

    def list(self, request: Request) -> Response:
        """Articles in the trash of the projects that the caller leads."""
        return self.listed(self.rows(visibility.trashed_articles).select_related("project", "source"))

    @extend_schema(request=None, responses={200: TrashedArticle})
    def put_away(self, request: Request, pk: uuid.UUID) -> Response:
        """Takes an article out of every list, queue, search and dataset. Its labels are kept."""
        return self._moved(trash_article, visibility.articles, pk)

    @extend_schema(request=None, responses={200: TrashedArticle})
    def bring_back(self, request: Request, pk: uuid.UUID) -> Response:
        """Brings an article back as it was; 409 ``duplicate`` when its text was imported again meanwhile."""
        return self._moved(restore_article, visibility.trashed_articles, pk)

    def _moved(self, act: Any, visible: Any, pk: uuid.UUID) -> Response:
        article = access.one(self.rows(visible).select_related("project", "source"), pk=pk)
        self.no_body()
        return self.shown(act(actor=self.person, article=article))


class ProjectTrash(Resource):
    """Projects in the trash."""

    tag = "trash"
    queryset = Project.objects.none()
    serializer_class = TrashedProject
    scope = TokenScope.MANAGE

    def list(self, request: Request) -> Response:
        """Projects in the trash that the caller leads."""
        return self.listed(self.rows(visibility.trashed_projects))

    @extend_schema(request=None, responses={200: TrashedProject})
    def put_away(self, request: Request, slug: str) -> Response:
        """Takes a project with all that is in it out of everybody's sight."""
        return self._moved(trash_project, visibility.projects, slug)

    @extend_schema(request=None, responses={200: TrashedProject})
    def bring_back(self, request: Request, slug: str) -> Response:
        """Brings a project back, with the same people and articles."""
        return self._moved(restore_project, visibility.trashed_projects, slug)

    def _moved(self, act: Any, visible: Any, slug: str) -> Response:
        project = access.one(self.rows(visible), slug=slug)
        self.no_body()
        return self.shown(act(actor=self.person, project=project))


ROUTES: list[URLPattern] = [
    path("trash/articles", ArticleTrash.as_view({"get": "list"}), name="trash-articles"),
    path("trash/projects", ProjectTrash.as_view({"get": "list"}), name="trash-projects"),
    path("articles/<uuid:pk>/trash", ArticleTrash.as_view({"post": "put_away"}), name="article-trash"),
    path("articles/<uuid:pk>/restore", ArticleTrash.as_view({"post": "bring_back"}), name="article-restore"),
    path("projects/<slug:slug>/trash", ProjectTrash.as_view({"post": "put_away"}), name="project-trash"),
    path("projects/<slug:slug>/restore", ProjectTrash.as_view({"post": "bring_back"}), name="project-restore"),
]
