"""Figures: what the overview draws, as rows of JSON or CSV, each with the path of the list of what it counts."""

from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.errors import Problem, invalid, not_found, problem_response
from annotations.api.resource import Resource
from annotations.exports.agreement import CONTENT_TYPE
from annotations.exports.figures import csv_lines, shape
from annotations.models import AgreementReport, Project, Role, TokenScope
from annotations.permissions import can_read_agreement
from annotations.queries.figures import FIGURES, Figure, figure
from annotations.queries.figures.kept import figures_for
from annotations.queries.protocols import protocol_in_force
from annotations.workflow.errors import NotAllowed
from annotations.workflow.figures import ask_for_figures

FORMATS = ("json", "csv")
AGAIN = 5
"""Seconds after which it is worth looking whether figures were counted."""


class FigureShape(serializers.Serializer[Any]):
    """A figure as it was counted at ``counted_at``. ``rows`` are objects with the ``columns`` and ``list``.

    ``list`` is the path of the page that lists exactly what the row counts; empty where nothing is to be listed. With
    status 202 a worker still counts, which takes seconds in a large project: ``counted_at`` is null, there are no rows,
    and ``Retry-After`` says when to ask again.
    """

    key = serializers.CharField()
    unit = serializers.CharField(help_text="What the numbers count.")
    columns = serializers.ListField(child=serializers.CharField())
    counted_at = serializers.DateTimeField(allow_null=True)
    rows = serializers.ListField(child=serializers.DictField())


class FigureNameShape(serializers.Serializer[Any]):
    """A figure that there is."""

    key = serializers.CharField()
    unit = serializers.CharField(help_text="What the numbers count.")
    columns = serializers.ListField(child=serializers.CharField())


class Figures(Resource):
    """The figures of a project. For leads, reviewers and viewers."""

    tag = "figures"
    queryset = AgreementReport.objects.none()
    serializer_class = FigureShape
    scope = TokenScope.READ
    parameters = ("format",)
    sparse = False

    def readable(self, slug: str) -> Project:
        """The project, if the caller may read its figures."""
        project = self.project(slug)
        if not can_read_agreement(self.person, project):
            raise NotAllowed("Only leads, reviewers and viewers see the figures of everybody’s labels.")
        return project

    @extend_schema(operation_id="projects_figures", responses={200: FigureNameShape(many=True)})
    def names(self, request: Request, slug: str) -> Response:
        """Every figure that there is, with its columns."""
        self.readable(slug)
        return Response([{"key": one.key, "unit": one.unit, "columns": one.columns} for one in FIGURES])

    @extend_schema(
        operation_id="projects_figure",
        parameters=[OpenApiParameter("format", str, enum=list(FORMATS), default="json")],
        responses={
            (200, "application/json"): FigureShape,
            (200, "text/csv"): OpenApiTypes.STR,
            (202, "application/json"): FigureShape,
        },
    )
    def retrieve(self, request: Request, slug: str, figure_key: str) -> HttpResponseBase:
        """One figure, the same numbers as on the overview. Still being counted: 202, as CSV 503."""
        project, asked = self.readable(slug), figure(figure_key)
        wanted = request.query_params.get("format", "json")
        if asked is None:
            raise not_found()
        if wanted not in FORMATS:
            raise invalid("format", wanted, f"is none of {', '.join(FORMATS)}")
        kept = figures_for(self.person, project, READER, protocol_in_force(project), whole=True)
        if kept is None or kept.is_old:
            ask_for_figures(actor=self.person, project=project, role=READER)
        if kept is None:
            return self.being_counted(asked, wanted)
        rows = kept.rows[asked.key]
        if wanted == "csv":
            return StreamingHttpResponse(csv_lines(asked, project, rows), content_type=CONTENT_TYPE)
        return Response(
            {
                "key": asked.key,
                "unit": asked.unit,
                "columns": asked.columns,
                "counted_at": kept.counted_at,
                "rows": shape(asked, project, rows),
            }
        )

    def being_counted(self, asked: Figure, wanted: str) -> Response:
        """Nothing is kept of a large project: a worker counts, and whoever asked looks again in a while."""
        again = {"Retry-After": str(AGAIN)}
        if wanted == "csv":
            words = "The figures of this project are being counted; ask again in a few seconds."
            return problem_response(Problem(503, "being_counted", words), again)
        told: dict[str, Any] = {
            "key": asked.key,
            "unit": asked.unit,
            "columns": asked.columns,
            "counted_at": None,
            "rows": [],
        }
        return Response(told, 202, headers=again)


READER = Role.VIEWER
"""Whoever reads figures here is told what every role is told that reads labels."""
ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/figures", Figures.as_view({"get": "names"}), name="project-figures"),
    path("projects/<slug:slug>/figures/<slug:figure_key>", Figures.as_view({"get": "retrieve"}), name="project-figure"),
]
