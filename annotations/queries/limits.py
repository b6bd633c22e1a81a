"""How much a member may take, and whether they have."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Q
from django.utils import timezone

from annotations.models import AssignmentState, Membership
from annotations.queries.queue import holding

Reached = Literal["", "open", "total", "daily"]


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many articles in hand at once, in all, and taken in a day; None is no limit."""

    open: int | None
    total: int | None
    daily: int | None


def limits_of(member: Membership) -> Limits:
    """The member's own limits, else those of the project."""
    project = member.project
    return Limits(
        open=project.open_limit if member.open_limit is None else member.open_limit,
        total=project.total_limit if member.total_limit is None else member.total_limit,
        daily=project.daily_limit if member.daily_limit is None else member.daily_limit,
    )


def reached(member: Membership) -> Reached:
    """Which limit keeps the member from taking one more article; one query, none where there is no limit.

    Returned work is not counted as in hand: a reviewer's question keeps nobody from new work, nor does the trash.
    Days begin at midnight of the server's time zone.
    """
    limits = limits_of(member)
    if limits == Limits(None, None, None):
        return ""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    had = holding(member).aggregate(
        open=Count("pk", filter=Q(state=AssignmentState.ACTIVE, article__deleted_at__isnull=True)),
        total=Count("pk"),
        daily=Count("pk", filter=Q(created_at__gte=midnight)),
    )
    if limits.open is not None and had["open"] >= limits.open:
        return "open"
    if limits.total is not None and had["total"] >= limits.total:
        return "total"
    if limits.daily is not None and had["daily"] >= limits.daily:
        return "daily"
    return ""
