"""The guideline of a project: its versions, and publishing the next one."""

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.projects import GuidelineShape
from annotations.api.resource import Resource
from annotations.api.shapes import Body, Text
from annotations.models import GuidelineVersion, TokenScope
from annotations.queries import visibility
from annotations.queries.guidelines import Rule
from annotations.workflow.guidelines import MAX_MARKDOWN, STEPS, publish_guideline


class AgainBody(Body):
    """Answers to look at again: those to ``question`` with one of ``labels``, or all of them where none is named."""

    question = Text(max_length=60)
    labels = serializers.ListField(child=Text(max_length=60), max_length=100, default=list)


class GuidelineBody(Body):
    """The next version: one ``step`` after ``base_version``, the newest that the caller had seen."""

    base_version = Text(max_length=20)
    step = serializers.ChoiceField(choices=STEPS)
    markdown = Text(max_length=MAX_MARKDOWN)
    again = AgainBody(many=True, default=list)


class Guidelines(Resource):
    """The versions of the guideline."""

    tag = "guidelines"
    queryset = GuidelineVersion.objects.none()
    serializer_class = GuidelineShape
    scope = TokenScope.MANAGE
    sparse = False
    ordering = ("-published_at",)

    def list(self, request: Request, slug: str) -> Response:
        """All versions, newest first."""
        return self.listed(self.rows(visibility.guidelines).filter(project=self.project(slug)))

    @extend_schema(request=GuidelineBody, responses={201: GuidelineShape})
    def publish(self, request: Request, slug: str) -> Response:
        """Publishes the next version; what it asks for is opened again in its annotators' work."""
        project, given = self.project(slug), dict(self.body(GuidelineBody))
        again = [Rule(one["question"], tuple(one["labels"])) for one in given.pop("again")]
        return self.shown(publish_guideline(actor=self.person, project=project, again=again, **given), status=201)


ROUTES: list[URLPattern] = [
    path(
        "projects/<slug:slug>/guidelines",
        Guidelines.as_view({"get": "list", "post": "publish"}),
        name="project-guidelines",
    ),
]
