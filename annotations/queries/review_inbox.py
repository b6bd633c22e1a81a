"""The reviewer's inbox: what members handed in, and how far it agrees with others' labels of the same article."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Now

from annotations.models import (
    Annotation,
    AnnotationState,
    Assignment,
    AssignmentState,
    CommentThread,
    Project,
    ReviewChoice,
    User,
)
from annotations.models.comparison import NOBODY_ELSE
from annotations.models.project import REVIEWING
from annotations.queries import visibility
from annotations.queries.review_agreement import DIFFERING, Agreement, agreements, merges_of, pairs
from annotations.schemes.base import Protocol
from factcheck.compiled import Counted


def waiting(user: User, choice: ReviewChoice = ReviewChoice.CHOSEN) -> QuerySet[Assignment]:
    """Handed-in work of others in all projects where the person reviews, as the review rule chose."""
    reviewed = user.memberships.filter(role__in=REVIEWING, is_active=True).values("project")
    return (
        visibility.assignments(user)
        .filter(state=AssignmentState.SUBMITTED, review_choice=choice, article__project__in=reviewed)
        .exclude(annotator=user)
    )


def free_or_mine(user: User) -> Q:
    """Nobody else holds the review by the database's clock."""
    return Q(review_lease_expires_at__isnull=True) | Q(review_lease_expires_at__lte=Now()) | Q(reviewer=user.pk)


def held_by_other(user: User) -> Case:
    """Whether somebody else holds the review now."""
    return Case(When(free_or_mine(user), then=False), default=True)


def inbox(
    user: User, project: Project, scheme: Protocol, choice: ReviewChoice = ReviewChoice.CHOSEN
) -> QuerySet[Assignment]:
    """The project's handed-in work that the person may review, each with figures.

    ``size`` (statements to decide in this round), ``flags`` (flagged ones among them), ``talks`` (open conversations
    about the article's statements), ``differing`` (percent of comparisons with others that differ, or
    ``NOBODY_ELSE``), ``is_held`` (somebody else holds the review now).
    """
    here = Annotation.objects.filter(
        assignment=OuterRef("pk"), state=AnnotationState.SUBMITTED, is_stale=False
    ).order_by()
    talks = visibility.threads(user).filter(statement__article=OuterRef("article"), resolved_at__isnull=True).order_by()
    return (
        waiting(user, choice)
        .filter(article__project=project)
        .select_related("article", "annotator", "reviewer", "comparison")
        .annotate(
            size=_figure(here, "assignment", Count("pk"), 0),
            flags=_figure(here.filter(head__flags__len__gt=0), "assignment", Count("pk"), 0),
            talks=_figure(talks, "statement__article", Count("pk"), 0),
            differing=_differing(scheme),
            is_held=held_by_other(user),
        )
    )


def _differing(scheme: Protocol) -> Case:
    """As it is kept, or compared now where nobody did or other labels count as one since."""
    now = _figure(pairs(Q(assignment=OuterRef("pk")), scheme), "assignment", DIFFERING, NOBODY_ELSE)
    return Case(When(comparison__merges=merges_of(scheme), then=F("comparison__differing")), default=now)


def figures(rows: Sequence[Assignment], scheme: Protocol) -> dict[uuid.UUID, Agreement]:
    """How far each of the inbox's rows agrees with others; those that nobody else has done are left out.

    No query where all of them are compared, one otherwise.
    """
    merges = merges_of(scheme)
    kept = {row.pk: one for row in rows if (one := getattr(row, "comparison", None)) and one.merges == merges}
    found = {key: Agreement(one.pairs, one.same_stance, one.same_labels) for key, one in kept.items() if one.pairs}
    others = [row for row in rows if row.pk not in kept]
    return found | (agreements(others, scheme) if others else {})


def _figure(rows: QuerySet[Annotation] | QuerySet[CommentThread], of: str, figure: Any, otherwise: int) -> Coalesce:
    """``figure`` over the rows of one assignment or article, whose path is ``of``, as a subquery."""
    counted = rows.values(of).annotate(figure=figure).values("figure")
    return Coalesce(Subquery(counted, output_field=IntegerField()), otherwise)


def waiting_count(user: User, project: Project | None) -> int:
    """How many handed-in assignments of a project (None: of all) the person could take up now; one query."""
    return WAITING_IN.of(user.pk, project.pk) if project else WAITING.of(user.pk)


def _free(user: uuid.UUID) -> QuerySet[Assignment]:
    return waiting(User(pk=user)).filter(free_or_mine(User(pk=user)))


WAITING = Counted(_free, "uuid")
WAITING_IN = Counted(lambda user, project: _free(user).filter(article__project=project), "uuid", "uuid")


def pending_count(user: User, project: Project) -> int:
    """How much handed-in work of a project waits for others' labels before the rule can choose; one query."""
    return waiting(user, ReviewChoice.PENDING).filter(article__project=project).count()


def members_with_work(
    user: User, project: Project, choice: ReviewChoice = ReviewChoice.CHOSEN
) -> list[tuple[uuid.UUID, str]]:
    """Who has handed in work that waits in the project: key and name, by name."""
    rows = waiting(user, choice).filter(article__project=project).order_by("annotator__display_name", "annotator")
    return list(rows.values_list("annotator", "annotator__display_name").distinct())
