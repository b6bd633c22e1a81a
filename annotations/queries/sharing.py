"""Who has what: every assignment of a project with how far it is, and which are stuck."""

from datetime import timedelta

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, Now

from annotations.models import Annotation, Assignment, AssignmentState, Membership, Project, User
from annotations.models.project import ANNOTATING
from annotations.queries import visibility
from annotations.queries.articles import statement_count
from annotations.queries.progress import ANSWERED

IDLE = timedelta(days=3)
"""Work without an end is stuck when nothing was answered for so long."""


def listed(user: User, project: Project) -> QuerySet[Assignment]:
    """The project's assignments that the person may see, without their texts.

    ``total`` statements are in the article, ``answered`` of them have an answer; ``moved_at`` is the last answer, or
    when the work was taken; ``is_stuck`` says whether it needs somebody's hand.
    """
    mine = Annotation.objects.filter(assignment=OuterRef("pk"), claim__isnull=True).order_by().values("assignment")
    answered = mine.filter(state__in=ANSWERED, is_stale=False).annotate(n=Count("pk")).values("n")
    moved = mine.annotate(at=Max("changed_at")).values("at")
    return (
        visibility.assignments(user)
        .filter(article__project=project)
        .select_related("annotator", "article__project", "article__batch")
        .defer("article__text", "article__raw", "article__near_keys")
        .annotate(
            total=statement_count("article"),
            answered=Coalesce(Subquery(answered, output_field=IntegerField()), 0),
            moved_at=Coalesce(Subquery(moved, output_field=DateTimeField()), "created_at"),
            is_stuck=Case(When(stuck(), then=True), default=False, output_field=BooleanField()),
        )
    )


def stuck() -> Q:
    """Work in hand whose lease has run out, or that has no end and did not move for ``IDLE``; by the database."""
    late = Q(lease_expires_at__lt=Now())
    return Q(state=AssignmentState.ACTIVE) & (late | Q(lease_expires_at__isnull=True, moved_at__lt=Now() - IDLE))


def people_who_label(project: Project) -> list[tuple[str, str]]:
    """Those who can be given work: key of the person and name, by name (one query)."""
    rows = Membership.objects.filter(project=project, is_active=True, role__in=ANNOTATING, user__is_active=True)
    rows = rows.order_by("user__display_name", "pk")
    return [(str(key), name) for key, name in rows.values_list("user", "user__display_name")]
