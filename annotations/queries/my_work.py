"""What a person has to do, in all their projects: returned work, work in hand, what waits for review, what is done."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Min, Q, QuerySet, Sum

from annotations.models import (
    Annotation,
    AnnotationState,
    Assignment,
    AssignmentState,
    Membership,
    Project,
    Purpose,
    ReturnReason,
    Review,
    Revision,
    Statement,
    StatementState,
    User,
)
from annotations.models.annotation import HANDED_IN
from annotations.models.project import ANNOTATING, REVIEWING
from annotations.queries import visibility
from annotations.queries.next_work import waiting_for
from annotations.queries.queue import needs_training
from annotations.queries.review_inbox import free_or_mine, waiting

IN_HAND = (AssignmentState.RETURNED, AssignmentState.ACTIVE)
MEASURED = 500
"""So many of a person's newest labels tell their pace."""
ANSWERED = (AnnotationState.COMPLETE, AnnotationState.SUBMITTED, AnnotationState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Returned:
    """One returned statement: its number, its text, and the reviewer's word on it."""

    number: int
    statement: Statement
    review: Review


@dataclass(frozen=True, slots=True)
class InHand:
    """An assignment to go on with at statement ``at`` (numbered from 1; 0: all are answered, hand it in)."""

    assignment: Assignment
    answered: int
    total: int
    at: int
    returned: tuple[Returned, ...] = ()

    @property
    def is_returned(self) -> bool:
        """Whether it came back after it was handed in."""
        return self.assignment.state == AssignmentState.RETURNED

    @property
    def is_again(self) -> bool:
        """Whether it came back because the guideline changed."""
        return self.is_returned and self.assignment.return_reason == ReturnReason.GUIDELINE

    @property
    def is_recut(self) -> bool:
        """Whether it came back because statements were cut anew."""
        return self.is_returned and self.assignment.return_reason == ReturnReason.RECUT


@dataclass(frozen=True, slots=True)
class ToReview:
    """What waits for the person's review in one project; ``oldest`` is when the first of it was handed in."""

    project: Project
    count: int
    mine: int
    oldest: object


@dataclass(frozen=True, slots=True)
class MyWork:
    """The whole of it. ``free`` counts the articles that the person could take, by project.

    ``trainings`` are the newest finished ones, ``done`` the statements handed in, ``median_seconds`` the person's own
    time for a statement (None: not measured).
    """

    memberships: tuple[Membership, ...]
    in_hand: tuple[InHand, ...]
    waiting_for_review: tuple[Assignment, ...]
    to_review: tuple[ToReview, ...]
    free: tuple[tuple[Project, int], ...]
    trainings: tuple[Assignment, ...]
    done: int
    accepted: int
    returned: int
    median_seconds: float | None

    @property
    def goal(self) -> int:
        """Statements a day that the person's projects want, together; 0 for none."""
        return sum(one.project.goal_per_day or 0 for one in self.memberships if one.role in ANNOTATING)

    @property
    def first(self) -> InHand | None:
        """What comes first: returned work, then what was begun first."""
        return self.in_hand[0] if self.in_hand else None

    @property
    def untrained(self) -> Project | None:
        """A project that gives the person work only when its training is passed."""
        return next((one.project for one in self.memberships if needs_training(one)), None)

    @property
    def annotates(self) -> bool:
        """Whether the person labels anywhere."""
        return any(one.role in ANNOTATING for one in self.memberships)


def my_work(user: User) -> MyWork:
    """Everything the start page shows of a person's work, with the same number of queries however much it is."""
    memberships = tuple(
        visibility.memberships(user)
        .filter(user=user, is_active=True)
        .select_related("project")
        .order_by("project__name", "pk")
    )
    mine = visibility.assignments(user).filter(annotator=user).select_related("article__project")
    states = Counter(dict(_label_states(user)))
    return MyWork(
        memberships=memberships,
        in_hand=tuple(_in_hand(list(mine.filter(state__in=IN_HAND).order_by("-state", "created_at", "pk")))),
        waiting_for_review=tuple(mine.filter(state=AssignmentState.SUBMITTED).order_by("submitted_at")[:20]),
        to_review=tuple(_to_review(user, memberships)),
        free=tuple(_free(user, memberships)),
        trainings=tuple(_trainings(mine)),
        done=sum(states[state] for state in HANDED_IN),
        median_seconds=_median_seconds(user),
        accepted=states[AnnotationState.ACCEPTED],
        returned=states[AnnotationState.RETURNED],
    )


def _trainings(mine: QuerySet[Assignment]) -> Iterable[Assignment]:
    finished = mine.filter(purpose=Purpose.TRAINING, state=AssignmentState.ACCEPTED)
    return finished.order_by("-submitted_at", "pk")[:5]


def _median_seconds(user: User) -> float | None:
    """The median of the person's time for a statement, all saves of it added up, over their newest work."""
    newest = Annotation.objects.filter(annotator=user).order_by("-changed_at").values("pk")[:MEASURED]
    spent = (
        Revision.objects.filter(annotation__in=newest, active_ms__gt=0)
        .order_by()
        .values("annotation")
        .annotate(ms=Sum("active_ms"))
        .values_list("ms", flat=True)
    )
    return median(times) / 1000 if (times := list(spent)) else None


def _label_states(user: User) -> Iterable[tuple[str, int]]:
    mine = visibility.annotations(user).filter(annotator=user, assignment__purpose=Purpose.WORK)
    return mine.order_by().values_list("state").annotate(n=Count("pk"))


def _in_hand(assignments: list[Assignment]) -> Iterable[InHand]:
    statements = _statements(assignments)
    states = _states(assignments)
    reasons = _reasons(assignments)
    for assignment in assignments:
        rows = statements[assignment.article_id]
        here = states[assignment.pk]
        waits = [number for number, row in enumerate(rows, start=1) if here.get(row.pk) not in ANSWERED]
        yield InHand(
            assignment=assignment,
            answered=len(rows) - len(waits),
            total=len(rows),
            at=waits[0] if waits else 0,
            returned=tuple(
                Returned(number, rows[number - 1], reasons[assignment.pk, rows[number - 1].pk])
                for number in waits
                if (assignment.pk, rows[number - 1].pk) in reasons
            ),
        )


def _statements(assignments: Iterable[Assignment]) -> dict[uuid.UUID, list[Statement]]:
    found: dict[uuid.UUID, list[Statement]] = defaultdict(list)
    articles = {assignment.article_id for assignment in assignments}
    rows = Statement.objects.filter(article__in=articles, state=StatementState.LIVE, is_statement=True)
    for row in rows.only("id", "article", "exact").order_by("article", "start"):
        found[row.article_id].append(row)
    return found


def _states(assignments: Iterable[Assignment]) -> dict[uuid.UUID, dict[uuid.UUID, str]]:
    found: dict[uuid.UUID, dict[uuid.UUID, str]] = defaultdict(dict)
    rows = Annotation.objects.filter(assignment__in=assignments, claim__isnull=True)
    live = rows.exclude(state=AnnotationState.WITHDRAWN)
    for assignment, statement, state in live.values_list("assignment", "statement", "state"):
        found[assignment][statement] = state
    return found


def _reasons(assignments: Iterable[Assignment]) -> dict[tuple[uuid.UUID, uuid.UUID], Review]:
    """The newest finished review of each label that is returned now, by assignment and statement."""
    rows = (
        Review.objects.filter(visibility.finished_review(), assignment__in=assignments)
        .filter(annotation__state=AnnotationState.RETURNED)
        .select_related("reviewer", "annotation")
        .order_by("created_at", "id")
    )
    return {(row.assignment_id, row.annotation.statement_id): row for row in rows}


def _to_review(user: User, memberships: Iterable[Membership]) -> Iterable[ToReview]:
    """What the person could review now, by project (one query); projects where nothing waits are left out."""
    here = {one.project_id: one.project for one in memberships if one.role in REVIEWING}
    rows = (
        waiting(user)
        .filter(free_or_mine(user))
        .order_by()
        .values_list("article__project")
        .annotate(n=Count("pk"), begun=Count("pk", filter=Q(reviewer=user)), oldest=Min("submitted_at"))
    )
    found = {project: figures for project, *figures in rows}
    return [ToReview(project, *found[key]) for key, project in here.items() if key in found]


def _free(user: User, memberships: Iterable[Membership]) -> Iterable[tuple[Project, int]]:
    """How many articles the person could take, by project, up to ``next_work.WAITING_AT_MOST`` of a kind."""
    for one in memberships:
        one.user = user
        if one.role in ANNOTATING and (count := waiting_for(one)):
            yield one.project, count
