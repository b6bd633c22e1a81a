"""Taking work from the queue: places 1..k, leases by the database's clock, nobody twice on one text."""

from django.db import transaction
from django.db.models import F, Q, QuerySet

from annotations.models import ArticleState, Assignment, AssignmentState, Membership, Project, Purpose, User
from annotations.models.project import ANNOTATING
from annotations.queries.limits import reached
from annotations.queries.queue import Offer, offers
from annotations.workflow.errors import NotAllowed
from annotations.workflow.leases import IN_HAND, expire_leases, renew
from annotations.workflow.places import TEXTS, make_room, place, take_up


def take_next(*, actor: User, project: Project) -> Assignment | None:
    """Work in hand (returned work first), else the next article of the queue; None when there is none for ``actor``.

    ``queries.queue.offers`` says what comes next. Nothing is given beyond the person's limits (``queries.limits``).
    Leases that ran out end before, in a transaction of their own: nobody holds others' places while waiting for one.
    """
    expire_leases(project=project, but=actor)
    with transaction.atomic():
        member = locked_member(actor, project)
        return _kept(in_hand(member)) or _take(member)


def take_ahead(*, actor: User, assignment: Assignment) -> Assignment | None:
    """What comes after ``assignment`` while that is still in hand: other work in hand, else one article more.

    So nobody is ever more than one article ahead. None when there is nothing, or one's limit of open articles is
    reached.
    """
    if actor.pk != assignment.annotator_id:
        raise NotAllowed("Only its annotator goes on from an assignment.")
    project = assignment.article.project
    expire_leases(project=project, but=actor)
    with transaction.atomic():
        member = locked_member(actor, project)
        return _kept(in_hand(member).exclude(pk=assignment.pk)) or _take(member)


def locked_member(user: User, project: Project) -> Membership:
    """The person's membership where they label, locked: two tabs of one person wait for each other.

    Taking somebody out of the project waits here too. Always the first lock of an act that gives out work.
    """
    rows = Membership.objects.select_for_update(of=("self",), no_key=True).select_related("project", "user")
    member = rows.filter(project=project, user=user, is_active=True, user__is_active=True, role__in=ANNOTATING).first()
    if member is None:
        raise NotAllowed("Your role does not label in this project.")
    return member


def in_hand(member: Membership) -> QuerySet[Assignment]:
    """What the member has to go on with: returned work, then what was begun first."""
    return (
        Assignment.objects.filter(
            annotator=member.user_id,
            article__project=member.project_id,
            article__deleted_at__isnull=True,
            state__in=IN_HAND,
        )
        .select_related("article__project")
        .defer(*(f"article__{name}" for name in TEXTS))
        .order_by("-state", "created_at", "pk")
    )


def _kept(rows: QuerySet[Assignment]) -> Assignment | None:
    """The first of the rows that is still in hand when its lease is renewed."""
    return next((one for one in rows if renew(one)), None)


def _take(member: Membership) -> Assignment | None:
    if reached(member):
        return None
    if resumed := _resumed(member):
        return resumed
    # Others' acts are passed by; where nothing else is left, they are waited for: they may leave a place.
    tries = ((offer, skip) for skip in (True, False) for offer in offers(member))
    return next(filter(None, (_first(member, offer, skip_locked=skip) for offer, skip in tries)), None)


def _resumed(member: Membership) -> Assignment | None:
    """Work that was begun, whose lease ran out and whose place is still free."""
    has_place = Q(article__state=ArticleState.FROZEN, article__reserved__lt=F("article__required"))
    rows = Assignment.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        annotator=member.user_id,
        article__project=member.project_id,
        article__deleted_at__isnull=True,
        article__replaced_by__isnull=True,
        state=AssignmentState.EXPIRED,
    )
    found = rows.filter(has_place | Q(purpose=Purpose.TRAINING)).order_by("created_at", "pk").first()
    if found is None or not take_up(found, actor=member.user, verb="assignment.taken", surplus=False):
        return None
    return found


def _first(member: Membership, offer: Offer, *, skip_locked: bool) -> Assignment | None:
    """The first article of an offer, placed; ``skip_locked`` passes those that others are just taking."""
    article = offer.rows.select_for_update(skip_locked=skip_locked, of=("self",)).defer(*TEXTS).first()
    if article is None:
        return None
    article.project = member.project
    if offer.everybody:
        make_room(article)
    return place(article, member.user, actor=member.user, verb="assignment.taken", purpose=offer.purpose)
