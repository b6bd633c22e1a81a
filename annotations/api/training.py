"""Finished training: the answers, the right ones, and why."""

import uuid
from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.assignments import whole
from annotations.api.resource import Resource
from annotations.models import Assignment, AssignmentState, Purpose
from annotations.queries import visibility
from annotations.queries.protocols import protocol_in_force
from annotations.queries.training import lines, score


def result(assignment: Assignment) -> dict[str, Any]:
    """Finished training as JSON values."""
    found = lines(assignment, protocol_in_force(assignment.article.project).scheme)
    total = score(found)
    return {
        "right": total.right,
        "asked": total.asked,
        "statements": [
            {
                "statement": str(line.statement.pk),
                "number": line.number,
                "exact": line.statement.exact,
                "given": line.given.head.answers if line.given.head else None,
                "known": dict(line.known.body) if line.known else None,
                "why": line.known.why if line.known else "",
                "questions": {one.question: one.right for one in line.judged},
            }
            for line in found
        ],
    }


class Training(Resource):
    """How training went, for whoever did it and for those who read labels."""

    tag = "assignments"
    queryset = Assignment.objects.none()

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def result(self, request: Request, pk: uuid.UUID) -> Response:
        """Finished training: each statement's answers, the right ones and why; 404 for any other assignment."""
        found = self.rows(visibility.assignments).filter(purpose=Purpose.TRAINING, state=AssignmentState.ACCEPTED)
        return Response(result(access.one(whole(found), pk=pk)))


ROUTES: list[URLPattern] = [
    path("assignments/<uuid:pk>/result", Training.as_view({"get": "result"}), name="assignment-result"),
]
