"""Leases: the promise of a place for a while, by the database's clock. Whoever works renews it."""

import uuid

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from annotations.models import Assignment, AssignmentState, Event, Project, User
from annotations.permissions import can_annotate, can_manage
from annotations.workflow.errors import Expired, NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.lease_time import lease_end
from annotations.workflow.places import TEXTS, give_up, take_up
from factcheck.compiled import Compiled

AT_ONCE = 50
"""So many late assignments are ended by one act at most, that nobody waits long for others' places."""
GONE = (AssignmentState.EXPIRED, AssignmentState.RELEASED)
IN_HAND = (AssignmentState.RETURNED, AssignmentState.ACTIVE)


def lock(assignment: Assignment) -> Assignment:
    """The assignment, locked, with its article and project. Always before the article's own lock."""
    (locked,) = LOCKED.rows(assignment.pk)
    return locked


def _locked(key: uuid.UUID) -> QuerySet[Assignment]:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("article__project", "annotator")
    return rows.defer(*(f"article__{name}" for name in TEXTS)).filter(pk=key)


LOCKED = Compiled(_locked, "uuid")


@transaction.atomic
def heartbeat(*, actor: User, assignment: Assignment) -> Assignment:
    """Renews the lease of work in hand; takes the place again when it ran out and is still free.

    ``Expired`` when the place is gone; labels that are saved all the same are kept as surplus. Nothing is recorded:
    saving labels renews a lease without an event as well.
    """
    locked = lock(assignment)
    if actor.pk != locked.annotator_id or not can_annotate(actor, locked.article.project):
        raise NotAllowed("Only its annotator keeps an assignment.")
    if locked.state == AssignmentState.EXPIRED:
        if not take_up(locked, actor=actor, verb="assignment.taken", surplus=False):
            raise Expired("Your lease ran out and somebody else holds the place. Labels you save are kept as surplus.")
    elif locked.state == AssignmentState.RELEASED:
        raise Expired("This assignment was given back. Labels you save are kept.")
    elif locked.state not in IN_HAND:
        raise WrongState(f"The assignment is “{locked.get_state_display()}”; it needs no lease.")
    renew(locked)
    return locked


def renew(assignment: Assignment) -> bool:
    """A new end for the lease, if there is one; False when the work is not in hand any more."""
    if assignment.lease_expires_at is None:
        return assignment.state in IN_HAND
    rows = Assignment.objects.filter(pk=assignment.pk, state__in=IN_HAND)
    if not rows.update(lease_expires_at=lease_end(assignment.article.project)):
        return False
    assignment.refresh_from_db(fields=["lease_expires_at"])
    return True


def _late(project: uuid.UUID, but: uuid.UUID | None = None) -> QuerySet[Assignment]:
    rows = Assignment.objects.select_for_update(skip_locked=True, of=("self",))
    rows = rows.filter(article__project=project, state=AssignmentState.ACTIVE, lease_expires_at__lt=Now())
    return rows.filter(~Q(annotator=but) if but else Q()).order_by("lease_expires_at")[:AT_ONCE]


LATE, LATE_BUT = Compiled(_late, "uuid"), Compiled(_late, "uuid", "uuid")


@transaction.atomic
def expire_leases(*, project: Project, but: User | None = None) -> int:
    """Frees places whose lease has run out, ``AT_ONCE`` at most; how many. Their labels stay.

    ``but`` is somebody who is just coming back to work.
    """
    late = LATE_BUT.rows(project.pk, but.pk) if but else LATE.rows(project.pk)
    for assignment in sorted(late, key=lambda one: one.article_id):
        end(assignment, AssignmentState.EXPIRED, project=project, actor=None, verb="assignment.expired")
    return len(late)


@transaction.atomic
def release(*, actor: User, assignment: Assignment) -> Assignment:
    """Gives an active assignment back: by its annotator or a lead. Labels made so far stay."""
    locked = lock(assignment)
    project = locked.article.project
    if actor.pk != locked.annotator_id and not can_manage(actor, project):
        raise NotAllowed("Only the annotator or a lead gives an assignment back.")
    if locked.state != AssignmentState.ACTIVE:
        raise WrongState(f"The assignment is “{locked.get_state_display()}” and cannot be given back.")
    end(locked, AssignmentState.RELEASED, project=project, actor=actor, verb="assignment.released")
    return locked


def release_all(*, actor: User, project: Project, annotator: User, caused_by: Event) -> None:
    """Frees every place that somebody who leaves holds. Part of the act by which they leave."""
    rows = Assignment.objects.select_for_update(of=("self",)).filter(
        annotator=annotator, article__project=project, state=AssignmentState.ACTIVE
    )
    for assignment in sorted(rows.order_by("pk"), key=lambda one: one.article_id):
        state = AssignmentState.RELEASED
        end(assignment, state, project=project, actor=actor, verb="assignment.released", caused_by=caused_by)


def end(
    assignment: Assignment,
    state: str,
    *,
    project: Project,
    actor: User | None,
    verb: str,
    caused_by: Event | None = None,
) -> Event:
    """Ends a locked, active assignment, with the event."""
    give_up(assignment, state)
    before = {"slot": assignment.slot}
    return record(actor=actor, verb=verb, obj=assignment, project=project, before=before, caused_by=caused_by)


def take_back(assignment: Assignment) -> None:
    """Reopens a locked, expired or released assignment for late labels: a free place if there is one, else surplus."""
    take_up(assignment, actor=assignment.annotator, verb="assignment.taken", surplus=True)
