"""What a person would be given next, without giving it."""

from dataclasses import dataclass
from typing import Literal

from annotations.models import Article, Assignment, AssignmentState, Membership, Project, User
from annotations.models.project import ANNOTATING
from annotations.queries.limits import reached
from annotations.queries.queue import needs_training, offers

Why = Literal["", "empty", "open", "total", "daily", "training"]
WAITING_AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class NextWork:
    """The article that comes next, and the assignment if the person has it in hand already.

    ``article`` is None when nothing comes, and ``why`` says the reason: nothing is free, a limit (in hand at once, in
    all, a day), or a training that is over and was not passed. ``waiting`` counts the articles that could be
    theirs, up to ``WAITING_AT_MOST`` of a kind; ``is_training`` says what they are for.
    """

    article: Article | None
    assignment: Assignment | None = None
    waiting: int = 0
    why: Why = ""
    is_training: bool = False


def next_work(user: User, project: Project) -> NextWork:
    """What ``workflow.assign.take_next`` would hand out; leases that have just run out are not looked at."""
    member = (
        Membership.objects.select_related("project", "user")
        .filter(project=project, user=user, is_active=True, role__in=ANNOTATING)
        .first()
    )
    if member is None:
        return NextWork(None, why="empty")
    found, waiting = list(offers(member)), waiting_for(member)
    in_hand = _in_hand(user, project)
    training = needs_training(member)
    if in_hand is not None:
        return NextWork(in_hand.article, in_hand, waiting, is_training=training)
    if limit := reached(member):
        return NextWork(None, waiting=waiting, why=limit)
    article = next(filter(None, (offer.rows.defer("text", "raw").first() for offer in found)), None)
    if article is None:
        return NextWork(None, why="training" if training else "empty", is_training=training)
    return NextWork(article, None, waiting, is_training=training)


def waiting_for(member: Membership) -> int:
    """How many articles the member could be given, up to ``WAITING_AT_MOST`` of a kind; limits are not looked at."""
    return sum(offer.rows.order_by()[:WAITING_AT_MOST].count() for offer in offers(member) if not offer.is_choice)


def _in_hand(user: User, project: Project) -> Assignment | None:
    return (
        Assignment.objects.filter(
            annotator=user,
            article__project=project,
            article__deleted_at__isnull=True,
            state__in=(AssignmentState.RETURNED, AssignmentState.ACTIVE),
        )
        .select_related("article")
        .order_by("-state", "created_at", "pk")
        .first()
    )
