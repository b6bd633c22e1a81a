"""How far a project is. Figures count rows of ``queries.visibility``: annotators get their own labels' figures only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Aggregate, Count, Exists, FloatField, Min, OuterRef, Q, QuerySet, Subquery, Sum

from annotations.models import (
    Adjudication,
    Annotation,
    AnnotationState,
    AssignmentState,
    Decision,
    Project,
    Purpose,
    Review,
    ReviewChoice,
    Revision,
    StatementState,
    User,
)
from annotations.queries import visibility

ANSWERED = (
    AnnotationState.COMPLETE,
    AnnotationState.SUBMITTED,
    AnnotationState.RETURNED,
    AnnotationState.ACCEPTED,
)
KEPT = tuple(state for state in AnnotationState.values if state != AnnotationState.WITHDRAWN)
OPEN = (AssignmentState.ACTIVE, AssignmentState.RETURNED)


class Median(Aggregate):
    """The middle value of a group, interpolated: ``percentile_cont(0.5)`` of PostgreSQL."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


FOR_REVIEW = Q(state=AssignmentState.SUBMITTED, review_choice=ReviewChoice.CHOSEN)
"""Handed in, chosen by the project's review rule, and not reviewed yet."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Assignments that wait for a review, and since when the oldest waits."""

    assignments: int
    oldest: datetime | None


def waiting_for_review(user: User, project: Project) -> Waiting:
    """What waits for a review, with one query."""
    rows = visibility.assignments(user).filter(FOR_REVIEW, article__project=project).order_by()
    return Waiting(**rows.aggregate(assignments=Count("pk"), oldest=Min("submitted_at")))


def count_by_state(user: User, project: Project) -> Mapping[str, int]:
    """How many assignments are in each ``AssignmentState``, with one query."""
    rows = visibility.assignments(user).filter(article__project=project).order_by().values("state")
    found: dict[str, int] = dict(rows.annotate(n=Count("pk")).values_list("state", "n"))
    return {state: found.get(state, 0) for state in AssignmentState.values}


def count_by_decision(user: User, project: Project) -> Mapping[str, int]:
    """How many labels were last accepted, replaced, returned or escalated, with one query."""
    seen = reviews_of(user, project)
    last = seen.order_by("annotation_id", "-created_at", "-pk").distinct("annotation_id")
    rows = Review.objects.filter(pk__in=last.values("pk")).order_by().values("decision")
    found: dict[str, int] = dict(rows.annotate(n=Count("pk")).values_list("decision", "n"))
    return {decision: found.get(decision, 0) for decision in Decision.values}


def reviews_of(user: User, project: Project) -> QuerySet[Review]:
    """Decisions on the project's labels that are still listed."""
    return visibility.reviews(user).filter(annotation__in=labels_of(user, project, KEPT).values("pk"))


def current_gold(project: Project) -> QuerySet[Adjudication]:
    """The adjudication in force of each statement that has one."""
    newer = Adjudication.objects.filter(statement=OuterRef("statement"), claim__isnull=True, seq__gt=OuterRef("seq"))
    here = Adjudication.objects.filter(statement__article__project=project, claim__isnull=True)
    live = Q(statement__state=StatementState.LIVE, statement__article__deleted_at__isnull=True)
    return here.filter(live, ~Exists(newer))


TO_BE_SETTLED = {"state": StatementState.LIVE, "is_statement": True, "frozen_at__isnull": False}
"""The statements that are open for labels, and get gold at last."""


def to_be_settled(user: User, project: Project) -> int:
    """How many statements are to get gold, with one query."""
    return visibility.statements(user).filter(article__project=project, **TO_BE_SETTLED).count()


def answered(user: User, project: Project) -> dict[UUID, tuple[int, float | None]]:
    """Annotator → statements answered, median seconds each (all saves of a statement added up; 0 is "not measured")."""
    spent = (
        Revision.objects.filter(annotation=OuterRef("pk"))
        .order_by()
        .values("annotation")
        .annotate(ms=Sum("active_ms"))
        .values("ms")
    )
    rows = labels_of(user, project, ANSWERED).order_by().annotate(ms=Subquery(spent)).values("annotator")
    figures = rows.annotate(n=Count("pk"), median=Median("ms", filter=Q(ms__gt=0)))
    return {
        person: (count, None if median is None else median / 1000)
        for person, count, median in figures.values_list("annotator", "n", "median")
    }


def labels_of(user: User, project: Project, states: tuple[str, ...]) -> QuerySet[Annotation]:
    """The project's annotations in these states that the person may see; training and known answers are none."""
    return visibility.annotations(user).filter(
        statement__article__project=project,
        statement__article__deleted_at__isnull=True,
        state__in=states,
        claim__isnull=True,
        assignment__purpose=Purpose.WORK,
    )


def in_hand(user: User, project: Project) -> dict[UUID, int]:
    """Annotator → assignments they work on, returned ones among them."""
    rows = visibility.assignments(user).filter(article__project=project, state__in=OPEN).order_by()
    return dict(rows.values("annotator").annotate(n=Count("pk")).values_list("annotator", "n"))


def judged(user: User, project: Project) -> dict[UUID, tuple[int, int]]:
    """Annotator → labels reviewed, labels returned at least once."""
    rows = reviews_of(user, project).order_by().values("annotator")
    came_back = Q(decision=Decision.RETURN)
    figures = rows.annotate(
        judged=Count("annotation", distinct=True), returned=Count("annotation", distinct=True, filter=came_back)
    )
    return {person: (judged, back) for person, judged, back in figures.values_list("annotator", "judged", "returned")}
