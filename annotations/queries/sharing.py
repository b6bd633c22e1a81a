"""Who has what: every assignment of a project with how far it is, and which are stuck."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateTimeField,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Now

from annotations.models import Annotation, Assignment, AssignmentState, Membership, Project, User
from annotations.models.article import BULKY
from annotations.models.project import ANNOTATING
from annotations.queries import visibility
from annotations.queries.articles import statement_count
from annotations.queries.progress import ANSWERED, OPEN

IDLE = timedelta(days=3)
"""Work without an end, and work that came back, is stuck when nothing was answered for so long."""


def listed(user: User, project: Project) -> QuerySet[Assignment]:
    """The project's assignments that the person may see, without their texts.

    ``total`` statements are in the article, ``answered`` of them have an answer; ``moved_at`` is the last answer, or
    when the work was taken; ``is_stuck`` says whether it needs somebody's hand.
    """
    mine = Annotation.objects.filter(assignment=OuterRef("pk"), claim__isnull=True).order_by().values("assignment")
    answered = mine.filter(state__in=ANSWERED, is_stale=False).annotate(n=Count("pk")).values("n")
    return (
        visibility.assignments(user)
        .filter(article__project=project)
        .select_related("annotator", "article__project", "article__batch")
        .defer(*(f"article__{name}" for name in BULKY))
        .annotate(
            total=statement_count("article"),
            answered=Coalesce(Subquery(answered, output_field=IntegerField()), 0),
            moved_at=moved_at(),
            is_stuck=Case(When(stuck(), then=True), default=False, output_field=BooleanField()),
        )
    )


def moved_at() -> Coalesce:
    """When the last statement of the outer assignment was answered, or when it was taken."""
    mine = Annotation.objects.filter(assignment=OuterRef("pk"), claim__isnull=True).order_by().values("assignment")
    moved = mine.annotate(at=Max("changed_at")).values("at")
    return Coalesce(Subquery(moved, output_field=DateTimeField()), "created_at")


def lapsed() -> Q:
    """Work in hand whose lease has run out by the database's clock."""
    return Q(state=AssignmentState.ACTIVE, lease_expires_at__lt=Now())


def idle() -> Q:
    """Work in hand without an end that did not move for ``IDLE``."""
    return Q(state=AssignmentState.ACTIVE, lease_expires_at__isnull=True, moved_at__lt=Now() - IDLE)


def untouched() -> Q:
    """Returned work of which nothing was answered since, for ``IDLE``."""
    back = Q(reviewed_at__isnull=True) | Q(reviewed_at__lt=Now() - IDLE)
    return Q(state=AssignmentState.RETURNED, moved_at__lt=Now() - IDLE) & back


def stuck() -> Q:
    """Work that needs somebody's hand, for whichever reason."""
    return lapsed() | idle() | untouched()


STUCK = {"lapsed": lapsed, "idle": idle, "untouched": untouched}
"""The reasons; no assignment has two of them."""


def why_stuck(user: User, project: Project) -> dict[UUID, str]:
    """Each stuck assignment with its reason, a key of ``STUCK``; longest without an answer first; one query."""
    reasons = [When(holds(), then=Value(key)) for key, holds in STUCK.items()]
    rows: QuerySet[Any] = visibility.assignments(user).filter(article__project=project, state__in=OPEN)
    found = rows.annotate(moved_at=moved_at()).filter(stuck()).order_by("moved_at", "pk")
    return dict(found.annotate(why=Case(*reasons, output_field=CharField())).values_list("pk", "why"))


def people_who_label(project: Project) -> list[tuple[str, str]]:
    """Those who can be given work: key of the person and name, by name (one query)."""
    rows = Membership.objects.filter(project=project, is_active=True, role__in=ANNOTATING, user__is_active=True)
    rows = rows.order_by("user__display_name", "pk")
    return [(str(key), name) for key, name in rows.values_list("user", "user__display_name")]
