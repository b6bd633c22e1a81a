"""Work given by name, work that changes hands, and articles that a lead answers for others to be judged by."""

import uuid

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.assignments import AssignmentShape, whole
from annotations.api.resource import Resource
from annotations.api.shapes import Body
from annotations.models import Article, Assignment, Project, TokenScope, User
from annotations.queries import visibility
from annotations.workflow.give import give, reassign
from annotations.workflow.known import answer_for_others


class GiveTo(Body):
    """To whom work is given."""

    annotator = serializers.UUIDField()


def member(resource: Resource, project: Project, key: uuid.UUID) -> User:
    """A member of the project by the id of the person; 404 names the field."""
    found = resource.rows(visibility.memberships).filter(project=project).select_related("user")
    return access.one(found, "annotator", user=key).user


class Giving(Resource):
    """Leads say who reads what."""

    tag = "assignments"
    queryset = Assignment.objects.none()
    serializer_class = AssignmentShape
    scope = TokenScope.MANAGE

    def article(self, pk: uuid.UUID) -> Article:
        """An article the caller may see."""
        return access.one(self.rows(visibility.articles).select_related("project"), pk=pk)

    @extend_schema(request=GiveTo, responses={201: AssignmentShape})
    def create(self, request: Request, pk: uuid.UUID) -> Response:
        """Gives the article to somebody by name, without an end; for leads."""
        article = self.article(pk)
        to = member(self, article.project, self.body(GiveTo)["annotator"])
        return self.shown(give(actor=self.person, article=article, annotator=to), status=201)

    @extend_schema(request=None, responses={200: AssignmentShape})
    def known(self, request: Request, pk: uuid.UUID) -> Response:
        """Opens the article to the calling lead for the right answers, by which training and checks are judged."""
        article = self.article(pk)
        self.no_body()
        return self.shown(answer_for_others(actor=self.person, article=article))

    @extend_schema(request=GiveTo, responses={200: AssignmentShape})
    def reassign(self, request: Request, pk: uuid.UUID) -> Response:
        """Takes work in hand from its annotator and gives the place to another; for leads."""
        assignment = access.one(whole(self.rows(visibility.assignments)), pk=pk)
        to = member(self, assignment.article.project, self.body(GiveTo)["annotator"])
        return self.shown(reassign(actor=self.person, assignment=assignment, annotator=to))


ROUTES: list[URLPattern] = [
    path("articles/<uuid:pk>/assignments", Giving.as_view({"post": "create"}), name="article-assignments"),
    path("articles/<uuid:pk>/known-answers", Giving.as_view({"post": "known"}), name="article-known"),
    path("assignments/<uuid:pk>/reassign", Giving.as_view({"post": "reassign"}), name="assignment-reassign"),
]
