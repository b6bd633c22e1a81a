"""How far a project is. Figures count rows of ``queries.visibility``: annotators get their own labels' figures only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Aggregate, Count, Exists, F, FloatField, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from annotations.models import (
    Adjudication,
    Annotation,
    AnnotationState,
    AssignmentState,
    Decision,
    GoldMethod,
    Membership,
    Project,
    Purpose,
    Review,
    ReviewChoice,
    Revision,
    Role,
    StatementState,
    User,
)
from annotations.queries import visibility
from annotations.queries.articles import statement_count

ANSWERED = (
    AnnotationState.COMPLETE,
    AnnotationState.SUBMITTED,
    AnnotationState.RETURNED,
    AnnotationState.ACCEPTED,
)
OPEN = (AssignmentState.ACTIVE, AssignmentState.RETURNED)


class Median(Aggregate):
    """The middle value of a group, interpolated: ``percentile_cont(0.5)`` of PostgreSQL."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Assignments that wait for a review, the statements in them, and since when the oldest waits."""

    assignments: int
    statements: int
    oldest: datetime | None


def waiting_for_review(user: User, project: Project) -> Waiting:
    """What is handed in and not reviewed yet, with one query."""
    rows = visibility.assignments(user).filter(
        article__project=project, state=AssignmentState.SUBMITTED, review_choice=ReviewChoice.CHOSEN
    )
    found = rows.annotate(n=statement_count("article")).aggregate(
        assignments=Count("pk"), statements=Sum("n"), oldest=Min("submitted_at")
    )
    return Waiting(found["assignments"], found["statements"] or 0, found["oldest"])


def count_by_state(user: User, project: Project) -> Mapping[str, int]:
    """How many assignments are in each ``AssignmentState``, with one query."""
    rows = visibility.assignments(user).filter(article__project=project).order_by().values("state")
    found: dict[str, int] = dict(rows.annotate(n=Count("pk")).values_list("state", "n"))
    return {state: found.get(state, 0) for state in AssignmentState.values}


def count_by_decision(user: User, project: Project) -> Mapping[str, int]:
    """How many labels were last accepted, replaced, returned or escalated, with one query."""
    judged = visibility.reviews(user).filter(assignment__article__project=project)
    last = judged.order_by("annotation_id", "-created_at", "-pk").distinct("annotation_id")
    rows = Review.objects.filter(pk__in=last.values("pk")).order_by().values("decision")
    found: dict[str, int] = dict(rows.annotate(n=Count("pk")).values_list("decision", "n"))
    return {decision: found.get(decision, 0) for decision in Decision.values}


def current_gold(project: Project) -> QuerySet[Adjudication]:
    """The adjudication in force of each statement that has one."""
    newer = Adjudication.objects.filter(statement=OuterRef("statement"), claim__isnull=True, seq__gt=OuterRef("seq"))
    here = Adjudication.objects.filter(statement__article__project=project, claim__isnull=True)
    live = Q(statement__state=StatementState.LIVE, statement__article__deleted_at__isnull=True)
    return here.filter(live, ~Exists(newer))


@dataclass(frozen=True, slots=True)
class Settled:
    """Statements whose every question has its gold answer, of those that are open for labels."""

    statements: int
    total: int


def settled(user: User, project: Project) -> Settled:
    """How far gold is, with one query."""
    undecided = Q(labels__method=GoldMethod.OPEN) | Q(stances__method=GoldMethod.OPEN)
    gold = current_gold(project).filter(statement=OuterRef("pk"))
    done = Exists(gold) & ~Exists(gold.filter(undecided))
    rows = visibility.statements(user).filter(
        article__project=project, state=StatementState.LIVE, is_statement=True, frozen_at__isnull=False
    )
    found = rows.aggregate(total=Count("pk"), settled=Count("pk", filter=done))
    return Settled(found["settled"], found["total"])


def labels_a_day(user: User, project: Project, *, today: date, days: int = 14) -> list[tuple[date, int]]:
    """Statements answered for the first time on each of the last ``days`` days, oldest first, with one query."""
    earlier = Revision.objects.filter(annotation=OuterRef("annotation"), is_complete=True, seq__lt=OuterRef("seq"))
    since = timezone.make_aware(datetime.combine(today - timedelta(days=days - 1), datetime.min.time()))
    rows = visibility.revisions(user).filter(
        ~Exists(earlier),
        annotation__statement__article__project=project,
        is_complete=True,
        created_at__gte=since,
    )
    by_day = rows.order_by().annotate(day=TruncDate("created_at")).values("day").annotate(n=Count("pk"))
    found: dict[date, int] = dict(by_day.values_list("day", "n"))
    every = [today - timedelta(days=back) for back in range(days - 1, -1, -1)]
    return [(day, found.get(day, 0)) for day in every]


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """One member's work: statements answered and still open, median seconds each, labels judged and returned."""

    membership: Membership
    answered: int
    open: int
    median_seconds: float | None
    judged: int
    returned: int

    @property
    def returned_percent(self) -> int | None:
        """The share of judged labels that came back at least once; None before the first review."""
        return round(100 * self.returned / self.judged) if self.judged else None


def member_figures(user: User, project: Project, role: str) -> list[MemberFigures]:
    """Everybody's figures for roles that read labels, the visitor's own for annotators; four queries."""
    rows = visibility.memberships(user).filter(project=project).select_related("user")
    if role == Role.ANNOTATOR:
        rows = rows.filter(user=user)
    answered, still_open, judged = _answered(user, project), _open(user, project), _judged(user, project)
    return [
        MemberFigures(
            member,
            answered.get(member.user_id, (0, None))[0],
            still_open.get(member.user_id, 0),
            answered.get(member.user_id, (0, None))[1],
            *judged.get(member.user_id, (0, 0)),
        )
        for member in rows
        if member.is_active or member.user_id in answered
    ]


def _answered(user: User, project: Project) -> dict[UUID, tuple[int, float | None]]:
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
        statement__article__project=project, state__in=states, assignment__purpose=Purpose.WORK
    )


def _open(user: User, project: Project) -> dict[UUID, int]:
    """Annotator → statements without an answer in work they hold, and returned ones without a reply."""
    answered = (
        Annotation.objects.filter(
            assignment=OuterRef("pk"), is_stale=False, state__in=set(ANSWERED) - {AnnotationState.RETURNED}
        )
        .order_by()
        .values("assignment")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = visibility.assignments(user).filter(article__project=project, state__in=OPEN).order_by()
    left = rows.annotate(left=statement_count("article") - Coalesce(Subquery(answered), 0)).values("annotator")
    return dict(left.annotate(n=Sum(F("left"))).values_list("annotator", "n"))


def _judged(user: User, project: Project) -> dict[UUID, tuple[int, int]]:
    """Annotator → labels reviewed, labels returned at least once."""
    rows = visibility.reviews(user).filter(assignment__article__project=project).order_by().values("annotator")
    came_back = Q(decision=Decision.RETURN)
    figures = rows.annotate(
        judged=Count("annotation", distinct=True), returned=Count("annotation", distinct=True, filter=came_back)
    )
    return {person: (judged, back) for person, judged, back in figures.values_list("annotator", "judged", "returned")}
