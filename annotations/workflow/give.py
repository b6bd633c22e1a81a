"""Giving work to somebody by name: one article, the next few of the queue, or what another person has."""

from django.db import transaction

from annotations.models import (
    Article,
    ArticleState,
    Assignment,
    AssignmentState,
    Batch,
    BatchKind,
    Event,
    Membership,
    Project,
    Purpose,
    User,
)
from annotations.permissions import can_manage
from annotations.queries.queue import OPEN_TO_ALL, SPECIAL, kind_of, needs_training, offers, versions_had
from annotations.workflow.assign import locked_member
from annotations.workflow.errors import Duplicate, Invalid, NoPlace, NotAllowed, WrongState
from annotations.workflow.leases import GONE, end, lock
from annotations.workflow.places import TEXTS, locked_article, make_room, place, take_up

MOST_AT_ONCE = 500


@transaction.atomic
def give(*, actor: User, article: Article, annotator: User) -> Assignment:
    """A lead gives an article to somebody, whatever their limits; the lease has no end.

    What they gave back or let run out is opened again. ``Duplicate`` for an article they have or had in any version,
    ``NoPlace`` when all places are taken.
    """
    _require_lead(actor, article.project)
    member = _receiver(annotator, article.project)
    former = _former(article, annotator)
    return _give(actor, locked_article(article.pk), member, former)


@transaction.atomic
def reassign(*, actor: User, assignment: Assignment, annotator: User, caused_by: Event | None = None) -> Assignment:
    """Takes work in hand from one person and gives its place to another; the labels of the first stay theirs."""
    project = assignment.article.project
    _require_lead(actor, project)
    member = _receiver(annotator, project)
    locked, former = lock(assignment), _former(assignment.article, annotator)
    if locked.state != AssignmentState.ACTIVE:
        raise WrongState(f"The assignment is “{locked.get_state_display()}”; only work in hand changes hands.")
    if locked.annotator_id == annotator.pk:
        raise Invalid("annotator", str(annotator.pk), "has this article already")
    event = end(
        locked,
        AssignmentState.RELEASED,
        project=project,
        actor=actor,
        verb="assignment.released",
        caused_by=caused_by,
    )
    return _give(actor, locked_article(locked.article_id), member, former, caused_by=event)


@transaction.atomic
def give_next(
    *, actor: User, project: Project, annotator: User, count: int, batch: Batch | None = None
) -> list[Assignment]:
    """Gives somebody the next ``count`` articles that they would take themselves (of one batch), or what there is."""
    _require_lead(actor, project)
    if not 1 <= count <= MOST_AT_ONCE:
        raise Invalid("count", count, f"is not between 1 and {MOST_AT_ONCE}")
    member = _receiver(annotator, project)
    given: list[Assignment] = []
    for offer in offers(member):
        rows = offer.rows.filter(batch=batch) if batch else offer.rows
        found = rows.select_for_update(skip_locked=True, of=("self",)).defer(*TEXTS)[: count - len(given)]
        for article in list(found):
            article.project = project
            if offer.everybody:
                make_room(article)
            given.append(
                place(article, annotator, actor=actor, verb="assignment.given", lease=False, purpose=offer.purpose)
            )
    return given


def _require_lead(actor: User, project: Project) -> None:
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead gives out articles.")


def _receiver(annotator: User, project: Project) -> Membership:
    try:
        return locked_member(annotator, project)
    except NotAllowed:
        raise NotAllowed(f"{annotator} does not label in this project.") from None


def _former(article: Article, annotator: User) -> Assignment | None:
    """What they had of this article before, locked: assignments are always locked before their article."""
    return Assignment.objects.select_for_update(of=("self",)).filter(article=article, annotator=annotator).first()


def _give(
    actor: User,
    article: Article,
    member: Membership,
    former: Assignment | None,
    caused_by: Event | None = None,
) -> Assignment:
    annotator, kind = member.user, kind_of(article)
    purpose = Purpose.TRAINING if kind == BatchKind.TRAINING else Purpose.WORK
    if purpose == Purpose.WORK and needs_training(member):
        raise WrongState(f"{annotator} has not passed the training yet.")
    if (former is None or former.state not in GONE) and versions_had(annotator, article).exists():
        raise Duplicate(f"{annotator} has or had this article already.", field="annotator", value=str(annotator.pk))
    _open_to(article, kind)
    if former is not None:
        take_up(former, actor=actor, verb="assignment.given", surplus=False, lease=False, caused_by=caused_by)
        return former
    return place(
        article, annotator, actor=actor, verb="assignment.given", lease=False, purpose=purpose, caused_by=caused_by
    )


def _open_to(article: Article, kind: str) -> None:
    """Refuses a locked article that cannot be given out; calibration always has room."""
    if article.state != ArticleState.FROZEN and not (kind in SPECIAL and article.state in OPEN_TO_ALL):
        raise WrongState(f"The article is “{article.get_state_display()}”; only a frozen article is given out.")
    if kind == BatchKind.CALIBRATION:
        make_room(article)
    elif kind == BatchKind.PRODUCTION and article.reserved >= article.required:
        one, many = (
            "The only place of this article is taken.",
            f"All {article.required} places of this article are taken.",
        )
        raise NoPlace(one if article.required == 1 else many)
