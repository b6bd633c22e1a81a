"""Adjudication: the queue, and deciding one statement. Annotators find nothing here: their work is blind."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.concurrency import seen_version
from annotations.api.errors import invalid, not_found
from annotations.api.gold_shapes import AdjudicationShape, DocketShape, QueueShape
from annotations.api.resource import Resource
from annotations.api.reviews import ReviewShape
from annotations.api.shapes import Body, Text
from annotations.models import Adjudication, GoldApproval, GoldEvidence, GoldLabel, GoldStance, GoldText, Statement
from annotations.permissions import can_export
from annotations.queries import visibility
from annotations.queries.adjudication import STATES, queue
from annotations.queries.docket import Docket, docket
from annotations.queries.sides import sides
from annotations.workflow.approve_gold import approve_gold
from annotations.workflow.ask_back import ask_back
from annotations.workflow.decide_gold import decide_gold, reopen_gold
from annotations.workflow.docket_lock import MAX_WORD

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of what was looked at."
)


class GoldBody(Body):
    """``answers`` (a whole body; questions it leaves out stay open), or ``too_vague`` with a rationale."""

    answers = serializers.JSONField(allow_null=True, default=None)
    too_vague = serializers.BooleanField(default=False)
    rationale = Text(max_length=MAX_WORD, allow_blank=True, default="")


class ReopenBody(Body):
    """Why the answer does not hold."""

    rationale = Text(max_length=MAX_WORD)


class AskBody(Body):
    """What the annotators should tell; ``annotators`` (ids) narrows it to some of them."""

    comment = Text(max_length=MAX_WORD)
    annotators = serializers.ListField(child=serializers.UUIDField(), allow_null=True, default=None)


def whole(found: QuerySet[Adjudication]) -> QuerySet[Adjudication]:
    """With the rows that the shape needs."""
    return found.select_related("decided_by", "guideline").prefetch_related(
        Prefetch("labels", GoldLabel.objects.select_related("question", "label")),
        Prefetch("texts", GoldText.objects.select_related("question")),
        Prefetch("stances", GoldStance.objects.select_related("holder", "target", "polarity")),
        Prefetch("evidence_links", GoldEvidence.objects.select_related("evidence")),
        Prefetch("approvals", GoldApproval.objects.select_related("approver")),
        "basis_links",
    )


class Queue(Resource):
    """The statements of a project, most contested first."""

    tag = "adjudication"
    queryset = Adjudication.objects.none()
    serializer_class = QueueShape
    ordering = ("-verdict_entropy", "-other_entropy", "decided_at", "id")
    parameters = ("state",)

    @extend_schema(parameters=[OpenApiParameter("state", str, enum=list(STATES), default="open")])
    def list(self, request: Request, slug: str) -> Response:
        """What waits for a decision; ``state`` shows what is away, decided, or waits for approval instead."""
        project = self.project(slug)
        if not can_export(self.person, project):
            raise not_found()
        state = request.query_params.get("state", "open")
        if state not in STATES:
            raise invalid("state", state, f"is not one of {', '.join(STATES)}")
        return self.listed(queue(self.person, project, state))


class Dockets(Resource):
    """One statement's gold: what it rests on, what was decided, and deciding it."""

    tag = "adjudication"
    queryset = Adjudication.objects.none()
    serializer_class = AdjudicationShape
    sparse = False

    def statement(self, pk: uuid.UUID) -> Statement:
        """A statement whose gold the caller may read."""
        return access.one(self.rows(visibility.judged_statements).select_related("article__project"), pk=pk)

    @extend_schema(responses={200: DocketShape})
    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        """The annotators' answers side by side, and every decision so far, newest first."""
        found = docket(self.statement(pk))
        return self.shown(self.whole(found), DocketShape, etag=f'"{found.version}"')

    def whole(self, found: Docket) -> Mapping[str, Any]:
        """What ``DocketShape`` shows."""
        rows = self.rows(visibility.adjudications).filter(statement=found.statement).order_by("-seq")
        return {
            "statement": found.statement,
            "version": found.version,
            "needed": found.needed,
            "is_waiting": found.is_waiting,
            "sides": sides(found).sides,
            "history": list(whole(rows)),
        }

    @extend_schema(request=GoldBody, responses={201: AdjudicationShape}, parameters=[IF_MATCH])
    def create(self, request: Request, pk: uuid.UUID) -> Response:
        """Decides. 412 when labels or gold changed since they were looked at; ``current`` holds what is there now."""
        statement = self.statement(pk)
        seen = seen_version(request)
        made = decide_gold(actor=self.person, statement=statement, seen=seen, **self.body(GoldBody))
        return self.told(made, 201)

    @extend_schema(request=ReopenBody, responses={201: AdjudicationShape}, parameters=[IF_MATCH])
    def reopen(self, request: Request, pk: uuid.UUID) -> Response:
        """Opens a settled or decided statement again; the history keeps what was decided."""
        statement = self.statement(pk)
        seen = seen_version(request)
        return self.told(reopen_gold(actor=self.person, statement=statement, seen=seen, **self.body(ReopenBody)), 201)

    @extend_schema(request=None, responses={200: AdjudicationShape}, parameters=[IF_MATCH])
    def approve(self, request: Request, pk: uuid.UUID) -> Response:
        """Adds the caller's approval to the answer in force; the same again changes nothing."""
        statement = self.statement(pk)
        self.no_body()
        approval = approve_gold(actor=self.person, statement=statement, seen=seen_version(request))
        return self.told(approval.adjudication, 200)

    @extend_schema(request=AskBody, responses={201: ReviewShape(many=True)}, parameters=[IF_MATCH])
    def ask_back(self, request: Request, pk: uuid.UUID) -> Response:
        """Returns the labels to their annotators with a word; the reviews that say so."""
        statement = self.statement(pk)
        seen = seen_version(request)
        made = ask_back(actor=self.person, statement=statement, seen=seen, **self.body(AskBody))
        return Response(ReviewShape(made, many=True, context=self.get_serializer_context()).data, 201)

    def told(self, row: Adjudication, status: int) -> Response:
        """A decision in its shape, with the ETag that the next act needs."""
        found = whole(Adjudication.objects.filter(pk=row.pk)).select_related("statement__article__project").get()
        return self.shown(found, status=status, etag=f'"{docket(found.statement).version}"')


ROUTES: list[URLPattern] = [
    path("projects/<slug:slug>/adjudication", Queue.as_view({"get": "list"}), name="project-adjudication"),
    path(
        "statements/<uuid:pk>/adjudication",
        Dockets.as_view({"get": "retrieve", "post": "create"}),
        name="statement-adjudication",
    ),
    path("statements/<uuid:pk>/adjudication/reopen", Dockets.as_view({"post": "reopen"}), name="adjudication-reopen"),
    path(
        "statements/<uuid:pk>/adjudication/approve", Dockets.as_view({"post": "approve"}), name="adjudication-approve"
    ),
    path("statements/<uuid:pk>/adjudication/ask-back", Dockets.as_view({"post": "ask_back"}), name="adjudication-ask"),
]
