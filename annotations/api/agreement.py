"""Agreement: the figures of a choice of labels as JSON or CSV, measured by a worker when somebody asks."""

from dataclasses import asdict
from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.errors import Problem, invalid
from annotations.api.resource import Resource
from annotations.api.shapes import Body
from annotations.exports.agreement import CONTENT_TYPE, csv_lines
from annotations.models import AgreementReport, Project, TokenScope
from annotations.permissions import can_read_agreement
from annotations.queries.agreement import Newest, newest
from annotations.queries.agreement_scope import ARTICLES, Scope
from annotations.workflow.agreement import ask_for_agreement, cancel_agreement, check_scope
from annotations.workflow.errors import NotAllowed

FORMATS = ("json", "csv")


class ScopeBody(Body):
    """Which labels; what is left out does not narrow."""

    articles = serializers.ChoiceField(choices=ARTICLES, default=Scope().articles, help_text="By their batch.")
    batch = serializers.CharField(max_length=36, allow_blank=True, default="", help_text="Id of a batch.")
    guideline = serializers.CharField(max_length=36, allow_blank=True, default="", help_text="Id of a guideline.")
    since = serializers.CharField(max_length=10, allow_blank=True, default="", help_text="First day of the labels.")
    until = serializers.CharField(max_length=10, allow_blank=True, default="", help_text="Last day of the labels.")
    first = serializers.CharField(max_length=36, allow_blank=True, default="", help_text="Id of an annotator …")
    second = serializers.CharField(max_length=36, allow_blank=True, default="", help_text="… and of another.")
    model = serializers.BooleanField(default=False, help_text="Estimate true answers too (Dawid and Skene).")


PARAMETERS = [
    OpenApiParameter(name, str, description=str(field.help_text), default=field.initial)
    for name, field in ScopeBody().get_fields().items()
]


class ReportShape(serializers.Serializer[Any]):
    """The newest report on a scope. ``changes`` counts acts in the project since it read the labels: 0 is up to date.

    ``state`` is ``none`` when nobody asked yet. While a report is being made, ``figures`` are those of the one before.
    """

    state = serializers.CharField()
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    error = serializers.CharField()
    changes = serializers.IntegerField(allow_null=True)
    measured_at = serializers.DateTimeField(allow_null=True)
    scope = serializers.DictField()
    figures = serializers.JSONField(allow_null=True)


def shape(found: Newest, scope: Scope) -> dict[str, Any]:
    """What ``ReportShape`` shows."""
    latest = found.running or found.ended or found.report
    report = found.report
    return {
        "state": latest.state if latest else "none",
        "done": latest.done if latest else 0,
        "total": latest.total if latest else 0,
        "error": latest.error if latest else "",
        "changes": found.changes if report else None,
        "measured_at": report.finished_at if report else None,
        "scope": asdict(scope),
        "figures": report.figures if report else None,
    }


class Agreement(Resource):
    """How far the labels of a project agree. For leads, reviewers and viewers."""

    tag = "agreement"
    queryset = AgreementReport.objects.none()
    serializer_class = ReportShape
    scope = TokenScope.READ
    parameters = (*ScopeBody().get_fields(), "format")
    sparse = False

    def readable(self, slug: str) -> Project:
        """The project, if the caller may read its agreement."""
        project = self.project(slug)
        if not can_read_agreement(self.person, project):
            raise NotAllowed("Only leads, reviewers and viewers see how far labels agree.")
        return project

    def asked(self, project: Project, given: Any) -> Scope:
        """The scope that was given, checked."""
        checked = ScopeBody(data=given)
        checked.is_valid(raise_exception=True)
        scope = Scope(**checked.validated_data)
        check_scope(project, scope)
        return scope

    @extend_schema(
        operation_id="projects_agreement",
        parameters=[*PARAMETERS, OpenApiParameter("format", str, enum=list(FORMATS), default="json")],
        responses={(200, "application/json"): ReportShape, (200, "text/csv"): OpenApiTypes.STR},
    )
    def retrieve(self, request: Request, slug: str) -> HttpResponseBase:
        """The newest figures of a scope, and whether labels changed since. As CSV: 404 before anything is measured."""
        project = self.readable(slug)
        given = request.query_params.dict()
        wanted = given.pop("format", "json")
        if wanted not in FORMATS:
            raise invalid("format", wanted, f"is none of {', '.join(FORMATS)}")
        scope = self.asked(project, given)
        found = newest(self.person, project, scope)
        if wanted == "json":
            return Response(shape(found, scope))
        if found.report is None or found.report.figures is None:
            raise Problem(404, "not_measured", "Nothing was measured on these labels yet: ask for it with POST.")
        return StreamingHttpResponse(csv_lines(found.report.figures), content_type=CONTENT_TYPE)

    @extend_schema(request=ScopeBody, responses={202: ReportShape})
    def create(self, request: Request, slug: str) -> Response:
        """Asks for figures of the labels as they are; 202, and GET with the same scope tells how far it is."""
        project = self.readable(slug)
        scope = self.asked(project, request.data)
        ask_for_agreement(actor=self.person, project=project, scope=scope)
        return Response(shape(newest(self.person, project, scope), scope), 202)

    @extend_schema(request=ScopeBody, responses={200: ReportShape})
    def cancel(self, request: Request, slug: str) -> Response:
        """Stops the report that is being made on a scope; 409 when there is none."""
        project = self.readable(slug)
        scope = self.asked(project, request.data)
        running = newest(self.person, project, scope).running
        if running is None:
            raise Problem(409, "wrong_state", "Nothing is being measured on these labels.")
        cancel_agreement(actor=self.person, report=running)
        return Response(shape(newest(self.person, project, scope), scope))


ROUTES: list[URLPattern] = [
    path(
        "projects/<slug:slug>/agreement",
        Agreement.as_view({"get": "retrieve", "post": "create"}),
        name="project-agreement",
    ),
    path(
        "projects/<slug:slug>/agreement/cancel",
        Agreement.as_view({"post": "cancel"}),
        name="project-agreement-cancel",
    ),
]
