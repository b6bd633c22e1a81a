"""Taking work from the queue: places 1..k, leases by the database's clock, nobody twice on one text."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q, QuerySet

from annotations.models import Article, ArticleState, Assignment, AssignmentState, Membership, Project, Purpose, User
from annotations.models.project import ANNOTATING
from annotations.queries.limits import reached
from annotations.queries.queue import ORDER, Offer, free, not_had, offers
from annotations.workflow.errors import NotAllowed
from annotations.workflow.leases import IN_HAND, expire_leases, renew
from annotations.workflow.places import TEXTS, make_room, place, take_up
from factcheck.compiled import Compiled


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
        return _kept(one for one in in_hand(member) if one.pk != assignment.pk) or _take(member)


def locked_member(user: User, project: Project) -> Membership:
    """The person's membership where they label, locked: two tabs of one person wait for each other.

    Taking somebody out of the project waits here too. Always the first lock of an act that gives out work.
    """
    member = next(iter(MEMBER.rows(project.pk, user.pk)), None)
    if member is None:
        raise NotAllowed("Your role does not label in this project.")
    return member


def in_hand(member: Membership) -> list[Assignment]:
    """What the member has to go on with: returned work, then what was begun first."""
    return IN_HAND_OF.rows(member.project_id, member.user_id)


def _kept(rows: Iterable[Assignment]) -> Assignment | None:
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
    found = next(iter(RESUMABLE.rows(member.project_id, member.user_id)), None)
    if found is None or not take_up(found, actor=member.user, verb="assignment.taken", surplus=False):
        return None
    return found


def _first(member: Membership, offer: Offer, *, skip_locked: bool) -> Assignment | None:
    """The first article of an offer, placed; ``skip_locked`` passes those that others are just taking."""
    if offer.is_plain:
        found = PLAIN[skip_locked].rows(member.project_id, member.user_id)
    else:
        found = list(_locked(offer.rows, skip_locked=skip_locked))
    article = next(iter(found), None)
    if article is None:
        return None
    article.project = member.project
    if offer.everybody:
        make_room(article)
    return place(article, member.user, actor=member.user, verb="assignment.taken", purpose=offer.purpose)


def _locked(rows: QuerySet[Article], *, skip_locked: bool) -> QuerySet[Article]:
    """The first of the articles."""
    return rows.select_for_update(skip_locked=skip_locked, of=("self",)).defer(*TEXTS)[:1]


def _member(project: uuid.UUID, user: uuid.UUID) -> QuerySet[Membership]:
    rows = Membership.objects.select_for_update(of=("self",), no_key=True).select_related("project", "user")
    return rows.filter(project=project, user=user, is_active=True, user__is_active=True, role__in=ANNOTATING)


def _own(project: uuid.UUID, user: uuid.UUID) -> QuerySet[Assignment]:
    return Assignment.objects.filter(annotator=user, article__project=project, article__deleted_at__isnull=True)


def _in_hand(project: uuid.UUID, user: uuid.UUID) -> QuerySet[Assignment]:
    texts = [f"article__{name}" for name in TEXTS]
    rows = _own(project, user).filter(state__in=IN_HAND).select_related("article__project").defer(*texts)
    return rows.order_by("-state", "created_at", "pk")


def _resumable(project: uuid.UUID, user: uuid.UUID) -> QuerySet[Assignment]:
    has_place = Q(article__state=ArticleState.FROZEN, article__reserved__lt=F("article__required"))
    rows = _own(project, user).filter(has_place | Q(purpose=Purpose.TRAINING), state=AssignmentState.EXPIRED)
    rows = rows.filter(article__replaced_by__isnull=True).select_for_update(skip_locked=True, of=("self",))
    return rows.order_by("created_at", "pk")[:1]


def _plain(skip_locked: bool) -> Compiled[Article]:
    def build(project: uuid.UUID, user: uuid.UUID) -> QuerySet[Article]:
        return _locked(not_had(free(project), user).order_by(*ORDER), skip_locked=skip_locked)

    return Compiled(build, "uuid", "uuid")


MEMBER = Compiled(_member, "uuid", "uuid")
IN_HAND_OF = Compiled(_in_hand, "uuid", "uuid")
RESUMABLE = Compiled(_resumable, "uuid", "uuid")
PLAIN = {skip_locked: _plain(skip_locked) for skip_locked in (True, False)}
"""Each of a project and a person."""
