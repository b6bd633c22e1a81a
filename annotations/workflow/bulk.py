"""Accepting, returning or reassigning many assignments at once.

Each assignment is an act and a transaction of its own, so that one refusal stops nothing else and nobody waits for two
hundred locks; what became of each is kept and told. ``workflow.bulk_undo`` takes them back.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from annotations.models import (
    Assignment,
    BulkAct,
    BulkItem,
    BulkKind,
    BulkOutcome,
    Decision,
    Event,
    Membership,
    Project,
    User,
)
from annotations.permissions import can_manage, can_review
from annotations.queries.review import latest_decisions
from annotations.workflow.errors import Invalid, NotAllowed, ReplayMismatch, WorkflowError, WrongState
from annotations.workflow.events import record
from annotations.workflow.give import reassign
from annotations.workflow.review import accept_rest, finish_review, known_reason, open_review, return_rest

MOST = 200


@dataclass(frozen=True, slots=True)
class Ticked:
    """An assignment as it was looked at; without ``submitted_at`` nothing is said about that."""

    assignment: Assignment
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with all of them: ``reason`` and ``comment`` go with returns, ``receiver`` gets the work."""

    kind: str
    reason: str = ""
    comment: str = ""
    receiver: User | None = None


def bulk(*, actor: User, project: Project, bulk_id: uuid.UUID, wish: Wish, ticked: Sequence[Ticked]) -> BulkAct:
    """Does the same to each of ``ticked``, assignments of the project; the act with its items.

    ``bulk_id`` is the client's: the same act sent again is answered with what became of it. A review that somebody has
    begun, and work that was handed in again since it was looked at, is refused.
    """
    made, begun = _begin(actor, project, bulk_id, wish, ticked)
    if begun is not None:
        for one in ticked:
            _one(made, begun, wish, one)
    return made


@transaction.atomic
def _begin(
    actor: User, project: Project, bulk_id: uuid.UUID, wish: Wish, ticked: Sequence[Ticked]
) -> tuple[BulkAct, Event | None]:
    """The act and its event; without the event where it was begun before."""
    list(Membership.objects.select_for_update(no_key=True).filter(project=project, user=actor))
    if stored := BulkAct.objects.filter(pk=bulk_id).first():
        if (stored.actor_id, stored.project_id, stored.kind) != (actor.pk, project.pk, wish.kind):
            raise ReplayMismatch("This id was used for another act.", field="id", value=str(bulk_id))
        return stored, None
    _check(actor, project, wish, ticked)
    made = BulkAct.objects.create(
        id=bulk_id,
        project=project,
        actor=actor,
        kind=wish.kind,
        reason=wish.reason,
        comment=wish.comment,
        receiver=wish.receiver,
    )
    after = {"kind": wish.kind, "n": len(ticked)}
    return made, record(actor=actor, verb="bulk.begun", obj=made, project=project, after=after)


def _check(actor: User, project: Project, wish: Wish, ticked: Sequence[Ticked]) -> None:
    if wish.kind not in BulkKind.values:
        raise Invalid("act", wish.kind, f"is not one of {', '.join(BulkKind.values)}")
    if not (can_manage if wish.kind == BulkKind.REASSIGN else can_review)(actor, project):
        raise NotAllowed("Your role does not do this in this project.")
    if not 0 < len(ticked) <= MOST:
        raise Invalid("assignments", len(ticked), f"are not 1 to {MOST}")
    if len({one.assignment.pk for one in ticked}) < len(ticked):
        raise Invalid("assignments", len(ticked), "name one twice")
    if wish.kind == BulkKind.RETURN:
        known_reason(Decision.RETURN, wish.reason, wish.comment)
    if (wish.kind == BulkKind.REASSIGN) != (wish.receiver is not None):
        raise Invalid("annotator", "", "is needed to give work to somebody else, and only then")


def _one(made: BulkAct, begun: Event, wish: Wish, ticked: Ticked) -> None:
    """One assignment, done or refused, and kept as such."""
    work = ticked.assignment
    try:
        with transaction.atomic():
            item = BulkItem(bulk=made, assignment=work, outcome=BulkOutcome.DONE)
            if wish.receiver is not None:
                item.made = reassign(actor=made.actor, assignment=work, annotator=wish.receiver, caused_by=begun)
                item.event = _newest(item.made)
            else:
                _review(made.actor, ticked, wish, begun)
                item.event = _newest(work)
            item.save(force_insert=True)
    except WorkflowError as error:
        BulkItem.objects.create(bulk=made, assignment=work, outcome=BulkOutcome.REFUSED, why=error.message)


def _newest(work: Assignment) -> Event:
    """The event of the act just done to an assignment that is locked."""
    return Event.objects.filter(object_type="assignment", object_id=work.pk).order_by("-id")[0]


def _review(actor: User, ticked: Ticked, wish: Wish, begun: Event) -> None:
    work = open_review(actor=actor, assignment=ticked.assignment)
    if ticked.submitted_at not in (None, work.submitted_at):
        raise WrongState("It was handed in again since you looked at it.")
    if latest_decisions(work):
        raise WrongState("Its review is begun: some of it is decided already. Finish it on its own page.")
    if wish.kind == BulkKind.ACCEPT:
        accept_rest(actor=actor, assignment=work)
    else:
        return_rest(actor=actor, assignment=work, reason=wish.reason, comment=wish.comment)
    finish_review(actor=actor, assignment=work, caused_by=begun)
