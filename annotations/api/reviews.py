"""Reviews: going through one member's labels, and what the member answers."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.assignments import AssignmentShape
from annotations.api.assignments import whole as whole_assignments
from annotations.api.errors import invalid
from annotations.api.filters import Facets, filters
from annotations.api.resource import Resource
from annotations.api.shapes import Body, PersonShape, Shape, Text, Whole
from annotations.models import (
    Assignment,
    BlindAnswer,
    Decision,
    ReasonCode,
    ReplyAction,
    Review,
    ReviewItem,
    ReviewReply,
)
from annotations.queries import visibility
from annotations.workflow.reply import reply
from annotations.workflow.review import MAX_COMMENT, accept_rest, decide, finish_review, open_review
from annotations.workflow.review_blind import answer_first
from annotations.workflow.review_proposal import Named

DECISIONS = [choice for choice in Decision.choices if choice[0] != Decision.ESCALATE]


class ReviewItemShape(serializers.ModelSerializer[ReviewItem]):
    """One answer that the review is about; ``part`` is one stance's place in the label, null the whole answer.

    Without ``proposes`` the answer is only named, and ``suggested`` means nothing.
    """

    class Meta:
        model = ReviewItem
        fields = ["question", "part", "original", "suggested", "proposes"]


class ReplyShape(serializers.ModelSerializer[ReviewReply]):
    """What the annotator answered."""

    class Meta:
        model = ReviewReply
        fields = ["id", "review", "action", "comment", "revision", "created_at"]


class ReviewShape(Shape):
    """One decision about one annotation as it stood in ``revision``; it never overwrites the annotation.

    ``is_partial``: only the answers of ``items`` are meant, the rest is accepted.
    """

    reviewer = PersonShape()
    items = ReviewItemShape(many=True)
    reply = ReplyShape(allow_null=True)

    class Meta:
        model = Review
        fields = [
            "id",
            "assignment",
            "annotation",
            "revision",
            "reviewer",
            "round",
            "decision",
            "reason",
            "comment",
            "proposed",
            "is_partial",
            "saw_label_first",
            "items",
            "reply",
            "created_at",
        ]


def whole(found: QuerySet[Review]) -> QuerySet[Review]:
    """With the rows that the shape needs (one more query, however many reviews there are)."""
    return found.select_related("reviewer", "reply").prefetch_related("items")


class NamedBody(Body):
    """An answer by its address; ``part`` is one stance's place in the label, from 0."""

    question = serializers.CharField(max_length=60)
    part = Whole(min_value=0, allow_null=True, default=None)


class DecisionBody(Body):
    """A decision; ``seen`` is the revision that was looked at.

    ``about`` names the answers that are replaced or returned; then the rest is accepted as it is.
    """

    annotation = serializers.UUIDField()
    seen = serializers.UUIDField()
    decision = serializers.ChoiceField(choices=DECISIONS)
    reason = serializers.ChoiceField(choices=ReasonCode.choices, allow_blank=True, default="")
    comment = Text(max_length=MAX_COMMENT, allow_blank=True, default="")
    proposed = serializers.JSONField(allow_null=True, default=None)
    about = NamedBody(many=True, default=list)


class BlindBody(Body):
    """The reviewer's own answers on one statement, before its label is shown; ``seen`` is the revision it hides."""

    annotation = serializers.UUIDField()
    seen = serializers.UUIDField()
    answers = serializers.JSONField()


class BlindShape(serializers.ModelSerializer[BlindAnswer]):
    """What the reviewer answered first."""

    class Meta:
        model = BlindAnswer
        fields = ["id", "annotation", "revision", "answers", "created_at"]


class ReplyBody(Body):
    """The annotator's one answer; ``revision`` is the id of the revision that ``taken`` and ``changed`` write."""

    action = serializers.ChoiceField(choices=ReplyAction.choices)
    revision = serializers.UUIDField(required=False)
    comment = Text(max_length=MAX_COMMENT, allow_blank=True, default="")
    answers = serializers.JSONField(allow_null=True, default=None)


class AcceptedShape(serializers.Serializer[Any]):
    """How many labels were accepted at once."""

    accepted = serializers.IntegerField()


class ReviewFacets(Facets):
    """Filters of the list."""

    project = filters.CharFilter(field_name="assignment__article__project__slug")
    assignment = filters.UUIDFilter(field_name="assignment_id")
    annotation = filters.UUIDFilter(field_name="annotation_id")
    annotator = filters.UUIDFilter(field_name="annotator_id")
    reviewer = filters.UUIDFilter(field_name="reviewer_id")
    decision = filters.ChoiceFilter(choices=Decision.choices)
    created_after = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte")


class Reviews(Resource):
    """Reviews of the caller's labels once they are finished; all of the project for reading roles."""

    tag = "reviews"
    queryset = Review.objects.none()
    serializer_class = ReviewShape
    filterset_class = ReviewFacets

    def list(self, request: Request) -> Response:
        """Reviews in the order in which they were made."""
        return self.listed(whole(self.rows(visibility.reviews)))

    @extend_schema(request=ReplyBody, responses={200: ReplyShape})
    def reply(self, request: Request, pk: uuid.UUID) -> Response:
        """The annotator's answer to a returned label; the same answer sent again changes nothing."""
        review = access.one(self.rows(visibility.reviews), pk=pk)
        given = dict(self.body(ReplyBody))
        revision_id = given.get("revision")
        if revision_id is None and given["action"] != ReplyAction.KEPT:
            raise invalid("revision", None, "is needed: make a UUID for the revision this writes", code="required")
        answer = reply(
            actor=self.person,
            review=review,
            action=given["action"],
            revision_id=revision_id or review.revision_id,
            comment=given["comment"],
            body=given["answers"],
        )
        return self.shown(answer, ReplyShape)


class AssignmentReviews(Resource):
    """The review of one assignment."""

    tag = "reviews"
    queryset = Review.objects.none()
    serializer_class = ReviewShape

    def assignment(self, pk: uuid.UUID) -> Assignment:
        """An assignment the caller may see."""
        return access.one(whole_assignments(self.rows(visibility.assignments)), pk=pk)

    def list(self, request: Request, pk: uuid.UUID) -> Response:
        """All decisions about the assignment, of all rounds, in the order in which they were made."""
        assignment = self.assignment(pk)
        return self.listed(whole(self.rows(visibility.reviews).filter(assignment=assignment)))

    @extend_schema(request=DecisionBody, responses={201: ReviewShape})
    def create(self, request: Request, pk: uuid.UUID) -> Response:
        """Decides about one label; a later decision of the round replaces it. 412 when the label changed since."""
        assignment = self.assignment(pk)
        given = dict(self.body(DecisionBody))
        inside = self.rows(visibility.annotations).filter(assignment=assignment).select_related("assignment")
        annotation = access.one(inside, "annotation", pk=given.pop("annotation"))
        about = [Named(**one) for one in given.pop("about")]
        return self.shown(decide(actor=self.person, annotation=annotation, about=about, **given), status=201)

    @extend_schema(request=None, responses={200: AssignmentShape})
    def open(self, request: Request, pk: uuid.UUID) -> Response:
        """Holds submitted work for the caller's review for 30 minutes; each decision renews it."""
        assignment = self.assignment(pk)
        self.no_body()
        return self.shown(open_review(actor=self.person, assignment=assignment), AssignmentShape)

    @extend_schema(request=BlindBody, responses={200: BlindShape})
    def answer(self, request: Request, pk: uuid.UUID) -> Response:
        """The caller's own answer before the label is shown; the first one stands. 412 when the label changed since."""
        assignment = self.assignment(pk)
        given = dict(self.body(BlindBody))
        inside = self.rows(visibility.annotations).filter(assignment=assignment).select_related("assignment")
        annotation = access.one(inside, "annotation", pk=given["annotation"])
        made = answer_first(actor=self.person, annotation=annotation, seen=given["seen"], body=given["answers"])
        return self.shown(made, BlindShape)

    @extend_schema(request=None, responses={200: AcceptedShape})
    def accept_rest(self, request: Request, pk: uuid.UUID) -> Response:
        """Accepts every label that has no decision yet."""
        assignment = self.assignment(pk)
        self.no_body()
        return Response({"accepted": accept_rest(actor=self.person, assignment=assignment)})

    @extend_schema(request=None, responses={200: AssignmentShape})
    def finish(self, request: Request, pk: uuid.UUID) -> Response:
        """Ends the round: returned labels go back, else the work is accepted. 409 lists the undecided (``missing``)."""
        assignment = self.assignment(pk)
        self.no_body()
        return self.shown(finish_review(actor=self.person, assignment=assignment), AssignmentShape)


ROUTES: list[URLPattern] = [
    path("reviews", Reviews.as_view({"get": "list"}), name="reviews"),
    path("reviews/<uuid:pk>/reply", Reviews.as_view({"post": "reply"}), name="review-reply"),
    path("assignments/<uuid:pk>/review", AssignmentReviews.as_view({"post": "open"}), name="review-open"),
    path(
        "assignments/<uuid:pk>/reviews",
        AssignmentReviews.as_view({"get": "list", "post": "create"}),
        name="assignment-reviews",
    ),
    path(
        "assignments/<uuid:pk>/blind-answers",
        AssignmentReviews.as_view({"post": "answer"}),
        name="review-blind-answers",
    ),
    path(
        "assignments/<uuid:pk>/accept-rest",
        AssignmentReviews.as_view({"post": "accept_rest"}),
        name="review-accept-rest",
    ),
    path("assignments/<uuid:pk>/finish-review", AssignmentReviews.as_view({"post": "finish"}), name="review-finish"),
]
