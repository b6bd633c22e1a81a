"""The reviewer's inbox: what members handed in, and how far it agrees with others' labels of the same article."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, Now

from annotations.models import Annotation, AnnotationState, Assignment, AssignmentState, Project, User
from annotations.models.project import REVIEWING
from annotations.queries import visibility

HANDED_IN = (AnnotationState.SUBMITTED, AnnotationState.RETURNED, AnnotationState.ACCEPTED)
NOBODY_ELSE = -1
"""``differing`` of work that nobody else has done: sorts behind full agreement."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often an annotator's answers equal others', statement by statement and person by person (``pairs``)."""

    pairs: int
    same_stance: int
    same_labels: int

    @property
    def stance(self) -> int | None:
        """Equal sides taken, in percent; None when nobody else has answered."""
        return round(100 * self.same_stance / self.pairs) if self.pairs else None

    @property
    def labels(self) -> int | None:
        """Equal labels, in percent; None when nobody else has answered."""
        return round(100 * self.same_labels / self.pairs) if self.pairs else None


class Polarities(Func):
    """The polarities of an answers body as a JSON list; compared as sets with ``contains`` both ways."""

    function = "jsonb_path_query_array"
    template = "%(function)s(%(expressions)s, '$.stances[*].polarity')"
    output_field = JSONField()


def _pairs(of: Q) -> QuerySet[Annotation]:
    """Each annotation that ``of`` selects beside each other person's handed-in annotation of the same statement."""
    other = FilteredRelation(
        "statement__annotations",
        condition=Q(statement__annotations__state__in=HANDED_IN, statement__annotations__claim__isnull=True),
    )
    return (
        Annotation.objects.filter(of, claim__isnull=True, head__isnull=False, is_stale=False)
        .annotate(other=other)
        # One filter: a second one on a many-valued relation would join the others once more.
        .filter(
            Q(other__annotator__gt=F("annotator")) | Q(other__annotator__lt=F("annotator")), other__head__isnull=False
        )
        .order_by()
        .annotate(mine=Polarities("head__answers"), theirs=Polarities("other__head__answers"))
    )


SAME_STANCE = Q(
    mine__contains=F("theirs"),
    theirs__contains=F("mine"),
    head__answers__no_stance=F("other__head__answers__no_stance"),
)
SAME_LABELS = Q(
    head__answers__labels__contains=F("other__head__answers__labels"),
    other__head__answers__labels__contains=F("head__answers__labels"),
)


PAIRS = Count("pk")
EQUAL_STANCES = Count("pk", filter=SAME_STANCE)
EQUAL_LABELS = Count("pk", filter=SAME_LABELS)
DIFFERING = (2 * PAIRS - EQUAL_STANCES - EQUAL_LABELS) * 50 / PAIRS


def agreements(assignments: Iterable[Assignment]) -> dict[uuid.UUID, Agreement]:
    """How far each assignment's answers equal those that others handed in on the same statements (one query)."""
    found = (
        _pairs(Q(assignment__in=[row.pk for row in assignments]))
        .values("assignment")
        .annotate(pairs=PAIRS, same_stance=EQUAL_STANCES, same_labels=EQUAL_LABELS)
    )
    return {row["assignment"]: Agreement(row["pairs"], row["same_stance"], row["same_labels"]) for row in found}


def waiting(user: User) -> QuerySet[Assignment]:
    """Handed-in work of others in all projects where the person reviews."""
    reviewed = user.memberships.filter(role__in=REVIEWING, is_active=True).values("project")
    return (
        visibility.assignments(user)
        .filter(state=AssignmentState.SUBMITTED, article__project__in=reviewed)
        .exclude(annotator=user)
    )


def free_or_mine(user: User) -> Q:
    """Nobody else holds the review by the database's clock."""
    return Q(review_lease_expires_at__isnull=True) | Q(review_lease_expires_at__lte=Now()) | Q(reviewer=user.pk)


def held_by_other(user: User) -> Case:
    """Whether somebody else holds the review now."""
    return Case(When(free_or_mine(user), then=False), default=True)


def inbox(user: User, project: Project) -> QuerySet[Assignment]:
    """The project's handed-in work that the person may review, each with figures.

    ``size`` (statements to decide in this round), ``flags`` (flagged ones among them), ``differing`` (percent of
    comparisons with others that differ, or ``NOBODY_ELSE``), ``is_held`` (somebody else holds the review now).
    """
    here = Annotation.objects.filter(
        assignment=OuterRef("pk"), state=AnnotationState.SUBMITTED, is_stale=False
    ).order_by()
    return (
        waiting(user)
        .filter(article__project=project)
        .select_related("article", "annotator", "reviewer")
        .annotate(
            size=_figure(here, Count("pk"), 0),
            flags=_figure(here.filter(head__flags__len__gt=0), Count("pk"), 0),
            differing=_figure(_pairs(Q(assignment=OuterRef("pk"))), DIFFERING, NOBODY_ELSE),
            is_held=held_by_other(user),
        )
    )


def _figure(rows: QuerySet[Annotation], figure: Any, otherwise: int) -> Coalesce:
    """``figure`` over the rows of one assignment, as a subquery."""
    counted = rows.values("assignment").annotate(figure=figure).values("figure")
    return Coalesce(Subquery(counted, output_field=IntegerField()), otherwise)


def waiting_count(user: User, project: Project | None) -> int:
    """How many handed-in assignments of a project (None: of all) the person could take up now; one query."""
    rows = waiting(user).filter(free_or_mine(user))
    return (rows.filter(article__project=project) if project else rows).count()


def members_with_work(user: User, project: Project) -> list[tuple[uuid.UUID, str]]:
    """Who has handed in work that waits in the project: key and name, by name."""
    rows = waiting(user).filter(article__project=project).order_by("annotator__display_name", "annotator")
    return list(rows.values_list("annotator", "annotator__display_name").distinct())
